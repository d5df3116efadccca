package plots

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// bill is what a payer paid for all policies of an arm over the period, in USD;
// it is undefined if there is no such bill.
func (b *book) bill(world string, p policy, payer string) finding.Estimate {
	e := finding.Undefined("", 0)
	if x := b.Study.Bill(world, p.key, "", payer); x != nil {
		e = x.Estimate
	}
	e.Label, e.Unit, e.Arm, e.World = payerNames[payer], "USD", p.key, world
	return e
}

// payerNames are what readers call who pays.
var payerNames = map[string]string{
	scenarios.PayerPublic: "Public", scenarios.PayerFirms: "Firms", scenarios.PayerLevyIn: "Levy, paid by users of AI",
	scenarios.PayerLevyOut: "Levy, paid out", scenarios.PayerBoth: "Public and firms",
}

// cost is what public and firms paid together.
func (b *book) cost(world string, p policy) finding.Estimate {
	return b.bill(world, p, scenarios.PayerBoth)
}

// largestOf is the size of the largest of some values that are defined.
func largestOf(values []finding.Estimate) float64 {
	most := 0.0
	for _, e := range values {
		if finding.Defined(e.Value) {
			most = max(most, math.Abs(e.Value))
		}
	}
	return most
}

// moneyUnit is the unit in which some amounts are read best.
func moneyUnit(values []finding.Estimate) (unit float64, name string) {
	most := largestOf(values)
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

// amount is an amount in a unit as a figure writes it, without the unit's name.
func amount(e finding.Estimate, unit float64) string {
	e = e.Scaled(1 / unit)
	if e.Unit = ""; !finding.Defined(e.Value) {
		return "not defined"
	}
	if e.Low == e.High {
		e.Low, e.High = math.NaN(), math.NaN()
	}
	return e.Text(finding.Unsigned)
}
