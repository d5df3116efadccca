package canvas

import (
	"image/color"
	"sort"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	_ "gonum.org/v1/plot/font/liberation" // the fonts themselves
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"gonum.org/v1/plot"
)

// Alignment of a text to its point.
const (
	left   = 0.0
	Centre = 0.5
	Right  = 1.0
)

// Lettering is how a text is set. Every text of every figure is set with it:
// Liberation Sans, whose digits are all of one width.
type Lettering struct {
	Size   float64
	Bold   bool
	Colour color.NRGBA
	Align  float64 // left, centre or right
	Halo   bool    // with an outline in the paper's colour, to be read over lines
}

// letterer is a canvas that can align and outline text itself, so that a text
// set in a replacement font still ends where it should.
type letterer interface {
	letter(face font.Face, at vg.Point, text string, align float64, colour color.NRGBA, halo bool)
}

// face is the font of the lettering.
func (l Lettering) face() font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: vg.Length(l.Size)}
	if l.Bold {
		f.Weight = xfont.WeightBold
	}
	return plot.DefaultTextHandler.Cache().Lookup(f, f.Size)
}

// Width is the width of one line of text.
func (l Lettering) Width(text string) float64 {
	face := l.face()
	return float64(face.Width(text))
}

// Widest is the width of the widest line of some texts.
func (l Lettering) Widest(texts ...string) float64 {
	w := 0.0
	for _, t := range texts {
		for line := range strings.SplitSeq(t, "\n") {
			w = max(w, l.Width(line))
		}
	}
	return w
}

// Write sets one line of text with its baseline at (x, y).
func (l Lettering) Write(c draw.Canvas, x, y vg.Length, text string) {
	if text == "" {
		return
	}
	face := l.face()
	if own, ok := innermost(c).(letterer); ok {
		own.letter(face, vg.Point{X: x, Y: y}, text, l.Align, l.Colour, l.Halo)
		return
	}
	x -= vg.Length(l.Align * l.Width(text))
	if l.Halo {
		c.SetColor(Paper)
		for _, d := range outline {
			c.FillString(face, vg.Point{X: x + d[0], Y: y + d[1]}, text)
		}
	}
	c.SetColor(l.Colour)
	c.FillString(face, vg.Point{X: x, Y: y}, text)
}

// innermost is the canvas that draws: gonum's plots wrap it once for each part
// that they crop.
func innermost(c vg.Canvas) vg.Canvas {
	for {
		wrapped, ok := c.(draw.Canvas)
		if !ok {
			return c
		}
		c = wrapped.Canvas
	}
}

// outline is where a text is drawn in the paper's colour before it is drawn
// in its own.
var outline = [][2]vg.Length{
	{-1.25, 0}, {1.25, 0}, {0, -1.25}, {0, 1.25}, {-0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}, {0.9, -0.9},
}

// Lines sets several lines downwards, the first with its baseline at y.
func (l Lettering) Lines(c draw.Canvas, x, y vg.Length, lines []string) {
	for i, line := range lines {
		l.Write(c, x, y-vg.Length(float64(i)*l.Leading()), line)
	}
}

// Leading is the distance of two baselines.
func (l Lettering) Leading() float64 { return l.Size + 3 }

// CapHeight is the height of a capital or a digit of Liberation Sans.
func (l Lettering) CapHeight() float64 { return 0.716 * l.Size }

// balanced breaks a text into as few lines as wrap, of as equal width as
// words allow, so that no word is left alone.
func (l Lettering) balanced(text string, width float64) []string {
	lines := l.Wrap(text, width)
	for narrower := width - 4; len(lines) > 1 && narrower > width/2; narrower -= 4 {
		tried := l.Wrap(text, narrower)
		if len(tried) > len(lines) {
			break
		}
		lines = tried
	}
	return lines
}

// Wrap breaks a text into lines no wider than width, at plain spaces, and
// divides a longer word. Nothing is ever cut: a word that cannot be divided
// stands alone on its line.
func (l Lettering) Wrap(text string, width float64) []string {
	var lines []string
	for word := range strings.SplitSeq(strings.ReplaceAll(text, "\n", " "), " ") {
		if word == "" {
			continue
		}
		if n := len(lines); n > 0 && l.Width(lines[n-1]+" "+word) <= width {
			lines[n-1] += " " + word
			continue
		}
		for l.Width(word) > width {
			first, rest := l.divide(word, width)
			if rest == "" {
				break
			}
			lines, word = append(lines, first), rest
		}
		lines = append(lines, word)
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
	most := sort.Search(len(letters), func(k int) bool { return l.Width(string(letters[:k])+"-") > width }) - 1
	for k := min(most, len(letters)-3); k >= 3; k-- {
		if !vowel(letters[k]) && vowel(letters[k+1]) {
			return string(letters[:k]) + "-", string(letters[k:])
		}
	}
	if k := min(most, len(letters)-2); k >= 2 {
		return string(letters[:k]) + "-", string(letters[k:])
	}
	return word, ""
}
