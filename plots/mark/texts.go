package mark

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Texts is the plotter of some lines of text a row, from the left edge on and around the
// middle of the row. Row i stands at y = -i.
type Texts struct {
	Rows []Text
	Size float64
	Rise float64 // how far above the middle of its row a text stands, over a mark
	Zero bool    // texts begin behind the line at zero, where there is room for them
}

// Text is the lines of one row and whether they say no more than what could be nothing.
type Text struct {
	Lines []string
	Faint bool
}

// Plot sets the texts, outlined where a line passes behind them.
func (t Texts) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	left, widest := c.Min.X, 0.0
	for _, row := range t.Rows {
		widest = max(widest, canvas.Lettering{Size: t.Size}.Widest(row.Lines...))
	}
	if at := x(0) + 4; t.Zero && at > left && float64(at)+widest <= float64(c.Max.X)+4 {
		left = at
	}
	for i, row := range t.Rows {
		text := canvas.Lettering{Size: t.Size, Colour: canvas.Ink, Halo: true}
		if row.Faint {
			text.Colour = canvas.Reference
		}
		first := float64(y(-float64(i))) + t.Rise + (float64(float64(len(row.Lines)-1)*text.Leading())-text.CapHeight())/2
		text.Lines(c, left, vg.Length(first), row.Lines)
	}
}
