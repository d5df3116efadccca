package infer

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Compare says what came of a comparison: differences of each arm from the
// reference on the same seeds, with intervals, for whom, at whose cost, in which
// worlds. The first world is the main one; groups, ratios and paths of all
// measures are told of it alone. Title, words and files are the caller's.
func Compare(c *ensemble.Comparison, against int) *scenarios.Comparison {
	x := &comparer{c: c, against: against}
	out := &scenarios.Comparison{
		Version: scenarios.ComparisonVersion, Population: c.Options.Population, Months: c.Options.Months, Start: c.Start,
		Seed: c.Options.Seed, Replicates: c.Replicates(), People: c.People, Exposure: c.Arms[against].Exposure,
		Worlds: c.Worlds, Against: against, Titles: c.Titles,
	}
	for a, arm := range c.Arms {
		line := scenarios.ArmOf(arm, c.Arms[against])
		if a != against && x.identical(a) {
			line.Idle = scenarios.Idle(arm, c.Worlds, c.Options.Months)
		}
		x.assumed = append(x.assumed, line.Assumed)
		x.calmed = append(x.calmed, pullsAny(arm, sim.SafetyNet, sim.Voice))
		out.Arms = append(out.Arms, line)
	}
	for w := range c.Worlds {
		x.world = w
		for a := range c.Arms {
			out.Levels = append(out.Levels, x.levels(a)...)
			if a != against {
				out.Effects = append(out.Effects, x.effects(a)...)
				out.Ratios = append(out.Ratios, x.ratios(a)...)
				out.Paths = append(out.Paths, x.paths(a)...)
			}
			out.Bills = append(out.Bills, x.bills(a)...)
		}
	}
	out.Regrets, out.Best = x.robustness()
	out.Precision = x.precision()
	return out
}

// comparer reads outcomes of one world at a time.
type comparer struct {
	c       *ensemble.Comparison
	world   int
	against int
	assumed []bool // by arm: the effect of a policy in it has no field estimate
	calmed  []bool // by arm: a policy in it calms fear, which nobody has measured
}

// measure is a column that comparisons tell of.
type measure struct {
	column string
	// lower: less of it is better.
	lower bool
	// groups: it is told of groups too.
	groups bool
}

// measures are those of a comparison, in order. What counts as better is said
// of those by which arms are ranked only.
var measures = []measure{
	{scenarios.AtWork, false, true}, {"employed", false, true}, {"freelancing", false, true}, {"unemployed", true, false},
	{"orders", false, true}, {"freelance_income_usd", false, true}, {scenarios.Received, false, true}, {"transfer_usd", false, false}, {"pay_usd", false, true},
	{"pay_p10_usd", false, false}, {"pay_gini", true, false}, {"junior_share", false, false}, {"displaced_finding", false, false},
	{"lost_work_share", true, true}, {"ai_use", false, true}, {"depth", false, false}, {"org_adoption", false, false},
	{"client_ai_share", true, false}, {"trust", false, false}, {"over_trust", true, false}, {"attitude", false, false}, {"fear", true, true},
	{"skill", false, true}, {"craft", false, false}, {"trained_share", false, false}, {"output", false, false}, {"price_usd", true, false},
	{"quality", false, false}, {"variety", false, false}, {"revenue_usd", false, false},
	{"dlog_augmentation", false, false}, {"dlog_automation", false, false}, {"dlog_clients", false, false}, {"dlog_demand", false, false}, {"dlog_rest", false, false},
	{"courses", false, false}, {"public_cost_usd", true, false}, {"firm_cost_usd", true, false}, {"levy_receipts_usd", false, false}, {"levy_paid_usd", false, false},
}

// column describes a measure; two are not the model's own.
func column(name string) sim.Measure {
	if name == scenarios.AtWork {
		return sim.Measure{Name: name, Label: "People at work", Unit: "persons", Doc: "employees and freelancers"}
	}
	if name == scenarios.Received {
		return sim.Measure{Name: name, Label: "Freelance income with transfers", Unit: "USD/month", Doc: "with basic income and payments from levies", Assumed: true}
	}
	return sim.Columns[sim.ColumnIndex(name)]
}

// read is a measure in a row of values.
func (x *comparer) read(values []float64, name string) float64 {
	if name == scenarios.AtWork {
		return values[sim.ColumnIndex("employed")] + values[sim.ColumnIndex("freelancing")]
	}
	if name == scenarios.Received {
		return values[sim.ColumnIndex("freelance_income_usd")] + values[sim.ColumnIndex("transfer_usd")]
	}
	return values[sim.ColumnIndex(name)]
}

// months of the period.
func (x *comparer) months() float64 { return float64(x.c.Options.Months - x.c.Start) }

// values of a measure of a group at an end or over the period, by replicate.
func (x *comparer) values(arm, group int, name, when string) []float64 {
	list := x.c.Of(x.world, arm)
	out := make([]float64, len(list))
	for i, o := range list {
		if when == scenarios.AtEnd {
			out[i] = x.read(o.End[group], name)
			continue
		}
		out[i] = x.read(o.Mean[group], name)
		if summed(name) {
			out[i] *= x.months()
		}
	}
	return out
}

// summed tells whether a measure is a flow of money or courses, of which the
// period has the sum.
func summed(name string) bool { return column(name).Unit == "USD" || name == "courses" }

// minus is a - b, one by one.
func minus(a, b []float64) []float64 {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return d
}

// estimate is the mean of some values with its interval.
func estimate(values []float64, method string, assumed bool) scenarios.Estimate {
	mean, low, high, n := table.MeanInterval(values)
	return scenarios.Estimate{Value: scenarios.Number(mean), Low: scenarios.Number(low), High: scenarios.Number(high), N: n, Method: method, Assumed: assumed}
}

// undefined is no estimate at all.
func undefined(method string, n int) scenarios.Estimate {
	nan := scenarios.Number(math.NaN())
	return scenarios.Estimate{Value: nan, Low: nan, High: nan, N: n, Method: method}
}

// effects are the paired differences of an arm, of all creatives and, in the
// main world, of groups.
func (x *comparer) effects(arm int) []scenarios.Effect {
	var list []scenarios.Effect
	for g, key := range x.c.Groups {
		if g > 0 && (x.world > 0 || key.By == "sector") {
			continue
		}
		for _, m := range measures {
			if g > 0 && !m.groups {
				continue
			}
			for _, when := range []string{scenarios.AtEnd, scenarios.OverPeriod} {
				e, ok := x.effect(arm, g, m.column, when)
				if g > 0 && !ok {
					continue
				}
				list = append(list, e)
			}
		}
	}
	return list
}

// effect is one paired difference; false where it is not defined.
func (x *comparer) effect(arm, group int, name, when string) (scenarios.Effect, bool) {
	own, ref := x.values(arm, group, name, when), x.values(x.against, group, name, when)
	e := x.place(arm, group, name, when)
	d := minus(own, ref)
	e.Estimate = estimate(d, scenarios.MethodPaired, x.rests(arm, name))
	mean, _, _, _ := table.MeanInterval(ref)
	e.PerCent = e.Estimate.Scaled(100 / mean)
	if e.PerCent.Method = scenarios.MethodPerCent; !(math.Abs(mean) > 1e-9) {
		e.PerCent = undefined(scenarios.MethodPerCent, e.N)
	}
	e.Pairing = scenarios.Number(math.NaN())
	if v := table.Variance(d); v > 0 {
		e.Pairing = scenarios.Number((table.Variance(own) + table.Variance(ref)) / v)
	}
	if group == 0 {
		e.Runs = numbers(d)
	}
	return e, !math.IsNaN(float64(e.Value))
}

// rests tells whether a difference of an arm rests on an assumed effect: the
// measure's own, that of a policy, or the calm that a safety net or a say brings.
func (x *comparer) rests(arm int, name string) bool {
	return column(name).Assumed || x.assumed[arm] || x.calmed[arm] && name == "fear"
}

// place is an effect without numbers.
func (x *comparer) place(arm, group int, name, when string) scenarios.Effect {
	c, key := column(name), x.c.Groups[group]
	return scenarios.Effect{World: x.c.Worlds[x.world], Arm: arm, By: key.By, Group: key.Group,
		Column: name, Label: c.Label, Unit: c.Unit, When: when}
}

func numbers(x []float64) []scenarios.Number {
	out := make([]scenarios.Number, len(x))
	for i, v := range x {
		out[i] = scenarios.Number(v)
	}
	return out
}

// levels are the means of an arm, of all creatives.
func (x *comparer) levels(arm int) []scenarios.Effect {
	var list []scenarios.Effect
	for _, m := range measures {
		for _, when := range []string{scenarios.AtEnd, scenarios.OverPeriod} {
			e := x.place(arm, 0, m.column, when)
			e.Estimate = estimate(x.values(arm, 0, m.column, when), scenarios.MethodMeanRuns, column(m.column).Assumed)
			e.PerCent, e.Pairing = undefined(scenarios.MethodPerCent, e.N), scenarios.Number(math.NaN())
			list = append(list, e)
		}
	}
	return append(list, x.heads(arm)...)
}

// heads are the people of each occupation under the reference, in the main
// world: what tables weigh occupations with.
func (x *comparer) heads(arm int) []scenarios.Effect {
	var list []scenarios.Effect
	if arm != x.against || x.world > 0 {
		return nil
	}
	for g, key := range x.c.Groups {
		if key.By != "occupation" {
			continue
		}
		e := x.place(arm, g, "people", scenarios.OverPeriod)
		e.Estimate = estimate(x.values(arm, g, "people", scenarios.OverPeriod), scenarios.MethodMeanRuns, false)
		e.PerCent, e.Pairing = undefined(scenarios.MethodPerCent, e.N), scenarios.Number(math.NaN())
		list = append(list, e)
	}
	return list
}

// identical tells whether an arm is the reference in every bit, in every world.
func (x *comparer) identical(arm int) bool {
	for w := range x.c.Worlds {
		own, ref := x.c.Of(w, arm), x.c.Of(w, x.against)
		for i := range own {
			for m := range own[i].All {
				for k, v := range own[i].All[m] {
					if math.Float64bits(v) != math.Float64bits(ref[i].All[m][k]) {
						return false
					}
				}
			}
		}
	}
	return true
}
