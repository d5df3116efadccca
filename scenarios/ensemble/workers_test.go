package ensemble

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/par"
)

// chunked is one run of several chunks of creatives, jobs and organisations, so
// that workers have something to divide.
func chunked() Plan {
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 12_000, 36, 1
	return p
}

func TestSameOnAnyNumberOfWorkers(t *testing.T) {
	across := small()
	across.Options.Replicates = 5
	workers := []int{1, 2, 3, 7, 16, 64}
	if testing.Short() {
		workers = []int{1, 2, 7}
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
	p.Options.Population, p.Options.Months, p.Options.Replicates = 2500, 30, 3
	params, err := p.Scenario.Params()
	if err != nil {
		t.Fatal(err)
	}
	var first *Result
	for _, spread := range [][2]int{{1, 1}, {3, 1}, {1, 3}, {2, 2}} {
		e := newEnsemble(p, params, nil)
		runs := make([]run, len(e.seeds))
		if err := e.playAll(context.Background(), runs, spread[0], spread[1]); err != nil {
			t.Fatal(err)
		}
		r, err := e.collect(runs, "")
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = r
		}
		same(t, fmt.Sprintf("%d side by side, %d workers each", spread[0], spread[1]), r, first)
	}
}

// Two hundred thousand creatives fill nearly a hundred chunks of rows and tens
// of jobs and organisations. The first months of a burn-in are played on each
// number of workers; a whole one is played once, and three months of history
// from it on each.
func TestLargeWorldsAreTheSameOnAnyNumberOfWorkers(t *testing.T) {
	if testing.Short() {
		t.Skip("a burn-in of 200,000 creatives takes some seconds")
	}
	p := small()
	p.Options = scenarios.Options{Population: withinFrom, Replicates: 1, Seed: 1}
	params, err := p.Scenario.Params()
	if err != nil {
		t.Fatal(err)
	}
	e := newEnsemble(p, params, nil)
	ctx := context.Background()
	start, err := e.Start(ctx, e.seeds[0], 2)
	if err != nil {
		t.Fatal(err)
	}
	workers := []int{1, 2, 7}
	var digests [2][]uint64
	var tables []*table.Series
	for _, n := range workers {
		w := start.Clone()
		v, err := timeWorld(ctx, w, n, 3)
		if err != nil {
			t.Fatal(err)
		}
		if v.BytesPerCreative >= 160 {
			t.Errorf("a creative takes %.0f bytes, more than 160", v.BytesPerCreative)
		}
		digests[0] = append(digests[0], w.Digest())
		tables = append(tables, &table.Series{})
		for _, g := range w.Now.Groups {
			tables[len(tables)-1].Rows = append(tables[len(tables)-1].Rows, table.Row{By: g.By, Group: g.Name, Values: g.Values})
		}
		digests[1] = append(digests[1], firstMonths(t, e, n, 2))
	}
	for i, n := range workers {
		if digests[0][i] != digests[0][0] || digests[1][i] != digests[1][0] {
			t.Errorf("%d workers: the worlds after history are %x and in the burn-in %x, on one worker %x and %x",
				n, digests[0][i], digests[1][i], digests[0][0], digests[1][0])
		}
		if d := difference(tables[i], tables[0]); d != "" {
			t.Errorf("%d workers: %s", n, d)
		}
	}
}

// firstMonths is the digest of a world after some months of its burn-in.
func firstMonths(t *testing.T, e *ensemble, workers, months int) uint64 {
	t.Helper()
	w, err := population.Build(e.country, population.Spec{People: withinFrom, Seed: e.seeds[0], Index: "human", Params: e.params, Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	played := 0
	w.PlayBurnIn(func() bool { played++; return played > months })
	return w.Digest()
}

// Plays that share a process share nothing else.
func TestPlaysSideBySideDoNotTouch(t *testing.T) {
	plans := []Plan{small(), small(), small(), small()}
	plans[1].Scenario.World = "fast"
	plans[2].Options.Seed = 9
	plans[3].Options.Without = []string{"fear"}
	alone, together := make([]*Result, len(plans)), make([]*Result, len(plans))
	for i, p := range plans {
		alone[i] = play(t, p)
	}
	var wait sync.WaitGroup
	for i, p := range plans {
		wait.Go(func() { together[i], _ = Play(context.Background(), p, nil) })
	}
	wait.Wait()
	for i := range plans {
		if together[i] == nil {
			t.Fatalf("plan %d could not be played beside others", i)
		}
		same(t, fmt.Sprintf("plan %d", i), together[i], alone[i])
		if i > 0 && difference(alone[i].Series, alone[0].Series) == "" {
			t.Errorf("plan %d is that of plan 0", i)
		}
	}
}

func TestPlayingChangesNothingInThePlan(t *testing.T) {
	p := small()
	p.Options.Months = 3
	p.Options.Without = []string{"fear", "trust"}
	p.Scenario.Parameters = map[string]float64{"policy.start": 60}
	before, options := p.Scenario.Clone(), p.Options
	play(t, p)
	if fmt.Sprint(before) != fmt.Sprint(p.Scenario) || !slices.Equal(options.Without, p.Options.Without) {
		t.Errorf("the plan was %v and is %v after playing", before, p.Scenario)
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
	if mode := play(t, p).Mode; mode != "across replicates" {
		t.Errorf("two replicates on two workers were played %q", mode)
	}
	p.Options.Replicates = 1
	if mode := play(t, p).Mode; mode != "within a run" {
		t.Errorf("one replicate on two workers was played %q", mode)
	}
}
