package scenarios

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// Canonical returns everything that decides the numbers of a scenario, one
// fact a line: the world, the index, population, months, seeds, what is
// played and written, the mechanisms left out, and the value of every
// parameter after defaults and world, with a mark where sets of parameters are
// played and the scenario's own value stands against them. Titles, workers and folders are not in
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
			if o.elsewhere != "" && text == o.elsewhere {
				continue
			}
			fmt.Fprintf(&b, "%s %s\n", o.word, text)
		}
	}
	b.WriteString(policy.Canonical(finding.Each(s.Policies, func(x policy.Setting) string { return x.Policy })...))
	for _, q := range sim.Parameters() {
		v, _ := p.Get(q.Path)
		fmt.Fprintf(&b, "parameter %s %s", q.Path, file.Exact(v))
		if _, own := s.Parameters[q.Path]; own && s.Options.OfSets() {
			b.WriteString(" own")
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// deciding are the options of a scenario that decide its numbers, policies last.
func deciding() []Option {
	var list, last []Option
	for _, o := range optionTable() {
		switch {
		case o.counts != decides || !o.OfScenario():
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

// recorded are the options of a scenario that a manifest records: what it is called and
// how it is played.
func recorded() []Option {
	return slices.DeleteFunc(slices.Clone(optionTable()), func(o Option) bool {
		return !o.OfScenario() || o.counts == nothing && o.stands != labelled
	})
}

// Record returns the options as text by their names: what a manifest records.
func (s *Scenario) Record() map[string]string {
	record := map[string]string{}
	for _, o := range recorded() {
		if text := o.text(&Run{Scenario: s}); text != "" || !o.spare {
			record[o.dashed()] = text
		}
	}
	if s.Options.OfSets() && len(s.Parameters) > 0 {
		record[recordOwn] = strings.Join(s.paths(), ",")
	}
	return record
}

// recordOwn is the name under which a manifest lists the parameters that are the scenario's
// own where sets are played: there a value that is also the world's says something.
const recordOwn = "own"

// Own are the paths of parameters that the options of a manifest list as the scenario's
// own.
func Own(record map[string]string) []string {
	return strings.FieldsFunc(record[recordOwn], func(r rune) bool { return r == ',' })
}

// Recorded is the scenario that the options and parameters of a manifest say. An option
// or a parameter that is unknown is a mistake; one that the manifest does not have is as
// it is unless said otherwise. Of the parameters it sets those that are not as its world
// has them, so that another world can be asked of it, and those that are listed as its own.
func Recorded(record map[string]string, parameters map[string]float64) (*Scenario, error) {
	r := &Run{Scenario: Default()}
	if err := knownOptions(record, recorded(), recordOwn); err != nil {
		return nil, err
	}
	for _, o := range recorded() {
		text, there := record[o.dashed()]
		if !there {
			continue
		}
		if err := o.recall(r, text); err != nil {
			return nil, err
		}
	}
	for _, path := range slices.Sorted(maps.Keys(parameters)) {
		if _, _, wrong := setParameter(path + "=" + file.Exact(parameters[path])); wrong != "" {
			return nil, Mistake("%s: %s", file.Short(path), wrong)
		}
	}
	for _, c := range Changes(r.Scenario.World, parameters) {
		r.Scenario.Parameters[c.Path] = c.Value
	}
	for _, path := range Own(record) {
		v, there := parameters[path]
		if !there {
			return nil, Mistake("%s: %s: the parameters do not have it", recordOwn, file.Short(path))
		}
		r.Scenario.Parameters[path] = v
	}
	return r.Scenario, nil
}

// recall gives the option the value that a manifest records. What it may not be is a
// mistake.
func (o *Option) recall(r *Run, text string) error {
	if o.Kind == file.Entries {
		list, err := ParsePolicies(strings.Fields(text))
		if err == nil {
			o.put(r, list)
		}
		return err
	}
	value, wrong := o.Read(text)
	if wrong != "" {
		return Mistake("%s: %s", o.Name, wrong)
	}
	o.put(r, value)
	return nil
}

// knownOptions refuses a record of something that is neither an option of these nor one
// of the other names.
func knownOptions(record map[string]string, options []Option, others ...string) error {
	known := append(finding.Each(options, func(o Option) string { return o.dashed() }), others...)
	for _, name := range slices.Sorted(maps.Keys(record)) {
		if !slices.Contains(known, name) {
			return Mistake("%s: no option has this name%s", file.Short(name), file.Meant(name, known))
		}
	}
	return nil
}

// Change is a parameter that is not as a world has it.
type Change struct {
	sim.Parameter
	Value, Usual float64
}

// Changes are those of some values of parameters, by path, that differ from the values of
// a world, in the model's order. A world that is unknown has the model's defaults.
func Changes(world string, values map[string]float64) []Change {
	usual := sim.DefaultParams()
	if err := usual.SetWorld(world); err != nil {
		usual = sim.DefaultParams()
	}
	var list []Change
	for _, p := range sim.Parameters() {
		was, _ := usual.Get(p.Path)
		if now, given := values[p.Path]; given && now != was {
			list = append(list, Change{p, now, was})
		}
	}
	return list
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
