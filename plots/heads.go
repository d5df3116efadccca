package plots

import (
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// columnTitles are the heads above the columns of a table in a drawing, broken
// into lines where a column is narrow.
type columnTitles struct {
	titles  []string
	colours []color.NRGBA
	size    float64
	width   float64 // of one column, for breaking lines
}

// columnHeads are the policies as heads of columns, in their colours. The
// width of a column is taken at its least, since labels differ by figure.
func (l *ledger) columnHeads(s Size) columnTitles {
	h := columnTitles{size: s.choose(12, 11), width: (s.Width - 2*s.choose(16, 10) - s.choose(208, 136)) / float64(max(len(l.arms), 1))}
	for _, p := range l.arms {
		h.titles, h.colours = append(h.titles, p.title+p.mark), append(h.colours, p.colour)
	}
	return h
}

func (h columnTitles) lettering(i int) lettering {
	return lettering{size: h.size, bold: true, colour: h.colours[i], align: centre}
}

// lines are the lines of a head. A word wider than its column is divided, and
// what cannot be divided is shortened.
func (h columnTitles) lines(i int) []string {
	text := h.lettering(i)
	var lines []string
	for _, line := range text.wrap(h.titles[i], h.width-4) {
		for text.width(line) > h.width-4 {
			first, rest := text.divide(line, h.width-4)
			if rest == "" {
				break
			}
			lines, line = append(lines, first), rest
		}
		lines = append(lines, text.fit(line, h.width-2))
	}
	return lines
}

// divide parts a word so that its beginning, with a hyphen, is no wider than
// width: as late as it can before a consonant and a vowel ("Suppor-tive"), with
// three letters on either side, or else wherever it fits with two. The rest is
// empty if it fits nowhere.
func (l lettering) divide(word string, width float64) (first, rest string) {
	letters := []rune(word)
	vowel := func(r rune) bool { return strings.ContainsRune("aeiouyAEIOUY", r) }
	for k := len(letters) - 3; k >= 3; k-- {
		if vowel(letters[k]) || !vowel(letters[k+1]) {
			continue
		}
		if first = string(letters[:k]) + "-"; l.width(first) <= width {
			return first, string(letters[k:])
		}
	}
	for k := len(letters) - 2; k >= 2; k-- {
		if first = string(letters[:k]) + "-"; l.width(first) <= width {
			return first, string(letters[k:])
		}
	}
	return word, ""
}

// height is the height of the tallest head.
func (h columnTitles) height() float64 {
	most := 0
	for i := range h.titles {
		most = max(most, len(h.lines(i)))
	}
	return float64(most)*(h.size+2) + 6
}

// draw sets the heads above equal columns between left and right, their last
// lines on one level.
func (h columnTitles) draw(c draw.Canvas, left, right float64) {
	base := float64(c.Max.Y) - h.height() + 6
	step := (right - left) / math.Max(float64(len(h.titles)), 1)
	for i := range h.titles {
		lines := h.lines(i)
		for k, line := range lines {
			y := base + float64(len(lines)-1-k)*(h.size+2)
			h.lettering(i).write(c, vg.Length(left+(float64(i)+0.5)*step), vg.Length(y), line)
		}
	}
}
