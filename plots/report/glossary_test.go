package report

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Each of the twelve words is linked at its first use and only there.
func TestEveryWordOfTheGlossaryIsLinkedAtItsFirstUse(t *testing.T) {
	if len(glossary) != 12 {
		t.Errorf("%d words", len(glossary))
	}
	if !slices.IsSortedFunc(glossary, func(a, b Term) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the words are not in alphabetical order")
	}
	page := html(t, usualReport(t))
	for _, term := range glossary {
		if n := strings.Count(page, `href="#word-`+term.ID+`"`); n != 1 {
			t.Errorf("%s is linked %d times", term.Name, n)
		}
		if n := strings.Count(page, `id="word-`+term.ID+`"`); n != 1 {
			t.Errorf("%s stands %d times in the glossary", term.Name, n)
		}
	}
}

func TestWordsAreLinkedWholeAndEscaped(t *testing.T) {
	terms := []Term{{ID: "run", Forms: []string{"runs", "run"}}, {ID: "ai", Forms: []string{"world without AI"}}, {ID: "band", Forms: []string{"band"}}}
	l := newLinker(terms)
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

// Whatever a scenario calls itself, the page holds it as text.
func TestATitleCannotBreakThePage(t *testing.T) {
	run, err := usual()
	if err != nil {
		t.Fatal(err)
	}
	sum := *run.Summary
	sum.Title, sum.Question = `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)> & runs?`
	run.Summary = &sum
	page := html(t, New(run))
	if found := regexp.MustCompile(`<script|<img`).FindString(page); found != "" {
		t.Errorf("the page holds %s", found)
	}
	if !strings.Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt;") {
		t.Error("the title is not on the page")
	}
}
