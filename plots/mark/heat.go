package mark

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Heat is the plotter of a table of numbers as coloured cells with the number
// written in each. Cell (row i, column j) is Values[i][j], centred on x = j,
// y = -i; a cell that is not defined is left white. Low and High
// are the ends of the colours (viridis, dark to light; Low may be the larger).
// A cell that is Faint keeps its number and gets no colour. Spell writes the
// numbers.
type Heat struct {
	Values    [][]float64
	Faint     [][]bool // nil for none
	Low, High float64
	Size      float64 // of the numbers
	Spell     func(float64) string
}

var (
	_ plot.Plotter    = Heat{}
	_ plot.DataRanger = Heat{}
)

// Plot fills the cells, with a thin white line between them.
func (h Heat) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	half := y(0.5) - y(0)
	for i, row := range h.Values {
		for j, v := range row {
			left, right := x(float64(j)-0.5), x(float64(j)+0.5)
			middle := y(-float64(i))
			text := canvas.Lettering{Size: h.Size, Colour: canvas.Muted, Align: canvas.Centre}
			if canvas.Defined(v) && !(i < len(h.Faint) && j < len(h.Faint[i]) && h.Faint[i][j]) {
				fill := canvas.Viridis((v - h.Low) / (h.High - h.Low))
				canvas.Rectangle(c, left+0.5, middle-half+0.5, right-0.5, middle+half-0.5, fill)
				text.Colour = canvas.Readable(fill)
			}
			text.Write(c, (left+right)/2, middle-vg.Length(text.CapHeight()/2), h.Spell(v))
		}
	}
}

// DataRange is the range of the cells.
func (h Heat) DataRange() (xmin, xmax, ymin, ymax float64) {
	columns := 0
	for _, row := range h.Values {
		columns = max(columns, len(row))
	}
	return -0.5, float64(columns) - 0.5, -float64(len(h.Values)) + 0.5, 0.5
}
