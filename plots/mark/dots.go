package mark

import (
	"cmp"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Dot is an estimate with its interval; Low and High may be NaN.
type Dot struct {
	Value, Low, High float64
	Color            color.NRGBA
	Hollow           bool
}

// Ends are the value and the ends of its interval.
func (d Dot) Ends() []float64 { return []float64{d.Value, d.Low, d.High} }

// Dots is the plotter of one estimate a row: a dot on a line without caps. Row
// i stands at y = -i; a row that is not defined stays empty.
type Dots struct {
	Rows   []Dot
	Radius float64 // 0 means 3.5
}

// Plot draws the rows.
func (d Dots) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, r := range d.Rows {
		estimate(c, x, y(-float64(i)), r, cmp.Or(d.Radius, 3.5))
	}
}

// estimate draws a dot on the line of its interval.
func estimate(c draw.Canvas, x func(float64) vg.Length, at vg.Length, d Dot, radius float64) {
	if canvas.Defined(d.Low) && canvas.Defined(d.High) {
		canvas.Segment(c, x(d.Low), at, x(d.High), at, d.Color, 2, nil)
	}
	switch {
	case !canvas.Defined(d.Value):
	case d.Hollow:
		canvas.Disc(c, x(d.Value), at, radius+0.5, canvas.Paper)
		canvas.Ring(c, x(d.Value), at, radius-0.5, 1.5, d.Color)
	default:
		canvas.Disc(c, x(d.Value), at, radius, d.Color)
	}
}

// Arrows is the plotter of a thin line in each row from one dot to another.
type Arrows struct{ From, To []Dot }

// Plot draws the lines.
func (a Arrows) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i := range min(len(a.From), len(a.To)) {
		from, to := a.From[i], a.To[i]
		if canvas.Defined(from.Value) && canvas.Defined(to.Value) {
			at := y(-float64(i))
			canvas.Segment(c, x(from.Value), at, x(to.Value), at, canvas.Faded(from.Color, 0.6), 1, nil)
		}
	}
}
