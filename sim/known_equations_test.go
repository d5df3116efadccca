package sim

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/sim/draw"
)

// mixed is a world in which every term of an equation has a value of its own
// for each person: the test then computes the equation afresh.
func mixed(n int, names ...string) *World {
	w := lab(n, at(40), only(names...), capable(0.55), ruled(everyRule(1)...), with(func(w *World) {
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
			occ.Awareness = 0.1 + 0.2*float64(o)
		}
		w.Reliable, w.Visibility, w.LostShare = 0.8, 0.7, 0.1
	}))
	return w
}

// Equation 6, term by term; what strict rules give to all a lever does not give
// again.
func TestFearIsEquationSix(t *testing.T) {
	for _, c := range []struct{ lost, strictness float64 }{{0.1, 0}, {0.6, 0}, {0.1, 0.5}} {
		fearIsEquationSix(t, c.lost, c.strictness)
	}
}

func fearIsEquationSix(t *testing.T, lost, strictness float64) {
	w := mixed(500, "policy", "fear")
	w.LostShare, w.Strictness = lost, strictness
	w.Params.Measure.LegalRisk, w.Rules = 0.3, everyRule(1, Clarity, Disclosure) // so that something is unlicensed
	lasting := w.Trait(drawFearful)
	before := append([]float32(nil), w.Creatives.Fear...)
	run(w, 1)
	c, p := &w.Creatives, &w.Params.Fear
	for i := range w.People {
		o := &w.Occupations[c.Occupation[i]]
		u, v := draw.Halves(lasting.Bits(c.ID[i]))
		flood := w.Params.Clients.Flood * o.Bypass / (w.Params.Clients.Flood*o.Bypass + 1 - o.Bypass)
		if c.State[i] == Employed {
			flood = 0
		}
		taken := 0.7 * (0.3 + w.Params.Feedback.Legal*strictness) * (1 - strictness)
		x := p.Base + 1.05*math.Sqrt(6)*(u+v-1) + p.Visibility*0.7 + p.Quality*(o.Quality-p.Reference*o.Reference) +
			p.News*lost + p.PeersLoss*float64(c.PeersLost[i])/8 + p.Flood*(flood+taken) -
			p.Skill*(float64(c.Skill[i])-w.Params.Training.Floor) - p.Voice - p.SafetyNet // both in full
		if k := c.Cell[i]; k >= 0 {
			x += p.Automated * float64(w.Orgs.Automated[w.Cells.Organisation[k]])
		}
		was := float64(before[i])
		within(t, "fear", float64(c.Fear[i]), was+p.Inertia*(logistic(x)-was), 1e-6)
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
	const terms = 16
	var gap, variance [terms]float64
	for i := range w.People {
		o := &w.Occupations[c.Occupation[i]]
		id := c.ID[i]
		privacy, _ := draw.Halves(traits.privacy.Bits(id))
		a, b := draw.Halves(traits.threshold.Bits(id))
		peers := float64(c.PeersUse[i]) / 8
		sees := share01(peers > p.Threshold*(a+b))
		asked, encouraged := 1-(1-peers)*(1-o.Awareness), 1.0
		k := c.Cell[i]
		if k >= 0 {
			asked, encouraged = float64(w.Orgs.Encouragement[w.Cells.Organisation[k]]), 0.5
		}
		encouraged *= share01(traits.encouraged.Uniform(id) < asked)
		price := p.ToolUSD * 2 // with levies of one
		x := [terms]float64{1, encouraged, float64(c.Skill[i]) - 0.1, share01(c.Flags[i]&Trained != 0), float64(c.Trust[i]) - 0.46,
			float64(c.Fear[i]) - 0.4, 0.5*peers + 0.5*sees, o.Quality - 0.4, float64(c.Autonomy[i]) - 0.5, float64(c.Attitude[i]) - 0.6,
			privacy * 0.5 * 0.7, min(2, price/(0.01*c.Pay[i])), math.Log(1/(1-traits.taste.Open(id)) - 1),
			o.UseOffset * (1 - peers), 1 - float64(c.Stage[i]), encouraged * share01(k < 0)}
		u := p.Base + x[13] + p.Stage*x[14] + p.Encouraged*x[1] + p.Skill*x[2] + p.Trust*x[4] - p.Fear*x[5] + p.Peers*x[6] +
			p.Quality*x[7] - p.Autonomy*x[8] + p.Attitude*x[9] - p.Privacy*x[10] - p.Cost*x[11] + p.FixedScale*x[12] +
			1 // no legal risk, ease in full
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
		if b := int(c.Flags[i]>>barrierShift) - 1; b != barrierTrust {
			wrong++
		}
	}
	if held < 100 || wrong > 0 {
		t.Errorf("of %d people who lack trust %d have another barrier", held, wrong)
	}
}

// Equation 7, term by term: courses, and their covariance with fear, provision,
// cost and earlier courses, are what the chances of enrolment say.
func TestEnrolmentIsEquationSeven(t *testing.T) {
	w := mixed(30000, "policy", "training")
	w.Rules, w.Params.Training.Enrol = []Rule{pulling(FeeSubsidy, 0.5), pulling(Provision, 0.1)}, 0.8
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
