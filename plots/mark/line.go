package mark

import (
	"cmp"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Line is the plotter of a line over time with gaps: it breaks where X or Y is
// not defined, and a value between two gaps shows as a dot.
type Line struct {
	X, Y  []float64
	Color color.NRGBA
	Width float64     // 0 means 2
	Dash  []vg.Length // nil means solid
}

// Plot draws the line.
func (l Line) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	style := draw.LineStyle{Color: l.Color, Width: vg.Length(cmp.Or(l.Width, 2)), Dashes: l.Dash}
	for _, r := range stretches(l.X, l.Y) {
		points := make([]vg.Point, 0, r.to-r.from)
		for i := r.from; i < r.to; i++ {
			points = append(points, vg.Point{X: x(l.X[i]), Y: y(l.Y[i])})
		}
		if len(points) == 1 {
			canvas.Disc(c, points[0].X, points[0].Y, float64(style.Width), l.Color)
			continue
		}
		c.StrokeLines(style, points)
	}
}

// stretch is positions [from, to) of a line without a gap.
type stretch struct{ from, to int }

// stretches are the parts of lines of equal length in which all are defined.
func stretches(lines ...[]float64) []stretch {
	n := len(lines[0])
	for _, line := range lines {
		n = min(n, len(line))
	}
	var found []stretch
	open := false
	for i := range n {
		whole := true
		for _, line := range lines {
			whole = whole && canvas.Defined(line[i])
		}
		if whole && !open {
			found = append(found, stretch{i, i})
		}
		if open = whole; open {
			found[len(found)-1].to = i + 1
		}
	}
	return found
}
