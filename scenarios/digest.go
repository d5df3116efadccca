package scenarios

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/sim"
)

// Canonical returns everything that decides the numbers of a scenario, one
// fact a line: the world, the index, population, months, seeds, what is
// played and written, the mechanisms left out, and the value of every
// parameter after defaults and world. Titles, workers and folders are not in
// it. Two scenarios with the same text give the same bytes.
func (s *Scenario) Canonical() (string, error) {
	p, err := s.Params()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("atelier scenario 1\n")
	for _, o := range deciding() {
		for _, text := range o.texts(&Run{Scenario: s}) {
			fmt.Fprintf(&b, "%s %s\n", o.word, text)
		}
	}
	for _, q := range sim.Parameters() {
		v, _ := p.Get(q.Path)
		fmt.Fprintf(&b, "parameter %s %s\n", q.Path, file.Exact(v))
	}
	return b.String(), nil
}

// deciding are the options of a scenario that decide its numbers, policies last.
func deciding() []Option {
	var list, last []Option
	for _, o := range optionTable() {
		switch {
		case o.counts != decides || !o.ofScenario():
		case o.Kind == file.Entries:
			last = append(last, o)
		default:
			list = append(list, o)
		}
	}
	return append(list, last...)
}

// Values returns the value of every parameter by its path, after defaults and
// world: what a manifest records.
func (s *Scenario) Values() (map[string]float64, error) {
	p, err := s.Params()
	if err != nil {
		return nil, err
	}
	values := map[string]float64{}
	for _, q := range sim.Parameters() {
		values[q.Path], _ = p.Get(q.Path)
	}
	return values, nil
}

// Record returns the options as text by their names: what a manifest records.
func (s *Scenario) Record() map[string]string {
	record := map[string]string{}
	for _, o := range optionTable() {
		if text := o.text(&Run{Scenario: s}); o.counts != nothing && o.ofScenario() && (text != "" || !o.spare) {
			record[o.dashed()] = text
		}
	}
	return record
}

// Recorded is the scenario that the options and parameters of a manifest say.
func Recorded(record map[string]string, parameters map[string]float64) (*Scenario, error) {
	r := &Run{Scenario: Default()}
	r.Scenario.Parameters = parameters
	for _, o := range optionTable() {
		if o.counts == nothing || !o.ofScenario() {
			continue
		}
		text := record[o.dashed()]
		if o.spare && text == "" {
			continue
		}
		if o.Kind == file.Entries {
			list, err := ParsePolicies(strings.Fields(text))
			if err != nil {
				return nil, err
			}
			o.put(r, list)
		} else if value, wrong := o.Read(text); wrong == "" {
			o.put(r, value)
		} else {
			return nil, Mistake("%s: %s", o.Name, wrong)
		}
	}
	return r.Scenario, nil
}

// Words ask atelier run for what the options of a manifest say, but for
// parameters. Values are written in full so that neither a preset nor a default
// of another version matters.
func Words(record map[string]string) []string {
	var words []string
	for _, o := range deciding() {
		words = append(words, o.words(record[o.dashed()])...)
	}
	return words
}

// Digest returns the SHA-256 of [Scenario.Canonical] in 64 hexadecimal digits.
func (s *Scenario) Digest() (string, error) {
	c, err := s.Canonical()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(c))), nil
}

// inSchedule returns mechanisms in the order of the month.
func inSchedule(list []string) []string { return inOrder(mechanisms(), list) }
