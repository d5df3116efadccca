package report

import (
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim"
)

// Command is the command that repeats a run: the same digest, and so the same
// tables, whatever file the scenario was read from.
func Command(m store.Manifest) string {
	words := append([]string{"atelier run baseline"}, scenarios.Words(m.Options)...)
	for _, c := range changed(m) {
		words = append(words, "--set", c.Path+"="+strconv.FormatFloat(c.value, 'g', -1, 64))
	}
	return strings.Join(words, " ")
}

// change is a parameter that a run sets.
type change struct {
	sim.Parameter
	value, usual float64
}

// changed are the parameters whose values differ from those of the run's
// world, in the model's order.
func changed(m store.Manifest) []change {
	usual := sim.DefaultParams()
	if err := usual.SetWorld(m.Options["world"]); err != nil {
		usual = sim.DefaultParams() // a manifest that names no world was played in the default one
	}
	var list []change
	for _, p := range sim.Parameters() {
		was, _ := usual.Get(p.Path)
		if now, given := m.Parameters[p.Path]; given && now != was {
			list = append(list, change{p, now, was})
		}
	}
	return list
}

// leftOut are the mechanisms that a run left out, in the model's order.
func leftOut(m store.Manifest) []string {
	return strings.FieldsFunc(m.Options["without"], func(r rune) bool { return r == ',' })
}
