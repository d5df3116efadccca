package mark

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Step is one part of a sum.
type Step struct {
	Value     float64
	Low, High float64   // interval of the value; NaN for none
	Inner     []float64 // ends of a shorter interval within it, nil for none
	Assumed   bool      // hatched: rests on an assumed parameter
}

// Waterfall is the plotter of a sum: one row a part, each bar beginning where
// the one above ended, and their total in the last row, from zero. Gains are
// blue, losses brown, the total is ink. Row i stands at y = -i. Parts that are
// not defined count as nothing and have no bar.
type Waterfall struct {
	Steps []Step
	Total Step
}

// Plot draws bars, the thin lines that carry one bar's end to the next, and
// the intervals.
func (w Waterfall) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	half := 0.30 * rowHeight(c, p)
	sum := 0.0
	for i, s := range append(w.Steps[:len(w.Steps):len(w.Steps)], w.Total) {
		from, clr := sum, canvas.Ink
		if i == len(w.Steps) {
			from = 0
		} else {
			clr = canvas.Direction(s.Value)
		}
		middle := float64(y(-float64(i)))
		if canvas.Defined(s.Value) {
			ends := [2]float64{float64(x(from)), float64(x(from + s.Value))}
			if !s.Assumed { // so that its interval is seen upon it; hatches are light as they are
				clr = canvas.Faded(clr, canvas.Strongest)
			}
			bar(c, canvas.BoxOf(min(ends[0], ends[1]), middle-half, max(ends[0], ends[1]), middle+half), clr, s.Assumed)
			whisker(c, x, s, from, vg.Length(middle))
			sum = from + s.Value
		}
		if i < len(w.Steps) {
			canvas.VLine(c, x(sum), y(-float64(i+1))-vg.Length(half), vg.Length(middle-half), canvas.Muted, 0.75)
		}
	}
}

// whisker draws a step's interval at the end of its bar, outlined in the
// paper's colour so that it shows upon the bar as well. One too short to be
// seen as a line is left out.
func whisker(c draw.Canvas, x func(float64) vg.Length, s Step, from float64, middle vg.Length) {
	if !canvas.Defined(s.Low) || !canvas.Defined(s.High) || x(s.High)-x(s.Low) < 3 {
		return
	}
	canvas.Segment(c, x(from+s.Low)-1, middle, x(from+s.High)+1, middle, canvas.Paper, canvas.PaleWidth+2, nil)
	if s.Inner != nil {
		canvas.Segment(c, x(from+s.Inner[0])-1, middle, x(from+s.Inner[1])+1, middle, canvas.Paper, canvas.DarkWidth+2, nil)
	}
	estimate(c, x, middle, Dot{Value: math.NaN(), Low: from + s.Low, High: from + s.High, Inner: s.inner(from), Color: canvas.Ink}, 0)
}

// inner are the ends of the shorter interval of a bar that begins somewhere, nil for none.
func (s Step) inner(from float64) []float64 {
	if s.Inner == nil {
		return nil
	}
	return []float64{from + s.Inner[0], from + s.Inner[1]}
}

// Extent is the range of all bars and of zero.
func (w Waterfall) Extent() canvas.Extent {
	e, sum := canvas.Nothing().And(0), 0.0
	for _, s := range w.Steps {
		if canvas.Defined(s.Value) {
			e = e.And(sum + s.Value).And(sum + s.Low).And(sum + s.High)
			sum += s.Value
		}
	}
	return e.With([]float64{w.Total.Value, w.Total.Low, w.Total.High})
}
