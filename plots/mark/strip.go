package mark

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Strip is the plotter of one dot a run beside a chart over time: runs stand at their height
// on its value axis, side by side where they would overlap, and right of them their mean
// on its interval.
type Strip struct {
	Runs []float64
	Mean Dot
}

// Plot draws runs and mean.
func (s Strip) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	const radius = 2.5
	left, right := float64(c.Min.X)+radius+2, float64(c.Max.X)-8
	at, level, top := stack(s.Runs, 2*radius, func(v float64) float64 { return float64(y(v)) })
	step := 2 * radius
	if top > 0 {
		step = min(step, (right-10-left)/float64(top))
	}
	for k := range at {
		canvas.Disc(c, vg.Length(left+step*float64(level[k])), vg.Length(at[k]), radius, canvas.Faded(s.Mean.Color, 0.55))
	}
	if s.Mean.bounded() {
		canvas.VLine(c, vg.Length(right), y(s.Mean.Low), y(s.Mean.High), s.Mean.outer(), canvas.PaleWidth)
	}
	if s.Mean.Inner != nil {
		canvas.VLine(c, vg.Length(right), y(s.Mean.Inner[0]), y(s.Mean.Inner[1]), s.Mean.Color, canvas.DarkWidth)
	}
	if canvas.Defined(s.Mean.Value) {
		canvas.Disc(c, vg.Length(right), y(s.Mean.Value), 4, s.Mean.Color)
	}
}
