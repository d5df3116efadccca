package infer

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// PlayContest plays a contest and says what came of it. With EqualCostUSD
// doses are scaled first; with TargetWidth replicates are added until the
// intervals are narrow enough or there are Most. The contest's arms, scales and
// replicates are those that were played. first, if not nil, is told the first
// replicate of a run while others go on. (Intervals that stop the play as soon as
// they are narrow cover slightly less than 95 %.)
func PlayContest(ctx context.Context, c *scenarios.Contest, prepare func(*ensemble.Futures), report ensemble.Progress) (*scenarios.Study, *ensemble.Futures, error) {
	if c.EqualCostUSD > 0 && !slices.ContainsFunc(c.Arms, func(s *scenarios.Scenario) bool {
		return s != c.Arms[c.Against] && slices.ContainsFunc(s.Policies, paid)
	}) {
		return nil, nil, scenarios.Mistake("--equal-cost: nothing that is compared with %s has a policy with a public outlay, so there is no dose to scale; leave it out", c.Arms[c.Against].Name)
	}
	c.Scales, c.ScaleNotes = make([]float64, len(c.Arms)), make([]string, len(c.Arms))
	for a := range c.Arms {
		c.Scales[a] = 1
		if c.EqualCostUSD > 0 && a != c.Against {
			if err := scale(ctx, c, a); err != nil {
				return nil, nil, err
			}
		}
	}
	e, err := ensemble.New(c.Played(), c.Worlds, c.Options)
	if err != nil {
		return nil, nil, err
	}
	e.Keep = c.Kind == scenarios.KindRun
	if prepare != nil {
		prepare(e)
	}
	for n := c.Options.Replicates; ; {
		if err := e.Play(ctx, n, report); err != nil {
			return nil, nil, err
		}
		out := Study(c, e)
		if err := e.Err(); err != nil {
			return nil, nil, err
		}
		out.Precision.Target = c.TargetWidth
		out.Precision.Reached = out.Precision.Widest <= c.TargetWidth
		if c.TargetWidth <= 0 || out.Precision.Reached || n >= c.Most {
			c.Options.Replicates = n
			for a := range out.Arms {
				out.Arms[a].Scale, out.Arms[a].ScaleNote = c.Scales[a], c.ScaleNotes[a]
			}
			return out, e, nil
		}
		n = further(n, c, out.Precision.Widest)
	}
}

// further is how many replicates may make the intervals narrow enough: their
// width falls as one over the root of runs.
func further(n int, c *scenarios.Contest, widest float64) int {
	times := widest / c.TargetWidth
	wanted := float64(n) * times * times
	return int(min(float64(c.Most), max(float64(n+1), math.Ceil(min(wanted, float64(2*n))))))
}

// pilots are the replicates that find out what a scaled arm costs: of sets of parameters
// more, since outlay depends on them more than on luck.
func pilots(o scenarios.Options) int {
	if o.OfSets() {
		return 7
	}
	return 2
}

// scale multiplies the doses of an arm's policies that the public pays for, so
// that their outlay in the main world is the one asked for, to 1 %: by the
// secant method, since outlay rises with the dose. A dose ends at the top of its
// range.
func scale(ctx context.Context, c *scenarios.Contest, arm int) error {
	base := c.Arms[arm]
	if !slices.ContainsFunc(base.Policies, paid) {
		c.ScaleNotes[arm] = "no policy in it has a public outlay, so its doses are as they were."
		return nil
	}
	outlay := func(factor float64) (float64, error) {
		e, err := ensemble.New([]*scenarios.Scenario{scaled(base, factor)}, c.Worlds[:1], c.Options)
		if err != nil {
			return 0, err
		}
		if err := e.Play(ctx, pilots(c.Options), nil); err != nil {
			return 0, err
		}
		var sums []float64
		for _, o := range e.Of(0, 0) {
			sum := 0.0
			for _, b := range o.Bills {
				sum += b.Public
			}
			sums = append(sums, sum)
		}
		return average(sums), nil
	}
	highest := top(base)
	x0, y0 := 0.0, 0.0
	x1 := min(1, highest)
	for range 6 {
		y1, err := outlay(x1)
		if err != nil {
			return err
		}
		if math.Abs(y1/c.EqualCostUSD-1) < 0.01 || y1 == y0 || x1 == highest && y1 < c.EqualCostUSD {
			x0, y0 = x1, y1
			break
		}
		next := x1 + (c.EqualCostUSD-y1)*(x1-x0)/(y1-y0)
		x0, y0, x1 = x1, y1, min(highest, max(next, x1/20))
	}
	c.Arms[arm], c.Scales[arm] = scaled(base, x0), x0
	c.ScaleNotes[arm] = fmt.Sprintf("doses of its publicly paid policies are multiplied by %s for a public outlay of %s.", finding.Figures(x0, 3), finding.Dollars(y0))
	if y0 < 0.99*c.EqualCostUSD {
		c.ScaleNotes[arm] = fmt.Sprintf("even at their highest doses its publicly paid policies cost %s, less than was asked for.", finding.Dollars(y0))
	}
	return nil
}

// paid tells whether the public pays for a policy.
func paid(s policy.Setting) bool {
	p := policy.Find(s.Policy)
	return p.Design.Charge != sim.NoCharge && p.Design.Payer == sim.Public && s.UnitCost > 0 && s.Dose > 0
}

// top is the factor at which every publicly paid dose is at its highest.
func top(s *scenarios.Scenario) float64 {
	most := 0.0
	for _, x := range s.Policies {
		if paid(x) {
			most = max(most, policy.Find(x.Policy).Dose.High/x.Dose)
		}
	}
	return most
}

// scaled is a scenario with its publicly paid doses multiplied, each within its
// range.
func scaled(s *scenarios.Scenario, factor float64) *scenarios.Scenario {
	n := s.Clone()
	for i, x := range n.Policies {
		if paid(x) {
			n.Policies[i].Dose = min(policy.Find(x.Policy).Dose.High, x.Dose*factor)
		}
	}
	return n
}
