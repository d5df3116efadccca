package plots

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// sample is the kind of mark that a key explains.
type sample int

const (
	lineSample sample = iota
	dashSample
	bandSample
	dotSample
	ringSample
	hatchSample
	barSample
)

// entry is one explanation of the key: a sample of the mark and its meaning.
type entry struct {
	sample sample
	colour color.NRGBA
	text   string
}

// key explains marks in one or more rows under the subtitle.
type key []entry

const sampleWidth, sampleGap, entryGap = 20, 6, 16

// rows breaks the key into rows of entries no wider than width.
func (k key) rows(text lettering, width float64) [][]entry {
	var rows [][]entry
	used := 0.0
	for _, e := range k {
		w := sampleWidth + sampleGap + text.width(e.text)
		if n := len(rows); n > 0 && used+entryGap+w <= width {
			rows[n-1] = append(rows[n-1], e)
			used += entryGap + w
			continue
		}
		rows = append(rows, []entry{e})
		used = w
	}
	return rows
}

// draw sets the rows downwards, the first with its baseline at y.
func (k key) draw(c draw.Canvas, text lettering, x, y, width, leading float64) {
	for i, row := range k.rows(text, width) {
		at, base := x, y-float64(i)*leading
		for _, e := range row {
			middle := vg.Length(base + text.capHeight()/2)
			e.mark(c, vg.Length(at), middle)
			text.write(c, vg.Length(at+sampleWidth+sampleGap), vg.Length(base), e.text)
			at += sampleWidth + sampleGap + text.width(e.text) + entryGap
		}
	}
}

// mark draws the sample with its left end at (x, y).
func (e entry) mark(c draw.Canvas, x, y vg.Length) {
	const w, half = sampleWidth, sampleWidth / 2
	switch e.sample {
	case lineSample:
		segment(c, x, y, x+w, y, e.colour, 2, nil)
	case dashSample:
		segment(c, x, y, x+w, y, e.colour, 2, dashed)
	case bandSample:
		rectangle(c, x, y-5, x+w, y+5, faded(e.colour, Light.Band))
	case dotSample:
		disc(c, x+half, y, 3, e.colour)
	case ringSample:
		ring(c, x+half, y, 2.75, 1.25, e.colour)
	case hatchSample:
		hatched(c, box{float64(x), float64(y) - 5, float64(x) + w, float64(y) + 5}, e.colour)
	case barSample:
		rectangle(c, x, y-5, x+w, y+5, e.colour)
	}
}
