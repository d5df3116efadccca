package mark

import (
	"cmp"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Dot is an estimate with its interval; Low and High may be NaN. Inner are the ends
// of a shorter interval within it, nil for none.
type Dot struct {
	Value, Low, High float64
	Inner            []float64
	Color            color.NRGBA
	Hollow           bool
}

// Ends are the value and the ends of its interval.
func (d Dot) Ends() []float64 { return []float64{d.Value, d.Low, d.High} }

// Dots is the plotter of one estimate a row: a dot on a line without caps, thin where
// a thick one for the inner interval lies upon it. Row i stands at y = -i; a row that is not defined stays empty.
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
	if d.bounded() {
		canvas.Segment(c, x(d.Low), at, x(d.High), at, d.Color, d.width(), nil)
	}
	if d.Inner != nil {
		canvas.Segment(c, x(d.Inner[0]), at, x(d.Inner[1]), at, d.Color, innerWidth, nil)
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

// Widths of lines: of an interval, of one with an inner one upon it, and of that.
const intervalWidth, outerWidth, innerWidth = 2, 1.25, 4

// width is that of the line of the interval.
func (d Dot) width() float64 {
	if d.Inner != nil {
		return outerWidth
	}
	return intervalWidth
}

// bounded tells whether the interval can be drawn.
func (d Dot) bounded() bool { return canvas.Defined(d.Low) && canvas.Defined(d.High) }

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
