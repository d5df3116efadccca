package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// dashed is the pattern of the reference; other lines are solid.
var dashed = []vg.Length{6, 3}

// Line is the plotter of a line over time with gaps: it breaks where X or Y is
// not defined, and a value between two gaps shows as a dot.
type Line struct {
	X, Y  []float64
	Color color.NRGBA
	Width float64     // 0 means 2
	Dash  []vg.Length // nil means solid
}

var (
	_ plot.Plotter    = Line{}
	_ plot.DataRanger = Line{}
)

// Plot draws the line.
func (l Line) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	style := draw.LineStyle{Color: l.Color, Width: vg.Length(l.Width), Dashes: l.Dash}
	if l.Width == 0 {
		style.Width = 2
	}
	for _, r := range stretches(l.X, l.Y) {
		points := make([]vg.Point, 0, r.to-r.from)
		for i := r.from; i < r.to; i++ {
			points = append(points, vg.Point{X: x(l.X[i]), Y: y(l.Y[i])})
		}
		if len(points) == 1 {
			disc(c, points[0].X, points[0].Y, float64(style.Width), l.Color)
			continue
		}
		c.StrokeLines(style, points)
	}
}

// DataRange is the range of the defined values.
func (l Line) DataRange() (xmin, xmax, ymin, ymax float64) {
	return ranges(l.X, l.Y)
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
			whole = whole && defined(line[i])
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

// ranges is the range of an abscissa and of some ordinates.
func ranges(x []float64, ys ...[]float64) (xmin, xmax, ymin, ymax float64) {
	across, up := nothing().with(x), nothing().with(ys...)
	return across.low, across.high, up.low, up.high
}

// disc fills a circle.
func disc(c draw.Canvas, x, y vg.Length, radius float64, clr color.Color) {
	c.SetColor(clr)
	c.Fill(circle(x, y, radius))
}

// ring strokes a circle.
func ring(c draw.Canvas, x, y vg.Length, radius, width float64, clr color.Color) {
	c.SetLineStyle(draw.LineStyle{Color: clr, Width: vg.Length(width)})
	c.Stroke(circle(x, y, radius))
}

// circle is the path of a full circle.
func circle(x, y vg.Length, radius float64) vg.Path {
	var path vg.Path
	path.Move(vg.Point{X: x + vg.Length(radius), Y: y})
	path.Arc(vg.Point{X: x, Y: y}, vg.Length(radius), 0, 2*math.Pi)
	path.Close()
	return path
}
