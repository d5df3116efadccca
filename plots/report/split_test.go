package report

import (
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// A table of groups says of each what the tables of the run say: the mean paired
// difference in per cent of the frozen world, with its interval.
func TestWinnersAndLosersAreThoseOfTheTables(t *testing.T) {
	r := reported(t, "run")
	var by []string
	for _, s := range r.Sections {
		if s.ID == "winners" {
			for _, t := range s.Tables {
				by = append(by, t.ID)
			}
		}
	}
	if want := []string{"split", "domain", "size", "contract", "stage", "income", "occupation"}; !slices.Equal(by, want) {
		t.Fatalf("tables %v, want %v", by, want)
	}
	line := func(s *table.Series, statistic string) float64 {
		return s.Line(statistic, "domain", "design", "orders")[r.Study.Last()]
	}
	series, contrast := r.Run.Series, r.Run.Contrast
	base := line(series, table.Mean) - line(contrast, table.Mean)
	want := finding.Estimate{Value: line(contrast, table.Mean), Low: line(contrast, table.Low95), High: line(contrast, table.High95), N: 4}.PerCentOf(base)
	got := r.Study.GroupEffect("expected", "baseline", "domain", "design", "orders", finding.AtEnd).PerCent
	if math.Abs(got.Value-want.Value)+math.Abs(got.Low-want.Low)+math.Abs(got.High-want.High) > 1e-9 {
		t.Errorf("%+v, want %+v", got, want)
	}
	grid := r.table(t, "domain")
	row := grid.Rows[slices.IndexFunc(grid.Rows, func(row TableRow) bool { return row.Title == "Design" })]
	at := slices.IndexFunc(grid.Heads, func(h Head) bool { return h.Label == "Freelance orders†" })
	fine := func(by int) string { return want.SpellAt(want.Place10()-by, finding.Signed).Interval() } // the numbers of a row have one place
	if got := row.Cells[at].Interval; got != fine(0) && got != fine(1) && got != fine(2) {
		t.Errorf("the page says %+v of %+v", row.Cells[at], want)
	}
}

// An occupation counts as gaining or losing only with its whole interval.
func TestOnlyWhatIsSurelyBeyondFivePerCentIsCounted(t *testing.T) {
	s := &scenarios.Study{Kind: scenarios.KindRun, Worlds: []string{"expected"}, Against: "frozen", Months: 12, Replicates: 8,
		Arms: []scenarios.Arm{{Name: "frozen"}, {Name: "own"}}, Measures: []finding.Measure{{Column: "employed", Label: "Employees", Gained: true}}}
	for i, x := range [][3]float64{{-9, -10, -8}, {-9, -14, -4}, {6, 5.5, 6.5}, {0, -1, 1}, {math.NaN(), math.NaN(), math.NaN()}} {
		place := finding.Place{Column: "employed", By: "occupation", Group: string(rune('a' + i)), Arm: "own", World: "expected", When: finding.AtEnd}
		e := finding.Estimate{Place: place, Value: x[0], Low: x[1], High: x[2], N: 8}
		s.Effects = append(s.Effects, scenarios.Effect{Estimate: e, PerCent: e})
		e.Column, e.Value = "people", []float64{2, 10, 2, 985.8, 0.2}[i]
		s.Levels = append(s.Levels, e)
	}
	rows := (&Report{Study: s}).splitTable().Rows
	if len(rows) != 1 {
		t.Fatalf("%+v", rows)
	}
	for i, want := range []Cell{{Text: "1", Interval: "0.2% of people"}, {Text: "2", Interval: "100% of people"}, {Text: "1", Interval: "0.2% of people"}} {
		if rows[0].Cells[i] != want {
			t.Errorf("%+v, want %+v", rows[0].Cells[i], want)
		}
	}
	single := finding.Estimate{Value: -7, Low: math.NaN(), High: math.NaN(), N: 1}
	if sideOf(single) != 0 {
		t.Error("a single run does not count at its value")
	}
	if single.N = 8; sideOf(single) != 1 {
		t.Error("several runs count without an interval")
	}
}
