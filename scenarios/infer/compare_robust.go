package infer

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// ranked are the measures by which arms are ranked, over the period.
var ranked = []string{scenarios.AtWork, "employed", "freelance_income_usd", scenarios.Received, "pay_p10_usd", "junior_share", "fear", "quality", "variety"}

// better turns a measure so that more is better.
func better(name string) float64 {
	for _, m := range measures {
		if m.column == name && m.lower {
			return -1
		}
	}
	return 1
}

// robustness is the regret of every arm in every world, and which arms may be
// the best.
func (x *comparer) robustness() (regrets []scenarios.Regret, best []scenarios.Best) {
	for _, name := range ranked {
		worst := make([]scenarios.Regret, len(x.c.Arms))
		for w := range x.c.Worlds {
			x.world = w
			list := x.regrets(name)
			for a, r := range list {
				if w == 0 || r.Value > worst[a].Value {
					worst[a] = r
				}
			}
			regrets = append(regrets, list...)
			best = append(best, x.best(name))
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

// regrets are the paired distances of all arms from the one with the best mean
// in a world.
func (x *comparer) regrets(name string) (list []scenarios.Regret) {
	top, sign, c := 0, better(name), column(name)
	values := make([][]float64, len(x.c.Arms))
	most := math.Inf(-1)
	for a := range x.c.Arms {
		values[a] = x.values(a, 0, name, scenarios.OverPeriod)
		if mean, _, _, _ := table.MeanInterval(values[a]); sign*mean > most {
			top, most = a, sign*mean
		}
	}
	ref, _, _, _ := table.MeanInterval(values[x.against])
	for a := range x.c.Arms {
		d := minus(values[top], values[a])
		for i := range d {
			d[i] *= sign
		}
		r := scenarios.Regret{Column: name, Label: c.Label, Unit: c.Unit, World: x.c.Worlds[x.world], Arm: a,
			Estimate: estimate(d, scenarios.MethodRegret, x.rests(a, name) || x.rests(top, name))}
		r.PerCent = scenarios.Number(100 * float64(r.Value) / math.Abs(ref))
		list = append(list, r)
	}
	return list
}

// best says who may be the best of a world in a measure.
func (x *comparer) best(name string) scenarios.Best {
	b := scenarios.Best{Column: name, Label: column(name).Label, World: x.c.Worlds[x.world]}
	values := make([][]float64, len(x.c.Arms))
	for a := range values {
		values[a] = x.values(a, 0, name, scenarios.OverPeriod)
	}
	b.Arms, b.Dominated = mayBeBest(values, better(name))
	return b
}

// mayBeBest are the arms that the one with the best mean does not surely beat,
// and those that it does; values are by arm and replicate, the same luck at the
// same place, and sign says whether more is better. Each rival is compared at
// 5 % over all of them (Bonferroni), so that of many equal arms one in twenty
// comparisons names a winner and not one in five.
func mayBeBest(values [][]float64, sign float64) (arms, dominated []int) {
	top, most := 0, math.Inf(-1)
	for a := range values {
		if mean, _, _, _ := table.MeanInterval(values[a]); sign*mean > most {
			top, most = a, sign*mean
		}
	}
	for a := range values {
		if a != top && surely(minus(values[top], values[a]), sign, len(values)-1) {
			dominated = append(dominated, a)
		} else {
			arms = append(arms, a)
		}
	}
	return arms, dominated
}

// surely tells whether differences of a sign are more than luck, one of so many
// looks at 5 % in all.
func surely(d []float64, sign float64, looks int) bool {
	if len(d) < 2 {
		return false
	}
	mean, _, _, _ := table.MeanInterval(d)
	se := math.Sqrt(table.Variance(d) / float64(len(d)))
	if se == 0 { // the same difference with every luck
		return sign*mean > 0
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(len(d) - 1)}.Quantile(1 - 0.025/float64(max(1, looks)))
	return sign*mean > t*se && sign*mean > 0
}

// leastRegret are the arms whose largest regret may be the least: all but those
// whose interval lies above that of the least.
func leastRegret(worst []scenarios.Regret) scenarios.Best {
	b := scenarios.Best{Column: worst[0].Column, Label: worst[0].Label}
	least := 0
	for a := range worst {
		if worst[a].Value < worst[least].Value {
			least = a
		}
	}
	for a := range worst {
		if a != least && (worst[a].Low > worst[least].High || math.IsNaN(float64(worst[least].High)) && worst[a].Low > worst[least].Value) {
			b.Dominated = append(b.Dominated, a)
		} else {
			b.Arms = append(b.Arms, a)
		}
	}
	return b
}

// followed are the measures whose differences are told month by month; of the
// worlds beside the main one the first only.
var followed = []string{scenarios.AtWork, "employed", "orders", "freelance_income_usd", "ai_use", "fear"}

// paths are the paired differences of an arm by month, in per cent of the
// reference's mean.
func (x *comparer) paths(arm int) []scenarios.Path {
	var list []scenarios.Path
	own, ref := x.c.Of(x.world, arm), x.c.Of(x.world, x.against)
	for k, name := range followed {
		if k > 0 && x.world > 0 {
			break
		}
		c := column(name)
		p := scenarios.Path{World: x.c.Worlds[x.world], Arm: arm, Column: name, Label: c.Label, Unit: "%", Assumed: x.rests(arm, name)}
		for m := range x.c.Options.Months {
			d, base := make([]float64, len(own)), make([]float64, len(own))
			for i := range own {
				base[i] = x.read(ref[i].All[m], name)
				d[i] = x.read(own[i].All[m], name) - base[i]
			}
			mean, _, _, _ := table.MeanInterval(base)
			e := estimate(d, "", false)
			if e = e.Scaled(100 / mean); !(math.Abs(mean) > 1e-9) {
				e = undefined("", 0)
			}
			p.Mean, p.Low, p.High = append(p.Mean, e.Value), append(p.Low, e.Low), append(p.High, e.High)
		}
		list = append(list, p)
	}
	return list
}

// precise are the measures whose intervals are to become narrow.
var precise = []string{scenarios.AtWork, "orders", "freelance_income_usd"}

// precision is the widest interval of them, over arms and worlds.
func (x *comparer) precision() scenarios.Precision {
	p := scenarios.Precision{Runs: x.c.Replicates() * len(x.c.Arms) * len(x.c.Worlds)}
	for w := range x.c.Worlds {
		x.world = w
		for a := range x.c.Arms {
			for _, name := range precise {
				if a == x.against {
					continue
				}
				e, _ := x.effect(a, 0, name, scenarios.AtEnd)
				width := float64(e.PerCent.High - e.PerCent.Low)
				if math.IsNaN(width) {
					width = math.Inf(1)
				}
				p.Widest = max(p.Widest, width)
			}
		}
	}
	if math.IsInf(p.Widest, 1) {
		p.Widest = math.MaxFloat64
	}
	return p
}

// Widest is the widest 95 % interval of people at work, orders and freelance
// income over all arms and worlds of a comparison, in per cent of the
// reference: what --target-width is held against.
func Widest(c *scenarios.Comparison) float64 { return c.Precision.Widest }
