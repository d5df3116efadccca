package sweep

import (
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// months is how many months the runs of some stretches take, what they share once.
func (p *Plan) months(list []stretch) (total int64) {
	seen := counted{plan: p}
	for _, m := range list {
		for place := m.from; place < m.to; place++ {
			total += seen.months(place)
		}
	}
	return total
}

// bytesOf is about what a sweep writes: parts and tables, a number in twice its eight
// bytes in each, which is more than it takes.
func (p *Plan) bytesOf() int64 {
	const headOfPart, parts = 6_000, 1_000
	return int64(p.Runs())*int64(len(p.heads))*3*16 + parts*headOfPart
}

// machine is what there is of memory and disk; tests make it less.
var machine = cost.This

// fits refuses a sweep that would not fit on the disk, or whose worlds would not fit in memory.
func (p *Plan) fits(dir string) error {
	if err := p.holds(); err != nil {
		return err
	}
	return machine.Room(dir, p.bytesOf(), "the sweep", "; choose a folder on another disk with --out, or fewer points or measures")
}

// holds refuses a sweep whose worlds would not fit in memory.
func (p *Plan) holds() error {
	return machine.Fit(cost.Of(p.work(), cost.Files{}), "")
}

// work is what the sweep takes. Each worker has the world before its policies, the one that it
// plays, and twins of both, besides the burnt-in world.
func (p *Plan) work() ensemble.Work {
	o := p.Scenario.Options
	o.Replicates = max(2, p.Runs())
	across, within := ensemble.Spread(o)
	copies := 2 * across
	if p.twins {
		copies *= 2
	}
	return ensemble.Work{People: o.Population, Months: p.months([]stretch{{0, p.Runs()}}), Replicates: p.Runs(), Futures: 1, Length: p.Months, Side: 1, Across: across, Within: within, Bases: across, Copies: copies}
}

// affordable refuses a sweep that takes longer than its budget on this machine.
func (p *Plan) affordable() error {
	if p.Budget.Hours == 0 {
		return nil
	}
	pace, err := p.pace()
	if err != nil {
		return err
	}
	hours := (time.Duration(p.months([]stretch{{0, p.Runs()}})) * pace / time.Duration(p.workers())).Hours()
	if hours > p.Budget.Hours {
		return scenarios.Mistake("the design is too large: %s would take about %s hours on this machine, and the budget is %s; choose fewer points, or raise budget.hours",
			finding.Counted(p.Runs(), "run", "runs"), finding.Plain(hours), finding.Plain(p.Budget.Hours))
	}
	return nil
}

// pace is how long a month of one world takes one worker.
func (p *Plan) pace() (time.Duration, error) {
	pace, err := cost.MeasurePace()
	return pace.Month(p.Scenario.Options.Population), err
}
