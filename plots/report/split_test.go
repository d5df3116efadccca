package report

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots"
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

// The table counts what package plots counts, in occupations and in people.
func TestTheTableOfOccupationsCountsWhatTheFigureDoes(t *testing.T) {
	r := reported(t, "run")
	table, n := r.table(t, "split"), 0
	for _, m := range r.Study.Measures {
		x := plots.SplitOf(r.Study, r.Study.Others()[0].Name, m.Column)
		i := slices.IndexFunc(table.Rows, func(row TableRow) bool { return strings.TrimSuffix(row.Title, finding.Dagger) == m.Label })
		if i < 0 {
			continue
		}
		n++
		for side, cell := range table.Rows[i].Cells[:len(x.Occupations)] {
			if cell.Text != finding.Count(x.Occupations[side]) || cell.Interval != finding.Share(x.People[side])+" of people" {
				t.Errorf("%s: %+v, want %d occupations and %v of people", m.Label, cell, x.Occupations[side], x.People[side])
			}
		}
	}
	if n < 3 || n != len(table.Rows) {
		t.Errorf("%d of %d lines were compared", n, len(table.Rows))
	}
}
