package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// organisations decides adoption by a threshold (equations 9 to 12). The index
//
//	I = B_sector + b_size(staff) + gain C visibility + share of sector + absorptive (A_f - 0.45)
//	    - fixed cost - legal risk - ai_price (levies - ln 10 x years since the first release) - liability
//
// meets a fixed logistic draw e_f: an organisation that looks (a share check
// does each month) pilots when I + e_f > 0 and retreats when I + e_f < -retreat.
// So the stock of adopters is logistic in I and the odds ratio between sizes is
// the coefficient; with the same numbers as a monthly hazard it ran from 5.6 to
// 10.7. A pilot fails with probability 1 - rel at a look, which lowers I by
// pilot_failure for that look: those near the threshold retreat, in small and
// large alike. Adopting becomes cheaper by the year and by each rival that did, so
// the index goes on rising when capability levels off. Organisations close and
// others open in their place (equation 50), which look at once.
//
// Source: Eurostat 2023 and the US Annual Business Survey 2021 for sizes, Cohen
// and Levinthal 1990 for absorptive capacity, a16z and Epoch for the price of AI,
// Census BDS and BLS BED for closures; pace and retreat are assumed.
var organisations = Mechanism{
	Name: "organisations", Asks: "Does my organisation pilot, integrate, encourage, close?",
	Writes: []string{"Orgs.Stage", "Orgs.Age", "Orgs.Founded", "Orgs.Leadership", "Orgs.Openness", "Orgs.Silos", "Orgs.Luck", "Orgs.Absorptive", "Orgs.Complement", "Orgs.Depth", "Orgs.Automated", "Cells.Automated", "Cells.Learners", "Orgs.Encouragement", "Orgs.Burden", "Sectors"},
	Orgs: func(w *World, lo, hi, worker int) {
		defer w.countSectors(lo, hi, worker)
		w.turnOver(lo, hi)
		if w.Capability == 0 {
			return // before release nothing changes; legacy AI is a fact of 2021
		}
		o, p := &w.Orgs, &w.Params.Organisations
		check, routine := w.Stream(drawOrgCheck), w.Stream(drawOrgIntegrate)
		rise := w.commonRise()
		for f := lo; f < hi; f++ {
			id := uint64(f)
			if u, v := draw.Halves(check.Bits(id)); u < p.Check || w.openedWithin(f, 1) {
				w.look(f, rise, v, worker)
			}
			w.integrate(f, routine.Uniform(id))
			o.Automated[f] = float32(w.automated(f))
			w.comply(f, worker)
			for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
				w.Cells.Automated[k] = o.Automated[f]
			}
		}
	},
	Settle: (*World).settleSectors,
}

// look lets an organisation look at AI again: it may begin, fail or retreat.
func (w *World) look(f int, rise adoptionRise, v float64, worker int) {
	o, p := &w.Orgs, &w.Params.Organisations
	w.absorb(f)
	index := w.index(f, rise) + float64(o.Luck[f])
	if o.Stage[f] == Pilot && v < float64((1-w.Reliable)*(1-w.firmLever(Audit, f))) {
		index -= p.PilotFailure
	}
	switch {
	case o.Stage[f] == NoAI && index > 0:
		if !w.pulled(Moratorium) || w.Trait(drawMoratorium).Uniform(uint64(f)) >= w.firmLever(Moratorium, f) {
			o.Stage[f], o.Age[f] = Pilot, 0
			w.billFirm(w.tallies[worker].purse(), PerPilot, f, float64(o.Firms[f])/w.Weight)
		}
	case o.Stage[f] != NoAI && index < -p.Retreat:
		o.Stage[f], o.Age[f] = NoAI, 0
	}
	w.encourage(f)
}

// An adoptionRise is the part of equation 9 that all organisations share: the gain
// that firms can see by now, before the sector's, and what adopting has become cheaper.
type adoptionRise struct{ gain, cheaper float64 }

// lnTen is how much cheaper AI of the same quality becomes in a year: ten times
// (a16z; Epoch).
const lnTen = 2.302585092994046

func (w *World) commonRise() adoptionRise {
	p := &w.Params.Organisations
	years := float64(max(0, w.Month-FirstRelease)) / 12
	return adoptionRise{float64(p.Gain * w.Capability * w.Visibility), float64(p.AIPrice * lnTen * years)}
}

// index is equation 9 without the luck e_f.
func (w *World) index(f int, rise adoptionRise) float64 {
	o, p := &w.Orgs, &w.Params.Organisations
	s := &w.Sectors[o.Sector[f]]
	staff := float64(o.Staff[f])
	fixed := p.FixedCost * (math.Sqrt(20/staff) - 1)
	if w.pulled(FixedSupport) {
		fixed *= 1 - w.firmLever(FixedSupport, f)
	}
	law := w.Market(o.Domain[f])
	_, liable := w.liable()
	return s.Base + w.Params.SizeLogit(staff) + float64(s.Gain*rise.gain) +
		float64(p.SectorShare*(s.Share-s.Share2021)) +
		float64(p.Absorptive*(float64(o.Absorptive[f])-0.45)) - fixed + rise.cheaper -
		float64(p.Legal*(law.LegalRisk-0.2)) - float64(p.AIPrice*law.LnPrice) - float64(w.Params.Liability.Legal*liable)
}

// SizeLogit is b_size, piecewise linear in the log of staff with a knee at 20.
func (p *Params) SizeLogit(staff float64) float64 {
	x := num.Log(staff / 20)
	if x < 0 {
		return p.Organisations.SizeSmall * x
	}
	return p.Organisations.SizeLarge * x
}

// absorb renews absorptive capacity A_f = 1 - exp(-kappa (mean K + chi cross))
// (equation 10) and the complementarity of craft and technique: a CES mean of
// the two over their arithmetic mean, its exponent s = -2 x silos. Both say how much
// of what its staff does better with AI becomes better works (equation 48).
func (w *World) absorb(f int) {
	o, p := &w.Orgs, &w.Params.Organisations
	var staff, skill float64
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		staff += w.Cells.heads(k)
		skill += w.Cells.skill(k)
	}
	mean := w.Params.Training.Floor
	if staff > 0 {
		mean = skill / staff
	}
	jobs := float64(o.FirstCell[f+1] - o.FirstCell[f])
	silos := float64(o.Silos[f])
	if w.pulled(Crossing) {
		silos *= 1 - w.firmLever(Crossing, f)
	}
	cross := float64((1 - silos) * (0.5 + float64(0.5*min(1, (jobs-1)/3))))
	o.Absorptive[f] = float32(1 - num.Exp(-p.Kappa*(mean+float64(p.Chi*cross))))
	main := w.Cells.Occupation[o.FirstCell[f]]
	o.Complement[f] = float32(CES(w.Occupations[main].CraftMean, mean, -2*silos))
}

// CES is the mean of craft and technique with exponent s <= 0, over their
// arithmetic mean: 1 when they are equal, less the more they differ and the
// more negative s is. At s = 0 it is the geometric mean.
func CES(craft, technique, s float64) float64 {
	mean := 0.5 * (craft + technique)
	if mean <= 0 {
		return 1
	}
	if s > -1e-3 {
		return math.Sqrt(craft*technique) / mean
	}
	return num.Pow(0.5*(num.Pow(craft, s)+num.Pow(technique, s)), 1/s) / mean
}

// integrate moves a pilot to routine with integrate (0.5 + A_f)(0.5 + leadership)
// a month, less what the fear of staff holds back (equation 11), and lets routine go
// deeper: a share depth_rate C A_f (0.5 + leadership) of what is left a month, so that
// nothing ends it but all of the work, or the human share of a rule.
func (w *World) integrate(f int, u float64) {
	o, p := &w.Orgs, &w.Params.Organisations
	lead := 0.5 + float64(o.Leadership[f])
	a, depth := float64(o.Absorptive[f]), float64(o.Depth[f])
	target, rate := 0.0, p.DepthRate
	switch o.Stage[f] {
	case Pilot:
		o.Age[f] = later(o.Age[f])
		chance := p.Integrate * (0.5 + a) * lead * w.resistance(f)
		if w.pulled(Delay) {
			chance = 1 / (1/chance + w.firmLever(Delay, f))
		}
		if u < chance {
			o.Stage[f], o.Age[f] = Integrated, 0
		}
	case Integrated:
		o.Age[f] = later(o.Age[f])
		if target = 1 - w.firmLever(HumanShare, f); target > depth {
			rate *= w.Capability * a * lead
		}
	}
	o.Depth[f] = float32(toward(depth, target, rate))
}

// later counts a month without running over.
func later(months uint16) uint16 {
	if months == math.MaxUint16 {
		return months
	}
	return months + 1
}

// encourage is equation 12, renewed whenever the organisation looks: leaders of
// organisations that use AI encourage it, the more the longer they have learned to
// work with it, and use from below convinces.
func (w *World) encourage(f int) {
	o, p := &w.Orgs, &w.Params.Organisations
	var staff, users float64
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		staff += w.Cells.heads(k)
		users += w.Cells.users(k)
	}
	share := 0.0
	if staff > 0 {
		share = users / staff
	}
	x := float64(p.EncourageUse * share)
	if o.Stage[f] == NoAI {
		x = float64(x * float64(o.Openness[f]))
	} else {
		t := float64(o.Age[f]) + 1
		if o.Stage[f] == Integrated {
			t += 12
		}
		x += p.EncourageBase + float64(p.EncourageLead*float64(o.Leadership[f])*(t/(t+p.JCurveMonths)))
	}
	o.Encouragement[f] = float32(min(1, x))
}

// countSectors adds up organisations, those with any AI and those with the AI
// of 2021, each times the real organisations it stands for.
func (w *World) countSectors(lo, hi, worker int) {
	o := &w.Orgs
	var sum [MaxSectors][3]float64
	for f := lo; f < hi; f++ {
		s, n := &sum[o.Sector[f]], float64(o.Firms[f])
		s[0] += n
		if o.Legacy[f] != 0 {
			s[2] += n
		}
		if o.Legacy[f] != 0 || o.Stage[f] != NoAI {
			s[1] += n
		}
	}
	t := &w.tallies[worker]
	for s := range sum {
		for k, x := range sum[s] {
			t.sectors[s][k] += micro(x)
		}
	}
}

// settleSectors turns the counts into the shares that others look at.
func (w *World) settleSectors() {
	for s := range w.Sectors {
		var sum [3]int64
		gather(w, &sum, func(t *tally) *[3]int64 { return &t.sectors[s] })
		if sum[0] > 0 {
			w.Sectors[s].Share = float64(sum[1]) / float64(sum[0])
			w.Sectors[s].Share2021 = float64(sum[2]) / float64(sum[0])
		}
	}
}

// automated is a_f of equation 22, the share of labour that an organisation has
// automated: markets.automated x depth x C.
func (w *World) automated(f int) float64 {
	return float64(w.Params.Markets.Automated * float64(w.Orgs.Depth[f]) * w.Capability)
}

// comply bills what rules cost an organisation this month and sets its burden,
// that cost over the pay of its creatives (equation 44): it raises the price of
// its works.
func (w *World) comply(f, worker int) {
	o := &w.Orgs
	o.Burden[f] = 0
	if !w.charged(PerAdopterYear) && !w.charged(PerStaffYear) && !w.charged(PerLearner) {
		return
	}
	p := w.tallies[worker].purse()
	before := p.money[w.mainOccupation(f)][MoneyFirms]
	var heads, pay, learners float64
	for k := o.FirstCell[f]; k < o.FirstCell[f+1]; k++ {
		heads += float64(w.Cells.Staff[k])
		learners += float64(w.Cells.Learners[k])
		w.Cells.Learners[k] = 0
		pay += float64(float64(w.Cells.Staff[k]) * w.Occupations[w.Cells.Occupation[k]].WorkPriceUSD / workMarkup)
	}
	w.billFirm(p, PerLearner, f, learners)
	if o.Stage[f] != NoAI {
		w.billFirm(p, PerStaffYear, f, heads/12)
		w.billFirm(p, PerAdopterYear, f, float64(o.Firms[f])/(12*w.Weight))
	}
	if pay > 0 {
		o.Burden[f] = float32(whole(p.money[w.mainOccupation(f)][MoneyFirms]-before) / pay)
	}
}
