package mark

import "github.com/atelier-sim/atelier/plots/canvas"

// Block is rows under a title, one of several side by side.
type Block struct {
	Title string
	Rows  Rows
}

// BlocksBody is the body of blocks that have the same rows on the same scale,
// in so many columns; the labels stand left of the first column alone.
func BlocksBody(columns func(canvas.Size) int, blocks func(canvas.Size) []Block) canvas.Body {
	return canvas.Body{
		Height: func(s canvas.Size) float64 {
			all := blocks(s)
			lines, height := (len(all)+columns(s)-1)/columns(s), 36.0
			for _, row := range all[0].Rows.Heights() {
				height += row
			}
			return float64(float64(lines)*height) + 22
		},
		Draw: func(c canvas.Area, s canvas.Size) { facets(blocks(s), columns(s), s).Draw(c) },
	}
}

// facets are the blocks as panels.
func facets(blocks []Block, columns int, s canvas.Size) canvas.Facets {
	out := canvas.Facets{Columns: columns, Size: s.Text(), Right: 16, GapX: 44}
	heights := blocks[0].Rows.Heights()
	for i, b := range blocks {
		out.Left = max(out.Left, b.Rows.LabelWidth()+8)
		if notes := b.Rows.NoteWidth(); notes > 0 {
			out.Right, out.GapX = max(out.Right, notes+8), max(out.GapX, notes+26)
		}
		if i%columns > 0 {
			b.Rows = b.Rows.unnamed()
		}
		p := b.Rows.Panel()
		p.Title, p.Rows = b.Title, heights
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
