package calibrate

import (
	"bytes"
	"context"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/infer"
)

// Priors are the ends of what was said, of sets in which something was.
func TestPriorsAreTheEndsOfWhatIsSaid(t *testing.T) {
	a, b := map[string]float64{"A13": 2, "B01": 7}, map[string]float64{"A13": 1}
	if got := priorsOf([]map[string]float64{a, b}); len(got) != 2 || got[0] != (infer.Prior{ID: "A13", Low: 1, High: 2, Sets: 2}) || got[1] != (infer.Prior{ID: "B01", Low: 7, High: 7, Sets: 1}) {
		t.Errorf("%v", got)
	}
}

// The same seed gives the same priors with any number of workers, and sets differ.
func TestPriorsArePlayedTheSameByAnyWorkers(t *testing.T) {
	var first string
	for _, workers := range []int{1, 3} {
		s := scenarios.Default()
		s.Options.Population, s.Options.Replicates, s.Options.Workers = 200, 4, workers
		done, total := int64(0), int64(1)
		list, err := PlayPriors(context.Background(), s, func(d, of int64) { done, total = d, of })
		if err != nil {
			t.Fatal(err)
		}
		if done != total {
			t.Errorf("told of %d months of %d", done, total)
		}
		var b bytes.Buffer
		if err := WritePriors(&b, list); err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = b.String()
		} else if b.String() != first {
			t.Errorf("%d workers give\n%s\nand not\n%s", workers, &b, first)
		}
		differ := 0
		for _, p := range list {
			if p.Low < p.High {
				differ++
			}
		}
		if len(list) < 25 || differ < len(list)-3 {
			t.Errorf("%d figures, %d of which differ between sets", len(list), differ)
		}
	}
}
