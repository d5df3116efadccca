package infer

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// Level is a measure of a group of creatives in an arm of the main world, with the spread
// of runs: at the end, over the period, or in a month as tables date it, of which groups
// other than all creatives need one that the futures keep. It is false where there is no
// such group or month.
func Level(f *ensemble.Futures, arm int, by, group string, m sim.Measure, when string) (finding.Estimate, bool) {
	x := &reader{c: f, arms: f.Arms, sets: f.Sets()}
	values, at := x.when(arm, by, group, m, when)
	if values == nil {
		return finding.Estimate{}, false
	}
	return x.spreadOf(values, arm, at, m, when), true
}

// Gap is the paired difference of a measure of a group between two arms of the main world;
// when and false as of Level.
func Gap(f *ensemble.Futures, arm, against int, by, group string, m sim.Measure, when string) (scenarios.Effect, bool) {
	x := &reader{c: f, arms: f.Arms, against: against, sets: f.Sets(), assumed: make([]bool, len(f.Arms))}
	for i, s := range f.Arms {
		x.assumed[i] = scenarios.ArmOf(s, f.Arms[against]).Assumed
	}
	own, at := x.when(arm, by, group, m, when)
	ref, _ := x.when(against, by, group, m, when)
	if own == nil || ref == nil {
		return scenarios.Effect{}, false
	}
	return x.effectOf(own, ref, arm, at, m, when), true
}

// when is a measure of a group in an arm by replicate, at one of whens or in a month, and
// the group's place; nil where it is not known.
func (x *reader) when(arm int, by, group string, m sim.Measure, when string) ([]float64, int) {
	at := x.place(by, group)
	if at < 0 {
		return nil, at
	}
	if slices.Contains(whens, when) {
		return x.values(arm, at, m, when), at
	}
	for month := range x.c.Options.Months {
		if finding.Date(month) == when {
			return x.inMonth(arm, month, by, group, m), at
		}
	}
	return nil, at
}
