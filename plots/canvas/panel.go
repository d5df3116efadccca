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
	Rows       []float64 // heights of rows, instead of YMin and YMax: row i is centred on y = -i
	Axes       Axes
	Marks      []Mark
	// Months, if not 0, is how many months from January 2021 on the panel spans: then an SVG
	// says where the data area lies, for scripts that read values off it.
	Months int
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
	if p.Rows != nil {
		pl.Y.Min, pl.Y.Max, pl.Y.Scale = 0.5-float64(len(p.Rows)), 0.5, Rows(p.Rows)
	}
	pl.Draw(c)
	if own, ok := innermost(c).(*svgCanvas); ok && p.Months > 0 {
		own.field(c.Rectangle, p.Months)
	}
	p.head(c, size)
}

// head sets title and note above the data area.
func (p Panel) head(c draw.Canvas, size float64) {
	titles, notes := p.heads(float64(c.Max.X-c.Min.X), size)
	y := c.Max.Y + 8
	note := Lettering{Size: size, Colour: p.NoteColor}
	if p.NoteColor.A == 0 {
		note.Colour = Muted
	}
	y += vg.Length(float64(len(notes)-1) * note.Leading())
	note.Lines(c, c.Min.X, y, notes)
	title := Lettering{Size: size, Bold: true, Colour: Ink}
	y += vg.Length(float64(len(titles)) * title.Leading())
	title.Lines(c, c.Min.X, y, titles)
}

// heads are the lines of title and note above a data area of a width. A note
// that is too long first loses what it has in brackets, which the table has.
func (p Panel) heads(width, size float64) (titles, notes []string) {
	title, note, room := Lettering{Size: size, Bold: true}, Lettering{Size: size}, width+8
	text := p.Note
	if note.Width(text) > room {
		text, _, _ = strings.Cut(text, " (")
	}
	return title.Wrap(p.Title, room), note.Wrap(text, room)
}

// headRoom is the height that title and note need.
func (p Panel) headRoom(width, size float64) float64 {
	titles, notes := p.heads(width, size)
	if len(titles)+len(notes) == 0 {
		return 0
	}
	return float64(len(titles)+len(notes))*(size+3) + 8
}

// Rows is an axis of rows by their heights from the top: row i is centred on
// y = -i and ends half a unit above and below.
type Rows []float64

// Normalize is where y stands between the lowest and the highest row's edge.
func (r Rows) Normalize(_, _, y float64) float64 {
	above, total, at := 0.0, 0.0, 0.5-y
	for i, height := range r {
		total += height
		above += height * min(max(at-float64(i), 0), 1)
	}
	return 1 - above/total
}
