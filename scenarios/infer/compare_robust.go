package infer

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// robustness is the regret of every arm in every world, and which arms may be
// the best, in the measures by which futures are ranked, over the period.
func (x *reader) robustness() (regrets []scenarios.Regret, best []scenarios.Best) {
	for _, m := range sim.MeasuresAt(sim.Ranked) {
		worst := make([]scenarios.Regret, len(x.c.Arms))
		for w := range x.c.Worlds {
			x.world = w
			list := x.regrets(m)
			for a, r := range list {
				if w == 0 || r.Value > worst[a].Value {
					worst[a] = r
				}
			}
			regrets = append(regrets, list...)
			best = append(best, x.best(m))
		}
		if len(x.c.Worlds) < 2 {
			continue
		}
		for a := range worst {
			worst[a].World = ""
		}
		regrets = append(regrets, worst...)
		best = append(best, leastRegret(worst))
	}
	return regrets, best
}

// ranked is a measure of every arm over the period, and the place of the one
// with the best mean.
func (x *reader) ranked(m sim.Measure) (values [][]float64, top int) {
	values = make([][]float64, len(x.c.Arms))
	for a := range values {
		values[a] = x.values(a, 0, m, finding.OverPeriod)
	}
	return values, topOf(values, m.Better)
}

// topOf is the place of the best mean.
func topOf(values [][]float64, better int) int {
	top, most := 0, math.Inf(-1)
	for a := range values {
		if mean := float64(better) * average(values[a]); mean > most {
			top, most = a, mean
		}
	}
	return top
}

// regrets are the paired distances of all arms from the one with the best mean
// in a world.
func (x *reader) regrets(m sim.Measure) (list []scenarios.Regret) {
	values, top := x.ranked(m)
	ref := average(values[x.against])
	for a := range x.c.Arms {
		d := minus(values[top], values[a])
		for i := range d {
			d[i] *= float64(m.Better)
		}
		r := scenarios.Regret{Estimate: estimate(d, scenarios.MethodRegret, x.rests(a, m) || x.rests(top, m))}
		r.Place = x.at(a, 0, m, finding.OverPeriod)
		r.PerCent = 100 * r.Value / math.Abs(ref)
		list = append(list, r)
	}
	return list
}

// best says who may be the best of a world in a measure.
func (x *reader) best(m sim.Measure) scenarios.Best {
	values, _ := x.ranked(m)
	b := scenarios.Best{Column: m.Name, World: x.c.Worlds[x.world]}
	arms, dominated := mayBeBest(values, m.Better)
	for _, a := range arms {
		b.Arms = append(b.Arms, x.c.Arms[a].Name)
	}
	for _, a := range dominated {
		b.Dominated = append(b.Dominated, x.c.Arms[a].Name)
	}
	return b
}

// mayBeBest are the arms that the one with the best mean does not surely beat,
// and those that it does; values are by arm and replicate, the same luck at the
// same place, and better says whether more is (1) or less (-1). All rivals are
// looked at together, so that of many equal arms one contest in twenty names a
// winner and not one in five.
func mayBeBest(values [][]float64, better int) (arms, dominated []int) {
	top := topOf(values, better)
	for a := range values {
		d := estimate(minus(values[top], values[a]), scenarios.MethodPaired, false)
		if a != top && d.SureAmong(len(values)-1) && d.Value*float64(better) > 0 {
			dominated = append(dominated, a)
		} else {
			arms = append(arms, a)
		}
	}
	return arms, dominated
}

// leastRegret are the arms whose largest regret may be the least: all but those
// whose interval lies above that of the least.
func leastRegret(worst []scenarios.Regret) scenarios.Best {
	b := scenarios.Best{Column: worst[0].Column}
	least := 0
	for a := range worst {
		if worst[a].Value < worst[least].Value {
			least = a
		}
	}
	high := worst[least].High
	if math.IsNaN(high) {
		high = worst[least].Value
	}
	for a := range worst {
		if a != least && worst[a].Low > high {
			b.Dominated = append(b.Dominated, worst[a].Arm)
		} else {
			b.Arms = append(b.Arms, worst[a].Arm)
		}
	}
	return b
}

// paths are the paired differences of an arm by month, in per cent of the
// reference's mean; of the worlds beside the main one those of the first measure.
func (x *reader) paths(arm int) []scenarios.Path {
	var list []scenarios.Path
	own, ref := x.c.Of(x.world, arm), x.c.Of(x.world, x.against)
	for k, measure := range sim.MeasuresAt(sim.Followed) {
		if k > 0 && x.world > 0 {
			break
		}
		p := scenarios.Path{Place: x.at(arm, 0, measure, ""), Assumed: x.rests(arm, measure)}
		p.Unit = "%"
		for m := range x.c.Options.Months {
			d, base := make([]float64, len(own)), make([]float64, len(own))
			for i := range own {
				base[i] = measure.In(ref[i].All[m])
				d[i] = measure.In(own[i].All[m]) - base[i]
			}
			e := estimate(d, "", false).PerCentOf(average(base))
			p.Mean, p.Low, p.High = append(p.Mean, e.Value), append(p.Low, e.Low), append(p.High, e.High)
		}
		list = append(list, p)
	}
	return list
}

// precision is the widest interval, over arms and worlds, of the measures that
// are to become precise: in per cent of the reference, infinite without one.
func (x *reader) precision() scenarios.Precision {
	p := scenarios.Precision{Runs: x.c.Replicates() * len(x.c.Arms) * len(x.c.Worlds)}
	for w := range x.c.Worlds {
		x.world = w
		for a := range x.c.Arms {
			for _, m := range sim.MeasuresAt(sim.Precise) {
				if a == x.against {
					continue
				}
				e, _ := x.effect(a, 0, m, finding.AtEnd)
				width := e.PerCent.High - e.PerCent.Low
				if math.IsNaN(width) {
					width = math.Inf(1)
				}
				p.Widest = max(p.Widest, width)
			}
		}
	}
	return p
}
