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
		if x.Value == 0 {
			return Cell{Spelling: Spelling{Value: "0"}, Note: "ahead"}
		}
		e := x.Estimate.Scaled(float64(x.PerCent / x.Value))
		cell := Cell{Spelling: spell(e, false), Unit: "%"}
		if b := r.best(column, world); b != nil && slices.Contains(b.Arms, arm) {
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

// First says who may come out ahead in a measure and a world.
type First struct{ Measure, World, Ahead, Behind string }

// firsts reads who may be ahead; several are a tie, and no one of them is named
// before the others but by the order of the arms.
func (r *ComparisonReport) firsts() []First {
	var list []First
	for _, b := range r.Run.Comparison.Best {
		f := First{Measure: b.Label, World: cmp.Or(b.World, "smallest worst-case regret"), Behind: absent}
		switch names := r.armTitles(b.Arms); len(b.Arms) {
		case 0:
			f.Ahead = "not told"
		case 1:
			f.Ahead = names
		default:
			f.Ahead = "a tie: " + names
		}
		if len(b.Dominated) > 0 {
			f.Behind = r.armTitles(b.Dominated)
		}
		list = append(list, f)
	}
	return list
}

// armTitles joins the titles of arms, in the order of the comparison.
func (r *ComparisonReport) armTitles(arms []int) string {
	var titles []string
	for _, i := range slices.Sorted(slices.Values(arms)) {
		titles = append(titles, r.armTitle(i))
	}
	return list(titles)
}
