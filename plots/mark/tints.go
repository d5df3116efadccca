package mark

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Tints is the plotter of a table of differences: the number in each cell, on
// a ground that is blue for more and brown for less, the stronger the farther
// from zero; Far is the distance of the strongest. Cell (row i, column j) is
// Values[i][j], centred on x = j, y = -i. A Faint cell keeps its number, in
// grey, and gets no ground. Spell writes the numbers.
type Tints struct {
	Values [][]float64
	Faint  [][]bool // nil for none
	Far    float64
	Size   float64 // of the numbers
	Spell  func(float64) string
}

var (
	_ plot.Plotter    = Tints{}
	_ plot.DataRanger = Tints{}
)

// The faintest and the strongest ground, as opacities: ink is read on both, in
// light and in the dark.
const leastTint, mostTint = 0.08, 0.42

// Plot fills the cells.
func (t Tints) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	half := y(0.5) - y(0)
	for i, row := range t.Values {
		for j, v := range row {
			left, right := x(float64(j)-0.5), x(float64(j)+0.5)
			middle := y(-float64(i))
			text := canvas.Lettering{Size: t.Size, Colour: canvas.Reference, Align: canvas.Centre}
			if canvas.Defined(v) && !(i < len(t.Faint) && j < len(t.Faint[i]) && t.Faint[i][j]) {
				canvas.Rectangle(c, left+1, middle-half+1, right-1, middle+half-1, canvas.Faded(canvas.Direction(v), t.strength(v)))
				text.Colour = canvas.Ink
			}
			text.Write(c, (left+right)/2, middle-vg.Length(text.CapHeight()/2), t.Spell(v))
		}
	}
}

// strength is the opacity of a value's ground, in steps of a hundredth so that
// like cells are drawn alike.
func (t Tints) strength(v float64) float64 {
	share := 1.0
	if t.Far > 0 {
		share = min(math.Abs(v)/t.Far, 1)
	}
	return math.Round(100*(leastTint+share*(mostTint-leastTint))) / 100
}

// DataRange is the range of the cells.
func (t Tints) DataRange() (xmin, xmax, ymin, ymax float64) {
	return Heat{Values: t.Values}.DataRange()
}
