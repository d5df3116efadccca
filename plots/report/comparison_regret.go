package report

import (
	"cmp"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
)

// RegretTable is how far each arm stays behind in a measure: a row an arm, a
// column a world, and the largest over the worlds.
type RegretTable struct {
	Column, Label string
	Worlds        []string
	Rows          []RegretRow
}

// Noun is the measure inside a sentence.
func (t RegretTable) Noun() string { return lower(t.Label) }

// RegretRow is the regrets of one arm.
type RegretRow struct {
	Title string
	Cells []Cell
	N     int
}

// regrets reads the tables, in per cent of the reference.
func (r *ComparisonReport) regrets() []RegretTable {
	c := r.Run.Comparison
	var list []RegretTable
	for _, column := range regretted(c) {
		t := RegretTable{Column: column}
		worlds := slices.Clone(c.Worlds)
		if len(worlds) > 1 {
			worlds = append(worlds, "")
		}
		for _, w := range worlds {
			t.Worlds = append(t.Worlds, cmp.Or(w, "Largest"))
		}
		for arm := range c.Arms {
			row := RegretRow{Title: r.armTitle(arm), N: c.Replicates}
			for _, w := range worlds {
				row.Cells = append(row.Cells, r.regretCell(column, w, arm, &t))
			}
			t.Rows = append(t.Rows, row)
		}
		list = append(list, t)
	}
	return list
}

// regretted are the measures that have regrets, in their order.
func regretted(c *scenarios.Comparison) []string {
	var list []string
	for _, x := range c.Regrets {
		if !slices.Contains(list, x.Column) {
			list = append(list, x.Column)
		}
	}
	return list
}

func (r *ComparisonReport) regretCell(column, world string, arm int, t *RegretTable) Cell {
	for i := range r.Run.Comparison.Regrets {
		x := &r.Run.Comparison.Regrets[i]
		if x.Column != column || x.World != world || x.Arm != arm {
			continue
		}
		t.Label = x.Label
		cell := Cell{Spelling: Spelling{Value: "0"}}
		if x.Value != 0 {
			cell = Cell{Spelling: spell(x.Estimate.Scaled(float64(x.PerCent/x.Value)), false), Unit: "%"}
		}
		switch b := r.best(column, world); {
		case b == nil || !slices.Contains(b.Arms, arm):
		case len(b.Arms) == 1:
			cell.Note = "ahead"
		default:
			cell.Class, cell.Note = "luck", "may be ahead"
		}
		return cell
	}
	return Cell{Spelling: Spelling{Value: absent}}
}

// best is who may come out ahead, nil if it is not told.
func (r *ComparisonReport) best(column, world string) *scenarios.Best {
	for i := range r.Run.Comparison.Best {
		if b := &r.Run.Comparison.Best[i]; b.Column == column && b.World == world {
			return b
		}
	}
	return nil
}

// FirstTable says who may come out ahead: a row a measure, a column a world.
type FirstTable struct {
	Worlds []string
	Rows   []First
}

// First is one measure.
type First struct {
	Measure string
	Ahead   []string // by world
}

// firsts reads who may be ahead; several are a tie, and none of them is named
// before the others but by the order of the arms.
func (r *ComparisonReport) firsts() FirstTable {
	c := r.Run.Comparison
	worlds := slices.Clone(c.Worlds)
	t := FirstTable{Worlds: slices.Clone(c.Worlds)}
	if len(worlds) > 1 {
		worlds, t.Worlds = append(worlds, ""), append(t.Worlds, "Smallest worst-case regret")
	}
	var columns []string
	for _, b := range c.Best {
		if !slices.Contains(columns, b.Column) {
			columns = append(columns, b.Column)
			t.Rows = append(t.Rows, First{Measure: b.Label})
		}
	}
	for i, column := range columns {
		for _, w := range worlds {
			said := absent
			if b := r.best(column, w); b != nil && len(b.Arms) > 0 {
				if said = r.armTitles(b.Arms); len(b.Arms) > 1 {
					said = "a tie: " + said
				}
			}
			t.Rows[i].Ahead = append(t.Rows[i].Ahead, said)
		}
	}
	return t
}

// armTitles joins the titles of arms, in the order of the comparison.
func (r *ComparisonReport) armTitles(arms []int) string {
	var titles []string
	for _, i := range slices.Sorted(slices.Values(arms)) {
		titles = append(titles, r.armTitle(i))
	}
	return list(titles)
}
