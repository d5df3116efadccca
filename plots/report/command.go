package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Command is the command that repeats a run: the same digest, and so the same
// tables, whatever file the scenario was read from.
func Command(m store.Manifest) string {
	words := append([]string{"atelier run baseline"}, scenarios.Words(m.Options)...)
	said := finding.Each(changed(m), func(c scenarios.Change) string { return c.Path })
	for _, path := range scenarios.Own(m.Options) { // one at its usual value counts where sets have another
		if !slices.Contains(said, path) {
			said = append(said, path)
		}
	}
	for _, path := range said {
		words = append(words, "--set", path+"="+strconv.FormatFloat(m.Parameters[path], 'g', -1, 64))
	}
	return strings.Join(words, " ")
}

// changed are the parameters whose values differ from those of the run's world.
func changed(m store.Manifest) []scenarios.Change {
	return scenarios.Changes(m.Options["world"], m.Parameters)
}

// leftOut are the mechanisms that a run left out, in the model's order.
func leftOut(m store.Manifest) []string {
	return strings.FieldsFunc(m.Options["without"], func(r rune) bool { return r == ',' })
}
