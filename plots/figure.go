package plots

import (
	"bytes"
	"fmt"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// Size is a drawing's size in units; a unit is a pixel when the drawing is
// shown at its full width. Height is the least height: a figure of many rows
// or long texts is taller, and never shrinks its text to fit.
type Size struct {
	Name          string // part of the drawing's ids
	Width, Height float64
}

// The two drawings that every figure has. Below 480 units a drawing is narrow:
// labels inside, larger small print, a quarter of the months.
var (
	Wide   = Size{"wide", 640, 360}
	Narrow = Size{"narrow", 358, 300}
)

func (s Size) narrow() bool { return s.Width < 480 }

// text is the size of labels and ticks.
func (s Size) text() float64 { return 12 }

// choose is one of two numbers by the width of the drawing.
func (s Size) choose(wide, narrow float64) float64 {
	if s.narrow() {
		return narrow
	}
	return wide
}

// check is an error for a size in which no figure can be read.
func (s Size) check() error {
	if !(s.Width >= 280 && s.Width <= 4000 && s.Height >= 0 && s.Height <= 4000) {
		return fmt.Errorf("a drawing of %g by %g units cannot be made; ask for a width from 280 to 4000 and a height up to 4000", s.Width, s.Height)
	}
	return nil
}

// Figure is a drawing with its words. Title is the finding, made from the
// numbers; Subtitle says measure, unit, place and period; Caption tells what
// moved, from what to what, by when, how sure and resting on what; Alt
// describes the drawing for who cannot see it; Footer says what the band is,
// how many runs and which table. Values are the numbers behind all of them.
//
// ID names the figure in its registry and prefixes the ids in its SVG; on a
// page that shows one figure twice, give one of them another ID.
type Figure struct {
	ID, Title, Subtitle, Caption, Alt, Footer string
	Values                                    []Estimate
	Played                                    time.Time // when the numbers were: the date of a PDF; zero for the first month

	claimed []Estimate // those of Values that Title claims; nil for all
	key     key
	body    body
	err     error
}

// body is the part of a drawing between subtitle and footer.
type body struct {
	height func(Size) float64 // least height
	draw   func(draw.Canvas, Size)
}

// Err is why the figure cannot be drawn: a sentence, for the table lacks
// something that it shows. Its Title still says what it would have shown.
func (f Figure) Err() error { return f.err }

// SVG is the drawing as an SVG element that stands alone and inside a page
// alike: as wide as its place, without style attributes, titled and described.
func (f Figure) SVG(size Size) ([]byte, error) {
	s, err := f.sheet(size)
	if err != nil {
		return nil, err
	}
	c := newSVGCanvas(vg.Length(size.Width), vg.Length(s.height))
	s.draw(c)
	return f.root(size, s.height, c.buf.Bytes()), nil
}

// PNG is the drawing as an image of two pixels a unit.
func (f Figure) PNG(size Size) ([]byte, error) {
	s, err := f.sheet(size)
	if err != nil {
		return nil, err
	}
	c := vgimg.PngCanvas{Canvas: vgimg.NewWith(
		vgimg.UseWH(vg.Length(size.Width), vg.Length(s.height)), vgimg.UseDPI(144), vgimg.UseBackgroundColor(paper),
	)}
	s.draw(c)
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("the figure %s could not be written as PNG: %w", f.ID, err)
	}
	return out.Bytes(), nil
}

// sheet lays the drawing out.
func (f Figure) sheet(size Size) (*sheet, error) {
	if err := size.check(); err != nil {
		return nil, err
	}
	if f.err != nil {
		return nil, fmt.Errorf("figure %s: %w", f.ID, f.err)
	}
	if f.body.draw == nil {
		return nil, fmt.Errorf("figure %q holds no drawing; take figures from All or One", f.ID)
	}
	return layOut(f, size), nil
}
