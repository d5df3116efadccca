package canvas

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// families is the font list of every drawing. Liberation Sans and Arial have
// the same widths, so that a replacement moves nothing.
const families = "Liberation Sans, Arial, Helvetica, sans-serif"

// root puts the drawn inside into an SVG element that a screen reader reads as
// one image: title and description, the inner texts hidden from it.
func (f Sheet) root(size Size, height float64, inside []byte) []byte {
	id := identifier(f.ID) + "-" + identifier(size.Name)
	var b bytes.Buffer
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + decimal(size.Width) + " " + decimal(height) +
		`" ` + size.extent(height) + ` role="img" aria-labelledby="` + id + `-t ` + id + "-d\">\n")
	element(&b, "title", id+"-t", f.Title)
	element(&b, "desc", id+"-d", strings.TrimSpace(f.Alt+" "+f.Caption))
	b.WriteString(f.metadata())
	b.WriteString(`<g aria-hidden="true" font-family="` + families + `" stroke-linejoin="round">` + "\n")
	b.Write(inside)
	b.WriteString("</g>\n</svg>\n")
	return b.Bytes()
}

// extent is how large the element is: as wide as its place, or as it is printed.
func (s Size) extent(height float64) string {
	if s.Point == 0 {
		return `width="100%"`
	}
	return `width="` + decimal(s.Width*s.Point) + `pt" height="` + decimal(height*s.Point) + `pt"`
}

// element writes a text element with an id.
func element(b *bytes.Buffer, name, id, text string) {
	b.WriteString("<" + name + ` id="` + id + `">`)
	_ = xml.EscapeText(b, []byte(text)) // a bytes.Buffer never fails
	b.WriteString("</" + name + ">\n")
}

// identifier keeps what may stand in an id and makes hyphens of the rest.
func identifier(s string) string {
	keep := func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_':
			return r
		}
		return '-'
	}
	if s = strings.Map(keep, s); s == "" || s[0] >= '0' && s[0] <= '9' || s[0] == '-' {
		return "figure-" + s
	}
	return s
}
