package madeup

import (
	"bytes"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
)

// A made-up comparison is the same in every bit each time, and comes back from
// its file as it was.
func TestTheSameCallGivesTheSameComparison(t *testing.T) {
	write := func(c *scenarios.Comparison) string {
		var b bytes.Buffer
		if err := c.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := write(Comparison(Usual))
	if write(Comparison(Usual)) != first {
		t.Error("two calls give two comparisons")
	}
	read, err := scenarios.ReadComparison(bytes.NewBufferString(first))
	if err != nil || write(read) != first {
		t.Errorf("it does not come back from its file: %v", err)
	}
}

// It has what figures and reports have to cope with: sure, wide and lucky
// effects, undefined ratios, and a policy whose sign depends on the world.
func TestAMadeUpComparisonHasAllKindsOfDoubt(t *testing.T) {
	c, seen, undefined := Comparison(Usual), map[scenarios.Verdict]int{}, 0
	for _, e := range c.Effects {
		seen[e.Verdict()]++
	}
	for _, r := range c.Ratios {
		if r.Why != "" {
			undefined++
		}
	}
	if seen[scenarios.Clear] == 0 || seen[scenarios.Wide] == 0 || seen[scenarios.Luck] == 0 || undefined == 0 {
		t.Errorf("verdicts %v, %d undefined ratios", seen, undefined)
	}
	for _, e := range Comparison(Shape{Worlds: 1, Replicates: 1, Arms: 4, Idle: true}).Effects {
		if v := e.Verdict(); v != scenarios.Single && v != scenarios.Absent {
			t.Fatalf("one run gives %+v", e)
		}
	}
}
