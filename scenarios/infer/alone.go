package infer

import (
	"context"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// PlayAlone plays n scenarios, each once beside its world without AI with a seed of its own
// that follows from that of the options, for so many months, and shows what was played,
// every group of it; so only a few are in memory at a time. of and tell are called from
// several goroutines at once. report may be nil.
func PlayAlone(ctx context.Context, o scenarios.Options, n, months int, of func(i int) (*scenarios.Scenario, error), tell func(i int, series, contrast *table.Series), report ensemble.Progress) error {
	seeds := ensemble.Seeds(o.Seed, n)
	many := o
	many.Replicates = n
	across, within := ensemble.Spread(many)
	var mu sync.Mutex
	var done, total int64
	return ensemble.SideBySide(ctx, across, n, func(ctx context.Context, i int) error {
		s, err := of(i)
		if err != nil {
			return err
		}
		s.Options = o
		s.Options.Parameters = scenarios.Central
		s.Options.Months, s.Options.Replicates, s.Options.Counterfactual, s.Options.Full = months, 1, true, true
		s.Options.Workers, s.Options.Seed = within, seeds[i]>>11 // a seed as options have it
		r, err := ensemble.Play(ctx, ensemble.Plan{Scenario: s, Options: s.Options}, func(_, one int64) {
			mu.Lock()
			defer mu.Unlock()
			total = max(total, int64(n)*one) // all are as long as the longest, or end sooner
			if done++; report != nil {
				report(done, total)
			}
		})
		if err == nil {
			tell(i, r.Series, r.Contrast)
		}
		return err
	})
}
