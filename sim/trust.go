package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/lists"
	"github.com/atelier-sim/atelier/sim/par"
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
		p, room := &w.Params.Trust, &w.tallies[worker].room
		if onLists { // to the bit what follows
			w.trustOnLists(c, room)
			return
		}
		us, vs, luck := &room.lists[0], &room.lists[1], &room.lists[2]
		audited, touched := w.pulled(Audit), c.touched()
		c.halves(w.Trait(drawInnate), us, vs)
		if touched {
			w.evidence(c, luck)
		}
		success, failure := p.lessons()
		doubts := w.doubts()
		for i := range c.n {
			if c.State[i] == Vacant {
				continue
			}
			s, mean := p.susceptible(us[i]), p.expects(vs[i])
			prior := float64(p.PriorStrength * mean)
			a := toward(float64(c.Alpha[i]), prior, p.Forgetting)
			b := toward(float64(c.Beta[i]), p.PriorStrength-prior, p.Forgetting)
			if touched { // no branch for each: who uses AI is as good as random
				fails := 1 - w.Reliable
				if audited {
					fails *= 1 - w.lever(Audit, c.At(i))
				}
				well := below(luck[i], 1-float64(fails*p.sees(c.Craft[i])))
				uses := uint64(c.Flags[i] & Uses)
				a += float64(success * float64(int64(uses&well)))
				b += float64(failure * float64(int64(uses&^well)))
			}
			c.Alpha[i], c.Beta[i] = float32(a), float32(b)
			kept := atLeast(0, 1-float64(doubts[c.Occupation[i]%Occupations]*float64(c.Autonomy[i])))
			c.Trust[i] = float32(float64((1-s)*(a/(a+b))*kept) + float64(s*float64(c.PeersTrust[i])))
		}
	},
}

// doubts are of good faith, by occupation, of whom autonomy is all.
func (w *World) doubts() (doubts lists.Table) {
	for o := range w.Occupations {
		doubts[o] = w.Params.Trust.GoodFaith * w.unlicensed(w.Occupations[o].Domain)
	}
	return doubts
}

// lessons are what a success adds to alpha, and a failure to beta.
func (p *TrustParams) lessons() (success, failure float64) { return 1, p.FailureRatio }

// evidence is the luck of a month of use.
func (w *World) evidence(c *Rows, luck *[par.Chunk]float64) {
	c.uniforms(w.Stream(drawEvidence), luck)
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

// expects is the mean of the innate prior of a half.
func (p *TrustParams) expects(v float64) float64 {
	return p.PriorMean + float64(p.PriorSpread*(float64(2*v)-1))
}
