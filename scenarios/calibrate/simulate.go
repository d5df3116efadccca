package calibrate

import (
	"context"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
)

// problem is the calibration as one of any simulator.
func (c *Calibration) problem() Problem {
	p := Problem{Names: finding.Each(c.Free, func(f Prior) string { return f.Path })}
	for _, f := range infer.Figures() {
		p.Figures = append(p.Figures, Figure{ID: f.ID, Value: f.Value, Variance: f.Variance, Fitted: slices.Contains(c.Targets, f.ID)})
	}
	p.Play = c.play
	return p
}

// values are those of the free parameters at a point, in their units.
func (c *Calibration) values(p design.Point) []float64 {
	out := make([]float64, len(p))
	for j, f := range c.Free {
		out[j] = f.Low + float64((f.High-f.Low)*p[j])
	}
	return out
}

// at is the scenario with the parameters of a point and a size.
func (c *Calibration) at(p design.Point, seed uint64, population int) *scenarios.Scenario {
	s := c.Scenario.Clone()
	for j, v := range c.values(p) {
		s.Parameters[c.Free[j].Path] = v
	}
	s.Options = c.Scenario.Options
	s.Options.Seed, s.Options.Population, s.Options.Workers = seed, population, 1
	s.Options.Counterfactual, s.Options.Full = true, true
	return s
}

// play runs a set: the figures of one seed, and in the last wave the patterns that one
// seed shows.
func (c *Calibration) play(ctx context.Context, set Set) (Said, error) {
	if set.Last {
		s := c.at(set.Point, set.Seed, c.FullSize)
		s.Options.Months = infer.PatternMonths
		said, patterns, err := infer.PlayKnown(ctx, ensemble.Plan{Scenario: s, Options: s.Options}, nil)
		if err != nil {
			return Said{}, err
		}
		out := onScales(said)
		for _, p := range patterns {
			if !p.HoldsAlone() {
				out.Failed = append(out.Failed, p.ID)
			}
		}
		return out, nil
	}
	s := c.at(set.Point, set.Seed, c.Scenario.Options.Population)
	r, err := ensemble.Play(ctx, ensemble.Plan{Scenario: s, Options: s.Options}, nil)
	if err != nil {
		return Said{}, err
	}
	return onScales(infer.Says(r.Series, r.Contrast)), nil
}

// onScales puts what was said on the figures' scales.
func onScales(said map[string]float64) Said {
	return Said{Figures: finding.Each(infer.Figures(), func(f infer.Figure) float64 {
		if v, defined := said[f.ID]; defined {
			return f.On(v)
		}
		return math.NaN()
	})}
}

// centreOf is the median of members, parameter by parameter.
func centreOf(members []Member) design.Point {
	p := make(design.Point, len(members[0].Set.Point))
	for j := range p {
		p[j] = middle(members, j)
	}
	return p
}

// hold holds the centre against the figures, at full size, with seeds that no wave had.
func (c *Calibration) hold(ctx context.Context, centre design.Point, workers int) (infer.Report, error) {
	s := c.at(centre, ensemble.Seeds(c.Effort.Seed, 1)[0]>>11, c.FullSize)
	s.Options.Replicates, s.Options.Workers = c.Effort.Fresh, workers
	r, err := ensemble.Play(ctx, ensemble.Plan{Scenario: s, Options: s.Options}, nil)
	if err != nil {
		return infer.Report{}, err
	}
	return infer.Validate(r.Series, r.Contrast, c.FullSize, evidence.US().Targets), nil
}
