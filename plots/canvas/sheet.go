package canvas

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/png"
	"math"
	"slices"
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

// Either is one body in wide drawings and another in narrow ones.
func Either(wide, narrow Body) Body {
	of := func(s Size) Body {
		if s.Narrow() {
			return narrow
		}
		return wide
	}
	return Body{
		Height: func(s Size) float64 { return of(s).Height(s) },
		Draw:   func(a Area, s Size) { of(s).Draw(a, s) },
	}
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

// PNG is the drawing as an image: of two pixels a unit, or as it is printed, and then it
// says how many pixels an inch has.
func (s Sheet) PNG(size Size) ([]byte, error) {
	l, err := s.layOut(size)
	if err != nil {
		return nil, err
	}
	dpi := 144
	if size.Point > 0 {
		dpi = int(math.Round(size.DPI * size.Point))
	}
	c := vgimg.PngCanvas{Canvas: vgimg.NewWith(
		vgimg.UseWH(vg.Length(size.Width), vg.Length(l.height)), vgimg.UseDPI(dpi), vgimg.UseBackgroundColor(Paper),
	)}
	l.draw(c)
	var out bytes.Buffer
	// The tightest packing takes half as long again for a thirtieth fewer bytes.
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, c.Image()); err != nil {
		return nil, fmt.Errorf("the figure %s could not be written as PNG: %w", s.ID, err)
	}
	image := s.withFacts(out.Bytes())
	if size.Point > 0 {
		return withDensity(image, size.DPI), nil
	}
	return image, nil
}

// withDensity is a PNG that says how many pixels an inch has: a chunk pHYs right behind the
// head, which is 33 bytes long (PNG specification, 11.3.4.3).
func withDensity(image []byte, dpi float64) []byte {
	const head = 33
	perMetre := uint32(dpi/0.0254 + 0.5)
	chunk := binary.BigEndian.AppendUint32(nil, 9)
	chunk = append(chunk, "pHYs"...)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1) // a metre
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return slices.Concat(image[:head], chunk, image[head:])
}
