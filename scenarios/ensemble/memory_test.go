package ensemble

import (
	"context"
	"runtime"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
)

// heap is the memory in use, in bytes, after what nobody needs has gone.
func heap() float64 {
	runtime.GC()
	runtime.GC() // what finalizers held
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// Of one seed in one world there are two worlds in memory at most, however many
// futures there are: a run with its twin, and arms that share their past.
func TestTwoWorldsOfASeedAreInMemoryAtMost(t *testing.T) {
	if testing.Short() {
		t.Skip("holds large worlds")
	}
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates, p.Options.Workers = 40_000, 3, 1, 1
	country() // of all worlds
	run, three := p.Contest(), packages(t, "laissez-faire", "skills-first", "safety-net")
	for _, arm := range three {
		for i := range arm.Policies {
			arm.Policies[i].Start = 1 // they part within the run
		}
	}
	for _, arms := range [][]*scenarios.Scenario{run.Arms, three} {
		f, err := New(arms, run.Worlds, run.Options)
		if err != nil {
			t.Fatal(err)
		}
		var one, most float64
		idle := heap()
		if err := f.Play(context.Background(), 1, func(done, _ int64) {
			if done == sim.BurnInMonths {
				one = heap() - idle
			}
			most = max(most, heap()-idle)
		}); err != nil {
			t.Fatal(err)
		}
		if one < 4e6 || most < 1.7*one || most > 2.3*one {
			t.Errorf("%d arms: one world takes %.1f MB, at most %.1f MB were in use", len(arms), one/1e6, most/1e6)
		}
	}
}
