package report

import (
	"bytes"
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
)

// What a page may have: bytes, and before its appendix figures and words.
const (
	mostBytes   = 1_000_000
	mostFigures = 12
	mostWords   = 2500
)

var (
	drawn  = regexp.MustCompile(`(?s)<svg.*?</svg>|<details>.*?</details>|<style>.*?</style>`)
	marked = regexp.MustCompile(`<[^>]*>`)
)

// before is what a page says before its appendix, drawings and what is folded left
// out, and how many figures stand there.
func before(page string) (words []string, figures int) {
	text := page[strings.Index(page, "<header>"):strings.Index(page, `<section id="appendix"`)]
	return strings.Fields(marked.ReplaceAllString(drawn.ReplaceAllString(text, " "), " ")), strings.Count(text, "<figure ")
}

// A reader has read the page after a quarter of an hour: what is more stands in the
// appendix.
func TestTheBodyIsShort(t *testing.T) {
	for name := range contests {
		words, figures := before(page(t, name))
		if len(words) > mostWords || figures > mostFigures || len(words) < 200 {
			t.Errorf("%s: %d words and %d figures stand before the appendix", name, len(words), figures)
		}
	}
}

// The first page says what the study's brief says, word by word and nothing else:
// a heading, and points in their order, whatever is in them.
func TestTheFirstPageIsTheBrief(t *testing.T) {
	said := scenarios.Brief{Finding: `A "finding" & <b>no</b> markup`, Points: []scenarios.Point{
		{Key: "size", Title: "How much", Sentences: []string{"One of many.", "And 12,345 more."}},
		{Key: "not", Title: "What not to conclude", Sentences: []string{"Nothing."}},
	}}
	page := html(t, reported(t, "comparison", func(s *scenarios.Study) { s.Brief = said }))
	want := []string{`<h1>A &#34;finding&#34; &amp; &lt;b&gt;no&lt;/b&gt; markup</h1>`,
		`<h3>How much</h3>`, `<p>One of many.</p>`, `<p>And 12,345 more.</p>`, `<h3>What not to conclude</h3>`, `<p>Nothing.</p>`, `<figure `}
	at := 0
	for _, text := range want {
		next := strings.Index(page[at:], text)
		if next < 0 {
			t.Fatalf("the page does not say %s where it should", text)
		}
		at += next
	}
	if strings.Count(page, `<div class="point `) != len(said.Points) {
		t.Error("there are other points")
	}
}

// An old folder has no brief: its headline answers.
func TestAFolderWithoutABriefAnswersWithItsHeadline(t *testing.T) {
	r := reported(t, "run", func(s *scenarios.Study) { s.Brief = scenarios.Brief{} })
	opening := r.opening()
	if opening.Finding != r.Study.Headline[0] || len(opening.Points) != 1 ||
		len(opening.Points[0].Sentences) != len(r.Study.Headline)-1+len(r.Study.Sentences) {
		t.Errorf("%+v", opening)
	}
}

// numbersOf are all numbers of a study as its file holds them.
func storedNumbers(t *testing.T, s *scenarios.Study) []float64 {
	t.Helper()
	var stored bytes.Buffer
	if err := s.WriteJSON(&stored); err != nil {
		t.Fatal(err)
	}
	var all any
	if err := json.Unmarshal(stored.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	var list []float64
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case float64:
			list = append(list, math.Abs(x))
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			for _, y := range x {
				walk(y)
			}
		}
	}
	walk(all)
	slices.Sort(list)
	return list
}

// holds tells whether a number, or its hundredth where it is of shares shown in
// points, is among sorted numbers but for its last digits.
func holds(list []float64, v float64) bool {
	for _, v := range []float64{math.Abs(v), math.Abs(v) / 100} {
		i, _ := slices.BinarySearch(list, v*(1-1e-9))
		if i < len(list) && list[i] <= v*(1+1e-9) {
			return true
		}
	}
	return false
}

// Every number of the first page is one of the study's file: those of the figure
// that stands with the answer to the last digit, and those of the scope as counts.
func TestNumbersOfTheFirstPageAreThoseOfTheStudy(t *testing.T) {
	for _, name := range []string{"run", "comparison"} {
		r := reported(t, name)
		list, looked := storedNumbers(t, r.Study), 0
		for _, s := range r.Sections {
			if s.ID != foremost {
				continue
			}
			for _, f := range s.Figures {
				for _, e := range f.Values {
					for _, v := range []float64{e.Value, e.Low, e.High} {
						if looked++; !math.IsNaN(v) && !holds(list, v) {
							t.Errorf("%s: %v of %s stands in figure %s and not in the study", name, v, e.Column, f.ID)
						}
					}
				}
			}
		}
		if looked < 15 && name == "run" {
			t.Errorf("%s: only %d numbers were looked up", name, looked)
		}
		if holds(list, 0.123456789123) {
			t.Error("a number is found that is not there")
		}
	}
}

// Columns that say the same in every row go into the caption, those that may go.
func TestAColumnThatSaysTheSameGoesIntoTheCaption(t *testing.T) {
	cell := func(text string) Cell { return Cell{Text: text} }
	full := Table{Caption: "All.", Heads: []Head{{"Value", "n"}, {"Runs", "n"}, {"Assumed", ""}}, Rows: []TableRow{
		{Title: "a", Cells: []Cell{cell("1"), cell("4"), cell("no")}}, {Title: "b", Cells: []Cell{cell("2"), cell("4"), cell("no")}},
	}}
	got := full.slim(func(h Head) bool { return h.Label != "Assumed" })
	if got.Caption != "All. Runs: 4." || len(got.Heads) != 2 || got.Heads[1].Label != "Assumed" || got.Rows[1].Cells[0].Text != "2" || len(got.Rows[1].Cells) != 2 {
		t.Errorf("%+v", got)
	}
	if len(full.Rows[0].Cells) != 3 {
		t.Error("the table itself has changed")
	}
}

// No title ends the style sheet in which it stands.
func TestATitleInTheStyleIsAString(t *testing.T) {
	style := Style("</style>\"}\nbody{display:none} Café")
	if at := strings.Index(style, "@bottom-left{content:"); at < 0 || strings.ContainsAny(style[at+22:len(style)-5], `<>"{}`+"\n") || !strings.Contains(style, "Café") {
		t.Errorf("%q", style[max(0, len(style)-200):])
	}
}
