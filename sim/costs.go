package sim

import (
	"github.com/atelier-sim/atelier/sim/num"
)

// costs gives each organisation its cost and price, and each domain its price
// index (equations 22 and 23). Labour per output of a cell is
// l = (1 - a)/(y J); unit cost = staff-weighted l, with heads that an agreement
// keeps, plus the cost of AI, of liability and of complying; price =
// cost^pass_through, and P the CES index of prices with base shares as weights.
//
// Source: Dixit and Stiglitz 1977 for prices, Brynjolfsson, Rock and Syverson
// 2021 for J; pass-through and the cost of AI are assumed.
var costs = Mechanism{
	Name: "costs", Asks: "What does a work cost my organisation?",
	Writes: []string{"Orgs.LnPrice", "Domains", "Occupations"},
	Orgs: func(w *World, lo, hi, worker int) {
		o, power := &w.Orgs, 1-w.Params.Markets.Substitution
		var now, base [Domains]float64
		levied := w.pulled(Licence) || w.pulled(AILevy)
		t := &w.tallies[worker]
		for f := lo; f < hi; f++ {
			x := w.lnPrice(f)
			o.LnPrice[f] = float32(x)
			s := o.BaseShare[f]
			base[o.Domain[f]] += s
			if x != 0 {
				s *= num.Exp(power * x)
			}
			now[o.Domain[f]] += s
			if levied {
				t.spent[w.mainOccupation(f)] += micro(w.spentUSD(f))
			}
		}
		for d := range w.Domains {
			t.prices[d][0] += fine(now[d])
			t.prices[d][1] += fine(base[d])
		}
	},
	Settle: func(w *World) {
		for o := range w.Occupations {
			sum := int64(0)
			gather(w, &sum, func(t *tally) *int64 { return &t.spent[o] })
			w.Occupations[o].SpentUSD = whole(sum)
		}
		for d := range w.Domains {
			var sum [2]int64 // now and at the start
			gather(w, &sum, func(t *tally) *[2]int64 { return &t.prices[d] })
			w.Domains[d].LnPrice = 0
			if now, base := sum[0], sum[1]; base > 0 && now != base {
				w.Domains[d].LnPrice = num.Log(float64(now)/float64(base)) / (1 - w.Params.Markets.Substitution)
			}
		}
	},
}

// lnPrice is theta ln(unit cost) of an organisation, 0 as long as nothing has
// changed since the start.
func (w *World) lnPrice(f int) float64 {
	o, p := &w.Orgs, &w.Params.Markets
	var labour, base float64
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		n := float64(w.Cells.Base[k])
		labour += n / w.Cells.yield(k)
		base += n
	}
	burden, kept := float64(o.Burden[f]), float64(o.Kept[f])
	if base == 0 || labour == base && o.Depth[f] == 0 && o.Stage[f] != Integrated && burden == 0 && kept == 0 {
		return 0
	}
	_, liable := w.liable()
	ai := float64(float64(p.AICost*float64(o.Depth[f])) * num.Exp(w.Market(o.Domain[f]).LnPrice))
	ai += float64(float64(w.Params.Liability.Cost*liable) * float64(o.Depth[f]))
	unit := float64((labour/base)*(1-float64(o.Automated[f]))*(1+kept))/w.jcurve(f) + ai + burden
	return float64(p.PassThrough * num.Log(unit))
}

// jcurve is J, the output lost while an organisation learns to work with AI:
// 1 - j_curve exp(-age/j_curve_months) from integration on.
func (w *World) jcurve(f int) float64 {
	if w.Orgs.Stage[f] != Integrated {
		return 1
	}
	p := &w.Params.Organisations
	return 1 - float64(p.JCurve*num.Exp(-float64(w.Orgs.Age[f])/p.JCurveMonths))
}

// spentUSD is what an organisation spends on AI in a month, in USD a row.
func (w *World) spentUSD(f int) float64 {
	o, pay := &w.Orgs, 0.0
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		pay += float64(float64(w.Cells.Staff[k]) * w.Occupations[w.Cells.Occupation[k]].WorkPriceUSD / workMarkup)
	}
	return pay * w.Params.Markets.AICost * float64(o.Depth[f])
}
