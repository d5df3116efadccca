package canvas

import (
	"image/color"
	"math"
	"strings"

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

// lines are the lines of a head. A word wider than its column is divided, and
// what cannot be divided is shortened.
func (h ColumnTitles) lines(i int) []string {
	text := h.lettering(i)
	var lines []string
	for _, line := range text.Wrap(h.Titles[i], h.Width-4) {
		for text.Width(line) > h.Width-4 {
			first, rest := text.divide(line, h.Width-4)
			if rest == "" {
				break
			}
			lines, line = append(lines, first), rest
		}
		lines = append(lines, text.Fit(line, h.Width-2))
	}
	return lines
}

// divide parts a word so that its beginning, with a hyphen, is no wider than
// width: as late as it can before a consonant and a vowel ("Suppor-tive"), with
// three letters on either side, or else wherever it fits with two. The rest is
// empty if it fits nowhere.
func (l Lettering) divide(word string, width float64) (first, rest string) {
	letters := []rune(word)
	vowel := func(r rune) bool { return strings.ContainsRune("aeiouyAEIOUY", r) }
	for k := len(letters) - 3; k >= 3; k-- {
		if vowel(letters[k]) || !vowel(letters[k+1]) {
			continue
		}
		if first = string(letters[:k]) + "-"; l.Width(first) <= width {
			return first, string(letters[k:])
		}
	}
	for k := len(letters) - 2; k >= 2; k-- {
		if first = string(letters[:k]) + "-"; l.Width(first) <= width {
			return first, string(letters[k:])
		}
	}
	return word, ""
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
