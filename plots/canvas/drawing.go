package canvas

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// drawing is what the canvases of SVG and PDF have in common: a state to save
// and restore, and a map from the canvas to the page, whose origin is at the
// upper left.
type drawing struct {
	w, h  vg.Length
	now   pen
	stack []pen
}

// pen is what Push saves.
type pen struct {
	colour color.NRGBA
	width  vg.Length
	dash   []vg.Length
	offset vg.Length
	matrix affine
}

// newDrawing is an empty drawing with its origin in the lower left corner, as
// vg has it.
func newDrawing(w, h vg.Length) drawing {
	d := drawing{w: w, h: h}
	d.now = pen{colour: color.NRGBA{A: 255}, width: 1, matrix: affine{1, 0, 0, -1, 0, float64(h)}}
	return d
}

func (d *drawing) Size() (w, h vg.Length)   { return d.w, d.h }
func (d *drawing) SetLineWidth(w vg.Length) { d.now.width = w }
func (d *drawing) Push()                    { d.stack = append(d.stack, d.now) }

// DrawImage draws nothing: figures are lines and letters, and a strict page takes
// no image inside of one.
func (d *drawing) DrawImage(vg.Rectangle, image.Image) {}

func (d *drawing) Pop() {
	last := len(d.stack) - 1
	d.now, d.stack = d.stack[last], d.stack[:last]
}

func (d *drawing) SetLineDash(pattern []vg.Length, offset vg.Length) {
	d.now.dash, d.now.offset = pattern, offset
}

func (d *drawing) SetColor(clr color.Color) {
	if clr == nil {
		clr = color.Black
	}
	d.now.colour = nrgba(clr)
}

func (d *drawing) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	d.now.matrix = d.now.matrix.times(affine{cos, sin, -sin, cos, 0, 0})
}

func (d *drawing) Translate(pt vg.Point) {
	d.now.matrix = d.now.matrix.times(affine{1, 0, 0, 1, float64(pt.X), float64(pt.Y)})
}

func (d *drawing) Scale(x, y float64) {
	d.now.matrix = d.now.matrix.times(affine{x, 0, 0, y, 0, 0})
}

// affine is the map (x, y) -> (a x + c y + e, b x + d y + f), in SVG's order
// a, b, c, d, e, f.
type affine [6]float64

func (m affine) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// times is the map that does n first and then m.
func (m affine) times(n affine) affine {
	e, f := m.apply(n[4], n[5])
	return affine{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3], e, f,
	}
}

// scale is the factor by which the map changes lengths (their geometric mean,
// where it differs by direction).
func (m affine) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

// turn is the clockwise angle, in degrees, of a text's baseline on the screen.
func (m affine) turn() float64 { return math.Atan2(m[1], m[0]) * 180 / math.Pi }
