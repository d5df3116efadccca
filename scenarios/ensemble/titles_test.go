package ensemble

import (
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// The table has the columns of the model, and all groups of every grouping in
// every month of every replicate and statistic.
func TestTableHoldsEveryGroupEveryMonth(t *testing.T) {
	p := small()
	p.Options.Months = 3
	r := play(t, p)
	for what, c := range map[string]struct {
		s     *table.Series
		names []string
	}{
		"series":   {r.Series, []string{"1", "2", table.Mean, table.P10, table.P90}},
		"contrast": {r.Contrast, []string{"1", "2", table.Mean, table.P10, table.P90, table.Low95, table.High95}},
	} {
		if !slices.Equal(c.s.Columns, names()) {
			t.Errorf("%s: the columns are %v, want %v", what, c.s.Columns, names())
		}
		rows := map[string]int{}
		for i := range c.s.Rows {
			rows[place(&c.s.Rows[i])]++
		}
		groups := 0
		for by, n := range map[string]int{"all": 1, "domain": 6, "occupation": 20, "size": 5, "contract": 3, "stage": 3, "income": 5, "sector": 8,
			"client_kind": 3, "order_source": 2, "order_length": 2} {
			names := c.s.Groups(by)
			if len(names) != n {
				t.Errorf("%s: the groups of %s are %v, want %d", what, by, names, n)
			}
			groups += len(names)
			for _, group := range names {
				for _, replicate := range c.names {
					for month := range 3 {
						if row := (table.Row{Replicate: replicate, Month: month, By: by, Group: group}); rows[place(&row)] != 1 {
							t.Errorf("%s: %d rows of %s", what, rows[place(&row)], place(&row))
						}
					}
				}
			}
		}
		if want := groups * len(c.names) * 3; len(c.s.Rows) != want {
			t.Errorf("%s: %d rows, want %d", what, len(c.s.Rows), want)
		}
	}
}

func TestGroupsHaveTitlesOfTheirOwn(t *testing.T) {
	p := small()
	p.Options.Months, p.Options.Counterfactual = 1, false
	r := play(t, p)
	var seen []string
	for _, by := range []string{"domain", "occupation", "sector"} {
		for _, group := range r.Series.Groups(by) {
			title := r.Titles[group]
			if title == "" || title == group || slices.Contains(seen, title) {
				t.Errorf("%s %s has the title %q", by, group, title)
			}
			seen = append(seen, title)
		}
	}
	if len(r.Titles) != len(seen) {
		t.Errorf("%d titles for %d groups", len(r.Titles), len(seen))
	}
	for _, known := range []string{"Graphic designers", "Film and video", "Publishing and news"} {
		if !slices.Contains(seen, known) {
			t.Errorf("no group is called %q", known)
		}
	}
}

// Groups of different groupings do not share a name, or titles and legends
// would mix them up.
func TestGroupNamesAreUnique(t *testing.T) {
	p := small()
	p.Options.Months, p.Options.Counterfactual = 1, false
	s := play(t, p).Series
	owner := map[string]string{}
	for _, by := range sim.Groupings {
		for _, group := range s.Groups(by) {
			if owner[group] != "" {
				t.Errorf("%s and %s both have a group %s", owner[group], by, group)
			}
			owner[group] = by
		}
	}
}

// Result.People are those there are when history begins: about two million in
// the United States, whatever the number of creatives that stand for them.
func TestPeopleAreThoseOfTheStart(t *testing.T) {
	for _, n := range []int{1000, 5000} {
		p := small()
		p.Options.Population, p.Options.Months, p.Options.Counterfactual = n, 1, false
		r := play(t, p)
		first := func(column string) float64 { return r.Series.Line("1", table.All, table.All, column)[0] }
		if before := first("people") - first("entrants") + first("exits"); math.Abs(r.People/before-1) > 1e-9 {
			t.Errorf("%d creatives stand for %.0f people, there are %.0f before the first month", n, r.People, before)
		}
		if r.People < 1.8e6 || r.People > 2.3e6 {
			t.Errorf("%d creatives stand for %.0f people, not about two million", n, r.People)
		}
	}
}
