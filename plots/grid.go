package plots

import (
	"cmp"
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
func (g grid) cells(columns []int, ground func(v float64) mark.Cell) [][]mark.Cell {
	bare, place := g.bare(), g.place()
	out := make([][]mark.Cell, len(g.rows))
	for i, r := range g.rows {
		for _, k := range columns {
			if k >= len(r.cells) {
				continue // a head
			}
			e := r.cells[k]
			cell := mark.Cell{}
			if finding.Defined(e.Value) && !bare(e) {
				cell = ground(e.Value)
			}
			cell.Text = finding.SignedAt(e.Value, place)
			if finding.Defined(e.Value) && (g.sign != finding.Signed || !bare(e)) {
				cell.Text = e.SpellAt(place, g.sign).Value
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
	what := "of what is more than luck, all " + finding.Count(len(g.values())) + " looked at, "
	if len(sure) == 1 {
		return finding.Sentence(what + "the only one: " + said(sure[0]))
	}
	return finding.Sentence(what + "lowest: " + said(slices.MinFunc(sure, byValue)) + "; highest: " + said(slices.MaxFunc(sure, byValue)))
}

// limit is how far from zero grounds are strongest: a round number that nine of ten of the
// numbers with a ground lie within, so that one far beyond the others takes no shade from them.
func (g grid) limit() float64 {
	sizes := finding.Each(g.coloured(), func(e finding.Estimate) float64 { return math.Abs(e.Value) })
	if len(sizes) == 0 {
		return 0
	}
	slices.Sort(sizes)
	far := sizes[(9*len(sizes)+9)/10-1]
	power := math.Pow10(finding.Magnitude(far))
	for _, step := range []float64{1, 1.5, 2, 3, 5, 7} {
		if step*power >= far {
			return step * power
		}
	}
	return 10 * power
}

// ground is the ground of a difference, edged where it lies beyond the limit.
func (g grid) ground(unit string) (func(v float64) mark.Cell, canvas.Key) {
	far := g.limit()
	ground := func(v float64) mark.Cell { return mark.Cell{Ground: mark.Tint(v, far), Edge: math.Abs(v) > far} }
	if far == 0 {
		return ground, nil
	}
	place := finding.Magnitude(far)
	if far != math.Pow10(place) && far < 2*math.Pow10(place) { // one and a half
		place--
	}
	key := canvas.Key{}
	for _, x := range []struct {
		sign float64
		more string
	}{{-1, " or less"}, {1, " or more"}} {
		e := canvas.Entry{Sample: canvas.BarSample, Colour: mark.Tint(x.sign, 1), Text: finding.SignedAt(x.sign*far, place) + unit}
		if slices.ContainsFunc(g.coloured(), func(e finding.Estimate) bool { return x.sign*e.Value > far }) {
			e.Text += x.more + ", beyond with an edge"
		}
		key = append(key, e)
	}
	return ground, key
}

// bySize sorts rows from the largest loss to the largest gain, in the mean of their
// columns, and leaves those that cannot be told last.
func bySize(rows []gridRow) {
	size := func(r gridRow) float64 {
		sum, n := 0.0, 0
		for _, e := range r.cells {
			if finding.Defined(e.Value) {
				sum, n = sum+e.Value, n+1
			}
		}
		return sortable(sum / float64(n))
	}
	slices.SortStableFunc(rows, func(x, y gridRow) int { return cmp.Compare(size(x), size(y)) })
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
func (g grid) body(ground func(v float64) mark.Cell, rows func(s canvas.Size) mark.Rows) canvas.Body {
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
