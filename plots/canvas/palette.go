package canvas

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// Palette is the colours of one theme by role, as #RRGGBB. Every colour that
// carries text or a mark has a contrast of at least 4.5 to Paper (the grid is
// decoration). Series colours are told apart in normal, protan, deutan and
// tritan vision; Ordinal runs from faint to strong for classes with an order.
type Palette struct {
	Paper, Ink, Muted, Grid, Reference string
	Series                             [4]string
	Ordinal                            [4]string
	Band                               float64 // opacity of bands
	Deep                               float64 // of a band upon a wider one
}

// Light is the theme in which figures are drawn; Dark is what a page maps it
// to. Within Light no two roles share a colour, or the mapping would not know
// which is which.
var (
	Light = Palette{
		Paper: "#FFFFFF", Ink: "#1F2328", Muted: "#4A5058", Grid: "#DADDE1", Reference: "#5F6670",
		Series:  [4]string{"#1655F1", "#A34114", "#0B3521", "#C13CB8"},
		Ordinal: [4]string{"#2A70CC", "#1F5AA8", "#153D73", "#0A1F3D"},
		Band:    0.15,
		Deep:    0.3,
	}
	Dark = Palette{
		Paper: "#14181D", Ink: "#E8EAED", Muted: "#B4BAC2", Grid: "#343A42", Reference: "#A8B0BA",
		Series:  [4]string{"#1AABFA", "#E79943", "#21E79A", "#EB20C4"},
		Ordinal: [4]string{"#4F93E6", "#7FB2F0", "#AFD0F8", "#DCEBFF"},
		Band:    0.22,
		Deep:    0.4,
	}
)

// Pairs lists the colours of Light with what they become in Dark, in a fixed
// order: the data for a stylesheet's [fill="..."] and [stroke="..."] rules.
func Pairs() [][2]string {
	light, dark := Light.colours(), Dark.colours()
	pairs := make([][2]string, len(light))
	for i := range light {
		pairs[i] = [2]string{light[i], dark[i]}
	}
	return pairs
}

func (p Palette) colours() []string {
	all := []string{p.Paper, p.Ink, p.Muted, p.Grid, p.Reference}
	return append(append(all, p.Series[:]...), p.Ordinal[:]...)
}

// The colours of the light theme, for drawing.
var (
	Paper     = Hex(Light.Paper)
	Ink       = Hex(Light.Ink)
	Muted     = Hex(Light.Muted)
	gridGrey  = Hex(Light.Grid)
	Reference = Hex(Light.Reference)
	Blue      = Hex(Light.Series[0])
	Brown     = Hex(Light.Series[1])
	Green     = Hex(Light.Series[2])
)

// The two parts of an interval as lines: what is not known is pale and thin, and upon it
// what luck alone does is dark and thick.
const (
	PaleLine  = 0.5 // opacity, at which ink and series are still seen on paper
	PaleWidth = 2.0
	DarkWidth = 4.0
)

// Strongest is the opacity of the strongest ground behind text, on which ink is still read
// in the light and in the dark.
const Strongest = 0.42

// Dash is the lengths of a pattern's lines and gaps in turn; nil is a solid line.
type Dash = []vg.Length

// Dashes are the patterns of the series, by which they are told apart without
// colours; Dashed is that of the reference.
var (
	Dashes = [4]Dash{nil, {2, 2}, {8, 3, 2, 3}, {12, 3}}
	Dashed = Dash{6, 3}
)

// Hex is the colour written as #RRGGBB; black if it is not.
func Hex(s string) color.NRGBA {
	c := color.NRGBA{A: 255}
	if n, err := fmt.Sscanf(s, "#%02x%02x%02x", &c.R, &c.G, &c.B); n < 3 || err != nil || len(s) != 7 {
		return color.NRGBA{A: 255}
	}
	return c
}

// Faded is a colour at an opacity from 0 to 1.
func Faded(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(float64(opacity*255) + 0.5)
	return c
}

// luminance is the relative luminance of WCAG 2.
func luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// linear undoes the gamma of an sRGB component.
func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// contrast is the contrast ratio of WCAG 2, from 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Direction is the colour of a gain or a loss.
func Direction(v float64) color.NRGBA {
	if v < 0 {
		return Brown
	}
	return Blue
}

// nrgba is any colour as one without premultiplication.
func nrgba(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }
