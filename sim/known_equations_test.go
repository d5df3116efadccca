package sim

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
)

// mixed is a world in which every term of an equation has a value of its own
// for each person: the test then computes the equation afresh.
func mixed(n int, names ...string) *World {
	w := lab(n, at(40), only(names...), capable(0.55), tuned(func(p *Params) {
		p.Policy = doses
		p.Policy.Ramp = 0
	}), with(func(w *World) {
		luck := draw.New(21, 4000, 0)
		c := &w.Creatives
		for i := range w.People {
			u := func(k uint64) float32 { return float32(luck.Uniform(uint64(i)<<8 | k)) }
			c.Trust[i], c.Fear[i], c.Attitude[i], c.Skill[i], c.Craft[i] = u(0), u(1), u(2), u(3), 0.2+0.7*u(4)
			c.Alpha[i], c.Beta[i] = 15*c.Trust[i]+0.1, 15*(1-c.Trust[i])+0.1
			c.PeersTrust[i], c.PeersUse[i], c.PeersLost[i] = u(5), uint8(9*u(6)), uint8(9*u(7))
			c.Pay[i] = 800 + 5000*float64(u(8))
			if u(9) < 0.4 {
				c.Flags[i] |= Trained
			}
		}
		for f := range w.Orgs.Depth {
			u := func(k uint64) float32 { return float32(luck.Uniform(uint64(f)<<8 | k | 1<<40)) }
			w.Orgs.Encouragement[f], w.Orgs.Depth[f], w.Orgs.Automated[f] = u(0), u(1), 0.3*u(2)
			w.Orgs.Stage[f], w.Orgs.Age[f] = Integrated, uint16(20*u(3))
			for k := w.Orgs.FirstCell[f]; k < w.Orgs.FirstCell[f+1]; k++ {
				w.Cells.Automated[k] = w.Orgs.Automated[f]
			}
		}
		for o := range w.Occupations {
			occ := &w.Occupations[o]
			occ.Quality, occ.Reference, occ.Bypass, occ.UseOffset = 0.4+0.1*float64(o), 0.2, 0.1*float64(o), 0.3-0.2*float64(o)
		}
		w.Reliable, w.Visibility, w.LostShare = 0.8, 0.7, 0.1
	}))
	return w
}

// Equation 6, term by term.
func TestFearIsEquationSix(t *testing.T) {
	w := mixed(500, "policy", "fear")
	before := append([]float32(nil), w.Creatives.Fear...)
	run(w, 1)
	c, p, l := &w.Creatives, &w.Params.Fear, &w.Levers
	for i := range w.People {
		o := &w.Occupations[c.Occupation[i]]
		x := p.Base + p.Autonomy*(float64(c.Autonomy[i])-0.5) + p.Visibility*0.7 + p.Quality*(o.Quality-p.Reference*o.Reference) +
			p.News*min(1, p.NewsScale*0.1) + p.PeersLoss*float64(c.PeersLost[i])/8 + p.Bypass*o.Bypass -
			p.Skill*(float64(c.Skill[i])-0.12) - p.Voice*l.Voice - p.SafetyNet*l.SafetyNet
		if k := c.Cell[i]; k >= 0 {
			x += p.Automated * float64(w.Orgs.Automated[w.Cells.Organisation[k]])
		}
		v := float64(before[i])
		within(t, "fear", float64(c.Fear[i]), v+p.Inertia*(logistic(x)-v), 1e-6)
	}
}

// Equation 13, term by term: with everybody reconsidering, each uses with
// probability L(U/s); the sum of users, and its covariance with every term,
// are what that says.
func TestUseIsEquationThirteen(t *testing.T) {
	w := mixed(20000, "policy", "use")
	w.Params.Use.Reconsider = 1
	c, p := &w.Creatives, w.Params.Use
	traits := w.newTraits()
	run(w, 1)
	const terms = 14
	var gap, variance [terms]float64
	for i := range w.People {
		o := &w.Occupations[c.Occupation[i]]
		id := c.ID[i]
		privacy, openness := halves(traits.privacy.Bits(id))
		a, b := halves(traits.threshold.Bits(id))
		peers := float64(c.PeersUse[i]) / 8
		sees := share01(peers > p.Threshold*(a+b))
		encouraged := 0.0
		if k := c.Cell[i]; k >= 0 {
			encouraged = share01(traits.encouraged.Uniform(id) < float64(w.Orgs.Encouragement[w.Cells.Organisation[k]]))
		}
		price := p.ToolUSD * math.Exp(w.Levers.AIPrice)
		x := [terms]float64{1, encouraged, share01(c.Flags[i]&Trained != 0), float64(c.Skill[i]) - 0.1, float64(c.Trust[i]) - 0.46,
			float64(c.Fear[i]) - 0.4, 0.5*peers + 0.5*sees, o.Quality - 0.4, float64(c.Autonomy[i]) - 0.5, float64(c.Attitude[i]) - 0.6,
			privacy * (1 - 0.5*w.Levers.Voice), min(2, price/(0.01*c.Pay[i])), openness - 0.5, math.Log(1/(1-traits.taste.Open(id)) - 1)}
		u := p.Base + o.UseOffset + p.Encouraged*x[1] + p.Trained*x[2] + x[3] + p.Trust*x[4] - p.Fear*x[5] + p.Peers*x[6] +
			p.Quality*x[7] - p.Autonomy*x[8] + p.Attitude*x[9] - p.Privacy*x[10] - p.Cost*x[11] + 0.4*x[12] + p.FixedScale*x[13] -
			p.Rights*w.Levers.LegalRisk
		chance := logistic(u / p.FreshScale)
		for k, v := range x {
			gap[k] += v * (share01(c.Flags[i]&Uses != 0) - chance)
			variance[k] += v * v * chance * (1 - chance)
		}
	}
	for k := range gap {
		unsurprising(t, "users times a term", gap[k], 0, math.Sqrt(variance[k]))
	}
}

// The barrier of a non-user is the term in which the person stands worst: here
// all are alike but for trust, low for two in five.
func TestBarrierNamesTheTermThatHoldsBack(t *testing.T) {
	w := lab(4000, capable(0.5), only("policy", "use"), tuned(func(p *Params) {
		u := &p.Use
		u.Reconsider, u.Privacy, u.FixedScale, u.Peers, u.Autonomy, u.Cost = 1, 0, 0, 0, 0, 0
		u.Rights, p.Measure.LegalRisk = 1.5, 0.6 // the same for all: no barrier of anybody's own
	}))
	c := &w.Creatives
	for i := range w.People {
		c.Fear[i], c.Attitude[i], c.Skill[i], c.Trust[i] = 0.4, 0.6, 0.3, 0.8
		if i%5 < 2 {
			c.Trust[i] = 0.1
		}
	}
	run(w, 4)
	held, wrong := 0, 0
	for i := range w.People {
		if i%5 >= 2 || c.Flags[i]&Uses != 0 {
			continue
		}
		held++
		if b := int(c.Flags[i]>>barrierShift) - 1; b != barrierTrust && b != barrierCulture { // openness differs a little
			wrong++
		}
	}
	if held < 100 || wrong > 0 {
		t.Errorf("of %d people who lack trust %d have another barrier", held, wrong)
	}
}

// A price is the cost of a work to the power of theta: labour left after
// automation, over the loss of learning, and AI with its levy.
func TestPriceIsCostOfLabourAndAI(t *testing.T) {
	w := mixed(2000, "policy", "costs")
	run(w, 1)
	o, p := &w.Orgs, w.Params.Markets
	for f := range o.LnPrice {
		j := 1 - w.Params.Organisations.JCurve*math.Exp(-float64(o.Age[f])/w.Params.Organisations.JCurveMonths)
		cost := (1-float64(o.Automated[f]))/j + p.AICost*float64(o.Depth[f])*math.Exp(w.Levers.AIPrice)
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

// Equation 7, term by term: courses, and their covariance with fear, provision,
// cost and earlier courses, are what the chances of enrolment say.
func TestEnrolmentIsEquationSeven(t *testing.T) {
	w := mixed(30000, "policy", "training")
	w.Params.Policy.TrainingSubsidy, w.Params.Policy.Provision, w.Params.Training.Enrol = 0.5, 0.1, 0.8
	c, p := &w.Creatives, w.Params.Training
	skill, flags := append([]float32(nil), c.Skill...), append([]uint8(nil), c.Flags...)
	run(w, 1)
	var gap, variance [6]float64
	courses := 0.0
	for i := range w.People {
		f := float64(c.Fear[i])
		x, cost := p.Base+p.Fear*f-p.FearSquared*f*f+p.Subsidy*0.5, 0.5*p.FeeUSD/c.Pay[i]
		provided := 0.0
		if k := c.Cell[i]; k >= 0 {
			provided = max(0.1, float64(w.Orgs.Provision[w.Cells.Organisation[k]]))
			x, cost = x+p.Provision*provided, cost*(1-provided)
		}
		chance, trained := p.Enrol*logistic(x-p.Cost*min(3, cost)), share01(flags[i]&Trained != 0)
		if trained == 1 {
			chance *= p.Repeat
		}
		before := float64(skill[i]) - p.Decay*(float64(skill[i])-p.Floor)
		took := share01(float64(c.Skill[i]) > before+1e-6)
		courses += took
		for k, v := range [6]float64{1, f - 0.5, f*f - 0.3, provided, cost, trained} {
			gap[k] += v * (took - chance)
			variance[k] += v * v * chance * (1 - chance)
		}
	}
	for k := range gap {
		unsurprising(t, "courses times a term", gap[k], 0, math.Sqrt(variance[k]))
	}
	if courses < 1000 {
		t.Errorf("%v courses only", courses)
	}
}

// Equation 9, term by term, with everybody looking: adopters and their
// covariance with each term are what logistic luck says.
func TestAdoptionIsEquationNine(t *testing.T) {
	w := lab(40000, occupations(1), domains(1), firms(20000), people(1, 0), at(40), capable(0.55), only("policy", "production", "organisations"), tuned(func(p *Params) {
		p.Organisations.Check, p.Organisations.Legal = 1, 0.9
		p.Policy.Start, p.Policy.Ramp, p.Policy.FixedSupport, p.Policy.LegalClarity = 0, 0, 0.4, 0.5
	}), with(func(w *World) {
		luck := draw.New(22, 4001, 0)
		for i := range w.People {
			w.Creatives.Skill[i] = float32(luck.Uniform(uint64(i)))
		}
	}))
	k := indexOf("production")
	w.run(k, k+1, nil) // skills are counted by the month before
	w.Sectors[0].Share, w.Sectors[0].Share2021 = 0.5, 0.2
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
		seen := 0.55 * (1 - math.Exp(-(2021+40.0/12-2022.8)/p.GainYears))
		x := -1.5 + slope*size + p.Gain*2.5*seen + p.SectorShare*share + p.Absorptive*(float64(o.Absorptive[f])-0.45) -
			p.FixedCost*fixed - p.Legal*(w.Params.Measure.LegalRisk*0.5-0.2)
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

// Equation 21 with every lever: disclosure, legal risk and a dearer AI keep
// clients, dear human work sends them away.
func TestBypassIsEquationTwentyOne(t *testing.T) {
	w := mixed(300, "policy", "clients")
	for o := range w.Occupations {
		occ := &w.Occupations[o]
		occ.Awareness, occ.LnOrderPrice, occ.Reach = 0.2*float64(o), 0.3-0.2*float64(o), 0.8
	}
	before := append([]Occupation(nil), w.Occupations...)
	run(w, 1)
	p, l := w.Params.Clients, w.Levers
	for i, old := range before {
		aware := old.Awareness + (p.Innovation+p.Imitation*old.Awareness)*(1-old.Awareness)
		x := p.Base + p.Quality*(old.Quality-0.5) + p.Price*old.LnOrderPrice - p.Disclosure*l.Disclosure - p.Legal*(l.LegalRisk-0.2) - p.AIPrice*l.AIPrice
		goal := aware * min(0.95, p.Ceiling*old.Automation*0.8*old.Digital) * logistic(x)
		within(t, "bypass", w.Occupations[i].Bypass, old.Bypass+p.Adjust*(goal-old.Bypass), 1e-12)
	}
	if l.Disclosure == 0 || l.LegalRisk == w.Params.Measure.LegalRisk || l.AIPrice == 0 {
		t.Errorf("a lever is at rest: %+v", l)
	}
}

// Every lever is its dose once the ramp is over.
func TestLeversAreTheirDosesAfterTheRamp(t *testing.T) {
	w := mixed(200, "policy")
	run(w, 1)
	want := Levers{TrainingSubsidy: 1, Provision: 1, LegalRisk: 0, Disclosure: 1, AIPrice: 1, Audit: 0.5, Voice: 1, SafetyNet: 1,
		BasicIncomeUSD: 1000, StaffFloor: 1, DepthCap: 0.2, FixedSupport: 1, Moratorium: 1, JuniorQuota: 0.6}
	within(t, "depth cap", w.Levers.DepthCap, 0.2, 1e-15)
	w.Levers.DepthCap = 0.2
	if w.Levers != want {
		t.Errorf("levers %+v, want %+v", w.Levers, want)
	}
	w.Params.Policy.LegalClarity = 0.25
	run(w, 1)
	within(t, "legal risk", w.Levers.LegalRisk, 0.75*w.Params.Measure.LegalRisk, 1e-15)
}
