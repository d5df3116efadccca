package infer

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// silent finds the measures that a focus leaves out: those that are defined in no month,
// and people of whom the group has none in any. What is money is of all.
func (x *reader) silent() {
	x.untold = map[string]bool{}
	if x.c.Options.Focus == "" {
		return
	}
	for _, m := range sim.Measures {
		said := func(row []float64) bool {
			v := m.In(row)
			return finding.Defined(v) && (v != 0 || m.Unit != "persons" || m.Flow())
		}
		x.untold[m.Name] = !x.anywhere(said)
	}
}

// anywhere tells whether something holds of all creatives in any month of any arm, world
// and replicate.
func (x *reader) anywhere(holds func(row []float64) bool) bool {
	for w := range x.c.Worlds {
		for a := range x.c.Arms {
			if slices.ContainsFunc(x.c.Of(w, a), func(o *ensemble.Outcome) bool { return slices.ContainsFunc(x.c.Read(o.All), holds) }) {
				return true
			}
		}
	}
	return false
}

// measures are those that are told of in a place, 0 for anywhere, but for what a focus
// leaves out.
func (x *reader) measures(where sim.Told) []sim.Measure {
	return slices.DeleteFunc(slices.Clone(sim.Measures), func(m sim.Measure) bool { return x.untold[m.Name] || where != 0 && !m.At(where) })
}

// name says which measures a study tells of, and which a focus leaves out of those in its
// tables.
func (x *reader) name(out *scenarios.Study, policies bool) {
	out.Measures = x.told(policies)
	if out.Focus == nil {
		return
	}
	people := finding.Each(x.c.Across(0, 0, ensemble.InMonth, 0), sim.MeasureOf("people").In)
	out.Occupations = len(country().Occupations) // of all who are simulated
	out.Focus.Simulated = average(people) / x.c.Weight
	for _, m := range sim.MeasuresAt(sim.Main) {
		if x.untold[m.Name] {
			out.Focus.Untold = append(out.Focus.Untold, m.Label)
		}
	}
}
