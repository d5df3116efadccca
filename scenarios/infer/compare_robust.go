package infer

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// robustness is the regret of every arm in every world, and which arms may be
// the best, in the measures by which futures are ranked, over the period. Over
// the worlds an arm has its largest regret, and the least of these is the best.
func (x *reader) robustness() (regrets []scenarios.Regret, best []scenarios.Best) {
	for _, m := range x.measures(sim.Ranked) {
		worst, far := make([]scenarios.Regret, len(x.arms)), make([][]float64, len(x.arms))
		for w, world := range x.c.Worlds {
			x.world = w
			values := make([][]float64, len(x.arms))
			for a := range values {
				values[a] = x.values(a, 0, m, finding.OverPeriod)
			}
			list, distances := x.regrets(m, values)
			for a, r := range list {
				if w == 0 || r.Value > worst[a].Value {
					worst[a], far[a] = r, distances[a]
				}
			}
			regrets = append(regrets, list...)
			best = append(best, x.best(m, world, values, m.Better))
		}
		if len(x.c.Worlds) < 2 {
			continue
		}
		for a := range worst {
			worst[a].World = ""
		}
		regrets = append(regrets, worst...)
		best = append(best, x.best(m, "", far, -1))
	}
	return regrets, best
}

// topOf is the place of the best mean.
func (x *reader) topOf(values [][]float64, better int) int {
	top, most := 0, math.Inf(-1)
	for a := range values {
		if mean := float64(better) * x.mean(values[a]); mean > most {
			top, most = a, mean
		}
	}
	return top
}

// regrets are the paired distances of all arms from the one with the best mean
// in a world, and these by run.
func (x *reader) regrets(m sim.Measure, values [][]float64) (list []scenarios.Regret, distances [][]float64) {
	top := x.topOf(values, m.Better)
	ref := x.mean(values[x.against])
	for a := range x.arms {
		d := minus(values[top], values[a])
		for i := range d {
			d[i] *= float64(m.Better)
		}
		r := scenarios.Regret{Estimate: x.estimate(d, scenarios.MethodRegret, x.rests(a, m) || x.rests(top, m))}
		r.Place = x.at(a, 0, m, finding.OverPeriod)
		r.PerCent = 100 * r.Value / math.Abs(ref)
		list, distances = append(list, r), append(distances, d)
	}
	return list, distances
}

// best names who may be the best in a measure.
func (x *reader) best(m sim.Measure, world string, values [][]float64, better int) scenarios.Best {
	arms, dominated := x.mayBeBest(values, better)
	return scenarios.Best{Column: m.Name, World: world, Arms: x.names(arms), Dominated: x.names(dominated)}
}

// names are those of some arms.
func (x *reader) names(arms []int) []string {
	return finding.Each(arms, func(a int) string { return x.c.Arms[a].Name })
}

// mayBeBest are the arms that the one with the best mean does not surely beat,
// and those that it does; values are by arm and replicate, the same luck at the
// same place, and better says whether more is (1) or less (-1). All rivals are
// looked at together, so that of many equal arms one contest in twenty names a
// winner and not one in five.
func (x *reader) mayBeBest(values [][]float64, better int) (arms, dominated []int) {
	top := x.topOf(values, better)
	for a := range values {
		d := x.estimate(minus(values[top], values[a]), scenarios.MethodPaired, false)
		if a != top && d.SureAmong(len(values)-1) && d.Value*float64(better) > 0 {
			dominated = append(dominated, a)
		} else {
			arms = append(arms, a)
		}
	}
	return arms, dominated
}

// paths are the paired differences of an arm by month, in per cent of the
// reference's mean; of the worlds beside the main one those of the first measure.
func (x *reader) paths(arm int) []scenarios.Path {
	measures := x.measures(sim.Followed)
	if x.world > 0 {
		measures = measures[:min(1, len(measures))]
	}
	list := finding.Each(measures, func(m sim.Measure) scenarios.Path {
		p := scenarios.Path{Place: x.at(arm, 0, m, ""), Assumed: x.rests(arm, m)}
		p.Unit = "%"
		return p
	})
	for month := range x.c.Options.Months { // every measure of a month before the next: its rows are at hand
		own, ref := x.c.Across(x.world, arm, ensemble.InMonth, month), x.c.Across(x.world, x.against, ensemble.InMonth, month)
		for k, m := range measures {
			base, p := finding.Each(ref, m.In), &list[k]
			e := x.estimate(minus(finding.Each(own, m.In), base), "", false).PerCentOf(x.mean(base))
			p.Mean, p.Low, p.High = append(p.Mean, e.Value), append(p.Low, e.Low), append(p.High, e.High)
			if x.sets != nil {
				p.Dice = append(p.Dice, e.Dice)
			}
		}
	}
	return list
}

// precision is the widest 95 % interval of a mean, over arms and worlds, of the
// measures that are to become precise: in per cent of the reference, infinite without
// one. More runs make it narrower, over an ensemble too, where the interval of what is
// not known stays as wide as it is.
func (x *reader) precision() scenarios.Precision {
	p := scenarios.Precision{Runs: x.c.Replicates() * len(x.c.Arms) * len(x.c.Worlds)}
	for w := range x.c.Worlds {
		x.world = w
		for a := range x.arms {
			for _, m := range x.measures(sim.Precise) {
				if a == x.against {
					continue
				}
				own, ref := x.values(a, 0, m, finding.AtEnd), x.values(x.against, 0, m, finding.AtEnd)
				e := x.toARow(estimate(table.Firsts(minus(own, ref), x.sets), "", false), m).PerCentOf(x.mean(ref))
				width := e.High - e.Low
				if math.IsNaN(width) {
					width = math.Inf(1)
				}
				p.Widest = max(p.Widest, width)
			}
		}
	}
	return p
}
