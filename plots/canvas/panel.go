package canvas

import (
	"image/color"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Mark is what stands for values on a panel.
type Mark = plot.Plotter

// Panel is one pair of axes with its marks, drawn in the order given: bands
// before lines, lines before labels. The grid lies under all of them.
type Panel struct {
	Title      string      // bold, above the data area
	Note       string      // under the title
	NoteColor  color.NRGBA // zero: muted
	XMin, XMax float64
	YMin, YMax float64
	Axes       Axes
	Marks      []Mark
}

// Draw draws the panel with its data area filling the canvas.
func (p Panel) Draw(c draw.Canvas, size float64) {
	pl := plot.New()
	pl.HideAxes()
	pl.BackgroundColor = nil
	pl.X.Padding, pl.Y.Padding = 0, 0
	pl.Add(p.Axes)
	pl.Add(p.Marks...)
	pl.X.Min, pl.X.Max, pl.Y.Min, pl.Y.Max = p.XMin, p.XMax, p.YMin, p.YMax
	pl.Draw(c)
	p.head(c, size)
}

// head sets title and note above the data area, shortened to its width: a
// note first loses what it has in brackets.
func (p Panel) head(c draw.Canvas, size float64) {
	title := Lettering{Size: size, Bold: true, Colour: Ink}
	note := Lettering{Size: size, Colour: p.NoteColor}
	if p.NoteColor.A == 0 {
		note.Colour = Muted
	}
	y, room := c.Max.Y+8, float64(c.Max.X-c.Min.X)+8
	if p.Note != "" {
		text, _, _ := strings.Cut(p.Note, " (")
		if note.Width(p.Note) <= room {
			text = p.Note
		}
		note.Write(c, c.Min.X, y, note.Fit(text, room))
		y += vg.Length(note.Leading())
	}
	title.Write(c, c.Min.X, y, title.Fit(p.Title, room))
}

// headRoom is the height that title and note need.
func (p Panel) headRoom(size float64) float64 {
	lines := 0.0
	if p.Title != "" {
		lines++
	}
	if p.Note != "" {
		lines++
	}
	if lines == 0 {
		return 0
	}
	return lines*(size+3) + 8
}
