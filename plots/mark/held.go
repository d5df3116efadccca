package mark

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Sign is the form of a dot, by which what it says is told without colours.
type Sign int

// The signs, from near to far.
const (
	Full Sign = iota
	Hollow
	Crossed
)

// Against is a value that was measured, above one that is held against it, in one row. Ends
// that are NaN are not drawn.
type Against struct {
	Ground   canvas.Extent // pale, behind both: where the lower value could be at all
	Open     canvas.Extent // thin, with caps: what the measured value leaves open
	Band     canvas.Extent // thick: its band
	Measured float64       // an upright stroke
	Ink      color.NRGBA   // of what was measured

	Dot  Dot  // the value below, on the line of its spread
	Sign Sign // how its dot looks
}

// Extent is the range of all that the row draws.
func (a Against) Extent() canvas.Extent {
	return canvas.Nothing().With([]float64{a.Measured, a.Ground.Low, a.Ground.High, a.Open.Low, a.Open.High, a.Band.Low, a.Band.High}, a.Dot.Ends())
}

// Held is the plotter of such rows. Row i stands at y = -i; one in which nothing is defined
// stays empty.
type Held struct{ Rows []Against }

// Plot draws grounds, then what was measured, then what is held against it.
func (h Held) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	const off = 4
	for i, r := range h.Rows {
		at := y(-float64(i))
		if whole(r.Ground) {
			canvas.Rectangle(c, x(r.Ground.Low), at-8, x(r.Ground.High), at+8, Ground())
		}
		up := at + off
		if whole(r.Open) {
			low, high := x(r.Open.Low), x(r.Open.High)
			canvas.Segment(c, low, up, high, up, r.Ink, 1, nil)
			canvas.VLine(c, low, up-2, up+2, r.Ink, 1)
			canvas.VLine(c, high, up-2, up+2, r.Ink, 1)
		}
		if whole(r.Band) {
			canvas.Segment(c, x(r.Band.Low), up, x(r.Band.High), up, r.Ink, 3, nil)
		}
		if canvas.Defined(r.Measured) {
			canvas.VLine(c, x(r.Measured), up-4, up+4, r.Ink, 1.5)
		}
		r.sign(c, x, at-off)
	}
}

// Ground is the colour of the ground.
func Ground() color.NRGBA { return canvas.Faded(canvas.Reference, 0.2) }

// whole tells whether both ends are there.
func whole(e canvas.Extent) bool { return canvas.Defined(e.Low) && canvas.Defined(e.High) }

// sign draws the lower value.
func (a Against) sign(c draw.Canvas, x func(float64) vg.Length, at vg.Length) {
	d := a.Dot
	d.Hollow = a.Sign == Hollow
	if a.Sign != Crossed {
		estimate(c, x, at, d, 3)
		return
	}
	value := d.Value
	d.Value = math.NaN()
	estimate(c, x, at, d, 3) // the line alone
	if canvas.Defined(value) {
		canvas.Cross(c, x(value), at, 3.25, 2, d.Color)
	}
}
