package report

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
)

// PolicyWinners says who gains and who loses in one measure under each policy,
// over the period of the policies, in the main world. The groupings that a
// figure draws are the table of that figure.
type PolicyWinners struct {
	Column, Title string
	Groupings     []Grouping
}

// policyGroupings are the groupings in the order of the page.
var policyGroupings = []struct{ by, title string }{
	{"domain", "by domain"}, {"size", "by size of the organisation"}, {"contract", "by contract"},
	{"stage", "by career stage"}, {"income", "by pay at the start"}, {"occupation", "by occupation"},
}

// winnersOf are the measures by group, in the order of the page.
var winnersOf = []string{scenarios.AtWork, "people", "freelance_income_usd", "pay_usd"}

// winners reads the tables of winners and losers. People are left out where
// people at work are known.
func (r *ComparisonReport) winners() []PolicyWinners {
	var list []PolicyWinners
	for _, column := range winnersOf {
		if column == "people" && len(list) > 0 {
			continue
		}
		w := PolicyWinners{Column: column}
		for _, g := range policyGroupings {
			if table := r.grouping(column, g.by, g.title, &w); len(table.Groups) > 0 {
				w.Groupings = append(w.Groupings, table)
			}
		}
		if len(w.Groupings) > 0 {
			list = append(list, w)
		}
	}
	return list
}

// drawnGroups are the groupings that figures draw, by the figure's ID.
var drawnGroups = map[string]struct {
	column string
	by     []string
}{
	"groups-work":        {scenarios.AtWork, []string{"domain", "size", "contract", "stage", "income"}},
	"occupations-work":   {scenarios.AtWork, []string{"occupation"}},
	"groups-income":      {"freelance_income_usd", []string{"domain", "stage", "income"}},
	"occupations-income": {"freelance_income_usd", []string{"occupation"}},
}

// under moves the groupings that a figure draws from the winners to the table
// below that figure.
func (r *ComparisonReport) under(f *Figure) {
	drawn, isOne := drawnGroups[f.ID]
	if !isOne {
		return
	}
	for i := range r.Winners {
		w := &r.Winners[i]
		if w.Column != drawn.column {
			continue
		}
		w.Groupings = slices.DeleteFunc(w.Groupings, func(g Grouping) bool {
			if slices.Contains(drawn.by, g.By) {
				f.Tables = append(f.Tables, g)
				return true
			}
			return false
		})
	}
}

// grouping is one table: a row a group, a column a policy. That of occupations
// is counted as well.
func (r *ComparisonReport) grouping(column, by, title string, w *PolicyWinners) Grouping {
	c := r.Run.Comparison
	table := Grouping{ID: column + "-" + by, By: by, Heads: r.heads()}
	at := map[string]int{}
	for i := range c.Effects {
		e := &c.Effects[i]
		if e.World != r.world() || e.By != by || e.Column != column || e.When != scenarios.OverPeriod {
			continue
		}
		w.Title = e.Label
		k, known := at[e.Group]
		if !known {
			k = len(table.Groups)
			at[e.Group] = k
			table.Groups = append(table.Groups, r.emptyGroup(by, e.Group))
		}
		for j, arm := range r.compared() {
			if arm == e.Arm {
				table.Groups[k].Differences[j] = e.PerCent
				table.Groups[k].Differences[j].Assumed = e.Assumed
			}
		}
	}
	table.Title = w.Title + " " + title
	table.Caption = "Mean of " + duration(c) + ", against " + lower(r.reference()) + ", per cent: mean, and 95% interval of the mean of paired runs."
	return table.filled()
}

// splits counts the occupations that gain or lose more than 5 % in any of the
// measures under each policy; where none does there is no row.
func (r *ComparisonReport) splits() Splits {
	all := Splits{ID: "winners-split", Title: "Occupations that gain or lose more than 5%", Subject: "Policy and measure"}
	people := ", and the share of creatives in them"
	for _, w := range r.Winners {
		for _, g := range w.Groupings {
			if g.By != "occupation" {
				continue
			}
			if andPeople(g) == "" {
				people = ""
			}
			for _, s := range splits(g) {
				if s.Lose+s.Gain > 0 {
					s.Measure += ": " + lower(w.Title)
					all.Rows = append(all.Rows, s)
				}
			}
		}
	}
	all.Caption = "Number of occupations" + people + ". " + splitCaption + " Where no occupation gains or loses so much, no line stands."
	return all
}

// andPeople is what a table of splits counts besides, if it is known.
func andPeople(g Grouping) string {
	for _, group := range g.Groups {
		if !finite(group.People) {
			return ""
		}
	}
	return ", and the share of creatives in them"
}

// emptyGroup is a row without numbers, with the people of the group under the
// reference where they are known.
func (r *ComparisonReport) emptyGroup(by, key string) Group {
	c := r.Run.Comparison
	g := Group{Key: key, Title: r.titles.of(key), People: math.NaN()}
	if e := r.effect(c.Levels, r.world(), c.Against, by, key, "people", scenarios.OverPeriod); e != nil {
		g.People = float64(e.Value)
	}
	for range r.compared() {
		nan := scenarios.Number(math.NaN())
		g.Differences = append(g.Differences, scenarios.Estimate{Value: nan, Low: nan, High: nan})
	}
	return g
}

// filled leaves out groups of which no number is defined.
func (g Grouping) filled() Grouping {
	groups := g.Groups
	g.Groups = nil
	for _, group := range groups {
		for _, e := range group.Differences {
			if finite(float64(e.Value)) {
				g.Groups = append(g.Groups, group)
				break
			}
		}
	}
	return g
}
