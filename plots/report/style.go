package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/atelier-sim/atelier/plots/canvas"
)

//go:embed assets/report.css
var sheet string

// common is what the style sheets of all pages have: the written rules, and the
// colours of light and dark made from the palette of the figures. Figures are drawn
// in light colours; in the dark each of them is mapped by its attribute, on screens
// only, so that paper is always light.
var common = sync.OnceValue(func() string {
	var b strings.Builder
	b.WriteString(":root{" + variables(canvas.Light, "#F3F5F8") + "}\n")
	b.WriteString(sheet)
	b.WriteString("@media screen and (prefers-color-scheme:dark){\n:root{" + variables(canvas.Dark, "#1C2229") + "}\n")
	for _, pair := range canvas.Pairs() {
		fmt.Fprintf(&b, "svg [fill=\"%s\"]{fill:%s}svg [stroke=\"%s\"]{stroke:%s}\n", pair[0], pair[1], pair[0], pair[1])
	}
	for _, band := range [][2]float64{{canvas.Light.Band, canvas.Dark.Band}, {canvas.Light.Deep, canvas.Dark.Deep}} {
		fmt.Fprintf(&b, "svg [fill-opacity=\"%s\"]{fill-opacity:%s}\n", opacity(band[0]), opacity(band[1]))
	}
	b.WriteString("}\n")
	return b.String()
})

// Style is the style sheet of a page, whose title stands at the foot of every sheet
// of paper.
func Style(title string) string {
	return common() + "@page{@bottom-left{content:\"" + quoted(title) + "\"}}\n"
}

// quoted is a text inside a string of a style sheet: everything but letters, digits
// and spaces by its number, so that no title ends the string or the style.
func quoted(text string) string {
	var b strings.Builder
	for _, c := range text {
		if c == ' ' || unicode.IsLetter(c) || unicode.IsDigit(c) {
			b.WriteRune(c)
		} else {
			fmt.Fprintf(&b, "\\%06x", c)
		}
	}
	return b.String()
}

// variables are the colours of a theme as custom properties; tint is the
// ground of boxes.
func variables(p canvas.Palette, tint string) string {
	return fmt.Sprintf("--paper:%s;--ink:%s;--muted:%s;--line:%s;--luck:%s;--gain:%s;--loss:%s;--tint:%s",
		p.Paper, p.Ink, p.Muted, p.Grid, p.Reference, p.Series[0], p.Series[1], tint)
}

// opacity is an opacity as drawings write it.
func opacity(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// Policy is the content security policy of the page: nothing is loaded, no
// script runs, and the one style element, which holds style, is named by its hash.
func Policy(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}
