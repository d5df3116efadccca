package infer

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
)

// readCSV is what a writer wrote, a line a map by its head.
func readCSV(t *testing.T, write func(b *bytes.Buffer) error) []map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for _, line := range lines[1:] {
		m := map[string]string{}
		for i, head := range lines[0] {
			m[head] = line[i]
		}
		list = append(list, m)
	}
	return list
}

// Each run's value stands beside its run, and where a run has none there is a gap: the
// mean is over the others.
func TestEveryRunSaysItsOwnValueOfAFigure(t *testing.T) {
	run := worldOf(3, 60, func(r, _ int, _ group, column string) float64 {
		if r == 2 && column == "ever_used" {
			return math.NaN()
		}
		return 0.1 * float64(r)
	})
	r := Validate(run, nil, 1000, fewTargets())
	c := r.Compared[0]
	if len(r.Runs) != 3 || r.Runs[2] != "3" || len(c.Values) != 3 || !near(c.Values[0], 10) || !math.IsNaN(c.Values[1]) || !near(c.Values[2], 30) || !near(c.Mean, 20) {
		t.Errorf("runs %v, values %v, mean %v", r.Runs, c.Values, c.Mean)
	}
	if s := c.Spread(); !near(s.Value, 20) || !near(s.Low, 10) || !near(s.High, 30) || s.N != 2 {
		t.Errorf("spread %+v", s)
	}
	lines := readCSV(t, func(b *bytes.Buffer) error { return r.WriteRuns(b) })
	if len(lines) != 6 || lines[0]["id"] != "B01" || lines[0]["value"] != "10" || lines[1]["value"] != "" || lines[2]["replicate"] != "3" || lines[2]["value"] != "30" {
		t.Errorf("%v", lines)
	}
}

// What a figure leaves open and what the model may say stand in the report as they are judged by.
func TestAReportHoldsWhatAFigureLeavesOpen(t *testing.T) {
	r := Validate(using(0.3), nil, 1000, evidence.US().Targets)
	for _, c := range r.Compared {
		o := observation{scale: c.Scale}
		if c.Weak != (c.OpenLow <= c.MayLow && c.MayHigh <= c.OpenHigh) {
			t.Errorf("%s leaves open %v to %v of %v to %v, weak %v", c.ID, c.OpenLow, c.OpenHigh, c.MayLow, c.MayHigh, c.Weak)
		}
		if sd := (o.on(c.OpenHigh) - o.on(c.OpenLow)) / 6; !(sd > c.Discrepancy) {
			t.Errorf("%s: a sixth of what it leaves open is %v, its discrepancy alone %v", c.ID, sd, c.Discrepancy)
		}
	}
	for _, line := range readCSV(t, func(b *bytes.Buffer) error { return r.WriteCSV(b) })[:len(r.Compared)] {
		if low, err := strconv.ParseFloat(line["open_low"], 64); err != nil || !(low <= number(t, line["value"])) || line["may_say_high"] == "" || line["compared_with"] == "" || line["reason"] != "" {
			t.Errorf("%v", line)
		}
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The farthest stands first, what is weak last, and no text of a target becomes a mark.
func TestWhatDoesNotFitStandsFirst(t *testing.T) {
	of := func(id string, far float64, weak bool) Compared {
		return Compared{Published: Published{ID: id, Quantity: "a|b <img> *c*\nd", Unit: "%"}, Values: []float64{1}, Implausibility: far, Verdict: verdictOf(far), Weak: weak}
	}
	r := Report{Compared: []Compared{of("N1", 1, false), of("F1", 4, false), of("F2", 9, false), of("M1", 2.5, false), of("W1", 8, true)},
		Silent: []Silent{{Published{ID: "S1"}, "[no](http://x)"}}}
	var b bytes.Buffer
	if err := r.WriteMisfits(&b, "Played <b>."); err != nil {
		t.Fatal(err)
	}
	text, at := b.String(), -1
	for _, want := range []string{"Played &lt;b&gt;.", "(2)", "| F2 |", "| F1 |", "(1)", "| M1 |", "| N1 |", "Weak", "| W1 |", "- S1", `\[no\](`} {
		next := strings.Index(text, want)
		if next <= at {
			t.Errorf("%q is at %d, after %d", want, next, at)
		}
		at = next
	}
	if !strings.Contains(text, `a\|b &lt;img&gt; \*c\* d`) || strings.Contains(text, "<") {
		t.Errorf("a text became a mark:\n%s", text)
	}
}

func TestPatternsAreATableToo(t *testing.T) {
	part := func(low, high float64, test bool, values ...float64) PartResult {
		x := PartResult{Part: Part{Name: "p", Unit: "%", Low: low, High: high, Test: test}, Values: values}
		for _, v := range values {
			x.Holds = append(x.Holds, v >= low && v <= high)
		}
		return x
	}
	results := []PatternResult{{Pattern: Pattern{ID: "P1", Name: "n, m"}, Parts: []PartResult{part(2, open, false, 1, 3, 5), part(0, 1, true, 2, 2, 2)}, Holds: []bool{false, true, true}}}
	lines := readCSV(t, func(b *bytes.Buffer) error { return WritePatternsCSV(b, results) })
	for i, want := range []map[string]string{
		{"pattern": "P1", "name": "n, m", "low": "2", "high": "", "mean": "3", "lowest": "1", "highest": "5", "holds_in": "2", "seeds": "3", "pattern_holds_in": "2", "pattern_needs": "3", "for_testing": "false"},
		{"pattern": "P1", "low": "0", "high": "1", "mean": "2", "holds_in": "0", "pattern_holds_in": "2", "for_testing": "true"},
	} {
		for head, v := range want {
			if lines[i][head] != v {
				t.Errorf("line %d: %s is %q, want %q", i, head, lines[i][head], v)
			}
		}
	}
}
