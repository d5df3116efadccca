package mark

import (
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// trace is a line in canvas coordinates.
type trace struct{ x, y []float64 }

// between is the lowest and the highest point of the trace from x0 to x1,
// false if it has none there.
func (t trace) between(x0, x1 float64) (low, high float64, any bool) {
	e := canvas.Nothing()
	for i := range t.x {
		if t.x[i] >= x0 && t.x[i] <= x1 {
			e = e.And(t.y[i])
		}
		if i == 0 || !canvas.Defined(t.y[i-1]) || !canvas.Defined(t.y[i]) {
			continue
		}
		for _, edge := range []float64{x0, x1} { // where the trace enters and leaves
			if a, b := t.x[i-1], t.x[i]; a < edge && edge < b {
				e = e.And(t.y[i-1] + (t.y[i]-t.y[i-1])*(edge-a)/(b-a))
			}
		}
	}
	return e.Low, e.High, e.Low <= e.High
}

// plotInside draws each name with an outline where it has its place.
func (d names) plotInside(c draw.Canvas, p *plot.Plot, labels []Series) {
	for i, at := range d.placesInside(c, p, labels) {
		text := d.lettering(labels[i])
		text.Halo, text.Align = true, canvas.Right
		text.Lines(c, vg.Length(at.X1), vg.Length(at.Y1-text.CapHeight()), strings.Split(labels[i].Name, "\n"))
	}
}

// placesInside places each name above or below its own line, as near to the line's end as
// other lines and labels leave room.
func (d names) placesInside(c draw.Canvas, p *plot.Plot, labels []Series) []canvas.Box {
	traces := d.traces(c, p, labels)
	area := canvas.BoxOf(float64(c.Min.X), float64(c.Min.Y), float64(c.Max.X), float64(c.Max.Y))
	var taken, places []canvas.Box
	if today, shown := d.beside.place(c, p); shown {
		taken = append(taken, today)
	}
	for i, l := range labels {
		text := d.lettering(l)
		w, h := text.Widest(l.Name), float64(strings.Count(l.Name, "\n"))*text.Leading()+text.CapHeight()
		at := bestPlace(area, traces, i, taken, w, h)
		places, taken = append(places, at), append(taken, canvas.BoxOf(at.X0-3, at.Y0-3, at.X1+3, at.Y1+3))
	}
	return places
}

// traces are the labelled lines on the canvas.
func (d names) traces(c draw.Canvas, p *plot.Plot, labels []Series) []trace {
	x, y := p.Transforms(&c)
	out := make([]trace, len(labels))
	for i, l := range labels {
		for k := range min(len(l.X), len(l.Y)) {
			if canvas.Defined(l.X[k]) && canvas.Defined(l.Y[k]) {
				out[i].x = append(out[i].x, float64(x(l.X[k])))
				out[i].y = append(out[i].y, float64(y(l.Y[k])))
			}
		}
	}
	return out
}

// bestPlace tries places along line i, from its end backwards, above and below
// it, and takes the one that costs least: touching another label costs most,
// crossing another line much, distance from line and end a little.
func bestPlace(area canvas.Box, traces []trace, i int, taken []canvas.Box, w, h float64) canvas.Box {
	const gap = 5
	best, least := canvas.Box{}, math.Inf(1)
	for back := 0.0; back <= 0.7; back += 0.05 {
		x1 := area.X1 - back*(area.X1-area.X0)
		low, high, any := traces[i].between(x1-w, x1)
		if !any {
			continue
		}
		for tier := range 5 { // the first beside the line, the others farther off
			off := gap + float64(tier)*(h+gap)
			for _, b := range []canvas.Box{canvas.BoxOf(x1-w, high+off, x1, high+off+h), canvas.BoxOf(x1-w, low-off-h, x1, low-off)} {
				cost := 40*back + 25*float64(tier) + crossings(area, traces, i, taken, b)
				if b.Y0 < low {
					cost += 3
				}
				if cost < least {
					best, least = b, cost
				}
			}
		}
	}
	if math.IsInf(least, 1) { // a line left of any label's reach: the upper right corner
		return canvas.BoxOf(area.X1-w, area.Y1-h, area.X1, area.Y1)
	}
	return best
}

// crossings is what standing in b costs.
func crossings(area canvas.Box, traces []trace, i int, taken []canvas.Box, b canvas.Box) float64 {
	cost := 0.0
	if b.X0 < area.X0 || b.Y0 < area.Y0+2 || b.Y1 > area.Y1+8 {
		cost += 500
	}
	for _, t := range taken {
		if t.Overlaps(b) {
			cost += 300
		}
	}
	for k, t := range traces {
		low, high, any := t.between(b.X0-2, b.X1+2)
		if k != i && any && low < b.Y1+3 && high > b.Y0-3 {
			cost += 60
		}
	}
	return cost
}
