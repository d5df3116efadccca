package plots

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios"
)

// bill is what a payer paid for all policies of an arm over the period, in USD;
// it is undefined if there is no such bill.
func (l *ledger) bill(world string, p policy, payer string) Estimate {
	for i := range l.c.Bills {
		b := &l.c.Bills[i]
		if b.World == world && b.Arm == p.at && b.Policy == "" && b.Payer == payer {
			e := estimateOf(b.Estimate)
			e.Measure, e.Unit, e.Arm, e.World = payerNames[payer], "USD", p.key, world
			return e
		}
	}
	return Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN(), Measure: payerNames[payer], Unit: "USD", Arm: p.key, World: world}
}

// payerNames are what readers call who pays.
var payerNames = map[string]string{
	scenarios.PayerPublic: "Public", scenarios.PayerFirms: "Firms", scenarios.PayerLevyIn: "Levy, paid by users of AI",
	scenarios.PayerLevyOut: "Levy, paid out", scenarios.PayerBoth: "Public and firms",
}

// CostSum is the method of a cost that is added from two bills, since the
// comparison holds none for both payers.
const CostSum = "sum of two means; its low and high are the sums of theirs, at least as wide as a 95% interval"

// cost is what public and firms paid together. Where the comparison holds no
// such bill it is added from the two, ends and all: an interval that is too
// wide rather than too narrow.
func (l *ledger) cost(world string, p policy) Estimate {
	both := l.bill(world, p, scenarios.PayerBoth)
	if defined(both.Value) {
		return both
	}
	public, firms := l.bill(world, p, scenarios.PayerPublic), l.bill(world, p, scenarios.PayerFirms)
	switch {
	case !defined(public.Value) && !defined(firms.Value):
		return both
	case !defined(firms.Value):
		firms.Value, firms.Low, firms.High = 0, 0, 0
	case !defined(public.Value):
		public.Value, public.Low, public.High = 0, 0, 0
	}
	both.Value, both.Low, both.High = public.Value+firms.Value, public.Low+firms.Low, public.High+firms.High
	both.N, both.Method, both.Assumed = max(public.N, firms.N), CostSum, public.Assumed || firms.Assumed
	return both
}

// moneyUnit is the unit in which some amounts are read best.
func moneyUnit(values []Estimate) (unit float64, name string) {
	most := 0.0
	for _, e := range values {
		if defined(e.Value) {
			most = max(most, math.Abs(e.Value))
		}
	}
	switch {
	case most >= 1e9:
		return 1e9, "billion USD"
	case most >= 1e6:
		return 1e6, "million USD"
	case most >= 1e4:
		return 1e3, "thousand USD"
	}
	return 1, "USD"
}

// times is an estimate in another unit.
func (e Estimate) times(factor float64) Estimate {
	e.Value, e.Low, e.High = e.Value*factor, e.Low*factor, e.High*factor
	return e
}

// plain is an amount with its interval, without signs: "9.1 (8.8 to 9.4)".
func (e Estimate) plain() string {
	if !defined(e.Value) {
		return "not defined"
	}
	p := place(e.Value, e.Low, e.High)
	said := atPlace(e.Value, p)
	if defined(e.Low) && defined(e.High) && e.Low != e.High {
		said += " (" + atPlace(e.Low, p) + " to " + atPlace(e.High, p) + ")"
	}
	return said
}
