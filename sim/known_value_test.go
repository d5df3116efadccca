package sim

import (
	"math"
	"testing"
)

// alike makes every member of staff the same: skill, craft and trust one half, as the
// factory has the first two, all organisations as good at making something of it, A = 0.6 and
// complement 0.9, and works of an occupation by so much more alike than at the start.
func (w *World) alike(similarity float64) {
	for f := range w.Orgs.Absorptive {
		w.Orgs.Absorptive[f], w.Orgs.Complement[f] = 0.6, 0.9
	}
	for i := range w.People {
		w.Creatives.Trust[i] = 0.5
	}
	for o := range w.Occupations {
		w.Occupations[o].CraftBase, w.Occupations[o].Variety = 0.4, 1-w.Params.Production.Similarity-similarity
	}
}

// knownLift is what machines add to quality at depth m in the factory, equation 18 at
// skill and craft one half, over a usual craft of 0.4.
func (w *World) knownLift(m float64) float64 {
	p := w.Params.Production
	return m * 0.8 * (p.QualityGain*0.5*0.7 - p.ErrorLoss*0.5) / 0.4 // reliability is 0 in the factory
}

// Jobs follow hours^(1 - eps theta) x value^eps: where every organisation makes works
// that are worth more, in the measure in which it absorbs what its staff does better,
// heads rise as if works had become cheaper; where works grow alike they fall.
func TestJobsFollowValueToTheElasticity(t *testing.T) {
	for _, likeness := range []float64{0, 0.8} {
		w := factory(func(int) float64 { return 0.9 }, occupations(2), firms(12), tuned(func(p *Params) {
			m := &p.Markets
			m.PassThrough, m.Quality, m.Likeness = 0.8, 1.5, likeness
			m.ElasticityVisualArt, m.ElasticityDesign = 0.6, 1.4
			p.Production.ErrorLoss = 0.1
		}))
		w.alike(0.05)
		run(w, 2)
		value := 1.5*math.Log1p(0.6*0.9*w.knownLift(0.9)) + math.Log1p(-likeness*0.05)
		if math.Abs(value) < 0.02 {
			t.Fatalf("works are worth %v logs more only", value)
		}
		for f := range w.Orgs.LnValue {
			within(t, "worth of an organisation's works", float64(w.Orgs.LnValue[f]), value, 1e-4)
		}
		hours := math.Log(1 / w.knownYield(0.9))
		for k, star := range w.Cells.Star {
			d := w.Orgs.Domain[w.Cells.Organisation[k]]
			eps := [2]float64{0.6, 1.4}[d]
			within(t, "worth of a domain's works", w.Domains[d].LnValue, value, 1e-4)
			within(t, "heads wanted over heads before", math.Log(float64(star/w.Cells.Base[k])), (1-eps*0.8)*hours+eps*value, 2e-4)
		}
	}
}

// Shares settle where those of logit demand do: s0 (p/v)^(1 - sigma) over their sum.
// Half of the organisations make better works and no other difference.
func TestSharesSettleAtPriceOverValue(t *testing.T) {
	w := factory(func(f int) float64 { return 0.2 + 0.7*float64(f/2%2) }, tuned(func(p *Params) { p.Markets.Quality, p.Production.ErrorLoss = 2, 0.1 }))
	w.alike(0)
	run(w, 400)
	sigma := w.Params.Markets.Substitution
	sums := make([]float64, len(w.Domains))
	worth := func(f int) float64 {
		m := 0.2 + 0.7*float64(f/2%2)
		return math.Exp(2*math.Log1p(0.54*w.knownLift(m))) * math.Pow(w.knownYield(m), w.Params.Markets.PassThrough)
	}
	for f, d := range w.Orgs.Domain {
		sums[d] += w.Orgs.BaseShare[f] * math.Pow(worth(f), sigma-1)
	}
	for f, d := range w.Orgs.Domain {
		known := w.Orgs.BaseShare[f] * math.Pow(worth(f), sigma-1) / sums[d]
		within(t, "share", w.Orgs.BaseShare[f]*math.Exp(float64(w.Orgs.LnShare[f])-w.Domains[d].LnShares), known, 2e-5)
		within(t, "price over worth of the domain", math.Exp(w.Domains[d].lnDear()), math.Pow(sums[d], 1/(1-sigma)), 1e-4)
	}
	if low, high := w.Orgs.LnShare[0], w.Orgs.LnShare[2]; !(high > low+0.05) {
		t.Errorf("better works bring a share of %v, others %v", high, low)
	}
}

// An organisation makes more of the same staff when it absorbs more and when craft and
// technique go together; errors that nobody catches make its works worth less.
func TestValueRisesWithAbsorptionAndComplement(t *testing.T) {
	last := math.Inf(-1)
	for _, c := range []struct{ absorptive, complement float32 }{{0, 1}, {0.3, 0.8}, {0.3, 1}, {0.7, 0.9}, {1, 1}} {
		w := factory(func(int) float64 { return 0.9 }, tuned(func(p *Params) { p.Markets.Quality, p.Production.ErrorLoss = 1, 0.1 }))
		w.alike(0)
		for f := range w.Orgs.Absorptive {
			w.Orgs.Absorptive[f], w.Orgs.Complement[f] = c.absorptive, c.complement
		}
		run(w, 1)
		x := float64(w.Orgs.LnValue[0])
		within(t, "worth", x, math.Log1p(float64(c.absorptive*c.complement)*w.knownLift(0.9)), 1e-4)
		if !(x > last) {
			t.Errorf("with %+v works are worth %v, after %v", c, x, last)
		}
		last = x
	}
	w := factory(func(int) float64 { return 0.9 }, tuned(func(p *Params) { p.Markets.Quality, p.Production.ErrorLoss, p.Production.QualityGain = 1, 0.5, 0 }))
	w.alike(0)
	run(w, 1)
	if x := w.Orgs.LnValue[0]; !(x < 0) {
		t.Errorf("with errors alone works are worth %v logs more", x)
	}
}

// What AI changes of a wage settles at pass_through ln y + wage_curve ln(1 - displaced):
// what the pay mechanism makes of the same unemployment with the displaced and
// without. It enters the cost of a work by the heads of each occupation.
func TestWagesOfAIEnterCosts(t *testing.T) {
	w := factory(func(int) float64 { return 0 }, with(func(w *World) { delete(w.Without, "pay") }), tuned(func(p *Params) { p.Pay.PassThrough = 0.5 }))
	other := w.Clone()
	for o := range w.Occupations {
		occ, without := &w.Occupations[o], &other.Occupations[o]
		occ.Employed, occ.Unemployed, occ.Displaced, occ.LnYield = 40000, 3000+500*int64(o), 1000, 0.1*float64(o)
		without.Employed, without.Unemployed = occ.Employed+1000, occ.Unemployed-1000
	}
	run(w, 800)
	run(other, 800)
	for o := range w.Occupations {
		occ := &w.Occupations[o]
		known := 0.5*occ.LnYield + w.Params.Pay.WageCurve*math.Log1p(-1000/float64(occ.Unemployed))
		within(t, "part of the wage", occ.LnWageAI, known, 1e-9)
		within(t, "difference of wages", occ.LnWage-other.Occupations[o].LnWage, known, 2e-4)
		within(t, "without AI", other.Occupations[o].LnWageAI, 0, 0)
	}
	for f := range w.Orgs.LnPrice {
		heads, cost := 0.0, 0.0
		for k := w.Orgs.FirstCell[f]; k < w.Orgs.FirstCell[f+1]; k++ {
			heads += float64(w.Cells.Base[k])
			cost += float64(w.Cells.Base[k]) * math.Exp(w.Occupations[w.Cells.Occupation[k]].LnWageAI)
		}
		within(t, "log price", float64(w.Orgs.LnPrice[f]), w.Params.Markets.PassThrough*math.Log(cost/heads), 1e-6)
	}
}

// Without AI works are worth what they were and wages move by themselves alone, to the
// bit, whatever quality and likeness are worth and however many organisations close:
// people, jobs and markets go the same way.
func TestWithoutAINothingIsWorthMore(t *testing.T) {
	var want uint64
	for i, c := range []struct{ quality, likeness, closing float64 }{{0, 0, 0}, {2, 1, 0.129}, {1, 0.3, 0.15}} {
		w := busy(1500, tuned(func(p *Params) {
			p.Technology.Access, p.Markets.Quality, p.Markets.Likeness, p.Organisations.Closing = 0, c.quality, c.likeness, c.closing
		}))
		play(t, w, 30)
		for f := range w.Orgs.LnValue {
			within(t, "worth of works", float64(w.Orgs.LnValue[f]), 0, 0)
		}
		for d := range w.Domains {
			within(t, "worth of a domain's works", w.Domains[d].LnValue, 0, 0)
		}
		d := digest(0)
		w.Creatives.each(func(c column) { d.mix(c.hash()) })
		w.Cells.each(func(c column) { d.mix(c.hash()) })
		if i == 0 {
			want = uint64(d)
		} else if uint64(d) != want {
			t.Errorf("with %+v people and jobs go another way", c)
		}
	}
}
