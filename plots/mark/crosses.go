package mark

import (
	"image/color"
	"math"
	"slices"

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
	Small bool // a small dot, for one of many that have no name
}

// radius is that of its dot.
func (q Cross) radius() float64 {
	if q.Small {
		return 2.5
	}
	return 5
}

// Crosses is the plotter of pairs of estimates; those that are not defined are
// left out. Names stand where they touch neither one another nor a dot, nearer
// to their own dot than to any other; where that cannot be, a line ties them.
type Crosses struct {
	Points []Cross
	Size   float64 // of the names
}

// Plot draws intervals, then dots, then names.
func (k Crosses) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	points := k.defined()
	names := naming{area: canvas.BoxOf(float64(c.Min.X), float64(c.Min.Y)+2, float64(c.Max.X)+6, float64(c.Max.Y)+6)}
	names.take(c.Min.X, y(0), c.Max.X, y(0), 1)
	for _, q := range points {
		at, level, clr := x(q.X.Value), y(q.Y.Value), canvas.Faded(q.X.Color, canvas.PaleLine)
		if q.X.bounded() {
			canvas.Segment(c, x(q.X.Low), level, x(q.X.High), level, clr, canvas.PaleWidth, nil)
			names.take(x(q.X.Low), level, x(q.X.High), level, 2)
		}
		if q.Y.bounded() {
			canvas.Segment(c, at, y(q.Y.Low), at, y(q.Y.High), clr, canvas.PaleWidth, nil)
			names.take(at, y(q.Y.Low), at, y(q.Y.High), 2)
		}
		if q.X.Inner != nil {
			canvas.Segment(c, x(q.X.Inner[0]), level, x(q.X.Inner[1]), level, q.X.Color, canvas.DarkWidth, nil)
		}
		if q.Y.Inner != nil {
			canvas.Segment(c, at, y(q.Y.Inner[0]), at, y(q.Y.Inner[1]), q.X.Color, canvas.DarkWidth, nil)
		}
	}
	for _, q := range points {
		at, level := x(q.X.Value), y(q.Y.Value)
		names.take(at, level, at, level, q.radius())
		names.dots = append(names.dots, [2]float64{float64(at), float64(level)})
		if canvas.Disc(c, at, level, q.radius(), q.X.Color); q.X.Hollow {
			canvas.Disc(c, at, level, 3, canvas.Paper)
		}
	}
	for i, q := range points {
		if q.Label == "" {
			continue
		}
		text := canvas.Lettering{Size: k.Size, Colour: q.X.Color, Halo: true}
		at := names.place(i, text.Width(q.Label), text.CapHeight())
		names.tie(c, i, at, q.X.Color)
		text.Write(c, vg.Length(at.X0), vg.Length(at.Y0), q.Label)
	}
}

// defined are the points that can be drawn.
func (k Crosses) defined() []Cross {
	return slices.DeleteFunc(slices.Clone(k.Points), func(q Cross) bool {
		return !canvas.Defined(q.X.Value) || !canvas.Defined(q.Y.Value)
	})
}

// naming finds places for names beside dots.
type naming struct {
	area  canvas.Box
	dots  [][2]float64
	taken []canvas.Box // lines, dots and other names
	names []canvas.Box
}

// take keeps names away from a box by a margin.
func (n *naming) take(x0, y0, x1, y1 vg.Length, margin float64) {
	n.taken = append(n.taken, canvas.BoxOf(float64(x0)-margin, float64(y0)-margin, float64(x1)+margin, float64(y1)+margin))
}

// place is where the name of dot i, so wide and high, stands: the nearest place
// that touches nothing, in the area, and nearer to its own dot than to another.
func (n *naming) place(i int, w, h float64) canvas.Box {
	var best canvas.Box
	least := math.Inf(1)
	x, y := n.dots[i][0], n.dots[i][1]
	for tier := range 20 {
		for turn, corner := range corners(x, y, w, h, 9+7*float64(tier)) {
			at := canvas.BoxOf(corner[0], corner[1], corner[0]+w, corner[1]+h)
			if cost := float64(10*tier+turn) + n.cost(i, at); cost < least {
				best, least = at, cost
			}
		}
	}
	if least >= outside {
		best = n.anywhere(i, w, h, best, least)
	}
	n.taken, n.names = append(n.taken, best), append(n.names, best)
	return best
}

// anywhere is the nearest place in the whole area that costs less than the best so far: a
// line will tie the name to its dot.
func (n *naming) anywhere(i int, w, h float64, best canvas.Box, least float64) canvas.Box {
	x, y := n.dots[i][0], n.dots[i][1]
	for y0 := n.area.Y0; y0+h <= n.area.Y1; y0 += h + 4 {
		for x0 := n.area.X0; x0+w <= n.area.X1; x0 += 8 {
			at := canvas.BoxOf(x0, y0, x0+w, y0+h)
			if cost := math.Hypot(x0+w/2-x, y0+h/2-y) + n.cost(i, at); cost < least {
				best, least = at, cost
			}
		}
	}
	return best
}

// tie draws a line from dot i to its name where another dot is as near: it says whose it is.
func (n *naming) tie(c draw.Canvas, i int, at canvas.Box, clr color.NRGBA) {
	if n.own(i, at) {
		return
	}
	from := n.dots[i]
	canvas.Segment(c, vg.Length(from[0]), vg.Length(from[1]), vg.Length(max(at.X0, min(at.X1, from[0]))), vg.Length(max(at.Y0, min(at.Y1, from[1]))), clr, 0.75, nil)
}

// corners are the lower left corners of boxes so wide and high at a distance off
// (x, y): beside it, above and below, then all around it.
func corners(x, y, w, h, off float64) [][2]float64 {
	all := [][2]float64{
		{x + off, y - h/2}, {x - off - w, y - h/2}, {x + 6, y + off}, {x + 6, y - off - h},
		{x - w - 6, y + off}, {x - w - 6, y - off - h}, {x - w/2, y + off}, {x - w/2, y - off - h},
	}
	for k := range 24 {
		sin, cos := math.Sincos(float64(k) * math.Pi / 12)
		all = append(all, [2]float64{x + off*cos + w*(cos-1)/2, y + off*sin + h*(sin-1)/2})
	}
	return all
}

// outside is what leaving the area costs a name.
const outside = 1000

// cost is what standing in a box costs the name of dot i.
func (n *naming) cost(i int, at canvas.Box) float64 {
	cost := 0.0
	for _, t := range n.taken {
		if canvas.BoxOf(at.X0-2, at.Y0-3, at.X1+2, at.Y1+3).Overlaps(t) {
			cost += 200
		}
	}
	for _, t := range n.names { // a name on another is read by nobody
		if canvas.BoxOf(at.X0-2, at.Y0-3, at.X1+2, at.Y1+3).Overlaps(t) {
			cost += 2000
		}
	}
	if at.X0 < n.area.X0 || at.X1 > n.area.X1 || at.Y0 < n.area.Y0 || at.Y1 > n.area.Y1 {
		cost += outside
	}
	if !n.own(i, at) {
		cost += 500
	}
	return cost
}

// own tells whether a box is nearer to dot i than to all others, by enough to be
// seen; dots in the same place share their names.
func (n *naming) own(i int, at canvas.Box) bool {
	away := func(d [2]float64) float64 {
		return math.Hypot(max(at.X0-d[0], 0, d[0]-at.X1), max(at.Y0-d[1], 0, d[1]-at.Y1))
	}
	return !slices.ContainsFunc(n.dots, func(d [2]float64) bool {
		return d != n.dots[i] && away(d) < away(n.dots[i])+2
	})
}

// Extents are the ranges of dots and intervals along both axes.
func (k Crosses) Extents() (across, up canvas.Extent) {
	across, up = canvas.Nothing(), canvas.Nothing()
	for _, q := range k.defined() {
		across, up = across.With(q.X.Ends()), up.With(q.Y.Ends())
	}
	return across, up
}
