package report

import (
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// A table of groups says of each what the tables of the run say: the mean
// paired difference in per cent of the frozen world, with its interval.
func TestWinnersAndLosersAreThoseOfTheTables(t *testing.T) {
	r := usualReport(t)
	by := []string{}
	for _, g := range r.Winners.Groupings {
		by = append(by, g.By)
	}
	if want := []string{"domain", "size", "contract", "stage", "income", "occupation"}; !slices.Equal(by, want) {
		t.Fatalf("groupings %v, want %v", by, want)
	}
	last := r.Run.Summary.Months - 1
	line := func(s *table.Series, statistic, column string) float64 {
		return s.Line(statistic, "domain", "design", column)[last]
	}
	g := r.Winners.Groupings[0]
	group := g.Groups[slices.IndexFunc(g.Groups, func(g Group) bool { return g.Key == "design" })]
	at := slices.IndexFunc(g.Heads, func(h Head) bool { return h.Name == "employed" })
	frozen := line(r.Run.Series, table.Mean, "employed") - line(r.Run.Contrast, table.Mean, "employed")
	e := group.Differences[at]
	for _, c := range []struct{ got, want float64 }{
		{float64(e.Value), 100 * line(r.Run.Contrast, table.Mean, "employed") / frozen},
		{float64(e.Low), 100 * line(r.Run.Contrast, table.Low95, "employed") / frozen},
		{float64(e.High), 100 * line(r.Run.Contrast, table.High95, "employed") / frozen},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
	if e.N != r.Run.Summary.Replicates || group.Title != "Design" {
		t.Errorf("%+v", group)
	}
}

// An occupation counts as gaining or losing only with its whole interval.
func TestOnlyWhatIsSurelyBeyondFivePerCentIsCounted(t *testing.T) {
	e := func(value, low, high float64, n int) scenarios.Estimate {
		return scenarios.Estimate{Value: scenarios.Number(value), Low: scenarios.Number(low), High: scenarios.Number(high), N: n}
	}
	g := Grouping{Heads: []Head{{Name: "people"}, {Name: "employed", Label: "Employees"}}}
	for _, x := range []scenarios.Estimate{e(-9, -10, -8, 8), e(-9, -14, -4, 8), e(6, 5.5, 6.5, 8), e(0, -1, 1, 8), e(math.NaN(), math.NaN(), math.NaN(), 8)} {
		g.Groups = append(g.Groups, Group{People: 10, Differences: []scenarios.Estimate{{}, x}})
	}
	got := splits(g)
	if len(got) != 1 || got[0].Lose != 1 || got[0].Gain != 1 || got[0].Neither != 3 || got[0].Losing.Text() != "20%" || got[0].Still.Text() != "60%" {
		t.Errorf("%+v", got)
	}
	if !beyond(e(-7, math.NaN(), math.NaN(), 1)) || beyond(e(-7, math.NaN(), math.NaN(), 8)) {
		t.Error("a single run counts at its value, several runs only with an interval")
	}
}
