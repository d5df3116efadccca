package infer

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// held holds a run against the published figures that it can speak to, by the tables of
// every month up to the last of them, one replicate after another. Where those were not
// kept, only figures of all creatives are among them; without the world without AI those
// that compare with it are not.
func (x *reader) held(arm int) []scenarios.Compared {
	m, months := measuring(evidence.US().Targets), lastCompared()+1
	for i := range x.c.Replicates() {
		run, contrast := x.c.SeriesOf(x.world, arm, i, months), (*table.Series)(nil)
		if x.against >= 0 {
			var err error
			if contrast, err = table.Contrast(run, x.c.SeriesOf(x.world, x.against, i, months)); err != nil {
				contrast = nil // they are not of the same months: nothing is known of the difference
			}
		}
		m.add(readTwins(run, contrast))
	}
	return m.report(x.c.Options.Population).Over(x.sets).Compared
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
