package infer

import (
	"context"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// PlayPatterns plays a plan's seeds and evaluates the patterns in each, looking
// inside the worlds as they are played. The world without AI and full tables are
// played whatever the options say. report may be nil.
func PlayPatterns(ctx context.Context, p ensemble.Plan, report ensemble.Progress) ([]PatternResult, error) {
	_, list, err := playInside(ctx, p, report)
	return list, err
}

// Saying is what a plan's seeds say of what is known, and of what is asked.
type Saying struct {
	Figures  map[string]float64 // by id, in the unit of the figure; see Says
	Patterns []PatternResult
	Asked    []float64 // as Headlines: against no AI in the last month, in percent, of shares in points
}

// PlayKnown is PlayPatterns that tells what the seeds say of each figure in the mean, and the
// first of what readers ask first.
func PlayKnown(ctx context.Context, p ensemble.Plan, report ensemble.Progress) (*Saying, error) {
	r, list, err := playInside(ctx, p, report)
	if err != nil {
		return nil, err
	}
	t := readTwins(r.Series, r.Contrast)
	first := history{t, t.replicates[0]}
	return &Saying{Says(r.Series, r.Contrast), list, finding.Each(Headlines, first.headline)}, nil
}

// Hold plays a plan's seeds and holds them against figures and patterns.
func Hold(ctx context.Context, p ensemble.Plan, targets []evidence.Target, report ensemble.Progress) (Report, []PatternResult, error) {
	r, list, err := playInside(ctx, p, report)
	if err != nil {
		return Report{}, nil, err
	}
	return Validate(r.Series, r.Contrast, p.Options.Population, targets), list, nil
}

// playInside plays a plan and looks inside.
func playInside(ctx context.Context, p ensemble.Plan, report ensemble.Progress) (*ensemble.Result, []PatternResult, error) {
	if p.Options.Months < PatternMonths {
		return nil, nil, tooShort(p.Options.Months)
	}
	p.Options.Counterfactual, p.Options.Full = true, true
	x := newInsider(p.Options.Replicates)
	r, err := ensemble.PlayWatched(ctx, p, x.watch, report)
	if err != nil {
		return nil, nil, err
	}
	list, err := CheckPatterns(r.Series, r.Contrast, x.table())
	return r, list, err
}

// headline is what AI makes of an outcome in the last month: in percent of the world without AI,
// of shares in points.
func (h history) headline(name string) float64 {
	end, columns := month(h.months-1), []string{name}
	if name == sim.AtWork {
		columns = []string{"employed", "freelancing"}
	}
	now, then := 0.0, 0.0
	for _, column := range columns {
		now += h.now(everyone, column, end)
		then += h.then(everyone, column, end)
	}
	if sim.MeasureOf(name).Unit == "share" {
		return 100 * (now - then)
	}
	return 100 * (now/then - 1)
}
