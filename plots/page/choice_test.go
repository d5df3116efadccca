package page_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// anyLink draws the link of a choice that can be had.
func anyLink(t *rapid.T) string {
	q := url.Values{}
	maybe := func(name string) bool { return rapid.Bool().Draw(t, name) }
	if maybe("world?") {
		q.Set("world", rapid.SampledFrom(sim.Worlds).Draw(t, "world"))
	}
	if maybe("seed?") {
		q.Set("seed", fmt.Sprint(rapid.IntRange(0, 1<<53-1).Draw(t, "seed")))
	}
	if maybe("parameters?") {
		q.Set("parameters", rapid.SampledFrom(scenarios.ParameterChoices).Draw(t, "parameters"))
	}
	if maybe("population?") {
		q.Set("population", fmt.Sprint(rapid.IntRange(200, 5000).Draw(t, "population")))
	}
	for _, p := range policy.All() {
		if rapid.IntRange(0, 4).Draw(t, p.Name+"?") > 0 {
			continue
		}
		dose := p.Dose.High * float64(rapid.IntRange(0, 1000).Draw(t, p.Name)) / 1000
		word := fmt.Sprintf("%s=%v,start=%d-07", p.Name, dose, rapid.IntRange(2027, 2040).Draw(t, "start"))
		q.Add("policy", word)
	}
	if maybe("set?") {
		p := rapid.SampledFrom(sim.Parameters()).Draw(t, "parameter")
		q.Add("set", fmt.Sprintf("%s=%v", p.Path, p.Low+(p.High-p.Low)*rapid.Float64Range(0, 1).Draw(t, "value")))
	}
	return q.Encode()
}

// digest is that of a scenario.
func digest(t rapid.TB, s *scenarios.Scenario) string {
	t.Helper()
	d, err := s.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestChoicesKeepWhatTheySay: a choice, its shortest link, its command line read by the options
// of atelier run, and its file are one scenario.
func TestChoicesKeepWhatTheySay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		link := anyLink(t)
		c := page.Read(link)
		want := digest(t, c.Scenario)
		if again := page.Read(c.Link()); digest(t, again.Scenario) != want || again.Link() != c.Link() || len(again.Notes) > 0 {
			t.Errorf("%s comes back from its link as another choice: %s, %s, %q", link, c.Link(), again.Link(), again.Notes)
		}
		text, err := c.YAML()
		if err != nil {
			t.Fatal(err)
		}
		back, err := scenarios.Parse("choice.yaml", text)
		if err != nil || digest(t, back) != want {
			t.Errorf("%s comes back from its file as another scenario: %v\n%s", link, err, text)
		}
		if got := digest(t, ran(t, c.Command())); got != want {
			t.Errorf("%s: the command plays another scenario: %s", link, c.Command())
		}
	})
}

// ran is the scenario that a command line of atelier run asks for.
func ran(t rapid.TB, line string) *scenarios.Scenario {
	t.Helper()
	words := shellWords(line)
	if len(words) < 2 || words[0] != "atelier" || words[1] != "run" {
		t.Fatalf("%s is not atelier run", line)
	}
	flags := map[string][]string{}
	for words = words[2:]; len(words) > 0; words = words[2:] {
		name, flag := strings.CutPrefix(words[0], "--")
		if !flag || len(words) < 2 {
			t.Fatalf("%s: %s has no value", line, words[0])
		}
		flags[name] = append(flags[name], words[1])
	}
	base, err := scenarios.Find("baseline")
	if err != nil {
		t.Fatal(err)
	}
	r, err := scenarios.Resolve(base, scenarios.Layers{Command: "run", Flags: flags, Alone: true, Fresh: true})
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return r.Scenario
}

// shellWords are the words of a line as a shell of POSIX reads single quotes and backslashes.
func shellWords(line string) (words []string) {
	word, open, any := strings.Builder{}, false, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\'':
			open, any = !open, true
		case open:
			word.WriteByte(c)
		case c == '\\' && i+1 < len(line):
			i++
			word.WriteByte(line[i])
		case c == ' ' && (any || word.Len() > 0):
			words = append(words, word.String())
			word.Reset()
			any = false
		case c != ' ':
			word.WriteByte(c)
		}
	}
	if any || word.Len() > 0 {
		words = append(words, word.String())
	}
	return words
}

// TestHostileLinks: whatever a link says, there is a choice, and what cannot be had is named.
func TestHostileLinks(t *testing.T) {
	usual := page.Read("").Link()
	for _, link := range []string{
		"world=<script>alert(1)</script>", "world=%00", "policy=ai_levy=0.1;world=fast", "%zz", "&&==&", "wrold=fast", "world=fast'%20--out%20/etc", "out=/etc/passwd",
		"policy=" + strings.Repeat("a", 1<<20), strings.Repeat("a", 1<<20), "policy=ai_levy=1e999", "set=trust.failure_ratio=NaN", "population=-1", "months=99999999999999999999",
	} {
		c := page.Read(link)
		if c.Scenario == nil || len(c.Notes) == 0 {
			t.Errorf("%.60q: no note says what cannot be had", link)
		}
		if !strings.HasPrefix(c.Link(), usual) || strings.ContainsAny(c.Link()+c.Command(), "<>\x00") {
			t.Errorf("%.60q is kept as %q, %q", link, c.Link(), c.Command())
		}
		for _, note := range c.Notes {
			if len(note) > 2000 {
				t.Errorf("%.60q: a note of %d bytes", link, len(note))
			}
		}
	}
	if c := page.Read("wrold=fast"); !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.Contains(n, "world") }) {
		t.Errorf("the nearest setting is not named: %q", c.Notes)
	}
	rapid.Check(t, func(t *rapid.T) {
		c := page.Read(rapid.String().Draw(t, "link"))
		if again := page.Read(c.Link()); digest(t, again.Scenario) != digest(t, c.Scenario) {
			t.Errorf("%q does not come back", c.Link())
		}
	})
}
