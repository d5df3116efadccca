package mark

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Cross is a pair of estimates: a dot with an interval along each axis, named
// beside it.
type Cross struct {
	X, Y  Dot // Color and Hollow are those of X
	Label string
}

// Crosses is the plotter of pairs of estimates. Names stand where they touch
// neither one another nor a dot, as near to their own dot as that allows.
type Crosses struct {
	Points []Cross
	Size   float64 // of the names
}

var (
	_ plot.Plotter    = Crosses{}
	_ plot.DataRanger = Crosses{}
)

// Plot draws intervals, then dots, then names.
func (k Crosses) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	taken := []canvas.Box{canvas.BoxOf(float64(c.Min.X), float64(y(0))-1, float64(c.Max.X), float64(y(0))+1)} // the line at zero
	for _, q := range k.Points {
		if !canvas.Defined(q.X.Value) || !canvas.Defined(q.Y.Value) {
			continue
		}
		clr := canvas.Faded(q.X.Color, 0.55)
		if canvas.Defined(q.X.Low) && canvas.Defined(q.X.High) {
			taken = append(taken, canvas.BoxOf(float64(x(q.X.Low)), float64(y(q.Y.Value))-2, float64(x(q.X.High)), float64(y(q.Y.Value))+2))
			canvas.Segment(c, x(q.X.Low), y(q.Y.Value), x(q.X.High), y(q.Y.Value), clr, 2, nil)
		}
		if canvas.Defined(q.Y.Low) && canvas.Defined(q.Y.High) {
			canvas.Segment(c, x(q.X.Value), y(q.Y.Low), x(q.X.Value), y(q.Y.High), clr, 2, nil)
			taken = append(taken, canvas.BoxOf(float64(x(q.X.Value))-2, float64(y(q.Y.Low)), float64(x(q.X.Value))+2, float64(y(q.Y.High))))
		}
	}
	for _, q := range k.Points {
		if !canvas.Defined(q.X.Value) || !canvas.Defined(q.Y.Value) {
			continue
		}
		at, level := x(q.X.Value), y(q.Y.Value)
		taken = append(taken, canvas.BoxOf(float64(at)-5, float64(level)-5, float64(at)+5, float64(level)+5))
		if canvas.Disc(c, at, level, 5, q.X.Color); q.X.Hollow {
			canvas.Disc(c, at, level, 3, canvas.Paper)
		}
	}
	for _, q := range k.Points {
		if canvas.Defined(q.X.Value) && canvas.Defined(q.Y.Value) && q.Label != "" {
			taken = append(taken, k.name(c, q, float64(x(q.X.Value)), float64(y(q.Y.Value)), taken))
		}
	}
}

// name sets a name beside a dot and tells where it stands.
func (k Crosses) name(c draw.Canvas, q Cross, x, y float64, taken []canvas.Box) canvas.Box {
	text := canvas.Lettering{Size: k.Size, Colour: q.X.Color, Halo: true}
	w, h := text.Width(q.Label), text.CapHeight()
	var best canvas.Box
	least := 1e18
	for tier := range 8 {
		off := 9 + 7*float64(tier)
		for turn, corner := range [][2]float64{
			{x + off, y - h/2}, {x - off - w, y - h/2}, {x + 6, y + off}, {x + 6, y - off - h},
			{x - w - 6, y + off}, {x - w - 6, y - off - h}, {x - w/2, y + off}, {x - w/2, y - off - h},
		} {
			at := canvas.BoxOf(corner[0], corner[1], corner[0]+w, corner[1]+h)
			cost := float64(10*tier + turn)
			for _, t := range taken {
				if canvas.BoxOf(at.X0-2, at.Y0-3, at.X1+2, at.Y1+3).Overlaps(t) {
					cost += 200
				}
			}
			if at.X0 < float64(c.Min.X) || at.X1 > float64(c.Max.X)+6 || at.Y0 < float64(c.Min.Y)+2 || at.Y1 > float64(c.Max.Y)+6 {
				cost += 1000
			}
			if cost < least {
				best, least = at, cost
			}
		}
	}
	text.Write(c, vg.Length(best.X0), vg.Length(best.Y0), q.Label)
	return best
}

// DataRange is the range of dots and intervals.
func (k Crosses) DataRange() (xmin, xmax, ymin, ymax float64) {
	across, up := canvas.Nothing(), canvas.Nothing()
	for _, q := range k.Points {
		if canvas.Defined(q.X.Value) && canvas.Defined(q.Y.Value) {
			across = across.With([]float64{q.X.Value, q.X.Low, q.X.High})
			up = up.With([]float64{q.Y.Value, q.Y.Low, q.Y.High})
		}
	}
	return across.Low, across.High, up.Low, up.High
}
