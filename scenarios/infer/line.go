package infer

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Line is a measure of a group of creatives in an arm of the main world, month by month,
// as of [Course.Of].
func Line(f *ensemble.Futures, arm int, by, group string, m sim.Measure) []finding.Estimate {
	return Course{By: by, Group: group, Measure: m}.Of(f, arm)
}

// GapLine is the paired difference of a measure of a group between two arms of the main
// world, month by month, as of [Course.Gap].
func GapLine(f *ensemble.Futures, arm, against int, by, group string, m sim.Measure) []finding.Estimate {
	return Course{By: by, Group: group, Measure: m}.Gap(f, arm, f, against)
}

// place is that of a group in the outcomes, -1 for none.
func (x *reader) place(by, group string) int {
	return slices.IndexFunc(x.c.Groups, func(g table.Row) bool { return g.By == by && g.Group == group })
}

// inMonth is a measure of a group in an arm, by replicate; nil where that is not kept.
func (x *reader) inMonth(arm, month int, by, group string, m sim.Measure) []float64 {
	var values []float64
	for _, o := range x.c.Of(x.world, arm) {
		switch {
		case by == table.All:
			values = append(values, m.In(o.All[month]))
		case month < len(o.Kept):
			for _, g := range o.Kept[month] {
				if g.By == by && g.Name == group {
					values = append(values, m.In(g.Values))
				}
			}
		}
	}
	return values
}
