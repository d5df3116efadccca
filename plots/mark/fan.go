package mark

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Fan is the plotter of a band over time: the area between two lines, without
// an edge, broken where either is not defined.
type Fan struct {
	X, Low, High []float64
	Color        color.NRGBA
	Inner        bool // it lies upon a wider one, and is darker
}

// Plot fills the band. A band of a single month shows as an upright stroke.
func (f Fan) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	fill := canvas.Faded(f.Color, canvas.Light.Band)
	if f.Inner {
		fill = canvas.Faded(f.Color, canvas.Light.Deep)
	}
	for _, r := range stretches(f.X, f.Low, f.High) {
		if r.to-r.from == 1 {
			at := x(f.X[r.from])
			canvas.VLine(c, at, y(f.Low[r.from]), y(f.High[r.from]), fill, 4)
			continue
		}
		outline := make([]vg.Point, 0, 2*(r.to-r.from))
		for i := r.from; i < r.to; i++ {
			outline = append(outline, vg.Point{X: x(f.X[i]), Y: y(f.High[i])})
		}
		for i := r.to - 1; i >= r.from; i-- {
			outline = append(outline, vg.Point{X: x(f.X[i]), Y: y(f.Low[i])})
		}
		c.FillPolygon(fill, outline)
	}
}
