package scenarios

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios/file"
)

// Asked is an option as a flag says it, by its name without the dashes.
type Asked struct{ Flag, Value string }

// Asked are the flags that make this scenario of what a command plays by itself, in the
// order of the options: those of what counts and is not as it is anyway. Read by [Resolve]
// they give the scenario back, but for what it is called.
func (s *Scenario) Asked(command string) []Asked {
	usual, err := Resolve(nil, Layers{Command: command, Alone: true, Fresh: true})
	if err != nil {
		panic(err) // no command refuses its own defaults
	}
	var list []Asked
	for _, o := range OptionsOf(command) {
		switch {
		case !o.OfScenario() || o.instead != "":
		case o.Kind == file.Section:
			for _, path := range s.paths() {
				list = append(list, Asked{o.Flag, path + "=" + file.Exact(s.Parameters[path])})
			}
		case o.counts == decides:
			texts := o.texts(&Run{Scenario: s})
			if slices.Equal(texts, o.texts(usual)) {
				continue
			}
			if o.Negates {
				texts = negated(texts)
			}
			for _, text := range texts {
				list = append(list, Asked{o.Flag, text})
			}
		}
	}
	return list
}
