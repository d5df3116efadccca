package mark

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Pairs is the plotter of two bars a row, the first above the second, each from zero to
// its value with the line of its interval. Row i stands at y = -i; a bar that is not
// defined is not there.
type Pairs struct{ Rows [][2]Dot }

// Plot draws the bars, then the intervals.
func (b Pairs) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	half := 0.32 * rowHeight(c, p)
	for i, row := range b.Rows {
		middle := float64(y(-float64(i)))
		for k, d := range row {
			if !canvas.Defined(d.Value) {
				continue
			}
			top := middle + float64(1-k)*half
			from, to := float64(x(min(0, d.Value))), float64(x(max(0, d.Value)))
			bar(c, canvas.BoxOf(from, top-half+0.5, to, top-0.5), d.Color, d.Hollow)
			if canvas.Defined(d.Low) && canvas.Defined(d.High) {
				at := vg.Length(top - half/2)
				canvas.Segment(c, x(d.Low), at, x(d.High), at, canvas.Ink, 1.25, nil)
			}
		}
	}
}

// Extent is the range of all bars, their intervals and zero.
func (b Pairs) Extent() canvas.Extent {
	e := canvas.Nothing().And(0)
	for _, row := range b.Rows {
		e = e.With(row[0].Ends(), row[1].Ends())
	}
	return e
}
