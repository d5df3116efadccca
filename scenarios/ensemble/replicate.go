package ensemble

import (
	"context"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
)

// StartReplicate makes the worlds of one replicate of a plan, n from 1, as Play
// does: burnt in, before January 2021. The twin is its frozen world, nil if the
// plan has no counterfactual. Whoever steps them plays the very months of Play.
// report, which may be nil, is told the months of the burn-in out of those of
// both worlds.
func StartReplicate(ctx context.Context, p Plan, n int, report Progress) (w, twin *sim.World, err error) {
	if err := p.check(); err != nil {
		return nil, nil, err
	}
	if n < 1 || n > p.Options.Replicates {
		return nil, nil, scenarios.Mistake("there is no replicate %d: use 1 to %d", n, p.Options.Replicates)
	}
	params, err := p.Scenario.Params()
	if err != nil {
		return nil, nil, err
	}
	e := newEnsemble(p, params, report)
	e.total /= int64(p.Options.Replicates)
	one := p.Options
	one.Replicates = 1
	_, workers := Spread(one)
	if w, err = e.Start(ctx, e.seeds[n-1], workers); err != nil {
		return nil, nil, err
	}
	if p.Options.Counterfactual {
		twin = w.Frozen()
	}
	return w, twin, nil
}
