package sim

import (
	"math"
	"testing"
)

// The capability of equation 1 is a mean of task curves between floor and
// ceiling, in full from three months after release.
func TestCapabilityRunsFromFloorToCeiling(t *testing.T) {
	w := lab(200, only("technology"))
	o := &w.Occupations[1]
	o.Modality = [Modalities]float64{0: 1}
	p := w.Params.Technology
	run(w, 22)
	within(t, "before release", o.Quality, 0, 0)
	for month := 22; month < 400; month++ {
		w.Step()
		year, known := 2021+float64(month)/12, 0.0
		for k, shift := range []float64{p.ShiftIdeate, 0, p.ShiftRefine, 0, p.ShiftRelate} {
			known += o.TaskMix[k] * (o.Floor + (o.Ceiling-o.Floor)*logistic(p.Rate*(year-p.Midpoint-shift)))
		}
		within(t, "capability", o.Quality, known*min(1, float64(month-21)/3), 1e-12)
	}
	within(t, "in the end", o.Quality, o.Ceiling, 1e-5)
	within(t, "reliability in the end", w.Reliable, p.ReliabilityFloor+p.ReliabilityGain, 1e-5)
	if err := w.Params.SetWorld("frozen"); err != nil {
		t.Fatal(err)
	}
	w.Step()
	within(t, "frozen", o.Quality, 0, 0)
}

// deciders are organisations alone, with a constant index: B of the sector and
// the logit of size. As many in each of four sizes.
func deciders(n int, base float64) *World {
	w := lab(200, occupations(1), domains(1), firms(n), only("policy", "organisations"), tuned(func(p *Params) {
		o := &p.Organisations
		o.Check, o.Gain, o.SectorShare, o.Absorptive, o.FixedCost, o.Legal, o.PilotFailure = 0.25, 0, 0, 0, 0, 0, 0
		o.AIPrice, o.Closing = 0, 0
	}))
	w.Capability = 0.5
	for s := range w.Sectors {
		w.Sectors[s].Base = base
	}
	return w
}

// adopters is the share of organisations of a size that use AI.
func adopters(w *World, size uint8) (share, n float64) {
	for f, s := range w.Orgs.Size {
		if s == size {
			n++
			if w.Orgs.Stage[f] != NoAI {
				share++
			}
		}
	}
	return share / n, n
}

// The stock of adopters is logistic in the index, whatever the pace at which
// organisations look: f_t = L(I) (1 - (1 - check)^t).
func TestStockOfAdoptersIsLogisticInTheIndex(t *testing.T) {
	w := deciders(16000, -1.2)
	for month := 1; month <= 60; month++ {
		w.Step()
		if month != 2 && month != 60 {
			continue
		}
		for size, staff := range []float64{5, 20, 100, 500} {
			known := logistic(-1.2+w.Params.SizeLogit(staff)) * (1 - math.Pow(0.75, float64(month)))
			got, n := adopters(w, uint8(size))
			unsurprising(t, "adopters", got, known, math.Sqrt(known*(1-known)/n))
		}
	}
}

// The odds ratio between sizes is the exponential of the difference of index,
// not a multiple of it: 500 to 20 staff is SizeLarge x ln 25.
func TestOddsRatioBetweenSizesIsTheCoefficient(t *testing.T) {
	w := deciders(40000, -1)
	run(w, 50)
	small, n1 := adopters(w, 1)
	large, n2 := adopters(w, 3)
	got := math.Log(large/(1-large)) - math.Log(small/(1-small))
	se := math.Sqrt(1/(n1*small*(1-small)) + 1/(n2*large*(1-large)))
	unsurprising(t, "log odds ratio", got, w.Params.Organisations.SizeLarge*math.Log(25), se)
}

// When the index falls, adopters retreat only from the far side of the band:
// the stock is L(I + 0.4), or what it was if that is less.
func TestAdoptersRetreatBeyondTheBand(t *testing.T) {
	for _, c := range []struct{ fall, band float64 }{{0.2, 0}, {1.5, 0.4}} {
		w := deciders(16000, 0.3)
		run(w, 50)
		for s := range w.Sectors {
			w.Sectors[s].Base -= c.fall
		}
		run(w, 50)
		got, n := adopters(w, 1)
		known := logistic(0.3)
		if c.band > 0 {
			known = logistic(0.3 - c.fall + w.Params.Organisations.Retreat)
		}
		unsurprising(t, "adopters after the fall", got, known, math.Sqrt(known*(1-known)/n))
	}
}

// A moratorium stops new adopters, all of them when it is full, and leaves the
// adopters of before alone.
func TestMoratoriumStopsItsShareOfOrganisations(t *testing.T) {
	for _, dose := range []float64{0.5, 1} {
		w := deciders(16000, 0)
		w.Rules = []Rule{pulling(Moratorium, dose)}
		run(w, 60)
		got, n := adopters(w, 1)
		known := 0.5 * (1 - dose)
		if dose == 1 {
			within(t, "adopters under a full moratorium", got, 0, 0)
			continue
		}
		unsurprising(t, "adopters under half a moratorium", got, known, math.Sqrt(known*(1-known)/n))
	}
}

// Equation 12: users convince from below as far as an organisation is open;
// leaders of one that uses AI add to it, the more the longer, up to all of the staff.
func TestEncouragementFollowsLeadersAndUsers(t *testing.T) {
	w := lab(4000, people(1, 0), only("policy", "production", "organisations"), capable(0.5), tuned(func(p *Params) {
		o := &p.Organisations
		o.Check, o.Integrate, o.Retreat, o.Closing, o.EncourageBase = 1, 0, 1e9, 0, 0.5
	}))
	o, p := &w.Orgs, w.Params.Organisations
	for f := range o.Stage {
		o.Stage[f], o.Luck[f] = uint8(f%3), -1e6 // nobody moves
	}
	heads, users := make([]float64, len(o.Stage)), make([]float64, len(o.Stage))
	for i := range w.People {
		f := w.Cells.Organisation[w.Creatives.Cell[i]]
		heads[f]++
		if i%5 < int(f)%5 {
			w.Creatives.Flags[i] |= Uses
			users[f]++
		}
	}
	const months = 200
	run(w, months)
	capped := 0
	for f, stage := range o.Stage {
		known := p.EncourageUse * users[f] / heads[f]
		if stage == NoAI {
			known *= float64(o.Openness[f])
		} else {
			age := float64(months)
			if stage == Integrated {
				age += 12
			}
			known += p.EncourageBase + p.EncourageLead*float64(o.Leadership[f])*age/(age+p.JCurveMonths)
		}
		if known > 1 {
			capped++
		}
		within(t, "encouragement", float64(o.Encouragement[f]), min(1, known), 3e-4) // a month's age more or less
	}
	if capped == 0 || capped == len(o.Stage) {
		t.Errorf("%d of %d organisations are encourage everybody", capped, len(o.Stage))
	}
}

// Depth of an integrated organisation goes on rising by a share depth_rate C A (0.5 +
// leadership) of what is left, and a pilot's nowhere; a rule that keeps a human share
// is an end, to which depth beyond it falls back. Absorptive capacity is 1 -
// exp(-kappa (mean K + chi cross)), whatever the depth.
func TestDepthOfOrganisationsGoesOnAsTheyAbsorb(t *testing.T) {
	w := lab(4000, people(1, 0), only("policy", "production", "organisations"), capable(0.5), tuned(func(p *Params) {
		o := &p.Organisations
		o.Check, o.Integrate, o.Retreat, o.Closing = 1, 0, 1e9, 0
	}))
	o, p := &w.Orgs, w.Params.Organisations
	for f := range o.Stage {
		o.Stage[f] = Pilot + uint8(f%2)
	}
	for i := range w.People {
		w.Creatives.Skill[i] = 0.25
	}
	run(w, 1) // skills are counted by the month before
	clear(o.Depth)
	pace := func(f int) float64 {
		jobs := float64(o.FirstCell[f+1] - o.FirstCell[f])
		cross := (1 - float64(o.Silos[f])) * (0.5 + 0.5*min(1, (jobs-1)/3))
		absorbs := 1 - math.Exp(-p.Kappa*(0.25+p.Chi*cross))
		within(t, "absorptive capacity", float64(o.Absorptive[f]), absorbs, 1e-6)
		return p.DepthRate * 0.5 * absorbs * (0.5 + float64(o.Leadership[f]))
	}
	const months = 240
	run(w, months)
	deepest := 0.0
	for f, stage := range o.Stage {
		known := 0.0
		if rate := pace(f); stage == Integrated {
			known = 1 - math.Pow(1-rate, months)
		}
		within(t, "depth", float64(o.Depth[f]), known, 1e-4)
		within(t, "labour automated", float64(o.Automated[f]), w.Params.Markets.Automated*0.5*known, 1e-4)
		deepest = max(deepest, known)
	}
	w.Rules = []Rule{pulling(HumanShare, 0.75)}
	before := append([]float32(nil), o.Depth...)
	run(w, months)
	for f, stage := range o.Stage {
		known := 0.0
		switch was := float64(before[f]); {
		case stage == Integrated && was > 0.25:
			known = 0.25 + (was-0.25)*math.Pow(1-p.DepthRate, months)
		case stage == Integrated:
			known = 0.25 + (was-0.25)*math.Pow(1-pace(f), months)
		}
		within(t, "depth under a rule", float64(o.Depth[f]), known, 1e-4)
	}
	if deepest < 0.5 {
		t.Errorf("the deepest integration is %v after %d months", deepest, months)
	}
}

// Nobody succeeds more often than always, whatever parameters add up to.
func TestReliabilityEndsAtOne(t *testing.T) {
	w := lab(300, tuned(func(p *Params) { p.Technology.ReliabilityFloor, p.Technology.ReliabilityGain = 0.75, 0.35 }))
	w.Month = 400
	w.Step()
	within(t, "reliability in the end", w.Reliable, 1, 0)
	if err := w.Check(); err != nil {
		t.Error(err)
	}
}
