package canvas

import (
	"fmt"
	"strconv"
	"strings"
)

// Style is how a page that holds figures gets their colours: custom properties for what
// stands around them, light and dark. Figures are drawn in light colours; in the dark each
// of them is mapped by its attribute, on screens only, so that paper is always light.
func Style() string {
	var b strings.Builder
	b.WriteString(":root{" + variables(Light, "#F3F5F8") + "}\n")
	b.WriteString("@media screen and (prefers-color-scheme:dark){\n:root{" + variables(Dark, "#1C2229") + "}\n")
	for _, pair := range Pairs() {
		fmt.Fprintf(&b, "svg [fill=\"%s\"]{fill:%s}svg [stroke=\"%s\"]{stroke:%s}\n", pair[0], pair[1], pair[0], pair[1])
	}
	for _, band := range [][2]float64{{Light.Band, Dark.Band}, {Light.Deep, Dark.Deep}} {
		fmt.Fprintf(&b, "svg [fill-opacity=\"%s\"]{fill-opacity:%s}\n", opacity(band[0]), opacity(band[1]))
	}
	b.WriteString("}\n")
	return b.String()
}

// variables are the colours of a theme as custom properties; tint is the ground of boxes.
func variables(p Palette, tint string) string {
	return fmt.Sprintf("--paper:%s;--ink:%s;--muted:%s;--line:%s;--luck:%s;--gain:%s;--loss:%s;--tint:%s",
		p.Paper, p.Ink, p.Muted, p.Grid, p.Reference, p.Series[0], p.Series[1], tint)
}

// opacity is an opacity as drawings write it.
func opacity(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
