package canvas

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Box is a rectangle on the canvas.
type Box struct{ X0, Y0, X1, Y1 float64 }

// BoxOf is the box from one corner to the other.
func BoxOf(x0, y0, x1, y1 float64) Box { return Box{x0, y0, x1, y1} }

// Overlaps tells whether two boxes have a point inside in common.
func (b Box) Overlaps(o Box) bool {
	return b.X0 < o.X1 && o.X0 < b.X1 && b.Y0 < o.Y1 && o.Y0 < b.Y1
}

// Within is a part of a canvas.
func Within(c draw.Canvas, b Box) draw.Canvas {
	return draw.Canvas{Canvas: c.Canvas, Rectangle: vg.Rectangle{
		Min: vg.Point{X: vg.Length(b.X0), Y: vg.Length(b.Y0)}, Max: vg.Point{X: vg.Length(b.X1), Y: vg.Length(b.Y1)},
	}}
}

// VLine is an upright line.
func VLine(c draw.Canvas, x, y0, y1 vg.Length, clr color.Color, width float64) {
	Segment(c, x, y0, x, y1, clr, width, nil)
}

// Segment is a straight line.
func Segment(c draw.Canvas, x0, y0, x1, y1 vg.Length, clr color.Color, width float64, dash []vg.Length) {
	c.StrokeLines(
		draw.LineStyle{Color: clr, Width: vg.Length(width), Dashes: dash},
		[]vg.Point{{X: x0, Y: y0}, {X: x1, Y: y1}},
	)
}

// Rectangle fills a rectangle.
func Rectangle(c draw.Canvas, x0, y0, x1, y1 vg.Length, clr color.Color) {
	c.FillPolygon(clr, []vg.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}})
}

// Disc fills a circle.
func Disc(c draw.Canvas, x, y vg.Length, radius float64, clr color.Color) {
	c.SetColor(clr)
	c.Fill(circle(x, y, radius))
}

// Ring strokes a circle.
func Ring(c draw.Canvas, x, y vg.Length, radius, width float64, clr color.Color) {
	c.SetLineStyle(draw.LineStyle{Color: clr, Width: vg.Length(width)})
	c.Stroke(circle(x, y, radius))
}

// Cross strokes two slanting lines that reach so far to each side.
func Cross(c draw.Canvas, x, y vg.Length, reach, width float64, clr color.Color) {
	r := vg.Length(reach)
	Segment(c, x-r, y-r, x+r, y+r, clr, width, nil)
	Segment(c, x-r, y+r, x+r, y-r, clr, width, nil)
}

// Triangle fills a triangle around a point that reaches so far above and below it; with a
// negative reach it points down.
func Triangle(c draw.Canvas, x, y vg.Length, reach float64, clr color.Color) {
	r, half := vg.Length(reach), vg.Length(1.1*math.Abs(reach))
	c.FillPolygon(clr, []vg.Point{{X: x, Y: y + r}, {X: x + half, Y: y - r}, {X: x - half, Y: y - r}})
}

// circle is the path of a full circle.
func circle(x, y vg.Length, radius float64) vg.Path {
	var path vg.Path
	path.Move(vg.Point{X: x + vg.Length(radius), Y: y})
	path.Arc(vg.Point{X: x, Y: y}, vg.Length(radius), 0, 2*math.Pi)
	path.Close()
	return path
}
