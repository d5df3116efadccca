package page

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// Limits are what one question may cost a desk. They hold before anything is played, for
// all that a choice asks for: its first few runs are not shown of what will be refused.
type Limits struct {
	Months float64 // creatives x months of their worlds
	Bytes  float64 // of memory
}

// UsualLimits are those of a page: about 15 seconds on two cores where nothing was played
// before, three times what the page asks for by itself.
var UsualLimits = Limits{Months: 50e6, Bytes: 512 << 20}

// mostLink is how long a link may be, in bytes: it would hold every parameter and policy.
const mostLink = 16 << 10

// rowsKept is about how many rows are kept of each month of a future, at most: all creatives, and
// for lessons those by size of organisation, groups at the end and over the period among them.
const rowsKept = 8

// Allow refuses what would take too long, or too much memory: so many worlds, played by these
// options on so many replicates. Months that worlds share are counted for each.
func (l Limits) Allow(o scenarios.Options, worlds, runs int) error {
	months := sim.BurnInMonths + o.Months
	work := float64(o.Population) * float64(months) * float64(worlds) * float64(runs)
	if work > l.Months {
		return scenarios.Mistake("%s creatives x %d months, %d of them before 2021, x %d worlds x %s are %s creative-months; this page plays at most %s: choose fewer creatives, months or runs, or play it with atelier run",
			finding.Count(o.Population), months, sim.BurnInMonths, worlds, finding.Runs(runs), finding.People(work), finding.People(l.Months))
	}
	kept := cost.Rows(float64(worlds) * float64(runs) * float64(o.Months) * rowsKept)
	held := cost.Worlds(ensemble.Work{People: o.Population, Bases: worlds})
	if memory := kept + held; memory > l.Bytes {
		return scenarios.Mistake("%d worlds x %s x %d months would take %s bytes of memory; this page takes at most %s: choose fewer months or runs, or play it with atelier run",
			worlds, finding.Runs(runs), o.Months, finding.People(memory), finding.People(l.Bytes))
	}
	return nil
}
