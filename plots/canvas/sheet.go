package canvas

import (
	"bytes"
	"fmt"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// Sheet is a drawing with its words, from the title at its top to the footer.
// Caption and Alt describe it for who cannot see it.
type Sheet struct {
	ID, Title, Subtitle, Caption, Alt, Footer string

	Played time.Time // when the numbers were: the date of a PDF; zero for the first month
	About  About     // where they come from, for the metadata of files

	Key     Key
	Body    Body
	Missing error // what it lacks and so cannot be drawn; nil if it can
}

// Area is the part of a drawing that a body or a panel fills.
type Area = draw.Canvas

// Body is the part of a drawing between subtitle and footer.
type Body struct {
	Height func(Size) float64 // least height
	Draw   func(Area, Size)
}

// Err is why the sheet cannot be drawn: a sentence, for there is nothing of
// what it shows. Its Title still says what it would have shown.
func (s Sheet) Err() error { return s.Missing }

// SVG is the drawing as an SVG element that stands alone and inside a page
// alike: as wide as its place, without style attributes, titled and described.
func (s Sheet) SVG(size Size) ([]byte, error) {
	l, err := s.layOut(size)
	if err != nil {
		return nil, err
	}
	c := newSVGCanvas(vg.Length(size.Width), vg.Length(l.height))
	l.draw(c)
	return s.root(size, l.height, c.buf.Bytes()), nil
}

// PNG is the drawing as an image of two pixels a unit.
func (s Sheet) PNG(size Size) ([]byte, error) {
	l, err := s.layOut(size)
	if err != nil {
		return nil, err
	}
	c := vgimg.PngCanvas{Canvas: vgimg.NewWith(
		vgimg.UseWH(vg.Length(size.Width), vg.Length(l.height)), vgimg.UseDPI(144), vgimg.UseBackgroundColor(Paper),
	)}
	l.draw(c)
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("the figure %s could not be written as PNG: %w", s.ID, err)
	}
	return s.withFacts(out.Bytes()), nil
}
