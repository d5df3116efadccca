package page

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/studytest"
)

// What nobody chose is what the table of options says of the page: sets of parameters
// among it, which a scenario of before has not.
func TestTheUsualChoiceIsThatOfTheOptions(t *testing.T) {
	c := Read("")
	if !c.Scenario.Options.OfSets() {
		t.Error("the page plays central parameters")
	}
	if link := c.Link(); link != "" {
		t.Errorf("its link is %q", link)
	}
	if link := Read("parameters=central&world=fast").Link(); link != "world=fast&parameters=central" {
		t.Errorf("the link is %q", link)
	}
}

// What takes too long, or too much memory, is refused before anything is played, with the
// arithmetic.
func TestTooMuchIsRefusedInASentence(t *testing.T) {
	d := NewDesk("model", "version", 1<<20)
	for link, want := range map[string]string{
		"population=2000000":                                   "2,000,000 creatives x 300 months, 120 of them before 2021, x 3 worlds x 8 runs are 14,400 million creative-months; this page plays at most 50 million: choose fewer creatives, months or runs, or play it with atelier run",
		"population=200&months=600&replicates=90":              "3 worlds x 90 runs x 600 months would take",
		"population=50000000&months=600&replicates=1000":       "108,000,000 million creative-months",
		"world=frozen&population=200000&months=1&replicates=2": "x 121 months, 120 of them before 2021, x 2 worlds x 2 runs are 96.8 million",
	} {
		_, err := d.Answer(context.Background(), Question{Link: link, Runs: 1})
		if !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", link, err)
		}
		if things, _ := d.shelf.Held(); things > 0 {
			t.Fatalf("%s: something was played", link)
		}
	}
}

// A desk has limits of its own, and what is within them is played.
func TestLimitsAreThoseOfTheDesk(t *testing.T) {
	d := NewDesk("model", "version", 1<<20)
	q := Question{Link: "population=200&months=12&replicates=2&parameters=central", Show: []string{"skill"}}
	d.Limits.Months = 200*132*3*2 - 1
	if _, err := d.Answer(context.Background(), q); !errors.Is(err, scenarios.ErrInput) {
		t.Errorf("above the limit: %v", err)
	}
	d.Limits.Months++
	if _, err := d.Answer(context.Background(), q); err != nil {
		t.Errorf("at the limit: %v", err)
	}
}

// A link that is longer than any choice is left out, and that is said.
func TestALinkHasAnEnd(t *testing.T) {
	c := Read("world=fast&" + strings.Repeat("policy=ai_levy&", mostLink/15))
	if len(c.Notes) != 1 || !strings.Contains(c.Notes[0], "longer than 16,384 characters") || c.Link() != "" {
		t.Errorf("notes %q, link %q", c.Notes, c.Link())
	}
}

// A link that asks for too much opens the usual page, which says why; so do looking inside and
// a life.
func TestALinkThatIsTooMuchOpensAPage(t *testing.T) {
	studytest.Unraced(t)
	d := NewDesk("model", "version", 64<<20)
	d.Limits.Months = 15e6 // the usual choice is 14.4 million
	text, err := d.HTML(context.Background(), "population=3000&world=fast", 1)
	if err != nil {
		t.Fatal(err)
	}
	if want := "The link is left out: 3,000 creatives x 300 months, 120 of them before 2021, x 3 worlds x 8 runs are 21.6 million creative-months"; !strings.Contains(string(text), want) {
		t.Errorf("the page does not say %q", want)
	}
	if _, err := d.Inside(context.Background(), InsideQuestion{Link: "population=300000"}); !errors.Is(err, scenarios.ErrInput) {
		t.Errorf("inside: %v", err)
	}
	if _, err := d.Life(context.Background(), LifeQuestion{Link: "population=300000"}); !errors.Is(err, scenarios.ErrInput) {
		t.Errorf("a life: %v", err)
	}
}
