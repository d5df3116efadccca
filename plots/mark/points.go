package mark

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Points is the plotter of observed values with the ends of their bands. A
// hollow point is one of another definition or population than the line it
// stands beside: to be read as context, not as a miss.
type Points struct {
	X, Y, Low, High []float64 // Low and High may be nil or hold NaN
	Hollow          bool
	Color           color.NRGBA
}

// Plot draws the points, each band as a thin upright line.
func (o Points) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	const radius = 2.5
	for i := range min(len(o.X), len(o.Y)) {
		if !canvas.Defined(o.X[i]) || !canvas.Defined(o.Y[i]) {
			continue
		}
		at := vg.Point{X: x(o.X[i]), Y: y(o.Y[i])}
		if low, high, banded := o.band(i); banded {
			canvas.VLine(c, at.X, y(low), y(high), canvas.Faded(o.Color, 0.6), 1)
		}
		if o.Hollow {
			canvas.Disc(c, at.X, at.Y, radius+0.5, canvas.Paper)
			canvas.Ring(c, at.X, at.Y, radius, 1.25, o.Color)
			continue
		}
		canvas.Disc(c, at.X, at.Y, radius+1, canvas.Paper)
		canvas.Disc(c, at.X, at.Y, radius, o.Color)
	}
}

// band is the ends of a point's band; false where it has none.
func (o Points) band(i int) (low, high float64, banded bool) {
	if i >= len(o.Low) || i >= len(o.High) {
		return 0, 0, false
	}
	low, high = o.Low[i], o.High[i]
	return low, high, canvas.Defined(low) && canvas.Defined(high) && high > low
}
