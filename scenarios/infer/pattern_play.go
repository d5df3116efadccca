package infer

import (
	"context"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
)

// PlayPatterns plays a plan's seeds and evaluates the patterns in each, looking
// inside the worlds as they are played. The frozen world and full tables are
// played whatever the options say. report may be nil.
func PlayPatterns(ctx context.Context, p ensemble.Plan, report ensemble.Progress) ([]PatternResult, error) {
	if p.Options.Months < PatternMonths {
		return nil, tooShort(p.Options.Months)
	}
	p.Options.Counterfactual, p.Options.Full = true, true
	x := newInsider(p.Options.Replicates)
	r, err := ensemble.PlayWatched(ctx, p, x.watch, report)
	if err != nil {
		return nil, err
	}
	return CheckPatterns(r.Series, r.Contrast, x.table())
}
