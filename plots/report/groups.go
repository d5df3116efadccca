package report

import (
	"slices"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// groupings are the ways in which winners and losers are told of.
var groupings = []struct{ by, title string }{
	{"domain", "by domain"}, {"size", "by size of the organisation"}, {"contract", "by contract"},
	{"stage", "by career stage"}, {"income", "by pay at the start"}, {"occupation", "by occupation"},
}

// column is one column of a table of groups: a measure under an arm.
type column struct {
	head, arm string
	measure   finding.Measure
}

// groupTables are the tables of who gains and who loses: of a run one for each
// grouping with a column a measure, of a comparison one for each measure and
// grouping with a column a policy.
func (r *Report) groupTables() []Table {
	s := r.Study
	if !s.Paired() {
		return nil
	}
	gained := slices.DeleteFunc(slices.Clone(s.Measures), func(m finding.Measure) bool { return !m.Gained })
	var list []Table
	if s.Kind == scenarios.KindRun {
		for _, g := range groupings {
			columns := finding.Each(gained, func(m finding.Measure) column {
				return column{finding.Marked(m.Label, m.Assumed || s.Others()[0].Assumed), s.Others()[0].Name, m}
			})
			list = append(list, r.groupTable(g.by, g.by, finding.Capital(g.title), columns))
		}
	} else {
		for _, m := range gained {
			columns := finding.Each(s.Others(), func(a *scenarios.Arm) column { return column{a.Marked(), a.Name, m} })
			for _, g := range groupings {
				t := r.groupTable(m.Column+"-"+g.by, g.by, m.Name()+" "+g.title, columns)
				t.Folded = true
				list = append(list, t)
			}
		}
	}
	return slices.DeleteFunc(list, func(t Table) bool { return len(t.Rows) == 0 })
}

// groupTable is a row a group; groups and columns without any number are left
// out. All of its numbers are looked at together.
func (r *Report) groupTable(id, by, title string, columns []column) Table {
	s := r.Study
	t := Table{ID: id, Title: title, First: "Group", Caption: finding.Capital(s.WhenText()) + ", against " + s.ReferenceTitle() + ", per cent: mean, and 95% interval of the mean of paired runs. Grey could be luck, all numbers of the table looked at."}
	groups := s.Groups(by)
	var rows [][]finding.Estimate
	defined := make([]bool, len(columns))
	looks := 0
	for _, g := range groups {
		var row []finding.Estimate
		for i, c := range columns {
			e := finding.Undefined("", 0)
			if x := s.GroupEffect(s.World(), c.arm, by, g, c.measure.Column, s.When()); x != nil {
				e = x.PerCent
			}
			if finding.Defined(e.Value) {
				defined[i] = true
				looks++
			}
			row = append(row, e)
		}
		rows = append(rows, row)
	}
	for i, c := range columns {
		if defined[i] {
			t.Heads = append(t.Heads, Head{c.head, "n"})
		}
	}
	t.Heads = append(t.Heads, runsHead)
	for k, row := range rows {
		var kept []finding.Estimate
		any := false
		for i, e := range row {
			if defined[i] {
				kept, any = append(kept, e), any || finding.Defined(e.Value)
			}
		}
		if any {
			t.Rows = append(t.Rows, TableRow{Title: s.GroupTitle(groups[k]), Cells: append(differences(kept, looks), runs(s.Replicates))})
		}
	}
	return t
}

// splitTable counts the occupations that gain or lose much of a measure, and the
// people in them. Of a comparison only lines with such occupations stand.
func (r *Report) splitTable() Table {
	s := r.Study
	much := finding.Plain(plots.Much(s)) + "%"
	t := Table{ID: "split", Title: "Occupations that gain or lose more than " + much, First: "Measure",
		Caption: "Number of occupations, and the share of creatives in them. They lose or gain where the difference is more than luck, all occupations looked at, and beyond " + much + " in the mean. Within an occupation some people gain and others lose.",
		Heads:   append(numbers("Lose", "Not known", "Change little", "Gain"), runsHead)}
	for _, m := range s.Measures {
		if !m.Gained || !s.Paired() {
			continue
		}
		for _, a := range s.Others() {
			x := plots.SplitOf(s, a.Name, m.Column)
			if x.N == 0 || s.Kind == scenarios.KindComparison && x.Occupations[plots.Loses]+x.Occupations[plots.Gains] == 0 {
				continue
			}
			row := TableRow{Title: finding.Marked(m.Label, m.Assumed || a.Assumed)}
			if s.Kind == scenarios.KindComparison {
				row.Title = a.Marked() + ": " + finding.Lower(m.Name())
			}
			for side, n := range x.Occupations {
				cell := Cell{Text: finding.Count(n)}
				if finding.Defined(x.People[side]) {
					cell.Interval = finding.Share(x.People[side]) + " of people"
				}
				row.Cells = append(row.Cells, cell)
			}
			row.Cells = append(row.Cells, runs(x.N))
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}
