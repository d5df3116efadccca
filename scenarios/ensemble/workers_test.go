package ensemble

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
)

// chunked is one run of several chunks of creatives, jobs and organisations (in
// the short form, of creatives only), so that workers have something to divide.
func chunked() Plan {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 12_000, 36, 1
	if testing.Short() {
		p.Options.Population = 4000
	}
	return p
}

func TestSameOnAnyNumberOfWorkers(t *testing.T) {
	across := small()
	across.Options.Replicates = 5
	workers := []int{1, 2, 3, 7, 16, 64}
	if testing.Short() {
		across.Options.Replicates, workers = 3, []int{1, 2, 7}
	}
	for _, p := range []Plan{across, chunked()} {
		var first *Result
		for _, n := range workers {
			p.Options.Workers = n
			r := play(t, p)
			if first == nil {
				first = r
			}
			same(t, fmt.Sprintf("%d replicates on %d workers", p.Options.Replicates, n), r, first)
		}
	}
}

func TestSameInAnyOrderOfChunks(t *testing.T) {
	for _, p := range []Plan{small(), chunked()} {
		first := play(t, p)
		for _, seed := range []uint64{3, 77<<32 + 5} {
			restore := par.Shuffle(seed)
			r := play(t, p)
			restore()
			same(t, fmt.Sprintf("%d creatives in the order of seed %d", p.Options.Population, seed), r, first)
		}
	}
}

// Replicates side by side, one after another by all workers, or both at once.
func TestSameHoweverWorkersAreSpread(t *testing.T) {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 2500, 24, 3
	c := p.Contest()
	var first *Result
	for _, spread := range [][2]int{{1, 1}, {3, 1}, {1, 3}, {2, 2}} {
		f, err := New(c.Arms, c.Worlds, c.Options)
		if err != nil {
			t.Fatal(err)
		}
		f.Keep = true
		if err := f.play(context.Background(), 3, spread[0], spread[1], nil); err != nil {
			t.Fatal(err)
		}
		r, err := f.Run(c.Against, false)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = r
		}
		same(t, fmt.Sprintf("%d side by side, %d workers each", spread[0], spread[1]), r, first)
	}
}

// Large worlds are played one at a time by all workers, small ones side by
// side; there are never more at work than were asked for.
func TestWorkersAreSpreadOverRunsOrWithinThem(t *testing.T) {
	for _, people := range []int{200, 25_000, withinFrom - 1, withinFrom, 50_000_000} {
		for _, replicates := range []int{1, 2, 8, 1000} {
			for _, workers := range []int{1, 2, 3, 16, 64} {
				across, within := Spread(scenarios.Options{Population: people, Replicates: replicates, Workers: workers})
				want := min(workers, replicates)
				if people >= withinFrom {
					want = 1
				}
				if across != want || within < 1 || across*within > workers {
					t.Errorf("%d replicates of %d on %d workers: %d runs of %d workers", replicates, people, workers, across, within)
				}
				if across == 1 && within != workers {
					t.Errorf("%d replicates of %d: one run at a time has %d of %d workers", replicates, people, within, workers)
				}
			}
		}
	}
	for _, workers := range []int{0, -3} { // all there are
		across, within := Spread(scenarios.Options{Population: 1000, Replicates: 1, Workers: workers})
		if across != 1 || within != runtime.GOMAXPROCS(0) {
			t.Errorf("workers %d: %d runs of %d workers", workers, across, within)
		}
	}
}

func TestResultSaysHowWorkWasSpread(t *testing.T) {
	p := small()
	p.Options.Months = 1
	if mode := play(t, p).Mode; mode != "2 runs side by side, 1 worker each" {
		t.Errorf("two replicates on two workers were played %q", mode)
	}
	p.Options.Replicates = 1
	if mode := play(t, p).Mode; mode != "one run at a time, 2 workers" {
		t.Errorf("one replicate on two workers was played %q", mode)
	}
	for spread, want := range map[[2]int]string{{1, 1}: "one run at a time, 1 worker", {3, 2}: "3 runs side by side, 2 workers each"} {
		if got := SpreadText(spread[0], spread[1]); got != want {
			t.Errorf("%v: %q, should be %q", spread, got, want)
		}
	}
}

// Who finds no task any more helps those who are at the last ones, and no byte depends on it.
func TestTheLastTasksHaveTheWorkersOfAll(t *testing.T) {
	for _, x := range []struct{ people, across, within, gone, want int }{
		{10_000, 1, 4, 0, 4}, {10_000, 2, 1, 0, 1}, {10_000, 2, 1, 1, 2}, {20_000, 4, 2, 1, 2}, {20_000, 4, 2, 2, 4}, {20_000, 4, 2, 3, 8},
		{10_000, 64, 1, 63, 5}, {2000, 2, 1, 1, 1}, {2000, 1, 4, 0, 4},
	} {
		p := &party{c: &Futures{Options: scenarios.Options{Population: x.people}}, across: x.across, within: x.within}
		p.gone.Store(int32(x.gone))
		if got := p.workers(); got != x.want {
			t.Errorf("%d of %d tasks with %d workers are gone: the others have %d each, want %d", x.gone, x.across, x.within, got, x.want)
		}
	}
	p := small()
	p.Options.Population, p.Options.Replicates = 3000, 3 // on two workers: the third is alone at last
	c := p.Contest()
	f, err := New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	var most atomic.Int32
	f.Watch = func(_, _ int, w *sim.World) {
		for n := most.Load(); int(n) < w.Workers && !most.CompareAndSwap(n, int32(w.Workers)); n = most.Load() {
		}
	}
	if err := f.Play(t.Context(), 3, nil); err != nil {
		t.Fatal(err)
	}
	if most.Load() != 2 {
		t.Errorf("the last world has at most %d workers, want 2", most.Load())
	}
}
