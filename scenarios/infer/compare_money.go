package infer

import (
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// bills are who pays in an arm over the period: each policy, then all of it,
// and the levies by who bears them.
func (x *reader) bills(arm int) []scenarios.Bill {
	var list []scenarios.Bill
	outcomes := x.c.Of(x.world, arm)
	add := func(name, payer, label string, sum func(*ensemble.Outcome) (now, discounted float64)) {
		values, later := make([]float64, len(outcomes)), make([]float64, len(outcomes))
		for i, o := range outcomes {
			values[i], later[i] = sum(o)
		}
		b := scenarios.Bill{Estimate: x.estimate(values, scenarios.MethodMeanRuns, x.rests(arm, sim.MeasureOf(flowOf(payer)))), Policy: name, Payer: payer, Label: label, Discounted: x.mean(later)}
		b.Place = x.money(arm)
		list = append(list, b)
	}
	for k, b := range outcomes[0].Bills {
		for _, payer := range []string{scenarios.PayerPublic, scenarios.PayerFirms} {
			add(b.Policy, payer, policy.Find(b.Policy).Title, func(o *ensemble.Outcome) (now, discounted float64) { return spent(o.Bills[k:k+1], payer) })
		}
	}
	for _, of := range [][2]string{{scenarios.PayerPublic, "Public outlay"}, {scenarios.PayerFirms, "Organisations' cost of complying"}, {scenarios.PayerBoth, "Public outlay and organisations' cost"}} {
		add("", of[0], of[1], func(o *ensemble.Outcome) (now, discounted float64) { return spent(o.Bills, of[0]) })
	}
	for _, of := range [][2]string{{scenarios.PayerLevyIn, "Levies on AI"}, {scenarios.PayerLevyOut, "Paid out of levies to freelancers"}} {
		add("", of[0], of[1], func(o *ensemble.Outcome) (now, discounted float64) { return x.flow(o, flowOf(of[0])) })
	}
	for k, who := range []string{scenarios.PayerCreatives, scenarios.PayerOrganisations, scenarios.PayerClients} {
		add("", who, "Levies borne by "+strings.TrimPrefix(who, "levy_"), func(o *ensemble.Outcome) (now, discounted float64) { return o.LevyUSD[k], math.NaN() })
	}
	return list
}

// spent is what policies cost a payer, as it is and discounted.
func spent(bills []ensemble.Bill, payer string) (now, discounted float64) {
	for _, b := range bills {
		usd, later := b.Public, b.PublicNow
		switch payer {
		case scenarios.PayerFirms:
			usd, later = b.Firms, b.FirmNow
		case scenarios.PayerBoth:
			usd, later = usd+b.Firms, later+b.FirmNow
		}
		now, discounted = now+usd, discounted+later
	}
	return now, discounted
}

// flow is the sum of a column over the period, as it is and discounted.
func (x *reader) flow(o *ensemble.Outcome, column string) (now, discounted float64) {
	k := sim.ColumnIndex(column)
	all := x.c.Read(o.All)
	for m := x.c.Start; m < len(all); m++ {
		now += all[m][k]
		discounted += float64(all[m][k] * ensemble.Discounted(m))
	}
	return now, discounted
}

// flowOf is the measure that a payer's sum is of, but for who bears it.
func flowOf(payer string) string {
	switch payer {
	case scenarios.PayerPublic, scenarios.PayerBoth:
		return "public_cost_usd"
	case scenarios.PayerFirms:
		return "firm_cost_usd"
	case scenarios.PayerLevyOut:
		return "levy_paid_usd"
	}
	return "levy_receipts_usd"
}

// money is the place of an amount of an arm over the period.
func (x *reader) money(arm int) finding.Place {
	return finding.Place{Arm: x.c.Arms[arm].Name, World: x.c.Worlds[x.world], When: finding.OverPeriod, Unit: "2024 USD"}
}

// kinds are the effects that a cost is set against, over the period.
var kinds = []struct{ kind, label, measure string }{
	{"job-year", "Cost of a year of work", sim.AtWork},
	{"employee-year", "Cost of an employee's year of work", "employed"},
	{"trained", "Cost of a course taken", "courses"},
	{"income-usd", "Cost of a dollar of freelancers' income", sim.Received},
}

// gains are what an arm brings in a measure over the period, by replicate: of
// people their years.
func (x *reader) gains(arm int, measure string) []float64 {
	if measure == sim.Received {
		return minus(x.income(arm), x.income(x.against))
	}
	m := sim.MeasureOf(measure)
	d := minus(x.values(arm, 0, m, finding.OverPeriod), x.values(x.against, 0, m, finding.OverPeriod))
	if !m.Flow() {
		for i := range d {
			d[i] *= x.months() / 12
		}
	}
	return d
}

// income is what freelancers earn and are given over the period, in USD.
func (x *reader) income(arm int) []float64 {
	list := x.c.Of(x.world, arm)
	received, freelancers := sim.MeasureOf(sim.Received), sim.MeasureOf("freelancing")
	out := make([]float64, len(list))
	for i, o := range list {
		all := x.c.Read(o.All)
		for m := x.c.Start; m < len(all); m++ {
			if n := freelancers.In(all[m]); n > 0 {
				out[i] += float64(n * received.In(all[m]))
			}
		}
	}
	return out
}

// ratios are costs per effect: of the public alone, and with organisations. With a focus
// there are none: costs are those of a whole policy, effects are not.
func (x *reader) ratios(arm int) []scenarios.Ratio {
	if x.c.Options.Focus != "" {
		return nil
	}
	var list []scenarios.Ratio
	outcomes, ref := x.c.Of(x.world, arm), x.c.Of(x.world, x.against)
	for _, payer := range []string{scenarios.PayerPublic, scenarios.PayerBoth} {
		cost := make([]float64, len(outcomes))
		for i := range outcomes {
			own, _ := spent(outcomes[i].Bills, payer)
			other, _ := spent(ref[i].Bills, payer)
			cost[i] = own - other
		}
		for _, k := range kinds {
			r := scenarios.Ratio{Kind: k.kind, Label: k.label, Payer: payer}
			if k.kind == "trained" && !trains(x.c.Arms[arm]) {
				r.Estimate, r.Why = finding.Undefined(scenarios.Method(scenarios.MethodRatio, x.sets), len(cost)), "no policy in it trains"
			} else {
				r.Estimate, r.Why = x.ratio(cost, x.gains(arm, k.measure), len(x.arms)-1)
			}
			r.Place, r.Assumed = x.money(arm), x.rests(arm, sim.MeasureOf(k.measure)) || x.rests(arm, sim.MeasureOf(flowOf(payer)))
			list = append(list, r)
		}
	}
	return list
}

// trains tells whether a policy of an arm pulls a lever of training.
func trains(s *scenarios.Scenario) bool {
	levers := []sim.Lever{sim.FeeSubsidy, sim.Provision, sim.Retraining}
	return slices.ContainsFunc(s.Policies, func(x policy.Setting) bool {
		return slices.ContainsFunc(policy.Find(x.Policy).Design.Pulls, func(p sim.Pull) bool { return slices.Contains(levers, p.Lever) })
	})
}

// ratio is mean cost over mean gain. It is not defined where the gain, one of so many
// looked at, could be luck or, over an ensemble, a loss; nor where it is a loss, which
// no cost buys.
func (x *reader) ratio(cost, gain []float64, looks int) (finding.Estimate, string) {
	n := len(gain)
	c, g := x.estimate(cost, "", false), x.estimate(gain, "", false)
	no := finding.Undefined(scenarios.Method(scenarios.MethodRatio, x.sets), n)
	no.Sets, no.Pairs = g.Sets, g.Pairs
	switch {
	case c.Value == 0 && c.Verdict() == finding.Absent:
		return no, scenarios.CostsNothing
	case n < 2:
		return no, "one run cannot tell"
	case g.Verdict() == finding.Absent:
		return no, "no effect"
	case !g.SureAmong(looks) && x.sets != nil && !g.ByLuck(looks):
		return no, "the effect could be either way"
	case !g.SureAmong(looks):
		return no, "the effect could be luck"
	case g.Value < 0:
		return no, "the effect is a loss"
	}
	no.Value = c.Value / g.Value
	if x.sets != nil {
		return x.ratioOfSets(cost, gain, no, g.Value)
	}
	return fieller(cost, gain, no), ""
}

// ratioOfSets is a ratio with the 5 and 95 % quantiles of that of each set; in a set
// whose gain is a loss no cost buys anything, and then there is no upper end. The dice
// are those of cost - ratio x gain in each set, over the mean gain: how the ratio moves
// with both, to the first order.
func (x *reader) ratioOfSets(cost, gain []float64, e finding.Estimate, mean float64) (finding.Estimate, string) {
	each, rest := make([]float64, len(gain)), make([]float64, len(gain))
	for i := range gain {
		if each[i] = cost[i] / gain[i]; gain[i] <= 0 {
			each[i] = math.Inf(1)
		}
		rest[i] = (cost[i] - float64(e.Value*gain[i])) / mean
	}
	ends, dice := table.Estimate(each, x.sets), table.Estimate(rest, x.sets)
	if !ends.Bounded() {
		return finding.Undefined(e.Method, e.N), "in some parameter sets the effect is a loss"
	}
	e.Low, e.High, e.Dice, e.Above, e.Below = ends.Low, ends.High, dice.Dice, ends.Above, ends.Below
	return e, ""
}

// fieller gives a ratio of means the interval of Fieller (1954, Journal of the Royal
// Statistical Society B 16, 175-185) for paired values: all R for which the mean of
// cost - R gain cannot be told from zero. The gain is more than luck, or that set may
// have no ends.
func fieller(cost, gain []float64, e finding.Estimate) finding.Estimate {
	n := len(gain)
	c, g := average(cost), average(gain)
	t := table.T95(n - 1)
	size := float64(n)
	squared := float64(t * t)
	cc, gg, cg := table.Variance(cost)/size, table.Variance(gain)/size, covariance(cost, gain)/size
	a := float64(g*g) - float64(squared*gg)
	b := float64(c*g) - float64(squared*cg)
	k := float64(c*c) - float64(squared*cc)
	root := math.Sqrt(max(0, float64(b*b)-float64(a*k)))
	e.Low, e.High = (b-root)/a, (b+root)/a
	return e
}

// covariance is that of a sample, with n-1 degrees of freedom: the same bits on
// every machine, since comparison.json holds what comes of it.
func covariance(x, y []float64) float64 {
	mx, my := average(x), average(y)
	sum := 0.0
	for i := range x {
		sum += float64((x[i] - mx) * (y[i] - my))
	}
	return sum / float64(len(x)-1)
}
