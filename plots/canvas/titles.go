package canvas

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ColumnTitles are the heads above the columns of a table in a drawing, broken
// into lines where a column is narrow.
type ColumnTitles struct {
	Titles  []string
	Colours []color.NRGBA
	Size    float64
	Width   float64 // of one column, for breaking lines
}

func (h ColumnTitles) lettering(i int) Lettering {
	return Lettering{Size: h.Size, Bold: true, Colour: h.Colours[i], Align: Centre}
}

// lines are the lines of a head.
func (h ColumnTitles) lines(i int) []string {
	return h.lettering(i).Wrap(h.Titles[i], h.Width-4)
}

// Height is the height of the tallest head.
func (h ColumnTitles) Height() float64 {
	most := 0
	for i := range h.Titles {
		most = max(most, len(h.lines(i)))
	}
	return float64(most)*(h.Size+2) + 6
}

// Draw sets the heads above equal columns between left and right, their last
// lines on one level.
func (h ColumnTitles) Draw(c draw.Canvas, left, right float64) {
	base := float64(c.Max.Y) - h.Height() + 6
	step := (right - left) / math.Max(float64(len(h.Titles)), 1)
	for i := range h.Titles {
		lines := h.lines(i)
		for k, line := range lines {
			y := base + float64(len(lines)-1-k)*(h.Size+2)
			h.lettering(i).Write(c, vg.Length(left+(float64(i)+0.5)*step), vg.Length(y), line)
		}
	}
}
