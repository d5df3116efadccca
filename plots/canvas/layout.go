package canvas

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// layout is one drawing laid out: its texts broken into lines and its height.
type layout struct {
	sheet                    Sheet
	size                     Size
	height, bodyHeight       float64
	margin, inner            float64
	title, subtitle, foot    []string
	titleText, plain, footer Lettering
	keyText                  Lettering
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

// layOut breaks the texts of a sheet and finds its height.
func (f Sheet) layOut(size Size) (*layout, error) {
	if err := size.check(); err != nil {
		return nil, err
	}
	if f.Missing != nil {
		return nil, fmt.Errorf("figure %s: %w", f.ID, f.Missing)
	}
	if f.Body.Draw == nil {
		return nil, fmt.Errorf("figure %q has no body to draw", f.ID)
	}
	s := &layout{sheet: f, size: size, margin: size.margin(), inner: size.Inner()}
	s.titleText = Lettering{Size: size.Choose(15, 14), Bold: true, Colour: Ink}
	s.plain = Lettering{Size: 12, Colour: Muted}
	s.keyText = Lettering{Size: 12, Colour: Ink}
	s.footer = Lettering{Size: size.Choose(10, 11), Colour: Muted}
	s.title = s.titleText.balanced(f.Title, s.inner)
	s.subtitle = s.plain.balanced(f.Subtitle, s.inner)
	s.foot = s.footer.Wrap(f.Footer, s.inner)
	around := s.above() + footGap + float64(len(s.foot))*s.footer.Leading() + bottomMargin
	s.bodyHeight = math.Max(f.Body.Height(size), size.Height-around)
	s.height = math.Ceil(around + s.bodyHeight)
	s.bodyHeight = s.height - around
	return s, nil
}

// above is the height over the body.
func (s *layout) above() float64 {
	h := topMargin + float64(len(s.title))*titleLead + float64(len(s.subtitle))*plainLead + bodyGap
	if n := len(s.sheet.Key.rows(s.keyText, s.inner)); n > 0 {
		h += float64(n)*keyLead + 4
	}
	return h
}

// draw draws the sheet from top to bottom.
func (s *layout) draw(on vg.CanvasSizer) {
	c := draw.New(on)
	Rectangle(c, c.Min.X, c.Min.Y, c.Max.X, c.Max.Y, Paper)
	x, y := s.margin, s.height-topMargin
	for _, line := range s.title {
		s.titleText.Write(c, vg.Length(x), vg.Length(y-13), line)
		y -= titleLead
	}
	for _, line := range s.subtitle {
		s.plain.Write(c, vg.Length(x), vg.Length(y-11), line)
		y -= plainLead
	}
	s.sheet.Key.draw(c, s.keyText, x, y-keyLead+1, s.inner, keyLead)
	y = s.height - s.above()
	s.sheet.Body.Draw(Within(c, Box{x, y - s.bodyHeight, x + s.inner, y}), s.size)
	y -= s.bodyHeight + footGap
	for _, line := range s.foot {
		s.footer.Write(c, vg.Length(x), vg.Length(y-s.footer.Size+1), line)
		y -= s.footer.Leading()
	}
}
