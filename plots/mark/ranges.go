package mark

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Range is a part of a whole range; Low and High are NaN in a row without one.
type Range struct {
	Low, High float64
	Color     color.NRGBA
}

// Ranges is the plotter of one range a row: a thick line from end to end on a thin one
// over the whole axis. Row i stands at y = -i.
type Ranges struct{ Rows []Range }

// Plot draws the rows.
func (r Ranges) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, row := range r.Rows {
		if !canvas.Defined(row.Low) || !canvas.Defined(row.High) {
			continue
		}
		at := y(-float64(i))
		canvas.Segment(c, x(p.X.Min), at, x(p.X.Max), at, canvas.Faded(canvas.Reference, 0.5), 1.5, nil)
		canvas.Rectangle(c, x(row.Low), at-3.5, x(row.High), at+3.5, row.Color)
	}
}

// Frame is the plotter of an empty rectangle.
type Frame struct {
	X0, Y0, X1, Y1 float64
	Color          color.NRGBA
}

// Plot draws the edges.
func (f Frame) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	low, high := vg.Point{X: x(f.X0), Y: y(f.Y0)}, vg.Point{X: x(f.X1), Y: y(f.Y1)}
	c.StrokeLines(draw.LineStyle{Color: f.Color, Width: 1.5}, []vg.Point{low, {X: high.X, Y: low.Y}, high, {X: low.X, Y: high.Y}, low, {X: high.X, Y: low.Y}})
}
