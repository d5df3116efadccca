package infer

import (
	"cmp"
	"runtime"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/par"
)

// held holds a run against the published figures that it can speak to, by the tables of
// every month up to the last of them, of a few replicates at a time. Where those were not
// kept, only figures of all creatives are among them; without the world without AI those
// that compare with it are not.
func (x *reader) held(arm int) []scenarios.Compared {
	months := LastCompared() + 1
	each := make([]*measured, x.c.Replicates())
	par.Each(cmp.Or(x.c.Options.Workers, runtime.GOMAXPROCS(0)), len(each), func(_, i int) {
		run, contrast := x.c.SeriesOf(x.world, arm, i, months), (*table.Series)(nil)
		if x.against >= 0 {
			var err error
			if contrast, err = table.Contrast(run, x.c.SeriesOf(x.world, x.against, i, months)); err != nil {
				contrast = nil // they are not of the same months: nothing is known of the difference
			}
		}
		each[i] = measuring(country().Targets)
		each[i].add(readTwins(run, contrast))
	})
	m := measuring(country().Targets)
	for _, one := range each {
		m.join(one)
	}
	return m.report(x.c.Options.Population).Over(x.sets).Compared
}

// ReportOf is the report of a study's run: what it says of the figures that it was held
// against, without those that it says nothing of.
func ReportOf(s *scenarios.Study) Report {
	return Report{Replicates: s.Replicates, Compared: slices.Clone(s.Held), Families: familiesOf(s.Held)}.Over(s.Sets)
}
