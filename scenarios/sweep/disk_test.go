package sweep

import (
	"context"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/store/disktest"
	"github.com/atelier-sim/atelier/sim"
)

// twoRuns is an experiment that is played in a moment.
const twoRuns = `
name: two
factors: [{factor: clients.own, values: [1, 4]}]
design: {kind: grid}
replicates: 1
measures: [{column: orders, month: 2021-01}]
options: {population: 200, months: 24}
`

// quick is a plan of twoRuns for one worker, and so one order of its calls to the disk,
// that does not play a burn-in twice.
var quick = func() func(t *testing.T) *Plan {
	var mu sync.Mutex
	known := map[ensemble.Key]*sim.World{}
	return func(t *testing.T) *Plan {
		t.Helper()
		p, err := NewPlan(read(t, twoRuns))
		if err != nil {
			t.Fatal(err)
		}
		p.Scenario.Options.Workers = 1
		p.start = func(c *ensemble.Course, ctx context.Context, seed uint64, within int, tick func()) (*sim.World, error) {
			mu.Lock()
			defer mu.Unlock()
			if w := known[c.BurnIn()]; w != nil {
				return w.Clone(), nil
			}
			w, err := c.Start(ctx, seed, within, tick)
			if err == nil {
				known[c.BurnIn()] = w.Clone()
			}
			return w, err
		}
		return p
	}
}()

// whole plays twoRuns in one process.
func whole(t *testing.T, dir string) error {
	_, err := quick(t).play(context.Background(), dir, model, nil)
	return err
}

// sharded plays it as two workers do one after the other, and collects.
func sharded(t *testing.T, dir string) error {
	p := quick(t)
	digest, dir, files, err := p.ground(dir)
	if err != nil {
		return err
	}
	folder, err := store.PlanSweep(dir, p.stored(digest, model, 2), files)
	if err != nil {
		return store.Mistaken(err)
	}
	s := p.share(folder)
	for n := range 2 {
		if _, err := s.Work(context.Background(), Shard{n + 1, 2}, 1, nil); err != nil {
			return err
		}
	}
	_, err = s.Collect(context.Background())
	return err
}

// Whatever call to the disk fails, once or from then on, a sweep and the workers of a
// shared one say so in a sentence, finished parts hold, and the same command ends with
// the same files and bytes.
func TestWhicheverCallToTheDiskFailsTheSweepGoesOn(t *testing.T) {
	for name, play := range map[string]func(*testing.T, string) error{"one process": whole, "shards": sharded} {
		t.Run(name, func(t *testing.T) {
			disktest.EachCall(t, func(dir string) error { return play(t, dir) })
		})
	}
}
