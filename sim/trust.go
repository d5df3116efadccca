package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/lists"
)

// trust learns from one's own use, from how works are taken, and from peers
// (equations 3 and 4). It has two sides, competence and good faith.
//
// Each month of use is a success, as far as one can see, with probability
// 1 - (1 - rel) v, v the share of failures that one sees: it rises with craft,
// and without unseen failures nobody would trust too much. A success adds 1 to
// alpha, a failure failure_ratio to beta; both are forgotten toward the innate
// prior. Their share is competence, E. Who cares for their autonomy, a, trusts
// less while works are taken without leave: E (1 - good_faith a unlicensed).
// Published trust is T = (1 - s) of that + s mean of peers, anchored on evidence.
// (Anchored on last month's own T it would be DeGroot's rule and forget the
// evidence.) Where nothing is unlicensed trust is competence and peers alone.
//
// Source: Guo and Yang 2020 for evidence, Friedkin and Johnsen 1990 for peers,
// Mayer, Davis and Schoorman 1995 for the two sides, KPMG and Melbourne 2025 for
// the size of the second.
var trust = Mechanism{
	Name: "trust", Asks: "What did my own use teach me?",
	Writes: []string{"Alpha", "Beta", "Trust"},
	Rows: func(w *World, c *Rows, worker int) {
		p, room, n := &w.Params.Trust, &w.tallies[worker].room, c.n
		c.halves(w.Trait(drawInnate), &room.lists[0], &room.lists[1])
		s, prior, a, b, x := room.lists[0][:n], room.lists[1][:n], room.lists[2][:n], room.lists[3][:n], room.lists[4][:n]
		p.susceptibleAll(s)
		p.expectsAll(prior)
		lists.Line(prior, prior, p.PriorStrength, 0)
		lists.Widen(a, c.Alpha[:n])
		lists.Toward(a, prior, p.Forgetting)
		lists.Line(prior, prior, -1, p.PriorStrength)
		lists.Widen(b, c.Beta[:n])
		lists.Toward(b, prior, p.Forgetting)
		if c.touched() {
			luck := &room.lists[1]
			c.uniforms(w.Stream(drawEvidence), luck)
			lists.Widen(x, c.Craft[:n])
			lists.Line(x, x, p.VisibleHigh-p.VisibleLow, p.VisibleLow)
			w.errsAll(c, x)
			well, uses, where := lists.Mask(room.masks[0][:]), lists.Mask(room.masks[1][:]), lists.Mask(room.masks[2][:])
			lists.Line(x, x, -1, 1)
			well.LessEach(luck[:n], x)
			uses.Has(c.Flags[:n], Uses)
			where.And(uses, well)
			lists.AddWhere(a, where, 1)
			where.AndNot(uses, well)
			lists.AddWhere(b, where, p.FailureRatio)
		}
		somebody := c.someone(&room.masks[0])
		lists.Narrow(c.Alpha[:n], somebody, a)
		lists.Narrow(c.Beta[:n], somebody, b)
		lists.Add(b, a, b)
		lists.Div(a, a, b)
		lists.Line(b, s, -1, 1)
		lists.Mul(a, b, a)
		lists.Mul(a, a, w.goodFaith(c, x, b))
		lists.Widen(x, c.PeersTrust[:n])
		lists.Mul(x, s, x)
		lists.Add(a, a, x)
		lists.Narrow(c.Trust[:n], somebody, a)
	},
}

// goodFaith is for each creative what is left of trust by how works are taken.
func (w *World) goodFaith(c *Rows, kept, free []float64) []float64 {
	var doubt lists.Table // of good faith, of whom autonomy is all
	for o := range w.Occupations {
		doubt[o] = w.Params.Trust.GoodFaith * w.unlicensed(w.Occupations[o].Domain)
	}
	lists.Pick(kept, &doubt, c.Occupation[:c.n])
	lists.Widen(free, c.Autonomy[:c.n])
	lists.Mul(kept, kept, free)
	lists.Line(kept, kept, -1, 1)
	lists.AtLeast(kept, kept, 0)
	return kept
}

// errsAll multiplies by the chance that a month of use goes wrong.
func (w *World) errsAll(c *Rows, xs []float64) {
	wrong := 1 - w.Reliable
	if !w.pulled(Audit) {
		lists.Line(xs, xs, wrong, 0)
		return
	}
	for i := range xs {
		if c.State[i] != Vacant {
			xs[i] *= float64(wrong * (1 - w.lever(Audit, c.At(i))))
		}
	}
}

// believed is the rate of success that a creative expects of AI (equation 46): the
// part of the tries seen that went well, each of them counted once. Trust weighs
// failures more; what one thinks will happen does not. What one was born with
// counts as one try: it is all that those have to go by who never used AI.
func believed(good, bad, mean float64) float64 { return (mean + good) / (1 + good + bad) }

// tries are those that a creative saw go well and wrong, as far as they are not
// forgotten: evidence beyond what one was born with, by its weights.
func (p *TrustParams) tries(alpha, beta float32, mean float64) (good, bad float64) {
	prior := float64(p.PriorStrength * mean)
	good = positive(float64(alpha) - prior)
	bad = positive(float64(beta)-(p.PriorStrength-prior)) / p.FailureRatio
	return good, bad
}

// unlicensed is how far machines take works of a domain without leave (equation
// 4): the legal risk that no rule and no licence has settled, of what no label
// shows, once AI is a matter of public debate.
func (w *World) unlicensed(domain uint8) float64 {
	law := w.Market(domain)
	return float64(w.Visibility * float64(law.LegalRisk*(1-law.Disclosure)))
}

// sees is v, the share of failures that a creative sees.
func (p *TrustParams) sees(craft float32) float64 {
	return p.VisibleLow + float64((p.VisibleHigh-p.VisibleLow)*float64(craft))
}

// innate gives a person's susceptibility s and the mean of the innate prior,
// from the two halves of one draw.
func (p *TrustParams) innate(trait draw.Stream, id uint64) (s, mean float64) {
	u, v := draw.Halves(trait.Bits(id))
	return p.susceptible(u), p.expects(v)
}

// susceptible is s of a half.
func (p *TrustParams) susceptible(u float64) float64 {
	return p.SusceptibilityLow + float64((p.SusceptibilityHigh-p.SusceptibilityLow)*u)
}

// susceptibleAll makes s of a list of halves.
func (p *TrustParams) susceptibleAll(us []float64) {
	lists.Line(us, us, p.SusceptibilityHigh-p.SusceptibilityLow, p.SusceptibilityLow)
}

// expectsAll makes means of the innate prior of a list of halves.
func (p *TrustParams) expectsAll(vs []float64) {
	lists.Line(vs, vs, 2, -1)
	lists.Line(vs, vs, p.PriorSpread, p.PriorMean)
}

// expects is the mean of the innate prior of a half.
func (p *TrustParams) expects(v float64) float64 {
	return p.PriorMean + float64(p.PriorSpread*(float64(2*v)-1))
}
