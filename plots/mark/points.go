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
	Names           []string  // beside the points, short; nil for none
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

// pointNames is the plotter of the names of points: as near to its point as the others,
// the names of lines and the label of today leave room.
type pointNames struct {
	points []Points
	lines  names
}

// Plot sets the names.
func (k pointNames) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	n := naming{area: canvas.BoxOf(float64(c.Min.X), float64(c.Min.Y)+2, float64(c.Max.X), float64(c.Max.Y)+4)}
	if today, shown := k.lines.beside.place(c, p); shown {
		n.taken, n.names = append(n.taken, today), append(n.names, today)
	}
	if k.lines.inside {
		for _, at := range k.lines.placesInside(c, p, k.lines.drawn()) {
			n.taken, n.names = append(n.taken, at), append(n.names, at)
		}
	}
	var texts []canvas.Lettering
	var words []string
	for _, o := range k.points {
		for i, word := range o.Names {
			if word == "" || !canvas.Defined(o.X[i]) || !canvas.Defined(o.Y[i]) {
				continue
			}
			n.take(x(o.X[i]), y(o.Y[i]), x(o.X[i]), y(o.Y[i]), 3)
			n.dots = append(n.dots, [2]float64{float64(x(o.X[i])), float64(y(o.Y[i]))})
			texts, words = append(texts, canvas.Lettering{Size: 11, Colour: o.Color, Halo: true}), append(words, word)
		}
	}
	for i, text := range texts {
		at := n.place(i, text.Width(words[i]), text.CapHeight())
		n.tie(c, i, at, text.Colour)
		text.Write(c, vg.Length(at.X0), vg.Length(at.Y0), words[i])
	}
}
