package sim

import (
	"math"
	"testing"
)

// bazaar is a freelance market alone: nobody comes, nobody goes, and all work
// at depth m with capability 0.8, skill and craft one half.
func bazaar(m float64, options ...option) *World {
	w := lab(1200, append([]option{people(0, 1), capable(0.8), only("production", "freelancers"), tuned(still)}, options...)...)
	for i := range w.People {
		w.Creatives.Skill[i], w.Creatives.Craft[i], w.Creatives.Depth[i] = 0.5, 0.5, float32(m)
	}
	for o := range w.Occupations {
		w.Occupations[o].EntryBase, w.Occupations[o].EntrantsBase = 0, 0
	}
	return w
}

// The price of an order settles where
//
//	ln p (1 + e eta) = theta ln h + e (ln(1 - b) - ln capacity) - g b,
//
// capacity having grown by 1/h, and orders at X0 p^-eta (1 - b).
func TestOrderPriceSettlesAtItsFixedPoint(t *testing.T) {
	for _, m := range []float64{0, 0.8} {
		w := bazaar(m)
		p := w.Params.Freelancers
		for i := range w.Occupations {
			w.Occupations[i].Bypass = 0.15 * float64(i)
		}
		run(w, 300)
		hours := 1 / w.knownYield(m)
		for i := range w.Occupations {
			o := &w.Occupations[i]
			b := 0.15 * float64(i)
			right := p.PassThrough*math.Log(hours) + p.Excess*(math.Log(1-b)+math.Log(hours)) - p.Substitute*b
			known := right / (1 + p.Excess*p.PriceElasticity)
			within(t, "log price of an order", o.LnOrderPrice, known, 1e-6)
			within(t, "orders", o.Orders/o.OrderBase, math.Exp(-p.PriceElasticity*known)*(1-b), 1e-6)
		}
	}
}

// What clients pay is what freelancers get: with even months and no smoothing
// incomes add up to orders times price, shared by weight.
func TestFreelancersGetWhatClientsPay(t *testing.T) {
	w := bazaar(0.6, tuned(func(p *Params) { p.Freelancers.Lumpiness, p.Freelancers.Smoothing = 0, 1 }))
	for i := range w.Occupations {
		w.Occupations[i].Bypass = 0.1
	}
	run(w, 5)
	for i := range w.Occupations {
		o := &w.Occupations[i]
		income := 0.0
		for r := w.OccStart[i]; r < w.OccStart[i+1]; r++ {
			income += w.Creatives.Pay[r]
		}
		paid := o.Orders * o.OrderPriceUSD * math.Exp(o.LnOrderPrice)
		within(t, "incomes over payments", income/paid, 1, 1e-6)
	}
}

// Of two freelancers of like potential the one whose works are better by a
// factor gets more orders by that factor to the power of talent_exponent.
func TestOrdersGoByQuality(t *testing.T) {
	w := bazaar(0, tuned(func(p *Params) {
		p.Freelancers.Lumpiness, p.Freelancers.Smoothing, p.Pay.CraftPay = 0, 1, 0
	}))
	c := &w.Creatives
	better := float32(0.5)
	for i := range w.People {
		c.Potential[i] = 3000
		if i%2 == 0 {
			c.Depth[i] = better
		}
	}
	for o := range w.Occupations {
		w.Occupations[o].Reliability = 0.9
	}
	run(w, 1)
	p := w.Params.Production
	ratio := (0.5 + 0.5*0.8*(p.QualityGain*0.5*0.7-p.ErrorLoss*0.1*0.5)) / 0.5
	within(t, "ratio of incomes", c.Pay[0]/c.Pay[1], math.Pow(ratio, w.Params.Freelancers.TalentExponent), 1e-6)
}

// Organisations that keep staff take orders back, but never more than leaves
// freelancers a fifth; newcomers follow income up to its threefold.
func TestOrdersAndEntryHaveTheirBounds(t *testing.T) {
	w := bazaar(0)
	o, p := &w.Occupations[0], w.Params.Freelancers
	for _, c := range []struct{ kept, orders float64 }{{0, 1}, {0.5, 1 - 0.5*p.Leakage}, {10, 0.2}} {
		o.LnOrderPrice, o.Kept = 0, c.kept*o.OrderBase
		w.orderBooks()
		within(t, "orders", o.Orders/o.OrderBase, c.orders, 1e-12)
	}
	o.EntryBase = 1000
	for _, c := range [][2]float64{{1, 1}, {0.5, 0.5}, {3, 3}, {7, 3}} {
		o.IncomeRatio = c[0]
		within(t, "who enters", float64(w.entry(0, 0, 0)), 1000*math.Pow(c[1], p.Entry), 1)
	}
}

// Loss of work to AI strikes freelancers with chance l a month, and is
// forgotten with chance m: the share who remember settles at l/(l + m - l m).
func TestLostWorkIsRememberedForAWhile(t *testing.T) {
	const n, bypass = 4000, 0.6
	w := bazaar(0, func(p *plan) { p.people = n })
	for o := range w.Occupations {
		w.Occupations[o].Bypass = bypass
	}
	run(w, 120)
	l, m := w.Params.Freelancers.LostWork*bypass, w.Params.Freelancers.LostMemory
	known, got := l/(l+m-l*m), 0.0
	for _, f := range w.Creatives.Flags {
		got += share01(f&LostWork != 0) / n
	}
	unsurprising(t, "who lost work", got, known, math.Sqrt(known*(1-known)/n))
}

// Freelancers under their reservation income are patient for some months, then
// leave at 10 % a month, half of them to look for a job.
func TestPoorFreelancersLoseTheirPatience(t *testing.T) {
	const n = 8000
	w := bazaar(0, func(p *plan) { p.people = n }, tuned(func(p *Params) { p.Freelancers.Leave = 0.1 }))
	for o := range w.Occupations {
		w.Occupations[o].OrderBase /= 100 // hardly an order is left
	}
	for i := range w.Creatives.Pay {
		w.Creatives.Pay[i] = 0
	}
	p := w.Params.Freelancers
	for month := 1; month <= 12; month++ {
		before := 0.0
		for _, s := range w.Creatives.State {
			before += share01(s == Freelancing)
		}
		w.Step()
		left, jobless := 0.0, 0.0
		for o := range w.Occupations {
			left += float64(w.Flows[o][FlowExitsIncome])
		}
		for _, s := range w.Creatives.State {
			jobless += share01(s == Unemployed)
		}
		if float64(month) < p.PatienceMonths {
			within(t, "leavers in a month of patience", left+jobless, 0, 0)
		} else if month == 12 {
			chance := 0.1 * (1 - p.SeekJob)
			unsurprising(t, "leavers", left/before, chance, math.Sqrt(chance*(1-chance)/before))
		}
	}
}

// The exogenous index is read at its month, and its last value stands beyond
// the table.
func TestExogenousIndexIsReadAtItsMonth(t *testing.T) {
	w := bazaar(0)
	index := []float64{1, 1.1, 0.8, 0.9}
	for o := range w.Occupations {
		w.Occupations[o].Index = index
	}
	w.Params.Freelancers.PriceRate = 0
	for month := range 8 {
		run(w, 1)
		for o := range w.Occupations {
			within(t, "orders", w.Occupations[o].Orders/w.Occupations[o].OrderBase, index[min(month, 3)], 1e-12)
		}
	}
}
