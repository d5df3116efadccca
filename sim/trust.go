package sim

import "github.com/atelier-sim/atelier/sim/draw"

// trust learns from one's own use and from peers (equations 3 and 4).
//
// Each month of use is a success, as far as one can see, with probability
// 1 - (1 - rel) v, v the share of failures that one sees: it rises with craft,
// and without unseen failures nobody would trust too much. A success adds
// success_weight to alpha, a failure failure_ratio times that to beta; both are
// forgotten toward the innate prior. Published trust is
// T = (1 - s) alpha/(alpha + beta) + s mean of peers, anchored on evidence.
// (Anchored on last month's own T it would be DeGroot's rule and forget the
// evidence.)
//
// Source: Guo and Yang 2020 for evidence, Friedkin and Johnsen 1990 for peers.
var trust = Mechanism{
	Name: "trust", Asks: "What did my own use teach me?",
	Writes: []string{"Alpha", "Beta", "Trust"},
	Rows: func(w *World, c *rows, _ int) {
		p := &w.Params.Trust
		innate, luck := w.trait(drawInnate), w.stream(drawEvidence)
		audited := w.pulled(Audit)
		for i := range c.n {
			if c.State[i] == Vacant {
				continue
			}
			id := c.ID[i]
			s, mean := p.innate(innate, id)
			prior := float64(p.PriorStrength * mean)
			a := toward(float64(c.Alpha[i]), prior, p.Forgetting)
			b := toward(float64(c.Beta[i]), p.PriorStrength-prior, p.Forgetting)
			if c.Flags[i]&Uses != 0 {
				fails := 1 - w.Reliable
				if audited {
					fails *= 1 - w.lever(Audit, c.at(i))
				}
				if luck.Uniform(id) < 1-float64(fails*p.sees(c.Craft[i])) {
					a += p.SuccessWeight
				} else {
					b += float64(p.SuccessWeight * p.FailureRatio)
				}
			}
			c.Alpha[i], c.Beta[i] = float32(a), float32(b)
			c.Trust[i] = float32(float64((1-s)*(a/(a+b))) + float64(s*float64(c.PeersTrust[i])))
		}
	},
}

// believed is the rate of success that a creative expects of AI (equation 45): the
// part of the tries seen that went well, each of them counted once. Trust weighs
// failures more; what one thinks will happen does not. What one was born with
// counts as one try: it is all that those have to go by who never used AI.
func (p *TrustParams) believed(alpha, beta float32, mean float64) float64 {
	prior := float64(p.PriorStrength * mean)
	good := max(0, float64(alpha)-prior) / p.SuccessWeight
	bad := max(0, float64(beta)-(p.PriorStrength-prior)) / (p.SuccessWeight * p.FailureRatio)
	return (mean + good) / (1 + good + bad)
}

// sees is v, the share of failures that a creative sees.
func (p *TrustParams) sees(craft float32) float64 {
	return p.VisibleLow + float64((p.VisibleHigh-p.VisibleLow)*float64(craft))
}

// innate gives a person's susceptibility s and the mean of the innate prior,
// from the two halves of one draw.
func (p *TrustParams) innate(trait draw.Stream, id uint64) (s, mean float64) {
	u, v := halves(trait.Bits(id))
	s = p.SusceptibilityLow + float64((p.SusceptibilityHigh-p.SusceptibilityLow)*u)
	mean = p.PriorMean + float64(p.PriorSpread*(float64(2*v)-1))
	return s, mean
}

// halves splits 64 random bits into two uniforms of 32 bits.
func halves(bits uint64) (u, v float64) {
	return float64(float64(uint32(bits>>32)) * 0x1p-32), float64(float64(uint32(bits)) * 0x1p-32)
}
