package plots

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Piece is one part of a stacked bar; a negative one lies left of zero.
type Piece struct {
	Value   float64
	Color   color.NRGBA
	Assumed bool // hatched
}

// Bars is the plotter of stacked bars that lie: in each row the positive
// pieces from zero to the right and the negative ones from zero to the left,
// in the order given. Row i stands at y = -i. Pieces that are not defined
// count as nothing.
type Bars struct{ Rows [][]Piece }

var (
	_ plot.Plotter    = Bars{}
	_ plot.DataRanger = Bars{}
)

// Plot draws the bars, with a thin gap between pieces.
func (b Bars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	half := 0.30 * rowHeight(c, p)
	for i, row := range b.Rows {
		middle := float64(y(-float64(i)))
		b.walk(row, func(piece Piece, from, to float64) {
			at := box{float64(x(min(from, to))), middle - half, float64(x(max(from, to))), middle + half}
			if at.x1-at.x0 > 2 { // a gap, where there is room for one
				at.x1 -= 0.75
			}
			if piece.Assumed && at.x1-at.x0 > 2 {
				hatched(c, at, piece.Color)
				return
			}
			rectangle(c, vg.Length(at.x0), vg.Length(at.y0), vg.Length(at.x1), vg.Length(at.y1), piece.Color)
		})
	}
}

// walk visits the pieces of a row with their ends.
func (Bars) walk(row []Piece, visit func(p Piece, from, to float64)) {
	right, left := 0.0, 0.0
	for _, p := range row {
		switch {
		case !defined(p.Value) || p.Value == 0:
		case p.Value > 0:
			visit(p, right, right+p.Value)
			right += p.Value
		default:
			visit(p, left, left+p.Value)
			left += p.Value
		}
	}
}

// DataRange is the range of all bars and of zero.
func (b Bars) DataRange() (xmin, xmax, ymin, ymax float64) {
	e := nothing().and(0)
	for _, row := range b.Rows {
		b.walk(row, func(_ Piece, _, to float64) { e = e.and(to) })
	}
	return e.low, e.high, -float64(len(b.Rows)) + 0.5, 0.5
}
