package plots

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A figure of rows (bars, dots, seeds) puts row i at y = -i: the first at the
// top. rowText sets what stands beside each row.
type rowText struct {
	label    string      // left of the data area, one or two lines wide
	note     string      // right of it
	colour   color.NRGBA // of the note
	emphasis bool        // label and note in bold
}

// rowTexts is the plotter of labels left and notes right of rows.
type rowTexts struct {
	rows []rowText
	size float64
	wrap float64 // labels wider than this break into lines
}

var _ plot.Plotter = rowTexts{}

// Plot sets labels and notes, centred on their rows.
func (r rowTexts) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	for i, row := range r.rows {
		middle := y(-float64(i))
		label := lettering{size: r.size, colour: ink, align: right, bold: row.emphasis}
		lines := label.wrap(row.label, r.wrap)
		first := middle + vg.Length((float64(len(lines)-1)*label.leading()-label.capHeight())/2)
		label.lines(c, c.Min.X-8, first, lines)
		note := lettering{size: r.size, colour: row.colour, align: right, bold: row.emphasis}
		note.write(c, c.Max.X+vg.Length(8+r.noteWidth()), middle-vg.Length(note.capHeight()/2), row.note)
	}
}

// labelWidth is the width of the widest label after wrapping.
func (r rowTexts) labelWidth() float64 {
	w := 0.0
	for _, row := range r.rows {
		text := lettering{size: r.size, bold: row.emphasis}
		w = max(w, text.widest(text.wrap(row.label, r.wrap)...))
	}
	return w
}

// noteWidth is the width of the widest note.
func (r rowTexts) noteWidth() float64 {
	w := 0.0
	for _, row := range r.rows {
		w = max(w, lettering{size: r.size, bold: row.emphasis}.width(row.note))
	}
	return w
}

// rowHeight is the height of a row between the rows 0 and 1.
func rowHeight(c draw.Canvas, p *plot.Plot) float64 {
	_, y := p.Transforms(&c)
	return float64(y(0) - y(-1))
}

// rowsPanel draws rows with their texts on a sideways axis.
func rowsPanel(c draw.Canvas, s Size, x scale, texts rowTexts, marks ...plot.Plotter) {
	p := Panel{
		XMin: x.low, XMax: x.high, YMin: -float64(len(texts.rows)) + 0.5, YMax: 0.5,
		Axes:  Axes{X: x.ticks, Sideways: true, Size: s.text()},
		Marks: append(marks, texts),
	}
	Facets{
		Panels: []Panel{p}, Columns: 1, Size: s.text(),
		Left: texts.labelWidth() + 8, Right: texts.noteWidth() + 8,
	}.Draw(c)
}
