package mark

import (
	"cmp"
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Row is what stands beside a row of marks.
type Row struct {
	Label    string      // left of the data area
	Note     string      // right of it
	Colour   color.NRGBA // of the note
	Emphasis bool        // label and note in bold
	Head     bool        // a head above the rows that follow: without marks, its label in bold at the left edge
}

// Rows is a figure of rows (bars, dots, cells): marks that put row i at y = -i,
// the first at the top, between labels and notes. A label that is too wide
// breaks into lines and makes its row higher; none is ever cut.
type Rows struct {
	Title string // above all, in bold at the left edge; it may reach over the data area
	Rows  []Row
	Size  float64 // of labels and notes
	Wrap  float64 // labels wider than this break into lines
	Left  float64 // room for labels, at least
	Right float64 // room for notes, at least
	Least float64 // height of a row, at least
	Apart float64 // between the letters of one row's label and the next's, at least; 0 means 6
	X     canvas.Scale
	Marks []canvas.Mark
	Heads canvas.ColumnTitles // above columns
	Feet  []string            // under columns
}

// RowsBody is the body of a figure of rows, which may differ by size.
func RowsBody(rows func(canvas.Size) Rows) canvas.Body {
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return rows(s).height() },
		Draw:   func(c canvas.Area, s canvas.Size) { rows(s).draw(c) },
	}
}

// label is how a row's label is set, note how its note.
func (r Rows) label(row Row) canvas.Lettering {
	return canvas.Lettering{Size: r.Size, Colour: canvas.Ink, Align: canvas.Right, Bold: row.Emphasis || row.Head}
}

func (r Rows) note(row Row) canvas.Lettering {
	return canvas.Lettering{Size: r.Size, Colour: row.Colour, Align: canvas.Right, Bold: row.Emphasis}
}

// lines are the lines of a row's label.
func (r Rows) lines(row Row) []string {
	if row.Head {
		return []string{row.Label}
	}
	return r.label(row).Wrap(row.Label, r.Wrap)
}

// Plot sets labels and notes, centred on their rows.
func (r Rows) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	for i, row := range r.Rows {
		label, note, middle := r.label(row), r.note(row), y(-float64(i))
		if row.Head {
			label.Align = 0
			label.Write(c, c.Min.X-vg.Length(r.LabelWidth()+8), y(-float64(i)-0.5)+6, row.Label)
			continue
		}
		lines := r.lines(row)
		first := middle + vg.Length((float64(len(lines)-1)*label.Leading()-label.CapHeight())/2)
		label.Lines(c, c.Min.X-8, first, lines)
		note.Write(c, c.Max.X+vg.Length(8+r.NoteWidth()), middle-vg.Length(note.CapHeight()/2), row.Note)
	}
}

// LabelWidth is the width of the widest label after wrapping; heads may reach
// over the data area.
func (r Rows) LabelWidth() float64 {
	w := r.Left
	for _, row := range r.Rows {
		if !row.Head {
			w = max(w, r.label(row).Widest(r.lines(row)...))
		}
	}
	return w
}

// NoteWidth is the width of the widest note.
func (r Rows) NoteWidth() float64 {
	w := r.Right
	for _, row := range r.Rows {
		w = max(w, r.note(row).Width(row.Note))
	}
	return w
}

// Heights are the heights of the rows.
func (r Rows) Heights() []float64 {
	heights := make([]float64, len(r.Rows))
	for i, row := range r.Rows {
		text := r.label(row)
		heights[i] = max(r.Least, float64(len(r.lines(row))-1)*text.Leading()+text.CapHeight()+cmp.Or(r.Apart, 6))
		if row.Head {
			heights[i] = r.Least + 10
		}
	}
	return heights
}

// footRoom is the room under the rows for the labels of an axis or of columns.
func (r Rows) footRoom() float64 {
	if len(r.X.Ticks)+len(r.Feet) == 0 {
		return 0
	}
	return r.Size + 10
}

// headRoom is the room above them for the heads of columns.
func (r Rows) headRoom() float64 {
	if len(r.Heads.Titles) == 0 {
		return 0
	}
	return r.Heads.Height()
}

// titleRoom is the room above all for the title.
func (r Rows) titleRoom() float64 {
	if r.Title == "" {
		return 0
	}
	return r.Size + 14
}

func (r Rows) height() float64 {
	total := r.titleRoom() + r.headRoom() + r.footRoom() + 4
	for _, height := range r.Heights() {
		total += height
	}
	return total
}

// Panel is the rows as a panel, without room for their texts.
func (r Rows) Panel() canvas.Panel {
	marks := append(slices.Clone(r.Marks), r, columns(r.Feet))
	return canvas.Panel{
		XMin: r.X.Low, XMax: r.X.High, Rows: r.Heights(), Marks: marks,
		Axes: canvas.Axes{X: r.X.Ticks, Sideways: true, Size: r.Size},
	}
}

// draw draws the rows with their texts into the area.
func (r Rows) draw(c canvas.Area) {
	title := canvas.Lettering{Size: r.Size, Colour: canvas.Ink, Bold: true}
	title.Write(c, c.Min.X, c.Max.Y-vg.Length(r.titleRoom()-6), r.Title)
	c.Max.Y -= vg.Length(r.titleRoom())
	inner := c
	inner.Min.X += vg.Length(r.LabelWidth() + 8)
	inner.Max.X -= vg.Length(r.NoteWidth() + 8)
	inner.Min.Y += vg.Length(r.footRoom())
	inner.Max.Y -= vg.Length(r.headRoom())
	if r.NoteWidth() == 0 {
		inner.Max.X = c.Max.X - 1
	}
	inner.Max.X = max(inner.Max.X, inner.Min.X+1)
	r.Panel().Draw(inner, r.Size)
	r.Heads.Draw(c, float64(inner.Min.X), float64(inner.Max.X))
}

// rowHeight is the height of the lowest row.
func rowHeight(c draw.Canvas, p *plot.Plot) float64 {
	_, y := p.Transforms(&c)
	if rows, uneven := p.Y.Scale.(canvas.Rows); uneven {
		least := float64(slices.Index(rows, slices.Min(rows)))
		return float64(y(0.5-least) - y(-0.5-least))
	}
	return float64(y(0) - y(-1))
}

// columns is the plotter of labels under columns of cells.
type columns []string

func (l columns) Plot(c draw.Canvas, p *plot.Plot) {
	x, _ := p.Transforms(&c)
	text := canvas.Lettering{Size: 11, Colour: canvas.Muted, Align: canvas.Centre}
	for j, label := range l {
		text.Write(c, x(float64(j)), c.Min.Y-vg.Length(6+text.CapHeight()), label)
	}
}
