package infer

import (
	"context"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
)

// PlayPatterns plays a plan's seeds and evaluates the patterns in each. The
// frozen world and full tables are played whatever the options say. report may
// be nil.
func PlayPatterns(ctx context.Context, p ensemble.Plan, report ensemble.Progress) ([]PatternResult, error) {
	if p.Options.Months < PatternMonths {
		return nil, tooShort(p.Options.Months)
	}
	p.Options.Counterfactual, p.Options.Full = true, true
	first := int64(p.Options.Replicates) * (sim.BurnInMonths + 2*int64(p.Options.Months))
	r, err := ensemble.Play(ctx, p, part(report, 0, first+insideMonths(p.Options)))
	if err != nil {
		return nil, err
	}
	inside, err := LookInside(ctx, p, part(report, first, first+insideMonths(p.Options)))
	if err != nil {
		return nil, err
	}
	return CheckPatterns(r.Series, r.Contrast, inside)
}

// part is the progress of a part of some work that begins after others.
func part(report ensemble.Progress, before, total int64) ensemble.Progress {
	if report == nil {
		return nil
	}
	return func(done, _ int64) { report(before+done, total) }
}
