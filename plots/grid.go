package plots

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// grid is a table of numbers: rows of groups or policies, columns of policies,
// years or worlds. A cell has a ground where its number is more than luck, all
// numbers of the table looked at.
type grid struct {
	rows []gridRow
	sign finding.Sign
	// plain tells which numbers have no ground, where that is not a matter of luck.
	plain func(e finding.Estimate) bool
	// marked tells whether row or column of a number that rests on an assumption
	// carry the dagger for it.
	marked func(e finding.Estimate) bool
}

// gridRow is a row; one with a head and no cells stands above others.
type gridRow struct {
	head, title string
	cells       []finding.Estimate
}

// values are the numbers that are there.
func (g grid) values() []finding.Estimate {
	var list []finding.Estimate
	for _, r := range g.rows {
		for _, e := range r.cells {
			if finding.Defined(e.Value) {
				list = append(list, e)
			}
		}
	}
	return list
}

// bare tells which numbers stand without a ground.
func (g grid) bare() func(e finding.Estimate) bool {
	if g.plain != nil {
		return g.plain
	}
	looks := len(g.values())
	return func(e finding.Estimate) bool { return !e.SureAmong(looks) }
}

// coloured are the numbers that have a ground.
func (g grid) coloured() []finding.Estimate { return slices.DeleteFunc(g.values(), g.bare()) }

// place is the power of ten to which all numbers are written.
func (g grid) place() int {
	far := 0.0
	for _, e := range g.values() {
		far = max(far, math.Abs(e.Value))
	}
	switch {
	case far < 0.95:
		return -2
	case far < 9.95:
		return -1
	}
	return 0
}

// cells are the numbers of some columns on their grounds. A number on a ground is
// never written as zero; a difference that could be luck may be.
func (g grid) cells(columns []int, ground func(v float64) color.NRGBA) [][]mark.Cell {
	bare, place := g.bare(), g.place()
	out := make([][]mark.Cell, len(g.rows))
	for i, r := range g.rows {
		for _, k := range columns {
			if k >= len(r.cells) {
				continue // a head
			}
			e := r.cells[k]
			cell := mark.Cell{Text: finding.SignedAt(e.Value, place)}
			if finding.Defined(e.Value) && (g.sign != finding.Signed || !bare(e)) {
				cell.Text = e.SpellAt(place, g.sign).Value
			}
			if finding.Defined(e.Value) && !bare(e) {
				cell.Ground = ground(e.Value)
			}
			cell.Text = finding.Marked(cell.Text, finding.Defined(e.Value) && e.Value != 0 && e.Assumed && !g.marked(e))
			out[i] = append(out[i], cell)
		}
	}
	return out
}

// labels are the rows beside the cells.
func (g grid) labels() []mark.Row {
	return finding.Each(g.rows, func(r gridRow) mark.Row { return mark.Row{Label: cmp.Or(r.head, r.title), Head: r.head != ""} })
}

// ends names the lowest and the highest of the numbers that have a ground.
func (g grid) ends(name func(e finding.Estimate) string) string {
	sure := g.coloured()
	if len(sure) == 0 {
		return "No number could be told from luck, all " + finding.Count(len(g.values())) + " looked at."
	}
	byValue := func(x, y finding.Estimate) int { return cmp.Compare(x.Value, y.Value) }
	said := func(e finding.Estimate) string {
		return name(e) + " (" + e.Spell(finding.Signed).Value + "%)"
	}
	return finding.Sentence(fmt.Sprintf("of the numbers that are more than luck, all %s looked at, the lowest is of %s, the highest of %s",
		finding.Count(len(g.values())), said(slices.MinFunc(sure, byValue)), said(slices.MaxFunc(sure, byValue))))
}

// places are so many columns, counted from nought.
func places(n int) []int {
	list := make([]int, n)
	for k := range list {
		list[k] = k
	}
	return list
}

// body draws the cells of all columns beside rows of some size.
func (g grid) body(ground func(v float64) color.NRGBA, rows func(s canvas.Size) mark.Rows) canvas.Body {
	n := 0
	for _, r := range g.rows {
		n = max(n, len(r.cells))
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := rows(s)
		out.Rows, out.X = g.labels(), canvas.Columns(n)
		out.Marks = []canvas.Mark{mark.Cells{Size: 11, Rows: g.cells(places(n), ground)}}
		return out
	})
}
