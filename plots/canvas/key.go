package canvas

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Sample is the kind of mark that a key explains.
type Sample int

// The samples of a key.
const (
	LineSample Sample = iota
	DashSample
	DotSample
	RingSample
	BarSample
	CrossSample
	WhiskerSample // a value with its band and what it leaves open
	PaleSample    // a band
	DeepSample    // a band upon a wider one
	ThinSample    // an interval
	ThickSample   // a shorter interval within one
	UpSample      // a value that is surely more
	DownSample    // a value that is surely less
)

// Entry is one explanation of the key: a sample of the mark and its meaning.
type Entry struct {
	Sample Sample
	Colour color.NRGBA
	Text   string
}

// Key explains marks in one or more rows under the subtitle.
type Key []Entry

const sampleWidth, sampleGap, entryGap = 20, 6, 16

// rows breaks the key into rows of entries no wider than width.
func (k Key) rows(text Lettering, width float64) [][]Entry {
	var rows [][]Entry
	used := 0.0
	for _, e := range k {
		w := sampleWidth + sampleGap + text.Width(e.Text)
		if n := len(rows); n > 0 && used+entryGap+w <= width {
			rows[n-1] = append(rows[n-1], e)
			used += entryGap + w
			continue
		}
		rows = append(rows, []Entry{e})
		used = w
	}
	return rows
}

// draw sets the rows downwards, the first with its baseline at y.
func (k Key) draw(c draw.Canvas, text Lettering, x, y, width, leading float64) {
	for i, row := range k.rows(text, width) {
		at, base := x, y-float64(i)*leading
		for _, e := range row {
			middle := vg.Length(base + text.CapHeight()/2)
			e.mark(c, vg.Length(at), middle)
			text.Write(c, vg.Length(at+sampleWidth+sampleGap), vg.Length(base), e.Text)
			at += sampleWidth + sampleGap + text.Width(e.Text) + entryGap
		}
	}
}

// mark draws the sample with its left end at (x, y).
func (e Entry) mark(c draw.Canvas, x, y vg.Length) {
	const w, half = sampleWidth, sampleWidth / 2
	switch e.Sample {
	case LineSample:
		Segment(c, x, y, x+w, y, e.Colour, 2, nil)
	case DashSample:
		Segment(c, x, y, x+w, y, e.Colour, 2, Dashed)
	case DotSample:
		Disc(c, x+half, y, 3, e.Colour)
	case RingSample:
		Ring(c, x+half, y, 2.75, 1.25, e.Colour)
	case BarSample:
		Rectangle(c, x, y-5, x+w, y+5, e.Colour)
	case CrossSample:
		Cross(c, x+half, y, 3.25, 2, e.Colour)
	case PaleSample:
		Rectangle(c, x, y-5, x+w, y+5, Faded(e.Colour, Light.Band))
	case DeepSample:
		Rectangle(c, x, y-5, x+w, y+5, Faded(e.Colour, Light.Band))
		Rectangle(c, x, y-3, x+w, y+3, Faded(e.Colour, Light.Deep))
	case ThinSample:
		Segment(c, x, y, x+w, y, Faded(e.Colour, PaleLine), PaleWidth, nil)
	case ThickSample:
		Segment(c, x, y, x+w, y, Faded(e.Colour, PaleLine), PaleWidth, nil)
		Segment(c, x+4, y, x+w-4, y, e.Colour, DarkWidth, nil)
	case UpSample:
		Triangle(c, x+half, y, 4, e.Colour)
	case DownSample:
		Triangle(c, x+half, y, -4, e.Colour)
	case WhiskerSample:
		Segment(c, x, y, x+w, y, e.Colour, 1, nil)
		VLine(c, x, y-2, y+2, e.Colour, 1)
		VLine(c, x+w, y-2, y+2, e.Colour, 1)
		Segment(c, x+half-4, y, x+half+4, y, e.Colour, 3, nil)
		VLine(c, x+half, y-4, y+4, e.Colour, 1.5)
	}
}
