package sim

import (
	"slices"

	"github.com/atelier-sim/atelier/sim/num"
)

// costs gives each organisation its cost, its price and what its works are
// worth, and each domain the indices of both (equations 22, 23, 48 and 49).
// Labour per output of a cell is l = w (1 - a)/(y J), with w the wage as far as
// AI has moved it; unit cost = staff-weighted l, with heads that an agreement
// keeps, plus the cost of AI, of liability and of complying; price =
// cost^pass_through. A work is worth the more the better it is, (Q/Q0)^quality,
// and the less the more alike works have become,
//
//	v = (1 + A_f complement lift)^quality (1 - likeness (similarity - similarity of the start))
//
// where lift is what machines add to the mean quality of the staff's works, over
// the usual craft of the start: an organisation makes of it what it can absorb
// and what craft and technique give together. P is the CES index of prices and P/V
// that of prices over values, with base shares as weights. Without AI lift and
// the change in similarity are exactly 0, and so are ln v and ln w.
//
// Source: Dixit and Stiglitz 1977 for prices and for values that shift demand,
// Brynjolfsson, Rock and Syverson 2021 for J, Doshi and Hauser 2024 for works that
// grow alike; pass-through, the cost of AI and what quality and likeness are worth
// are assumed.
var costs = Mechanism{
	Name: "costs", Asks: "What does a work cost my organisation, and what is it worth?",
	Writes: []string{"Orgs.LnPrice", "Orgs.LnValue", "Domains", "Occupations"},
	Begin:  (*World).wagesOfAI,
	Orgs: func(w *World, lo, hi, worker int) {
		o, p := &w.Orgs, &w.Params.Markets
		power := 1 - p.Substitution
		var sums [Domains][priceSums]float64
		levied := w.pulled(Licence) || w.pulled(AILevy)
		t, works := &w.tallies[worker], w.newPricing(worker)
		costs, lifts, likes := &t.room.lists[0], &t.room.lists[1], &t.room.lists[2] // their logs, and then the indices
		n := hi - lo
		for i := range n {
			costs[i] = works.unit(lo + i)
			lifts[i], likes[i] = works.worth(lo + i)
		}
		num.Logs(costs[:n])
		num.Log1ps(lifts[:n])
		for i := range n {
			x, v := float64(p.PassThrough*costs[i]), float64(p.Quality*lifts[i])+likes[i]
			o.LnPrice[lo+i], o.LnValue[lo+i] = float32(x), float32(v)
			costs[i], lifts[i] = power*x, power*(x-v)
		}
		num.Exps(costs[:n])
		num.Exps(lifts[:n])
		for f := lo; f < hi; f++ {
			s, share := &sums[o.Domain[f]], o.BaseShare[f]
			s[pricesBase] += share
			s[pricesNow] += float64(share * costs[f-lo])
			s[pricesWorth] += float64(share * lifts[f-lo])
			if levied {
				t.spent[w.mainOccupation(f)] += micro(w.spentUSD(f))
			}
		}
		for d := range w.Domains {
			for k, x := range sums[d] {
				t.prices[d][k] += fine(x)
			}
		}
	},
	Settle: func(w *World) {
		for o := range w.Occupations {
			sum := int64(0)
			gather(w, &sum, func(t *tally) *int64 { return &t.spent[o] })
			w.Occupations[o].SpentUSD = whole(sum)
		}
		for d := range w.Domains {
			var sum [priceSums]int64
			gather(w, &sum, func(t *tally) *[priceSums]int64 { return &t.prices[d] })
			price := w.priceIndex(sum[pricesNow], sum[pricesBase])
			w.Domains[d].LnPrice = price
			w.Domains[d].LnValue = price - w.priceIndex(sum[pricesWorth], sum[pricesBase])
		}
	},
}

// The sums over the organisations of a domain of which its indices are made, in
// shares of the start.
const (
	pricesBase  = iota // as they are
	pricesNow          // times p^(1 - sigma)
	pricesWorth        // times (p/v)^(1 - sigma)
	priceSums
)

// priceIndex is the log of a CES index (equation 23), 0 as long as nothing has
// changed since the start.
func (w *World) priceIndex(now, base int64) float64 {
	if base == 0 || now == base {
		return 0
	}
	return num.Log(float64(now)/float64(base)) / (1 - w.Params.Markets.Substitution)
}

// wagesOfAI renews what AI has changed of wages, by the rules of pay: through
// output, and through those who lost work to AI and look for other work
// (equation 49). The rest of a wage moves without AI too, and the exogenous index
// is that of the record: what wages did to employment is in it already.
func (w *World) wagesOfAI() {
	p := &w.Params.Pay
	for i := range w.Occupations {
		o := &w.Occupations[i]
		share := 0.0
		if o.Unemployed > 0 {
			share = float64(o.Displaced) / float64(o.Unemployed)
		}
		o.DisplacedShare = toward(o.DisplacedShare, share, p.Adjust)
		target := float64(p.PassThrough * o.LnYield)
		if o.DisplacedShare > 0 {
			target += float64(p.WageCurve * num.Log1p(-min(0.99, o.DisplacedShare)))
		}
		o.LnWageAI = toward(o.LnWageAI, target, p.Adjust)
	}
}

// A pricing holds what costs and values need of a month, by occupation, for
// loops over many organisations.
type pricing struct {
	w     *World
	wage  [Occupations]float64 // as far as AI has moved it, against the start
	like  [Occupations]float64 // ln of what the likeness of works leaves of their value
	usual [Occupations]float64 // quality of works at the start
	ai    [Domains]float64     // price of AI, against that without levies
	byAge []float64            // J
}

func (w *World) newPricing(worker int) (s pricing) {
	s.w, s.byAge = w, w.jcurves(worker)
	human := 1 - w.Params.Production.Similarity // variety of the start
	for i := range w.Occupations {
		o := &w.Occupations[i]
		s.wage[i], s.usual[i] = 1, o.CraftBase
		if o.LnWageAI != 0 {
			s.wage[i] = num.Exp(o.LnWageAI)
		}
		if o.Variety > 0 && o.Variety != human { // 0 before anybody has measured
			s.like[i] = num.Log1p(-float64(w.Params.Markets.Likeness * (human - o.Variety)))
		}
	}
	for d := range s.ai {
		s.ai[d] = num.Exp(w.Market(uint8(d)).LnPrice)
	}
	return s
}

// unit is the unit cost of an organisation, 1 as long as nothing has changed since
// the start.
func (s *pricing) unit(f int) float64 {
	w := s.w
	o, p := &w.Orgs, &w.Params.Markets
	var labour, base float64
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		n := float64(w.Cells.Base[k])
		labour += float64(n*s.wage[w.Cells.Occupation[k]%Occupations]) / w.Cells.yield(k)
		base += n
	}
	burden, kept := float64(o.Burden[f]), float64(o.Kept[f])
	if base == 0 || labour == base && o.Depth[f] == 0 && o.Stage[f] != Integrated && burden == 0 && kept == 0 {
		return 1
	}
	_, liable := w.liable()
	ai := float64(float64(p.AICost*float64(o.Depth[f])) * s.ai[o.Domain[f]])
	ai += float64(float64(w.Params.Liability.Cost*liable) * float64(o.Depth[f]))
	return float64((labour/base)*(1-float64(o.Automated[f]))*(1+kept))/w.jcurve(f, s.byAge) + ai + burden
}

// worth is what an organisation makes of the lift of its works, and the log of what
// their likeness to others leaves of their value (equation 48), weighted by heads of the
// start: ln v = quality ln(1 + lift) + like.
func (s *pricing) worth(f int) (lifted, likened float64) {
	w := s.w
	o := &w.Orgs
	var lift, like, base float64
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		n, occ := float64(w.Cells.Base[k]), w.Cells.Occupation[k]%Occupations
		base += n
		like += float64(n * s.like[occ])
		if x := w.Cells.lift(k); x != 0 && s.usual[occ] > 0 {
			lift += float64(n * (x / s.usual[occ]))
		}
	}
	if base == 0 {
		return 0, 0
	}
	absorbs := float64(float64(o.Absorptive[f]) * float64(o.Complement[f]))
	return float64(absorbs * (lift / base)), like / base
}

// jcurve is J, the output lost while an organisation learns to work with AI:
// 1 - j_curve exp(-age/j_curve_months) from integration on; byAge lists the usual ones.
func (w *World) jcurve(f int, byAge []float64) float64 {
	age := int(w.Orgs.Age[f])
	switch {
	case w.Orgs.Stage[f] != Integrated:
		return 1
	case age < len(byAge):
		return byAge[age]
	}
	p := &w.Params.Organisations
	return 1 - float64(p.JCurve*num.Exp(-float64(age)/p.JCurveMonths))
}

// jcurves lists J by age, as far as an organisation can have come since the first
// release, in a worker's room for it.
func (w *World) jcurves(worker int) []float64 {
	p, t := &w.Params.Organisations, &w.tallies[worker].room
	n := max(0, w.Month-FirstRelease) + 2
	t.jcurves = slices.Grow(t.jcurves[:0], n)[:n]
	for age := range t.jcurves {
		t.jcurves[age] = -float64(age) / p.JCurveMonths
	}
	num.Exps(t.jcurves)
	for age, x := range t.jcurves {
		t.jcurves[age] = 1 - float64(p.JCurve*x)
	}
	return t.jcurves
}

// spentUSD is what an organisation spends on AI in a month, in USD a row.
func (w *World) spentUSD(f int) float64 {
	o, pay := &w.Orgs, 0.0
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		pay += float64(float64(w.Cells.Staff[k]) * w.Occupations[w.Cells.Occupation[k]].WorkPriceUSD / workMarkup)
	}
	return pay * w.Params.Markets.AICost * float64(o.Depth[f])
}
