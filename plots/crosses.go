package plots

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
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
	taken := []box{{float64(c.Min.X), float64(y(0)) - 1, float64(c.Max.X), float64(y(0)) + 1}} // the line at zero
	for _, q := range k.Points {
		if !defined(q.X.Value) || !defined(q.Y.Value) {
			continue
		}
		clr := faded(q.X.Color, 0.55)
		if defined(q.X.Low) && defined(q.X.High) {
			taken = append(taken, box{float64(x(q.X.Low)), float64(y(q.Y.Value)) - 2, float64(x(q.X.High)), float64(y(q.Y.Value)) + 2})
			segment(c, x(q.X.Low), y(q.Y.Value), x(q.X.High), y(q.Y.Value), clr, 2, nil)
		}
		if defined(q.Y.Low) && defined(q.Y.High) {
			segment(c, x(q.X.Value), y(q.Y.Low), x(q.X.Value), y(q.Y.High), clr, 2, nil)
			taken = append(taken, box{float64(x(q.X.Value)) - 2, float64(y(q.Y.Low)), float64(x(q.X.Value)) + 2, float64(y(q.Y.High))})
		}
	}
	for _, q := range k.Points {
		if !defined(q.X.Value) || !defined(q.Y.Value) {
			continue
		}
		at, level := x(q.X.Value), y(q.Y.Value)
		taken = append(taken, box{float64(at) - 5, float64(level) - 5, float64(at) + 5, float64(level) + 5})
		if disc(c, at, level, 5, q.X.Color); q.X.Hollow {
			disc(c, at, level, 3, paper)
		}
	}
	for _, q := range k.Points {
		if defined(q.X.Value) && defined(q.Y.Value) && q.Label != "" {
			taken = append(taken, k.name(c, q, float64(x(q.X.Value)), float64(y(q.Y.Value)), taken))
		}
	}
}

// name sets a name beside a dot and tells where it stands.
func (k Crosses) name(c draw.Canvas, q Cross, x, y float64, taken []box) box {
	text := lettering{size: k.Size, colour: q.X.Color, halo: true}
	w, h := text.width(q.Label), text.capHeight()
	var best box
	least := 1e18
	for tier := range 8 {
		off := 9 + 7*float64(tier)
		for turn, at := range []box{
			{x + off, y - h/2, 0, 0}, {x - off - w, y - h/2, 0, 0}, {x + 6, y + off, 0, 0}, {x + 6, y - off - h, 0, 0},
			{x - w - 6, y + off, 0, 0}, {x - w - 6, y - off - h, 0, 0}, {x - w/2, y + off, 0, 0}, {x - w/2, y - off - h, 0, 0},
		} {
			at.x1, at.y1 = at.x0+w, at.y0+h
			cost := float64(10*tier + turn)
			for _, t := range taken {
				if (box{at.x0 - 2, at.y0 - 3, at.x1 + 2, at.y1 + 3}).overlaps(t) {
					cost += 200
				}
			}
			if at.x0 < float64(c.Min.X) || at.x1 > float64(c.Max.X)+6 || at.y0 < float64(c.Min.Y)+2 || at.y1 > float64(c.Max.Y)+6 {
				cost += 1000
			}
			if cost < least {
				best, least = at, cost
			}
		}
	}
	text.write(c, vg.Length(best.x0), vg.Length(best.y0), q.Label)
	return best
}

// DataRange is the range of dots and intervals.
func (k Crosses) DataRange() (xmin, xmax, ymin, ymax float64) {
	across, up := nothing(), nothing()
	for _, q := range k.Points {
		if defined(q.X.Value) && defined(q.Y.Value) {
			across = across.with([]float64{q.X.Value, q.X.Low, q.X.High})
			up = up.with([]float64{q.Y.Value, q.Y.Low, q.Y.High})
		}
	}
	return across.low, across.high, up.low, up.high
}
