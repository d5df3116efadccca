package sim

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// A price is the cost of a work to the power of theta: labour left after
// automation, over the loss of learning, and AI with its levy.
func TestPriceIsCostOfLabourAndAI(t *testing.T) {
	w := mixed(2000, "policy", "costs")
	run(w, 1)
	o, p := &w.Orgs, w.Params.Markets
	for f := range o.LnPrice {
		j := 1 - w.Params.Organisations.JCurve*math.Exp(-float64(o.Age[f])/w.Params.Organisations.JCurveMonths)
		cost := (1-float64(o.Automated[f]))/j + p.AICost*float64(o.Depth[f])*2 // levies of one
		within(t, "log price", float64(o.LnPrice[f]), p.PassThrough*math.Log(cost), 1e-6)
	}
}

// Adopters imitate their sector, counted in real organisations: the share is
// where S = sum of weights x L(I + S).
func TestImitationWithinASectorReachesItsFixedPoint(t *testing.T) {
	w := deciders(40000, -1.2)
	w.Params.Organisations.SectorShare = 1.2
	var weight [SizeClasses]float64
	total := 0.0
	for f, n := range w.Orgs.Firms {
		w.Orgs.Legacy[f] = 0
		weight[w.Orgs.Size[f]] += float64(n)
		total += float64(n)
	}
	known := 0.0
	for range 1000 {
		next := 0.0
		for size, staff := range []float64{5, 20, 100, 500} {
			next += weight[size] / total * logistic(-1.2+w.Params.SizeLogit(staff)+1.2*known)
		}
		known = next
	}
	run(w, 120)
	got, square := 0.0, 0.0
	for f, n := range w.Orgs.Firms {
		got += share01(w.Orgs.Stage[f] != NoAI) * float64(n) / total
		square += float64(n) / total * float64(n) / total
	}
	unsurprising(t, "adopters", got, known, math.Sqrt(square*known*(1-known))/(1-1.2*known*(1-known)))
}

// Equation 9, term by term, with everybody looking: adopters and their
// covariance with each term are what logistic luck says.
func TestAdoptionIsEquationNine(t *testing.T) {
	w := lab(40000, occupations(1), domains(1), firms(20000), people(1, 0), at(40), capable(0.55), only("policy", "production", "organisations"), tuned(func(p *Params) {
		o := &p.Organisations
		o.Check, o.Legal, o.AIPrice, o.Closing = 1, 0.9, 0.2, 0
	}), ruled(supporting(0.4), pulling(Clarity, 0.5), pulling(AILevy, 0.3)), with(func(w *World) {
		luck := draw.New(22, 4001, 0)
		for i := range w.People {
			w.Creatives.Skill[i] = float32(luck.Uniform(uint64(i)))
		}
	}))
	k := indexOf("production")
	w.run(k, k+1, nil) // skills are counted by the month before
	w.Sectors[0].Share, w.Sectors[0].Share2021, w.Visibility = 0.5, 0.2, 0.6
	run(w, 1)
	o, p := &w.Orgs, w.Params.Organisations
	var gap, variance [5]float64
	for f, staff := range o.Staff {
		size := math.Log(float64(staff) / 20)
		fixed := math.Sqrt(20/float64(staff)) - 1
		if o.Size[f] == 0 {
			fixed *= 0.6
		}
		share := 0.0
		if o.Sector[f] == 0 {
			share = 0.3
		}
		slope := p.SizeLarge
		if size < 0 {
			slope = p.SizeSmall
		}
		cheaper := p.AIPrice * (math.Log(10)*(40-FirstRelease)/12 - math.Log(1.3)) // by the year, less a levy
		x := -1.5 + slope*size + p.Gain*2.5*0.55*0.6 + p.SectorShare*share + p.Absorptive*(float64(o.Absorptive[f])-0.45) +
			cheaper - p.FixedCost*fixed - p.Legal*(w.Params.Measure.LegalRisk*0.5-0.2)
		chance := logistic(x)
		for k, v := range [5]float64{1, size, float64(o.Absorptive[f]) - 0.5, share, share01(o.Size[f] == 0)} {
			gap[k] += v * (share01(o.Stage[f] != NoAI) - chance)
			variance[k] += v * v * chance * (1 - chance)
		}
	}
	for k := range gap {
		unsurprising(t, "adopters times a term", gap[k], 0, math.Sqrt(variance[k]))
	}
}

// indexOf is the place of a mechanism in the month.
func indexOf(name string) int {
	for k, m := range Schedule {
		if m.Name == name {
			return k
		}
	}
	panic("lab: no mechanism " + name)
}

// Equation 11: a pilot becomes routine with 0.05 (0.5 + A)(0.5 + leadership).
func TestPilotsBecomeRoutineAtTheirHazard(t *testing.T) {
	w := deciders(20000, 0)
	w.Params.Organisations.Check = 0
	o := &w.Orgs
	known, variance := 0.0, 0.0
	for f := range o.Stage {
		o.Stage[f], o.Absorptive[f] = Pilot, float32(f%10)/10
		chance := w.Params.Organisations.Integrate * (0.5 + float64(o.Absorptive[f])) * (0.5 + float64(o.Leadership[f]))
		known, variance = known+chance, variance+chance*(1-chance)
	}
	run(w, 1)
	got := 0.0
	for _, s := range o.Stage {
		got += share01(s == Integrated)
	}
	unsurprising(t, "pilots that became routine", got, known, math.Sqrt(variance))
}

// A pilot that looks at itself fails with the chance that systems fail, and an
// organisation near the threshold then retreats.
func TestPilotsFailAsOftenAsSystemsDo(t *testing.T) {
	const n = 20000
	w := deciders(n, 0)
	w.Params.Organisations.PilotFailure, w.Reliable = 0.8, 0.7
	o, known := &w.Orgs, 0.0
	for f, staff := range o.Staff {
		o.Stage[f], o.Luck[f] = Pilot+uint8(f%2), float32(-w.Params.SizeLogit(float64(staff)))
		known += share01(f%2 == 0) * w.Params.Organisations.Check * 0.3
	}
	run(w, 1)
	got := 0.0
	for f, s := range o.Stage {
		got += share01(s == NoAI)
		if f%2 == 1 && s != Integrated {
			t.Fatal("an organisation with routine failed as a pilot does")
		}
	}
	unsurprising(t, "pilots given up", got, known, math.Sqrt(known))
}

// Every lever is its dose once the ramp is over, for whomever its rule reaches
// and nobody else.
func TestLeversAreTheirDosesAfterTheRamp(t *testing.T) {
	w := mixed(600, "policy")
	run(w, 1)
	for l, dose := range doses {
		l := Lever(l)
		for f := range w.Orgs.Staff {
			want := 0.0
			if through(l) != People && (l != StaffFloor || w.Orgs.Covered[f] != 0) {
				want = dose
			}
			within(t, l.String()+" of an organisation", w.firmLever(l, f), want, 1e-15)
		}
		for i := range w.People {
			want, k := 0.0, w.Creatives.Cell[i]
			switch through(l) {
			case People:
				want = dose
			case Employers:
				if k >= 0 && (l != StaffFloor || w.Orgs.Covered[w.Cells.Organisation[k]] != 0) {
					want = dose
				}
			}
			within(t, l.String()+" of a creative", w.lever(l, i), want, 1e-15)
		}
	}
	m := w.Market(0)
	if *m != (Market{Disclosure: 1, Licence: 0.5, AILevy: 0.5, LnPrice: m.LnPrice, HumanLabel: 0.8, Procurement: 0.5, Refusal: 0.5,
		Commissions: 0.2, LnFloor: num.Log(1.2), Floored: 1}) {
		t.Errorf("law of the market: %+v", *m)
	}
	within(t, "price of AI", m.LnPrice, math.Ln2, 1e-15)
}

// supporting is a rule that pays part of the fixed cost of organisations under
// 10 staff.
func supporting(dose float64) Rule {
	r := pulling(FixedSupport, dose)
	r.Target.Sizes = 1
	return r
}
