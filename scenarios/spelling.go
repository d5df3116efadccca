package scenarios

import (
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
)

// commas and brief write numbers as package file does.
func commas(n int64) string  { return file.Commas(n) }
func brief(x float64) string { return file.Brief(x) }

// wrapped breaks a paragraph into lines of at most width characters.
func wrapped(text string, width int) string { return Indented(text, 0, width) }

// Indented breaks a paragraph into lines of at most width characters after some
// blanks. A word that is longer stands alone.
func Indented(text string, blanks, width int) string {
	lines := []string{""}
	for _, word := range strings.Fields(text) {
		at := &lines[len(lines)-1]
		switch {
		case *at == "":
			*at = word
		case len([]rune(*at))+1+len([]rune(word)) > width:
			lines = append(lines, word)
		default:
			*at += " " + word
		}
	}
	indent := strings.Repeat(" ", blanks)
	return indent + strings.Join(lines, "\n"+indent)
}
