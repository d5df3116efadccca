// Package bench measures how fast a world is played on this machine, by number of
// workers and by mechanism, and tells it: bench.go takes the time, tell.go says
// which worlds are timed and what came of it.
package bench

import (
	"context"
	"slices"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
)

// Speed is how fast a world of one size is played.
type Speed struct {
	Population, Months, Workers int
	Seconds                     float64
	// PerSecond is creative-months a second, over the creatives of the start.
	PerSecond float64
	// Nanoseconds a creative and month, in all and by mechanism (in the order
	// of sim.Schedule; worker time, so that two workers count twice).
	Nanoseconds float64
	Mechanisms  []float64
	// BytesPerCreative is the memory of the columns, graph included.
	BytesPerCreative float64
}

// Measure plays one world of the scenario, burnt in once, with each number of
// workers in turn. The burn-in is not counted: it depends on population and
// seed alone and is shared by every world and policy. rounds repeats the whole
// and keeps the fastest, since machines are noisy.
func Measure(ctx context.Context, s *scenarios.Scenario, population, months, rounds int, workers []int) ([]Speed, error) {
	if months < 1 || rounds < 1 || len(workers) == 0 || slices.Min(workers) < 1 {
		return nil, scenarios.Mistake("there is nothing to measure: use at least one month, one round and one worker")
	}
	o := s.Options
	o.Population, o.Months, o.Counterfactual, o.Replicates, o.Workers = population, months, false, 1, slices.Max(workers)
	start, _, err := ensemble.StartReplicate(ctx, ensemble.Plan{Scenario: s, Options: o}, 1, nil)
	if err != nil {
		return nil, err
	}
	out := make([]Speed, len(workers))
	for range rounds {
		for i, n := range workers {
			v, err := timeWorld(ctx, start.Clone(), n, months)
			if err != nil {
				return nil, err
			}
			if out[i].Seconds == 0 || v.Seconds < out[i].Seconds {
				out[i] = v
			}
		}
	}
	return out, nil
}

// timeWorld plays months and keeps the time, in all and by mechanism.
func timeWorld(ctx context.Context, w *sim.World, workers, months int) (Speed, error) {
	w.SetWorkers(workers)
	v := Speed{Population: w.People, Months: months, Workers: workers, BytesPerCreative: float64(w.Bytes()) / float64(w.People)}
	spent := make([]time.Duration, len(sim.Schedule))
	began := time.Now()
	for range months {
		if ctx.Err() != nil {
			return v, context.Cause(ctx)
		}
		ensemble.StepTimed(w, spent)
	}
	v.Seconds = time.Since(began).Seconds()
	work := float64(w.People) * float64(months)
	v.PerSecond, v.Nanoseconds = work/v.Seconds, 1e9*v.Seconds/work
	for _, d := range spent {
		v.Mechanisms = append(v.Mechanisms, float64(d.Nanoseconds())/work)
	}
	return v, nil
}
