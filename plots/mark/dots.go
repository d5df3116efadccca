package mark

import (
	"cmp"
	"image/color"
	"math"

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
	Way              int // above 0 a triangle that points up, below 0 one that points down, instead of a dot
}

// Times is the dot on another scale: its numbers times factor.
func (d Dot) Times(factor float64) Dot {
	d.Value, d.Low, d.High = d.Value*factor, d.Low*factor, d.High*factor
	if d.Inner != nil {
		d.Inner = []float64{d.Inner[0] * factor, d.Inner[1] * factor}
	}
	return d
}

// Ends are the value and the ends of its interval.
func (d Dot) Ends() []float64 { return []float64{d.Value, d.Low, d.High} }

// Dots is the plotter of one estimate a row: a dot on a line without caps, pale and thin
// where a dark one for the inner interval lies upon it. Row i stands at y = -i; a row that is not defined stays empty.
type Dots struct {
	Rows   []Dot
	Radius float64 // 0 means 3.5
	Drop   float64 // how far below the middle of its row a dot stands, for a text above it
}

// Plot draws the rows.
func (d Dots) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, r := range d.Rows {
		estimate(c, x, y(-float64(i))-vg.Length(d.Drop), r, cmp.Or(d.Radius, 3.5))
	}
}

// estimate draws a dot on the line of its interval.
func estimate(c draw.Canvas, x func(float64) vg.Length, at vg.Length, d Dot, radius float64) {
	if d.bounded() {
		canvas.Segment(c, x(d.Low), at, x(d.High), at, d.outer(), canvas.PaleWidth, nil)
	}
	if d.Inner != nil {
		canvas.Segment(c, x(d.Inner[0]), at, x(d.Inner[1]), at, d.Color, canvas.DarkWidth, nil)
	}
	switch {
	case !canvas.Defined(d.Value):
	case d.Way != 0:
		reach := math.Copysign(radius+1, float64(d.Way))
		canvas.Triangle(c, x(d.Value), at, reach+math.Copysign(1.5, reach), canvas.Paper) // apart from its line
		canvas.Triangle(c, x(d.Value), at, reach, d.Color)
	case d.Hollow:
		canvas.Disc(c, x(d.Value), at, radius+0.5, canvas.Paper)
		canvas.Ring(c, x(d.Value), at, radius-0.5, 1.5, d.Color)
	default:
		canvas.Disc(c, x(d.Value), at, radius, d.Color)
	}
}

// outer is the colour of the line of the interval: pale where an inner one lies upon it.
func (d Dot) outer() color.NRGBA {
	if d.Inner != nil {
		return canvas.Faded(d.Color, canvas.PaleLine)
	}
	return d.Color
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
