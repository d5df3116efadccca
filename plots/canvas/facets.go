package canvas

import (
	"cmp"

	"gonum.org/v1/plot/vg/draw"
)

// Facets lays panels out in rows and columns with data areas of equal size.
// Panels share their axes: values are labelled in the first column, years
// under the lowest panel of each column. A panel of another unit than its
// neighbours labels its own values (OwnY names it by position).
type Facets struct {
	Panels  []Panel
	Columns int
	OwnY    map[int]bool
	OwnX    bool    // every panel labels its own values along x
	Size    float64 // size of text
	Right   float64 // room right of the last column, for direct labels
	Left    float64 // room left of the first column; 0 means as wide as its labels
	GapX    float64 // between columns; 0 means 18
	GapY    float64 // between rows, beside the room for titles; 0 means 12
}

// Alone draws one panel into the canvas, with so much room at its right.
func (p Panel) Alone(c draw.Canvas, size, right float64) {
	Facets{Panels: []Panel{p}, Columns: 1, Size: size, Right: right}.Draw(c)
}

// yearsRoom is the room below a panel that labels its years.
func (f Facets) yearsRoom() float64 { return f.Size + 10 }

// between is the room that the labels along x of a panel need above the next one.
func (f Facets) between() float64 {
	if f.OwnX {
		return f.yearsRoom()
	}
	return 0
}

// settled is the facets with what is left open filled in.
func (f Facets) settled() Facets {
	f.Columns = max(min(f.Columns, len(f.Panels)), 1)
	f.GapX, f.GapY = cmp.Or(f.GapX, 18), cmp.Or(f.GapY, 12)
	return f
}

// Height is the height that the facets need in a width, for panels of rows, whose heights
// are known.
func (f Facets) Height(width float64) float64 {
	f = f.settled()
	_, inner := f.across(width)
	heads, _ := f.down(0, inner)
	total, most := f.yearsRoom()+float64(float64(f.rows()-1)*(f.GapY+f.between())), 0.0
	for _, p := range f.Panels {
		rows := 0.0
		for _, height := range p.Rows {
			rows += height
		}
		most = max(most, rows)
	}
	for _, h := range heads {
		total += h + most
	}
	return total
}

// rows is the number of rows.
func (f Facets) rows() int {
	columns := max(f.Columns, 1)
	return (len(f.Panels) + columns - 1) / columns
}

// Draw draws the panels into the canvas.
func (f Facets) Draw(c draw.Canvas) {
	f = f.settled()
	lefts, width := f.across(float64(c.Max.X - c.Min.X))
	heads, height := f.down(float64(c.Max.Y-c.Min.Y), width)
	for i, p := range f.Panels {
		column, row := i%f.Columns, i/f.Columns
		x := float64(c.Min.X) + float64(column)*(width+f.GapX)
		for k := 0; k <= column; k++ {
			x += lefts[k]
		}
		top := float64(c.Max.Y) - float64(float64(row)*(height+f.GapY+f.between()))
		for k := 0; k <= row; k++ {
			top -= heads[k]
		}
		p.Axes.HideY = p.Axes.HideY || column > 0 && !f.OwnY[i]
		p.Axes.HideX, p.Axes.Within = p.Axes.HideX || !f.OwnX && i+f.Columns < len(f.Panels), f.OwnX
		p.Draw(Within(c, Box{x, top - height, x + width, top}), f.Size)
	}
}

// across is the room left of each column and the width of the data areas.
func (f Facets) across(total float64) (lefts []float64, width float64) {
	lefts = make([]float64, f.Columns)
	text := Lettering{Size: f.Size}
	for i, p := range f.Panels {
		column := i % f.Columns
		if column > 0 && !f.OwnY[i] || p.Axes.HideY || p.Axes.Sideways {
			continue
		}
		for _, t := range p.Axes.Y {
			lefts[column] = max(lefts[column], text.Width(t.Label)+6)
		}
	}
	if f.Left > 0 {
		lefts[0] = f.Left
	}
	rest := total - f.Right - float64(f.Columns-1)*f.GapX
	for _, l := range lefts {
		rest -= l
	}
	return lefts, max(rest/float64(f.Columns), 1)
}

// down is the room above each row and the height of the data areas.
func (f Facets) down(total, width float64) (heads []float64, height float64) {
	heads = make([]float64, f.rows())
	for i, p := range f.Panels {
		heads[i/f.Columns] = max(heads[i/f.Columns], p.headRoom(width, f.Size))
	}
	rest := total - f.yearsRoom() - float64(float64(f.rows()-1)*(f.GapY+f.between()))
	for _, h := range heads {
		rest -= h
	}
	return heads, max(rest/float64(max(f.rows(), 1)), 1)
}
