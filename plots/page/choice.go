package page

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// command is the one whose options and defaults hold on the page.
const command = "serve"

// A Choice is what somebody has chosen: all that decides the futures which the page shows.
// A link holds it as a query of options by their flags, world=fast&policy=ai_levy=0.1, and
// says only what is not as it is anyway.
type Choice struct {
	Scenario *scenarios.Scenario
	// Notes say what a link asked for that cannot be had, a sentence each.
	Notes []string
}

// view are keys of a link that say how something is shown; the page's script reads them.
var view = []string{"before", "view", "show", "inside", "lesson", "bet", "model"}

// Read reads the query of a link. What it does not know, or cannot be, is left out and named:
// a link of another version shows a picture all the same.
func Read(query string) Choice {
	c := Choice{}
	if len(query) > mostLink {
		c.Notes = append(c.Notes, finding.Sentence("the link is left out: it is longer than "+finding.Count(mostLink)+" characters"))
		query = ""
	}
	given, err := url.ParseQuery(strings.TrimPrefix(query, "?"))
	if err != nil {
		c.Notes = append(c.Notes, "The link could not be read to its end: a % in it is not followed by two hexadecimal digits, or it has a semicolon.")
	}
	options := slices.DeleteFunc(scenarios.OptionsOf(command), func(o scenarios.Option) bool { return !o.OfScenario() })
	flags := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if slices.Contains(view, key) {
			continue
		}
		k := slices.IndexFunc(options, func(o scenarios.Option) bool { return o.Flag == key })
		if k < 0 {
			names := finding.Each(options, func(o scenarios.Option) string { return o.Flag })
			c.Notes = append(c.Notes, finding.Sentence(file.Shown(key, true)+": the page knows no such setting"+file.Meant(key, append(names, view...))))
			continue
		}
		for _, value := range given[key] {
			if _, err := resolve(map[string][]string{key: {value}}); err != nil {
				c.Notes = append(c.Notes, finding.Sentence(key+" is as it is usually: "+err.Error()))
				continue
			}
			flags[key] = append(flags[key], value)
		}
	}
	run, err := resolve(flags)
	if err != nil { // each of them can be, together they cannot
		c.Notes = append(c.Notes, finding.Sentence("the link is left out: "+err.Error()))
		if run, err = resolve(nil); err != nil {
			panic(err) // no command refuses its own defaults
		}
	}
	c.Scenario = run.Scenario
	return c
}

func resolve(flags map[string][]string) (*scenarios.Run, error) {
	return scenarios.Resolve(nil, scenarios.Layers{Command: command, Flags: flags, Alone: true, Fresh: true})
}

// Link is the query of the choice.
func (c Choice) Link() string {
	var parts []string
	for _, a := range c.Scenario.Asked(command) {
		parts = append(parts, a.Flag+"="+escape(a.Value))
	}
	return strings.Join(parts, "&")
}

// escape is a value in a query that people can read: signs that mean nothing there stand as
// they are.
func escape(value string) string {
	var b strings.Builder
	for _, r := range value {
		if text := string(r); strings.Contains("=,:/", text) {
			b.WriteString(text)
		} else {
			b.WriteString(url.QueryEscape(text))
		}
	}
	return b.String()
}

// YAML is the choice as a scenario's file, which atelier run plays.
func (c Choice) YAML() ([]byte, error) {
	s := c.Scenario.Clone()
	s.Name, s.Title = choiceName, choiceTitle
	return s.YAML()
}

// What a choice is called.
const choiceName, choiceTitle = "choice", "Your choice"

// Command is the command line that plays the choice beside its world without AI, for a shell
// of POSIX.
func (c Choice) Command() string {
	words := []string{"atelier", "run"}
	for _, a := range c.Scenario.Asked("run") {
		words = append(words, "--"+a.Flag, quoted(a.Value))
	}
	return strings.Join(words, " ")
}

// quoted is a word of a command line, within quotes where a shell would read it otherwise.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("=,.:/_-+%", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
