package mark

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Today is the plotter of a thin upright line: right of it there is nothing to
// observe yet. Its label stands right of it, at the top or the bottom,
// wherever the lines to Avoid leave more room.
type Today struct {
	X     float64
	Label string // "" draws the line alone
	Size  float64
	Avoid []Line
}

// todayDash is short enough not to be taken for a policy's.
var todayDash = []vg.Length{2, 2}

// Plot draws the line if it lies within the axis.
func (t Today) Plot(c draw.Canvas, p *plot.Plot) {
	if !t.within(p) {
		return
	}
	x, _ := p.Transforms(&c)
	at := x(t.X)
	canvas.Segment(c, at, c.Min.Y, at, c.Max.Y, canvas.Muted, 0.75, todayDash)
	if b, shown := t.place(c, p); shown {
		t.lettering().Write(c, vg.Length(b.X0), vg.Length(b.Y0), t.Label)
	}
}

func (t Today) within(p *plot.Plot) bool { return t.X > p.X.Min && t.X < p.X.Max }

func (t Today) lettering() canvas.Lettering {
	return canvas.Lettering{Size: t.Size, Colour: canvas.Muted, Halo: true}
}

// place is where the label stands; false if there is none.
func (t Today) place(c draw.Canvas, p *plot.Plot) (canvas.Box, bool) {
	if t.Label == "" || !t.within(p) {
		return canvas.Box{}, false
	}
	x, y := p.Transforms(&c)
	text := t.lettering()
	width, height := text.Width(t.Label), text.CapHeight()
	left, base := float64(x(t.X))+4, float64(c.Min.Y)+5
	if t.above(c, p, left-4, left+width+4) {
		base = float64(c.Max.Y) - height - 2
	}
	if zero := float64(y(0)); base-3 < zero && zero < base+height+3 {
		base = zero - height - 4 // not across a line at zero
		if base < float64(c.Min.Y) {
			base = zero + 5
		}
	}
	return canvas.BoxOf(left, base, left+width, base+height), true
}

// above tells whether there is more room at the top than at the bottom of the
// data area between two places.
func (t Today) above(c draw.Canvas, p *plot.Plot, from, to float64) bool {
	x, y := p.Transforms(&c)
	e := canvas.Nothing()
	for _, line := range t.Avoid {
		for i := range min(len(line.X), len(line.Y)) {
			if !canvas.Defined(line.X[i]) || !canvas.Defined(line.Y[i]) {
				continue
			}
			if at := float64(x(line.X[i])); at >= from && at <= to {
				e = e.And(float64(y(line.Y[i])))
			}
		}
	}
	if !(e.Low <= e.High) {
		return true
	}
	return float64(c.Max.Y)-e.High > e.Low-float64(c.Min.Y)
}
