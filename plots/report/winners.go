package report

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Winners says who gains and who loses against the world without AI, in the
// last month.
type Winners struct {
	Groupings []Grouping
	Splits    Splits // how many people are in occupations that gain or lose much
}

// Grouping is a table of winners and losers: a row a group, a column a measure
// or, where policies are compared, a policy.
type Grouping struct {
	ID, By, Title, Caption string
	Heads                  []Head
	Groups                 []Group
}

// Head is what a column shows.
type Head struct {
	Name, Label string
	Assumed     bool
}

// Group is one row: differences in per cent of the world without AI, in the
// order of the grouping's heads.
type Group struct {
	Key, Title  string
	People      float64 // people of the group in the last month, with AI
	Differences []scenarios.Estimate
}

// groupings are the tables, in the order of the page.
var groupings = []struct {
	by, title string
	measures  []string // one that is not defined for any group is left out
}{
	{"domain", "By domain", compared},
	{"size", "By size of the organisation", []string{"employed", "pay_usd"}},
	{"contract", "By contract", []string{"people", "pay_usd", "freelance_income_usd"}},
	{"stage", "By career stage", compared},
	{"income", "By pay at the start", compared},
	{"occupation", "By occupation", compared},
}

// compared are people, jobs, orders and incomes.
var compared = []string{"people", "employed", "orders", "pay_usd", "freelance_income_usd"}

// winners reads the tables of winners and losers; it is empty without a frozen
// twin.
func (r *Report) winners() Winners {
	w := Winners{Splits: Splits{ID: "winners-split", Title: "Occupations that gain or lose more than 5%", Subject: "Measure",
		Caption: "Number of occupations, and the share of creatives in them. " + splitCaption}}
	if r.Run.Contrast == nil {
		return w
	}
	gaps := lastMonth(r.Run.Contrast)
	levels := lastMonth(r.Run.Series)
	n := len(r.Run.Contrast.Replicates())
	for _, g := range groupings {
		full := Grouping{ID: g.by, By: g.by, Title: g.title,
			Caption: monthName(r.Run.Summary.Months-1) + ", against the world without AI, per cent: mean, and 95% interval of the mean of paired runs."}
		var columns []sim.Measure
		for _, name := range g.measures {
			if i := sim.ColumnIndex(name); i >= 0 && r.Run.Series.Index(name) >= 0 {
				c := sim.Columns[i]
				columns, full.Heads = append(columns, c), append(full.Heads, Head{c.Name, c.Label, c.Assumed})
			}
		}
		for _, key := range r.Run.Contrast.Groups(g.by) {
			group := Group{Key: key, Title: r.titles.of(key), People: levels.value(table.Mean, g.by, key, "people")}
			for _, c := range columns {
				group.Differences = append(group.Differences, gaps.relative(levels, g.by, key, c, n))
			}
			full.Groups = append(full.Groups, group)
		}
		if full = full.trimmed(); len(full.Groups) > 0 && len(full.Heads) > 0 {
			w.Groupings = append(w.Groupings, full)
		}
		if g.by == "occupation" {
			w.Splits.Rows = splits(full)
		}
	}
	return w
}

// trimmed leaves out heads that are not defined for any group, and groups
// for which none is.
func (g Grouping) trimmed() Grouping {
	out := Grouping{ID: g.ID, By: g.By, Title: g.Title, Caption: g.Caption}
	var kept []int
	for i, head := range g.Heads {
		for _, group := range g.Groups {
			if group.Differences[i].Verdict() != scenarios.Absent {
				kept, out.Heads = append(kept, i), append(out.Heads, head)
				break
			}
		}
	}
	for _, group := range g.Groups {
		slim, any := Group{Key: group.Key, Title: group.Title, People: group.People}, false
		for _, i := range kept {
			slim.Differences = append(slim.Differences, group.Differences[i])
			any = any || group.Differences[i].Verdict() != scenarios.Absent
		}
		if any {
			out.Groups = append(out.Groups, slim)
		}
	}
	return out
}

// relative is the mean paired difference of a group in per cent of the frozen
// world's mean, with its 95 % interval. The frozen mean is taken as known: its
// own luck is small beside that of the difference.
func (gaps month) relative(levels month, by, group string, c sim.Measure, n int) scenarios.Estimate {
	gap := gaps.value(table.Mean, by, group, c.Name)
	frozen := levels.value(table.Mean, by, group, c.Name) - gap
	e := scenarios.Estimate{
		Value: scenarios.Number(gap), N: n, Method: scenarios.MethodRelative, Assumed: c.Assumed,
		Low:  scenarios.Number(gaps.value(table.Low95, by, group, c.Name)),
		High: scenarios.Number(gaps.value(table.High95, by, group, c.Name)),
	}
	if !(math.Abs(frozen) > 1e-9) {
		nan := scenarios.Number(math.NaN())
		e.Value, e.Low, e.High = nan, nan, nan
		return e
	}
	return e.Scaled(100 / frozen)
}

// month is the rows of one month by replicate or statistic, grouping and group.
type month struct {
	columns map[string]int
	rows    map[[3]string][]float64
}

// lastMonth indexes the last month of a table.
func lastMonth(s *table.Series) month {
	m := month{map[string]int{}, map[[3]string][]float64{}}
	for i, name := range s.Columns {
		m.columns[name] = i
	}
	last := s.Months() - 1
	for _, row := range s.Rows {
		if row.Month == last {
			m.rows[[3]string{row.Replicate, row.By, row.Group}] = row.Values
		}
	}
	return m
}

// value is a number of the month, NaN where there is none.
func (m month) value(replicate, by, group, column string) float64 {
	at, known := m.columns[column]
	row := m.rows[[3]string{replicate, by, group}]
	if !known || row == nil {
		return math.NaN()
	}
	return row[at]
}
