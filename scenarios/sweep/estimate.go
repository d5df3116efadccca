package sweep

import (
	"os"
	"path/filepath"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim"
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

// free is how much the disk of a folder has left; tests make it less.
var free = store.Free

// fits refuses a sweep that would not fit on the disk.
func (p *Plan) fits(dir string) error {
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil || filepath.Dir(dir) == dir {
			break
		}
	}
	if left, known := free(dir); known && left < p.bytesOf() {
		return scenarios.Mistake("the sweep would write up to %s to %s, where %s are free; choose a folder on another disk with --out, or fewer points or measures",
			bytesText(p.bytesOf()), dir, bytesText(left))
	}
	return nil
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

// pace is how long a month of one world takes one worker, from a small world.
func (p *Plan) pace() (time.Duration, error) {
	const months = 12
	people := min(p.Scenario.Options.Population, 2_000)
	w, err := population.Build(evidence.US(), population.Spec{People: people, Seed: 1, Params: sim.DefaultParams(), Workers: 1})
	if err != nil {
		return 0, err
	}
	w.Step()
	begun := time.Now()
	for range months {
		w.Step()
	}
	each := float64(time.Since(begun)) / months * float64(p.Scenario.Options.Population) / float64(people)
	return time.Duration(each), nil
}

// bytesText is a number of bytes for people.
func bytesText(n int64) string {
	switch {
	case n >= 1e9:
		return finding.Figures(float64(n)/1e9, 2) + " GB"
	case n >= 1e6:
		return finding.Figures(float64(n)/1e6, 2) + " MB"
	}
	return finding.Count(int(n)) + " bytes"
}
