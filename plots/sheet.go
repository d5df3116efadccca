package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// sheet is one drawing laid out: its texts broken into lines and its height.
type sheet struct {
	figure                   Figure
	size                     Size
	height, bodyHeight       float64
	margin, inner            float64
	title, subtitle, foot    []string
	titleText, plain, footer lettering
	keyText                  lettering
}

const (
	topMargin    = 12
	bottomMargin = 10
	titleLead    = 18
	plainLead    = 15
	keyLead      = 18
	bodyGap      = 10
	footGap      = 10
)

// layOut breaks the texts of a figure and finds its height.
func layOut(f Figure, size Size) *sheet {
	s := &sheet{figure: f, size: size, margin: size.choose(16, 10)}
	s.inner = size.Width - 2*s.margin
	s.titleText = lettering{size: size.choose(15, 14), bold: true, colour: ink}
	s.plain = lettering{size: 12, colour: muted}
	s.keyText = lettering{size: 12, colour: ink}
	s.footer = lettering{size: size.choose(10, 11), colour: muted}
	s.title = s.titleText.balanced(f.Title, s.inner)
	s.subtitle = s.plain.balanced(f.Subtitle, s.inner)
	s.foot = s.footer.wrap(f.Footer, s.inner)
	around := s.above() + footGap + float64(len(s.foot))*s.footer.leading() + bottomMargin
	s.bodyHeight = math.Max(f.body.height(size), size.Height-around)
	s.height = math.Ceil(around + s.bodyHeight)
	s.bodyHeight = s.height - around
	return s
}

// above is the height over the body.
func (s *sheet) above() float64 {
	h := topMargin + float64(len(s.title))*titleLead + float64(len(s.subtitle))*plainLead + bodyGap
	if n := len(s.figure.key.rows(s.keyText, s.inner)); n > 0 {
		h += float64(n)*keyLead + 4
	}
	return h
}

// draw draws the sheet from top to bottom.
func (s *sheet) draw(canvas vg.CanvasSizer) {
	c := draw.New(canvas)
	rectangle(c, c.Min.X, c.Min.Y, c.Max.X, c.Max.Y, paper)
	x, y := s.margin, s.height-topMargin
	for _, line := range s.title {
		s.titleText.write(c, vg.Length(x), vg.Length(y-13), line)
		y -= titleLead
	}
	for _, line := range s.subtitle {
		s.plain.write(c, vg.Length(x), vg.Length(y-11), line)
		y -= plainLead
	}
	s.figure.key.draw(c, s.keyText, x, y-keyLead+1, s.inner, keyLead)
	y = s.height - s.above()
	s.figure.body.draw(draw.Canvas{Canvas: c.Canvas, Rectangle: vg.Rectangle{
		Min: vg.Point{X: vg.Length(x), Y: vg.Length(y - s.bodyHeight)},
		Max: vg.Point{X: vg.Length(x + s.inner), Y: vg.Length(y)},
	}}, s.size)
	y -= s.bodyHeight + footGap
	for _, line := range s.foot {
		s.footer.write(c, vg.Length(x), vg.Length(y-s.footer.size+1), line)
		y -= s.footer.leading()
	}
}
