package infer

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// held holds a run against the published figures that it can speak to, by the tables of
// every month up to the last of them. Where those were not kept, only figures of all
// creatives are among them; without the world without AI those that compare with it are
// not.
func (x *reader) held(arm int) []scenarios.Compared {
	last := lastCompared()
	early := func(arm int) *table.Series {
		return x.c.Series(x.world, arm).Only(func(r *table.Row) bool { return r.Month <= last })
	}
	run, contrast := early(arm), (*table.Series)(nil)
	if x.against >= 0 {
		var err error
		if contrast, err = table.Contrast(run, early(x.against)); err != nil {
			contrast = nil // they are not of the same months: nothing is known of the difference
		}
	}
	return Validate(run, contrast, x.c.Options.Population, evidence.US().Targets).Over(x.sets).Compared
}

// lastCompared is the last month that a figure is compared with.
func lastCompared() int {
	last := 0
	for _, c := range comparisons {
		if t, known := evidence.US().Target(c.id); known {
			last = max(last, dateOf(t, c.months).to)
		}
	}
	return last
}

// ReportOf is the report of a study's run: what it says of the figures that it was held
// against, without those that it says nothing of.
func ReportOf(s *scenarios.Study) Report {
	return Report{Replicates: s.Replicates, Compared: slices.Clone(s.Held), Families: familiesOf(s.Held)}.Over(s.Sets)
}
