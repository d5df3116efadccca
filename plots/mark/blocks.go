package mark

import (
	"cmp"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Block is rows under a title and a note, one of several side by side.
type Block struct {
	Title, Note string
	Rows        Rows
}

// Blocks are blocks that have the same rows, in so many columns; the labels stand left of
// the first column alone.
type Blocks struct {
	List    []Block
	Columns int
	Own     bool    // each block has a scale of its own; else all share one
	Gap     float64 // between columns; 0 means 44
}

// BlocksBody is the body of blocks, which may differ by size.
func BlocksBody(blocks func(canvas.Size) Blocks) canvas.Body {
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return blocks(s).facets(s).Height(s.Inner()) },
		Draw:   func(c canvas.Area, s canvas.Size) { blocks(s).facets(s).Draw(c) },
	}
}

// facets are the blocks as panels.
func (l Blocks) facets(s canvas.Size) canvas.Facets {
	out := canvas.Facets{Columns: l.Columns, Size: s.Text(), Right: 16, GapX: cmp.Or(l.Gap, 44), OwnX: l.Own}
	heights := l.List[0].Rows.Heights()
	for i, b := range l.List {
		out.Left = max(out.Left, b.Rows.LabelWidth()+8)
		if notes := b.Rows.NoteWidth(); notes > 0 {
			out.Right, out.GapX = max(out.Right, notes+8), max(out.GapX, notes+26)
		}
		if i%l.Columns > 0 {
			b.Rows = b.Rows.unnamed()
		}
		p := b.Rows.Panel()
		p.Title, p.Note, p.Rows = b.Title, b.Note, heights
		out.Panels = append(out.Panels, p)
	}
	return out
}

// unnamed is the rows without their labels.
func (r Rows) unnamed() Rows {
	rows := make([]Row, len(r.Rows))
	for i, row := range r.Rows {
		row.Label = ""
		rows[i] = row
	}
	r.Rows = rows
	return r
}
