package ensemble

import (
	"context"
	"runtime"
	"testing"
	"time"

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

// Worlds go when they are played, wherever checkpoints might be left of them.
func TestPlayedWorldsAreGone(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates, p.Options.Workers = 4_000, 3, 6, 2
	c := p.Contest()
	country() // of all worlds
	for name, points := range map[string]*Checkpoints{"none": nil, "read only": {Depot: newMemory()}, "never due": {Depot: newMemory(), Every: time.Hour}} {
		f, err := New(c.Arms, c.Worlds, c.Options)
		if err != nil {
			t.Fatal(err)
		}
		f.Checkpoints = points
		idle, more := heap(), 0.0
		if err := f.Play(context.Background(), p.Options.Replicates, func(done, all int64) {
			if done == all { // of the last replicate two worlds are there
				more = heap() - idle
			}
		}); err != nil {
			t.Fatal(err)
		}
		if world := 1.1e6; more > 5*world {
			t.Errorf("%s: %.1f MB are in use at the end, of worlds of about %.1f MB", name, more/1e6, world/1e6)
		}
		runtime.KeepAlive(f)
	}
}
