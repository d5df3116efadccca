package plots

import (
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// box is a rectangle on the canvas.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) overlaps(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

// trace is a line in canvas coordinates.
type trace struct{ x, y []float64 }

// between is the lowest and the highest point of the trace from x0 to x1,
// false if it has none there.
func (t trace) between(x0, x1 float64) (low, high float64, any bool) {
	e := nothing()
	for i := range t.x {
		if t.x[i] >= x0 && t.x[i] <= x1 {
			e = e.and(t.y[i])
		}
		if i == 0 || !defined(t.y[i-1]) || !defined(t.y[i]) {
			continue
		}
		for _, edge := range []float64{x0, x1} { // where the trace enters and leaves
			if a, b := t.x[i-1], t.x[i]; a < edge && edge < b {
				e = e.and(t.y[i-1] + (t.y[i]-t.y[i-1])*(edge-a)/(b-a))
			}
		}
	}
	return e.low, e.high, e.low <= e.high
}

// inside places each label above or below its own line, as near to the line's
// end as other lines and labels leave room, and draws it with an outline.
func (d DirectLabels) inside(c draw.Canvas, p *plot.Plot, labels []Label) {
	traces := d.traces(c, p, labels)
	area := box{float64(c.Min.X), float64(c.Min.Y), float64(c.Max.X), float64(c.Max.Y)}
	var taken []box
	if today, shown := d.Beside.place(c, p); shown {
		taken = append(taken, today)
	}
	for i, l := range labels {
		text := d.lettering(l)
		text.halo, text.align = true, right
		lines := strings.Split(l.Text, "\n")
		w, h := text.widest(l.Text), float64(len(lines)-1)*text.leading()+text.capHeight()
		at := bestPlace(area, traces, i, taken, w, h)
		taken = append(taken, box{at.x0 - 3, at.y0 - 3, at.x1 + 3, at.y1 + 3})
		text.lines(c, vg.Length(at.x1), vg.Length(at.y1-text.capHeight()), lines)
	}
}

// traces are the labelled lines on the canvas.
func (d DirectLabels) traces(c draw.Canvas, p *plot.Plot, labels []Label) []trace {
	x, y := p.Transforms(&c)
	out := make([]trace, len(labels))
	for i, l := range labels {
		for k := range min(len(l.X), len(l.Y)) {
			if defined(l.X[k]) && defined(l.Y[k]) {
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
func bestPlace(area box, traces []trace, i int, taken []box, w, h float64) box {
	const gap = 5
	best, least := box{}, math.Inf(1)
	for back := 0.0; back <= 0.7; back += 0.05 {
		x1 := area.x1 - back*(area.x1-area.x0)
		low, high, any := traces[i].between(x1-w, x1)
		if !any {
			continue
		}
		for tier := range 5 { // the first beside the line, the others farther off
			off := gap + float64(tier)*(h+gap)
			for _, b := range []box{{x1 - w, high + off, x1, high + off + h}, {x1 - w, low - off - h, x1, low - off}} {
				cost := 40*back + 25*float64(tier) + crossings(area, traces, i, taken, b)
				if b.y0 < low {
					cost += 3
				}
				if cost < least {
					best, least = b, cost
				}
			}
		}
	}
	if math.IsInf(least, 1) { // a line left of any label's reach: the upper right corner
		return box{area.x1 - w, area.y1 - h, area.x1, area.y1}
	}
	return best
}

// crossings is what standing in b costs.
func crossings(area box, traces []trace, i int, taken []box, b box) float64 {
	cost := 0.0
	if b.x0 < area.x0 || b.y0 < area.y0+2 || b.y1 > area.y1+8 {
		cost += 500
	}
	for _, t := range taken {
		if t.overlaps(b) {
			cost += 300
		}
	}
	for k, t := range traces {
		low, high, any := t.between(b.x0-2, b.x1+2)
		if k != i && any && low < b.y1+3 && high > b.y0-3 {
			cost += 60
		}
	}
	return cost
}
