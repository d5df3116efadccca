package infer

import (
	"context"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
)

// PlayPatterns plays a plan's seeds and evaluates the patterns in each, looking
// inside the worlds as they are played. The frozen world and full tables are
// played whatever the options say. report may be nil.
func PlayPatterns(ctx context.Context, p ensemble.Plan, report ensemble.Progress) ([]PatternResult, error) {
	_, list, err := PlayKnown(ctx, p, report)
	return list, err
}

// PlayKnown is PlayPatterns that tells what the run says of each figure, too; see Says.
func PlayKnown(ctx context.Context, p ensemble.Plan, report ensemble.Progress) (said map[string]float64, list []PatternResult, err error) {
	if p.Options.Months < PatternMonths {
		return nil, nil, tooShort(p.Options.Months)
	}
	p.Options.Counterfactual, p.Options.Full = true, true
	x := newInsider(p.Options.Replicates)
	r, err := ensemble.PlayWatched(ctx, p, x.watch, report)
	if err != nil {
		return nil, nil, err
	}
	list, err = CheckPatterns(r.Series, r.Contrast, x.table())
	return Says(r.Series, r.Contrast), list, err
}
