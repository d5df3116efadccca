package report

import (
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Command is the command that repeats a run: the same digest, and so the same
// tables, whatever file the scenario was read from.
func Command(m store.Manifest) string {
	words := append([]string{"atelier run baseline"}, scenarios.Words(m.Options)...)
	for _, c := range changed(m) {
		words = append(words, "--set", c.Path+"="+strconv.FormatFloat(c.Value, 'g', -1, 64))
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
