package report

import (
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Term is a word of the glossary. Forms are the ways in which texts write it,
// the longest first.
type Term struct {
	ID, Name, Text string
	Forms          []string
}

// linker puts a link to the glossary at the first use of each word. It is used
// by one page, in the order in which the page is written.
type linker struct{ left []Term }

// prose is a text as HTML, escaped, with a link at the first use of each word
// that no earlier text had.
func (l *linker) prose(text string) template.HTML {
	type link struct {
		at, end int
		id      string
	}
	var links []link
	free := func(at, end int) bool {
		for _, k := range links {
			if at < k.end && end > k.at {
				return false
			}
		}
		return true
	}
	kept := l.left[:0]
	for _, t := range l.left {
		at, end := t.first(text, free)
		if at < 0 {
			kept = append(kept, t)
			continue
		}
		place := 0
		for place < len(links) && links[place].at < at {
			place++
		}
		links = append(links[:place], append([]link{{at, end, t.ID}}, links[place:]...)...)
	}
	l.left = kept
	var b strings.Builder
	from := 0
	for _, k := range links {
		b.WriteString(template.HTMLEscapeString(text[from:k.at]))
		b.WriteString(`<a class="term" href="#word-` + k.id + `">` + template.HTMLEscapeString(text[k.at:k.end]) + `</a>`)
		from = k.end
	}
	b.WriteString(template.HTMLEscapeString(text[from:]))
	return template.HTML(b.String())
}

// first is where a text first uses the word as a whole word, at a place that
// is free; -1 if it does not.
func (t Term) first(text string, free func(at, end int) bool) (at, end int) {
	at = -1
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text // a letter whose lower case is longer: positions would shift
	}
	for _, form := range t.Forms {
		form = strings.ToLower(form)
		for from := 0; ; {
			i := strings.Index(lower[from:], form)
			if i < 0 {
				break
			}
			i += from
			if from = i + len(form); !letterBefore(lower, i) && !letterAfter(lower, from) && free(i, from) && (at < 0 || i < at) {
				at, end = i, from
				break
			}
		}
	}
	return at, end
}

// letterBefore tells whether a word goes on to the left of a position.
func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || r == '-'
}

// letterAfter tells whether a word goes on to the right of a position.
func letterAfter(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || r == '-'
}
