package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/par"
)

// Barriers, in the order of the columns barrier_*: the term that holds a
// non-user back.
const (
	barrierCost = iota
	barrierSkill
	barrierTrust
	barrierFear
	barrierRights
	barrierCulture
	Barriers
)

// The barrier of a creative stands in the top three bits of the flags, plus 1.
const barrierShift = 5

// terms of the use decision, split by barrier; rest holds what is none.
type terms struct {
	by   [Barriers]float64
	rest float64
}

// use is one decision for starting and stopping (equations 13 and 14). With
// probability reconsider a person thinks again, and uses AI when
// U + taste + mood > 0, taste a lasting and mood a fresh logistic draw. Depth
// follows (equation 15):
//
//	m += depth_rate (m* - m)
//	m* = min(cap, depth_scale q (0.25 + 0.75 K)(1.2 - 0.6 autonomy) clamp(T/0.5)(1 + firm_depth firm's depth))
//
// For non-users the barrier is found by moving each term to the population's
// median in turn: the smallest move that flips the decision, or, when none
// does, the term that gains most.
//
// Source: Humlum and Vestergaard 2025 for encouragement, Pew 2024 for stages,
// Granovetter 1978 and Centola 2010 for thresholds; most weights are assumed.
var use = Mechanism{
	Name: "use", Asks: "Do I use it, and for how much of my work?",
	Writes: []string{"Flags", "Depth", "Typical"},
	Rows: func(w *World, c *Rows, worker int) {
		p := &w.Params.Use
		if w.Capability == 0 {
			return // nothing to use yet
		}
		tally, mood := &w.tallies[worker], w.Stream(drawMood)
		t, again, depths := w.newTraits(), &tally.room.lists[0], w.newDepths()
		c.uniforms(w.Stream(drawReconsider), again)
		for _, k := range c.below(again, p.Reconsider, &tally.room, &tally.room.rows[0]) {
			if i := int(k % par.Chunk); w.Occupations[c.Occupation[i]].Quality > 0 {
				v := w.useTerms(c, i, &t)
				tally.count(&v)
				w.decide(c, i, &v, mood.Uniform(c.ID[i]))
			}
		}
		users, others := c.users(&tally.room, &tally.room.rows[0], &tally.room.rows[1])
		for _, k := range users {
			if i := int(k % par.Chunk); w.Occupations[c.Occupation[i]].Quality > 0 {
				c.Depth[i] = float32(toward(float64(c.Depth[i]), depths.wished(c, i), p.DepthRate))
			}
		}
		for _, k := range others {
			if i := k % par.Chunk; w.Occupations[c.Occupation[i]].Quality > 0 {
				c.Depth[i] = 0
			}
		}
	},
	Settle: (*World).settleTerms,
}

// traits are the lasting streams that the use decision reads.
type traits struct {
	privacy, taste, threshold, encouraged draw.Stream
	toolUSD                               [Domains]float64 // a month, levy included
}

func (w *World) newTraits() traits {
	t := traits{privacy: w.Trait(drawPrivacy), taste: w.Trait(drawTaste), threshold: w.Trait(drawThreshold), encouraged: w.Trait(drawEncouraged)}
	for d := range t.toolUSD {
		t.toolUSD[d] = w.Params.Use.ToolUSD * num.Exp(w.Market(uint8(d)).LnPrice)
	}
	return t
}

// useTerms is U of equation 13, term by term.
func (w *World) useTerms(c *Rows, i int, t *traits) (v terms) {
	p, id, o := &w.Params.Use, c.ID[i], &w.Occupations[c.Occupation[i]]
	privacy, _ := draw.Halves(t.privacy.Bits(id))
	peers := float64(float64(c.PeersUse[i]) / Degree) // a product with a power of two must not be fused either
	social := float64(0.5 * peers)
	if peers > w.threshold(id, t) {
		social += 0.5
	}
	law := w.Market(o.Domain)
	culture := w.lever(Ease, c.At(i)) + float64(p.Peers*social)
	if t.encouraged.Uniform(id) < w.encouraged(o, c.Cell[i], peers) {
		x := p.Encouraged
		if k := c.Cell[i]; k >= 0 {
			x *= 1 - w.firmLever(Consent, int(w.Cells.Organisation[k]))
		}
		culture += x
	}
	v.by = [Barriers]float64{
		barrierCost:    -p.Cost * atMost(2, t.toolUSD[o.Domain]/(0.01*atLeast(200, c.Pay[i]))),
		barrierSkill:   p.Skill * (float64(c.Skill[i]) - w.Params.Training.Floor),
		barrierTrust:   p.Trust * (float64(c.Trust[i]) - 0.46),
		barrierFear:    -p.Fear * (float64(c.Fear[i]) - 0.4),
		barrierRights:  -float64(p.Rights*law.LegalRisk) - float64(p.Privacy*privacy*(1-float64(0.5*w.lever(Voice, c.At(i))))*(1-float64(0.3*law.Disclosure))),
		barrierCulture: culture,
	}
	v.rest = w.leaning(o, c.Stage[i], peers) + float64(p.Quality*(o.Quality-0.4)) -
		float64(p.Autonomy*(float64(c.Autonomy[i])-0.5)) + float64(p.Attitude*(float64(c.Attitude[i])-0.6)) +
		float64(p.FixedScale*t.taste.Logistic(id))
	return v
}

// leaning is what somebody's occupation and stage add to the use decision before
// anything is weighed. The reserve of an occupation is that of people among whom
// nobody uses AI: it fades as those around one do. The young lean toward it.
func (w *World) leaning(o *Occupation, stage uint8, peers float64) float64 {
	p := &w.Params.Use
	return p.Base + float64(o.UseOffset*(1-peers)) + float64(p.Stage*(1-float64(stage)))
}

// encouraged is the share of people in somebody's place who are encouraged to use
// AI: of staff by their organisation, of those without an employer by peers who
// use it and clients who know of it.
func (w *World) encouraged(o *Occupation, cell int32, peers float64) float64 {
	if cell < 0 {
		return 1 - float64((1-peers)*(1-o.Awareness))
	}
	return float64(w.Orgs.Encouragement[w.Cells.Organisation[cell]])
}

// threshold is phi, the share of peers a person needs to see: triangular
// around its mean, a plain stand-in for Beta(2,5).
func (w *World) threshold(id uint64, t *traits) float64 {
	a, b := draw.Halves(t.threshold.Bits(id))
	return float64(w.Params.Use.Threshold * (a + b))
}

// decide draws the mood and settles use and barrier (equation 14).
func (w *World) decide(c *Rows, i int, v *terms, mood float64) {
	u := v.rest
	for _, x := range v.by {
		u += x
	}
	c.Flags[i] &^= Uses | 7<<barrierShift
	// u + scale x logit(mood) > 0, without taking the logarithm.
	if num.VersusLogistic(mood, 1, -u/w.Params.Use.FreshScale) > 0 {
		c.Flags[i] |= Uses | EverUsed
		return
	}
	c.Flags[i] |= uint8(w.barrier(v, u)+1) << barrierShift
}

// barrier is the term whose move to the median would flip the decision most
// cheaply, or would gain most; -1 when no term is below its median.
func (w *World) barrier(v *terms, u float64) int {
	cheapest, most := -1, 0
	for k, x := range v.by {
		gain := w.Typical[k] - x
		if u+gain > 0 && (cheapest < 0 || gain < w.Typical[cheapest]-v.by[cheapest]) {
			cheapest = k
		}
		if gain > w.Typical[most]-v.by[most] {
			most = k
		}
	}
	if cheapest >= 0 || w.Typical[most] <= v.by[most] {
		return cheapest // -1: nothing that others have more of holds this person back
	}
	return most
}

// depths are what the depths that users wish for depend on this month, by occupation.
type depths struct {
	w       *World
	scale   [Occupations]float64
	limited bool // somebody must do a share
}

func (w *World) newDepths() (s depths) {
	s.w, s.limited = w, w.pulled(HumanShare)
	for o := range w.Occupations {
		s.scale[o] = float64(w.Params.Use.DepthScale * w.Occupations[o].Quality)
	}
	return s
}

// wished is m* of equation 15.
func (s *depths) wished(c *Rows, i int) float64 {
	m := s.scale[c.Occupation[i]%Occupations] * (0.25 + float64(0.75*float64(c.Skill[i]))) *
		(1.2 - float64(0.6*float64(c.Autonomy[i]))) * clamp(2*float64(c.Trust[i]))
	if k := c.Cell[i]; k >= 0 {
		m *= 1 + float64(s.w.Params.Use.FirmDepth*float64(s.w.Orgs.Depth[s.w.Cells.Organisation[k]]))
	}
	most := 1.0
	if s.limited {
		most -= s.w.lever(HumanShare, c.At(i))
	}
	return atMost(most, m)
}

// termBins and termWidth lay out the histograms of terms: -4 to 4 logits.
const (
	termBins  = 128
	termWidth = 0.0625
)

// count enters the terms of a person who reconsiders into the histograms.
func (t *tally) count(v *terms) {
	for k, x := range v.by {
		bin := int((x + termBins/2*termWidth) / termWidth)
		t.terms[k][max(0, min(termBins-1, bin))]++
	}
}

// settleTerms finds each term's median among those who reconsidered.
func (w *World) settleTerms() {
	for k := range Barriers {
		var bins [termBins]int64
		gather(w, &bins, func(t *tally) *[termBins]int64 { return &t.terms[k] })
		total := int64(0)
		for _, n := range bins {
			total += n
		}
		if total == 0 {
			continue
		}
		seen := int64(0)
		for b, n := range bins {
			if seen += n; 2*seen >= total {
				w.Typical[k] = float64((float64(b)+0.5)*termWidth) - termBins/2*termWidth
				break
			}
		}
	}
}
