package calibrate

import (
	"context"
	"fmt"
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
	p := Problem{Names: finding.Each(c.Free, func(f Range) string { return f.Path }), Bands: bands(), Asked: infer.Headlines,
		Steadier: float64(c.Scenario.Options.Population) / float64(c.FullSize), Play: c.play}
	for _, f := range infer.Figures() {
		p.Figures = append(p.Figures, Figure{ID: f.ID, Value: f.Value, Variance: f.Variance, Fitted: slices.Contains(c.Targets, f.ID)})
	}
	return p
}

// bands are those of the parts of patterns that one run can show.
func bands() (list []Band) {
	for _, p := range infer.Patterns() {
		for i, part := range p.Parts {
			if part.Alone() {
				list = append(list, Band{fmt.Sprintf("%s.%d", p.ID, i+1), p.ID, part.Low, part.High})
			}
		}
	}
	return list
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

// play runs a set: what one seed says of the figures, of the patterns and of what is asked.
func (c *Calibration) play(ctx context.Context, set Set) (Said, error) {
	population := c.Scenario.Options.Population
	if set.Last {
		population = c.FullSize
	}
	s := c.at(set.Point, set.Seed, population)
	known, err := infer.PlayKnown(ctx, ensemble.Plan{Scenario: s, Options: s.Options}, nil)
	if err != nil {
		return Said{}, err
	}
	said := Said{Asked: known.Asked}
	for _, f := range infer.Figures() {
		if v, defined := known.Figures[f.ID]; defined {
			said.Figures = append(said.Figures, f.On(v))
		} else {
			said.Figures = append(said.Figures, math.NaN())
		}
	}
	for _, p := range known.Patterns {
		for _, part := range p.Parts {
			if part.Alone() {
				said.Bands = append(said.Bands, part.Values[0])
			}
		}
	}
	return said, nil
}

// centreOf is the median of members, parameter by parameter.
func centreOf(members []Member) design.Point {
	p := make(design.Point, len(members[0].Set.Point))
	for j := range p {
		p[j] = middle(members, j)
	}
	return p
}

// hold holds the centre against figures and patterns, at full size, with seeds that no wave
// had.
func (c *Calibration) hold(ctx context.Context, centre design.Point, workers int) (infer.Report, []infer.PatternResult, error) {
	s := c.at(centre, ensemble.Seeds(c.Effort.Seed, 1)[0]>>11, c.FullSize)
	s.Options.Replicates, s.Options.Workers = c.Effort.Fresh, workers
	return infer.Hold(ctx, ensemble.Plan{Scenario: s, Options: s.Options}, evidence.Shared().Targets, nil)
}
