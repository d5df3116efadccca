package mark

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// RowText is what stands beside a row. A figure of rows (bars, dots, seeds)
// puts row i at y = -i: the first at the top.
type RowText struct {
	Label    string      // left of the data area, one or two lines wide
	Note     string      // right of it
	Colour   color.NRGBA // of the note
	Emphasis bool        // label and note in bold
}

// RowTexts is the plotter of labels left and notes right of rows.
type RowTexts struct {
	Rows []RowText
	Size float64
	Wrap float64 // labels wider than this break into lines
}

var _ plot.Plotter = RowTexts{}

// Plot sets labels and notes, centred on their rows.
func (r RowTexts) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	for i, row := range r.Rows {
		middle := y(-float64(i))
		label := canvas.Lettering{Size: r.Size, Colour: canvas.Ink, Align: canvas.Right, Bold: row.Emphasis}
		lines := label.Wrap(row.Label, r.Wrap)
		first := middle + vg.Length((float64(len(lines)-1)*label.Leading()-label.CapHeight())/2)
		label.Lines(c, c.Min.X-8, first, lines)
		note := canvas.Lettering{Size: r.Size, Colour: row.Colour, Align: canvas.Right, Bold: row.Emphasis}
		note.Write(c, c.Max.X+vg.Length(8+r.NoteWidth()), middle-vg.Length(note.CapHeight()/2), row.Note)
	}
}

// LabelWidth is the width of the widest label after wrapping.
func (r RowTexts) LabelWidth() float64 {
	w := 0.0
	for _, row := range r.Rows {
		text := canvas.Lettering{Size: r.Size, Bold: row.Emphasis}
		w = max(w, text.Widest(text.Wrap(row.Label, r.Wrap)...))
	}
	return w
}

// NoteWidth is the width of the widest note.
func (r RowTexts) NoteWidth() float64 {
	w := 0.0
	for _, row := range r.Rows {
		w = max(w, canvas.Lettering{Size: r.Size, Bold: row.Emphasis}.Width(row.Note))
	}
	return w
}

// rowHeight is the height of a row between the rows 0 and 1.
func rowHeight(c draw.Canvas, p *plot.Plot) float64 {
	_, y := p.Transforms(&c)
	return float64(y(0) - y(-1))
}

// DrawRows draws rows with their texts on a sideways axis.
func DrawRows(c draw.Canvas, s canvas.Size, x canvas.Scale, texts RowTexts, marks ...plot.Plotter) {
	p := canvas.Panel{
		XMin: x.Low, XMax: x.High, YMin: -float64(len(texts.Rows)) + 0.5, YMax: 0.5,
		Axes:  canvas.Axes{X: x.Ticks, Sideways: true, Size: s.Text()},
		Marks: append(marks, texts),
	}
	canvas.Facets{
		Panels: []canvas.Panel{p}, Columns: 1, Size: s.Text(),
		Left: texts.LabelWidth() + 8, Right: texts.NoteWidth() + 8,
	}.Draw(c)
}

// Columns is the plotter of labels under columns of cells.
type Columns []string

// Plot sets each label under its column.
func (l Columns) Plot(c draw.Canvas, p *plot.Plot) {
	x, _ := p.Transforms(&c)
	text := canvas.Lettering{Size: 11, Colour: canvas.Muted, Align: canvas.Centre}
	for j, label := range l {
		text.Write(c, x(float64(j)), c.Min.Y-vg.Length(6+text.CapHeight()), label)
	}
}
