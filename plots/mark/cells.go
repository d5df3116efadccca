package mark

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Cell is a number on a ground: that of Tint, or none.
type Cell struct {
	Text   string
	Ground color.NRGBA
	Edge   bool // a line around the ground, in full colour
}

// Cells is the plotter of a table of numbers. Cell (row i, column j) is
// Rows[i][j], centred on x = j, y = -i; a cell without a ground has its number
// in grey.
type Cells struct {
	Rows [][]Cell
	Size float64 // of the numbers
}

// Plot fills the cells, with a thin line of the paper between them.
func (t Cells) Plot(c draw.Canvas, p *plot.Plot) {
	const gap = 0.75
	x, y := p.Transforms(&c)
	for i, row := range t.Rows {
		for j, cell := range row {
			text := canvas.Lettering{Size: t.Size, Colour: canvas.Reference, Align: canvas.Centre}
			if cell.Ground.A > 0 {
				at := canvas.BoxOf(float64(x(float64(j)-0.5))+gap, float64(y(-float64(i)-0.5))+gap, float64(x(float64(j)+0.5))-gap, float64(y(-float64(i)+0.5))-gap)
				cell.fill(c, at)
				text.Colour = canvas.Ink
			}
			text.Write(c, x(float64(j)), y(-float64(i))-vg.Length(text.CapHeight()/2), cell.Text)
		}
	}
}

// fill fills the ground and draws its edge.
func (t Cell) fill(c draw.Canvas, at canvas.Box) {
	box := canvas.Within(c, at)
	canvas.Rectangle(c, box.Min.X, box.Min.Y, box.Max.X, box.Max.Y, t.Ground)
	if t.Edge {
		full := t.Ground
		full.A = 255
		a, b := vg.Point{X: box.Min.X + 1, Y: box.Min.Y + 1}, vg.Point{X: box.Max.X - 1, Y: box.Max.Y - 1}
		c.StrokeLines(draw.LineStyle{Color: full, Width: 2}, []vg.Point{a, {X: b.X, Y: a.Y}, b, {X: a.X, Y: b.Y}, a})
	}
}

// Tint is the ground of a difference: one colour for more and one for less, the
// stronger the farther from zero; far is the distance of the strongest. Ink is
// read on the faintest and on the strongest, in light and in the dark. It has
// steps of a hundredth, so that like cells are drawn alike.
func Tint(v, far float64) color.NRGBA {
	const least, most = 0.08, canvas.Strongest
	share := 1.0
	if far > 0 {
		share = min(math.Abs(v)/far, 1)
	}
	return canvas.Faded(canvas.Direction(v), math.Round(100*(least+float64(share*(most-least))))/100)
}
