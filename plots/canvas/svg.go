package canvas

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"strconv"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// svgCanvas is a vg.Canvas that writes the inside of an SVG drawing. gonum's
// own SVG canvas colours through style="...", which a strict content security
// policy turns into black shapes, and flips every text; this one writes plain
// presentation attributes in SVG's own upright coordinates, so that nothing
// has to be rewritten afterwards.
type svgCanvas struct {
	buf bytes.Buffer
	drawing
}

// newSVGCanvas is an empty canvas, its origin in the lower left corner.
func newSVGCanvas(w, h vg.Length) *svgCanvas {
	return &svgCanvas{drawing: newDrawing(w, h)}
}

func (c *svgCanvas) Stroke(path vg.Path) {
	if c.now.width <= 0 {
		return
	}
	c.shape(path)
	c.text(` fill="none"`)
	c.paint("stroke")
	c.number(` stroke-width="`, float64(c.now.width)*c.now.matrix.scale())
	if len(c.now.dash) > 0 {
		var lengths []string
		for _, d := range c.now.dash {
			lengths = append(lengths, decimal(float64(d)))
		}
		c.text(` stroke-dasharray="` + strings.Join(lengths, ",") + `"`)
		if c.now.offset != 0 {
			c.number(` stroke-dashoffset="`, float64(c.now.offset))
		}
	}
	c.text("/>\n")
}

func (c *svgCanvas) Fill(path vg.Path) {
	c.shape(path)
	c.paint("fill")
	c.text("/>\n")
}

// FillString sets text as gonum's plotters do, by its left end.
func (c *svgCanvas) FillString(face font.Face, pt vg.Point, text string) {
	c.letter(face, pt, text, left, c.now.colour, false)
}

// letter sets a text with its own alignment, so that a replacement font of
// other widths still ends where it should. The outline is a text of its own
// under the text: not every viewer knows paint-order.
func (c *svgCanvas) letter(face font.Face, at vg.Point, text string, align float64, colour color.NRGBA, halo bool) {
	if face.Font.Size == 0 || text == "" {
		return
	}
	if halo {
		c.oneText(face, at, text, align, ` fill="none" stroke="`+Light.Paper+`" stroke-width="3"`)
	}
	c.oneText(face, at, text, align, ` fill="`+hexOf(colour)+`"`)
}

func (c *svgCanvas) oneText(face font.Face, at vg.Point, text string, align float64, paint string) {
	x, y := c.now.matrix.apply(float64(at.X), float64(at.Y))
	size := float64(face.Font.Size) * c.now.matrix.scale()
	c.text(`<text x="` + decimal(x) + `" y="` + decimal(y) + `" font-size="` + decimal(size) + `"`)
	if face.Font.Weight == xfont.WeightBold {
		c.text(` font-weight="bold"`)
	}
	switch align {
	case Centre:
		c.text(` text-anchor="middle"`)
	case Right:
		c.text(` text-anchor="end"`)
	}
	if turn := c.now.matrix.turn(); turn != 0 {
		c.text(` transform="rotate(` + decimal(turn) + " " + decimal(x) + " " + decimal(y) + `)"`)
	}
	c.text(paint + ">")
	_ = xml.EscapeText(&c.buf, []byte(text)) // a bytes.Buffer never fails
	c.text("</text>\n")
}

// field says where a data area of so many months lies: month m, from January 2021 on, is
// drawn at x + m/months of the width.
func (c *svgCanvas) field(area vg.Rectangle, months int) {
	x, y := c.now.matrix.apply(float64(area.Min.X), float64(area.Max.Y))
	right, bottom := c.now.matrix.apply(float64(area.Max.X), float64(area.Min.Y))
	c.text(`<rect class="field" data-from="0" data-months="` + strconv.Itoa(months) + `" x="` + decimal(x) + `" y="` + decimal(y) +
		`" width="` + decimal(right-x) + `" height="` + decimal(bottom-y) + `" fill="none"/>` + "\n")
}

func (c *svgCanvas) text(s string) { c.buf.WriteString(s) }

// number writes an opening such as ` x="`, a number and the closing quote.
func (c *svgCanvas) number(open string, v float64) {
	c.text(open + decimal(v) + `"`)
}

// paint writes the current colour as fill or stroke, with its opacity.
func (c *svgCanvas) paint(attribute string) {
	c.text(" " + attribute + `="` + hexOf(c.now.colour) + `"`)
	if a := c.now.colour.A; a != 255 {
		c.number(" "+attribute+`-opacity="`, float64(a)/255)
	}
}

// hexOf is the colour as #RRGGBB, without its opacity.
func hexOf(c color.NRGBA) string {
	return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
}

// decimal is a number with at most two decimals, as short as it goes.
func decimal(v float64) string {
	short := strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
	if short == "-0" {
		return "0"
	}
	return short
}
