package report

import (
	"slices"
	"strings"
	"testing"
)

// Each of the twelve words of a page is linked at its first use and only there.
func TestEveryWordOfTheGlossaryIsLinkedAtItsFirstUse(t *testing.T) {
	for _, name := range []string{"run", "comparison"} {
		r := reported(t, name)
		if len(r.Glossary) != 12 {
			t.Errorf("%s: %d words", name, len(r.Glossary))
		}
		if !slices.IsSortedFunc(r.Glossary, func(a, b Term) int { return strings.Compare(a.Name, b.Name) }) {
			t.Errorf("%s: the words are not in alphabetical order", name)
		}
		page := page(t, name)
		for _, term := range r.Glossary {
			if n, m := strings.Count(page, `href="#word-`+term.ID+`"`), strings.Count(page, `id="word-`+term.ID+`"`); n != 1 || m != 1 {
				t.Errorf("%s: %s is linked %d times and stands %d times in the glossary", name, term.Name, n, m)
			}
		}
	}
}

func TestWordsAreLinkedWholeAndEscaped(t *testing.T) {
	terms := []Term{{ID: "run", Forms: []string{"runs", "run"}}, {ID: "ai", Forms: []string{"world without AI"}}, {ID: "band", Forms: []string{"band"}}}
	l := linker{slices.Clone(terms)}
	for _, c := range []struct{ text, want string }{
		{"a rerun & <b>", "a rerun &amp; &lt;b&gt;"},
		{"The world without AI: 8 runs, a run.", `The <a class="term" href="#word-ai">world without AI</a>: 8 <a class="term" href="#word-run">runs</a>, a run.`},
		{"Run again in the world without AI, headband", "Run again in the world without AI, headband"},
		{"Band", `<a class="term" href="#word-band">Band</a>`},
		{"band", "band"},
	} {
		if got := string(l.prose(c.text)); got != c.want {
			t.Errorf("%q gives %q, want %q", c.text, got, c.want)
		}
	}
}
