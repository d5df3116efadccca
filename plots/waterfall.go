package plots

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Step is one part of a sum.
type Step struct {
	Value     float64
	Low, High float64 // interval of the value; NaN for none
	Assumed   bool    // hatched: rests on an assumed parameter
}

// Waterfall is the plotter of a sum: one row a part, each bar beginning where
// the one above ended, and their total in the last row, from zero. Gains are
// blue, losses brown, the total is ink. Row i stands at y = -i. Parts that are
// not defined count as nothing and have no bar.
type Waterfall struct {
	Steps []Step
	Total Step
}

var (
	_ plot.Plotter    = Waterfall{}
	_ plot.DataRanger = Waterfall{}
)

// Plot draws bars, the thin lines that carry one bar's end to the next, and
// the intervals.
func (w Waterfall) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	half := 0.30 * rowHeight(c, p)
	sum := 0.0
	for i, s := range append(w.Steps[:len(w.Steps):len(w.Steps)], w.Total) {
		from, clr := sum, color.Color(ink)
		if i == len(w.Steps) {
			from = 0
		} else {
			clr = direction(s.Value)
		}
		middle := float64(y(-float64(i)))
		if defined(s.Value) {
			b := box{float64(x(from)), middle - half, float64(x(from + s.Value)), middle + half}
			w.bar(c, b, s, clr)
			whisker(c, x, s, from, vg.Length(middle))
			sum = from + s.Value
		}
		if i < len(w.Steps) {
			vline(c, x(sum), y(-float64(i+1))-vg.Length(half), vg.Length(middle-half), muted, 0.75)
		}
	}
}

func (w Waterfall) bar(c draw.Canvas, b box, s Step, clr color.Color) {
	if b.x0 > b.x1 {
		b.x0, b.x1 = b.x1, b.x0
	}
	if s.Assumed {
		hatched(c, b, clr)
		return
	}
	rectangle(c, vg.Length(b.x0), vg.Length(b.y0), vg.Length(b.x1), vg.Length(b.y1), clr)
}

// whisker draws a step's interval at the end of its bar, outlined in the
// paper's colour so that it shows upon the bar as well. One too short to be
// seen as a line is left out.
func whisker(c draw.Canvas, x func(float64) vg.Length, s Step, from float64, middle vg.Length) {
	if !defined(s.Low) || !defined(s.High) || x(s.High)-x(s.Low) < 3 {
		return
	}
	segment(c, x(from+s.Low)-1, middle, x(from+s.High)+1, middle, paper, 4, nil)
	segment(c, x(from+s.Low), middle, x(from+s.High), middle, ink, 2, nil)
}

// direction is the colour of a gain or a loss.
func direction(v float64) color.NRGBA {
	if v < 0 {
		return brown
	}
	return blue
}

// DataRange is the range of all bars and of zero.
func (w Waterfall) DataRange() (xmin, xmax, ymin, ymax float64) {
	e, sum := nothing().and(0), 0.0
	for _, s := range w.Steps {
		if defined(s.Value) {
			e = e.and(sum + s.Value).and(sum + s.Low).and(sum + s.High)
			sum += s.Value
		}
	}
	e = e.with([]float64{w.Total.Value, w.Total.Low, w.Total.High})
	return e.low, e.high, -float64(len(w.Steps)) - 0.5, 0.5
}

// hatched draws a bar with an edge and slanting lines clipped to it.
func hatched(c draw.Canvas, b box, clr color.Color) {
	const apart = 5
	inner := draw.Canvas{Canvas: c.Canvas, Rectangle: vg.Rectangle{
		Min: vg.Point{X: vg.Length(b.x0), Y: vg.Length(b.y0)}, Max: vg.Point{X: vg.Length(b.x1), Y: vg.Length(b.y1)},
	}}
	rectangle(c, inner.Min.X, inner.Min.Y, inner.Max.X, inner.Max.Y, faded(nrgba(clr), Light.Band))
	var slants [][]vg.Point
	height := inner.Max.Y - inner.Min.Y
	for x := inner.Min.X - height; x < inner.Max.X; x += apart {
		slants = append(slants, []vg.Point{{X: x, Y: inner.Min.Y}, {X: x + height, Y: inner.Max.Y}})
	}
	c.StrokeLines(draw.LineStyle{Color: clr, Width: 1.5}, inner.ClipLinesXY(slants...)...)
	edge := []vg.Point{inner.Min, {X: inner.Max.X, Y: inner.Min.Y}, inner.Max, {X: inner.Min.X, Y: inner.Max.Y}, inner.Min}
	c.StrokeLines(draw.LineStyle{Color: clr, Width: 1.25}, edge)
}

// nrgba is any colour as one without premultiplication.
func nrgba(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }
