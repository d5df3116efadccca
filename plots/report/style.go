package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/atelier-sim/atelier/plots/canvas"
)

//go:embed assets/report.css
var sheet string

// common is what the style sheets of all pages have: the colours of the figures, and the
// written rules.
var common = sync.OnceValue(func() string { return canvas.Style() + sheet })

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
			fmt.Fprintf(&b, "\\%x ", c) // the space ends the number and is none of the text
		}
	}
	return b.String()
}

// Policy is the content security policy of the page: nothing is loaded, no
// script runs, and the one style element, which holds style, is named by its hash.
func Policy(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}
