package mark

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Piece is one part of a stacked bar; a negative one lies left of zero.
type Piece struct {
	Value   float64
	Color   color.NRGBA
	Assumed bool   // hatched
	Text    string // upon it, where there is room
}

// Bars is the plotter of stacked bars that lie: in each row the positive
// pieces from zero to the right and the negative ones from zero to the left,
// in the order given. Row i stands at y = -i. Pieces that are not defined
// count as nothing.
type Bars struct {
	Rows [][]Piece
	From []float64 // where the positive pieces of a row begin; nil: at zero
}

// Plot draws the bars, with a thin gap between pieces.
func (b Bars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	half := 0.30 * rowHeight(c, p)
	for i, row := range b.Rows {
		middle := float64(y(-float64(i)))
		b.walk(i, row, func(piece Piece, from, to float64) {
			at := canvas.BoxOf(float64(x(min(from, to))), middle-half, float64(x(max(from, to))), middle+half)
			if at.X1-at.X0 > 2 { // a gap, where there is room for one
				at.X1 -= 0.75
			}
			bar(c, at, piece.Color, piece.Assumed && at.X1-at.X0 > 2)
			if text := (canvas.Lettering{Size: 11, Colour: canvas.Ink, Align: canvas.Centre}); text.Width(piece.Text)+6 <= at.X1-at.X0 {
				text.Write(c, vg.Length((at.X0+at.X1)/2), vg.Length(middle-text.CapHeight()/2), piece.Text)
			}
		})
	}
}

// walk visits the pieces of a row with their ends.
func (b Bars) walk(i int, row []Piece, visit func(p Piece, from, to float64)) {
	right, left := 0.0, 0.0
	if b.From != nil && canvas.Defined(b.From[i]) {
		right = b.From[i]
	}
	for _, p := range row {
		switch {
		case !canvas.Defined(p.Value) || p.Value == 0:
		case p.Value > 0:
			visit(p, right, right+p.Value)
			right += p.Value
		default:
			visit(p, left, left+p.Value)
			left += p.Value
		}
	}
}

// Extent is the range of all bars and of zero.
func (b Bars) Extent() canvas.Extent {
	e := canvas.Nothing().And(0)
	for i, row := range b.Rows {
		b.walk(i, row, func(_ Piece, from, to float64) { e = e.And(from).And(to) })
	}
	return e
}

// bar fills a bar. A hatched one has an edge and slanting lines clipped to it.
func bar(c draw.Canvas, b canvas.Box, clr color.NRGBA, hatched bool) {
	const apart = 5
	inner := canvas.Within(c, b)
	if !hatched {
		canvas.Rectangle(c, inner.Min.X, inner.Min.Y, inner.Max.X, inner.Max.Y, clr)
		return
	}
	canvas.Rectangle(c, inner.Min.X, inner.Min.Y, inner.Max.X, inner.Max.Y, canvas.Faded(clr, canvas.Light.Band))
	var slants [][]vg.Point
	height := inner.Max.Y - inner.Min.Y
	for x := inner.Min.X - height; x < inner.Max.X; x += apart {
		slants = append(slants, []vg.Point{{X: x, Y: inner.Min.Y}, {X: x + height, Y: inner.Max.Y}})
	}
	c.StrokeLines(draw.LineStyle{Color: clr, Width: 1.5}, inner.ClipLinesXY(slants...)...)
	edge := []vg.Point{inner.Min, {X: inner.Max.X, Y: inner.Min.Y}, inner.Max, {X: inner.Min.X, Y: inner.Max.Y}, inner.Min}
	c.StrokeLines(draw.LineStyle{Color: clr, Width: 1.25}, edge)
}
