package sim

import (
	"github.com/atelier-sim/atelier/sim/lists"
	"github.com/atelier-sim/atelier/sim/num"
)

// Rules of the month on lists of a chunk: one operation at a time for all of its creatives,
// eight lanes wide. Each does to the bit what the loop of its mechanism does, which says why
// and which other processors run, where lists cost more than they bring. Whoever changes one
// changes both: TestRulesOnListsDoWhatTheirLoopsDo holds them together on any processor.

// onLists tells whether rules are reckoned on lists.
var onLists = lists.Wide()

// trustOnLists is trust.
func (w *World) trustOnLists(c *Rows, room *room) {
	p, n := &w.Params.Trust, c.n
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
		w.evidence(c, luck)
		lists.Widen(x, c.Craft[:n])
		lists.Line(x, x, p.VisibleHigh-p.VisibleLow, p.VisibleLow)
		w.errsAll(c, x)
		well, uses, where := lists.Mask(room.masks[0][:]), lists.Mask(room.masks[1][:]), lists.Mask(room.masks[2][:])
		lists.Line(x, x, -1, 1)
		well.LessEach(luck[:n], x)
		uses.Has(c.Flags[:n], Uses)
		success, failure := p.lessons()
		where.And(uses, well)
		lists.AddWhere(a, where, success)
		where.AndNot(uses, well)
		lists.AddWhere(b, where, failure)
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
}

// goodFaith is for each creative what is left of trust by how works are taken.
func (w *World) goodFaith(c *Rows, kept, free []float64) []float64 {
	doubts := w.doubts()
	lists.Pick(kept, &doubts, c.Occupation[:c.n])
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

// susceptibleAll makes s of a list of halves.
func (p *TrustParams) susceptibleAll(us []float64) {
	lists.Line(us, us, p.SusceptibilityHigh-p.SusceptibilityLow, p.SusceptibilityLow)
}

// expectsAll makes means of the innate prior of a list of halves.
func (p *TrustParams) expectsAll(vs []float64) {
	lists.Line(vs, vs, 2, -1)
	lists.Line(vs, vs, p.PriorSpread, p.PriorMean)
}

// attitudeOnLists is attitude.
func (w *World) attitudeOnLists(c *Rows, room *room) {
	p, n := &w.Params.Attitude, c.n
	fields, trust0, fear0 := w.usualAttitudes()
	aim, x := room.lists[0][:n], room.lists[1][:n] // L(...), of vacant rows too
	lists.Pick(aim, &fields, c.Occupation[:n])
	lists.Widen(x, c.Disposition[:n])
	lists.Add(aim, aim, x)
	lists.Widen(x, c.Trust[:n])
	lists.Line(x, x, 1, -trust0)
	lists.AddTimes(aim, x, p.Trust)
	lists.Widen(x, c.Fear[:n])
	lists.Line(x, x, 1, -fear0)
	lists.AddTimes(aim, x, -p.Fear)
	num.Logistics(aim)
	lists.Widen(x, c.Attitude[:n])
	lists.Toward(x, aim, p.Inertia)
	lists.Narrow(c.Attitude[:n], c.someone(&room.masks[0]), x)
}

// fearOnLists is fear.
func (w *World) fearOnLists(c *Rows, room *room) {
	p, n := &w.Params.Fear, c.n
	public, peers := w.publicFears(), p.peersLost()
	c.halves(w.Trait(drawFearful), &room.lists[0], &room.lists[1])
	z, x, aim, where := room.lists[0][:n], room.lists[1][:n], room.lists[2][:n], lists.Mask(room.masks[0][:])
	disposedAll(z, x)
	lists.Pick(aim, &public[Unemployed], c.Occupation[:n]) // freelancers' too
	lists.Pick(x, &public[Employed], c.Occupation[:n])
	where.Is(c.State[:n], Employed)
	lists.Choose(aim, where, x)
	lists.Add(aim, aim, z)
	lists.Pick(x, &peers, c.PeersLost[:n])
	lists.Add(aim, aim, x)
	lists.Widen(x, c.Skill[:n])
	lists.Line(x, x, 1, -w.Params.Training.Floor)
	lists.AddTimes(aim, x, -p.Skill)
	if w.Capability > 0 {
		for i := range n {
			if k := c.Cell[i]; k >= 0 {
				aim[i] += w.replaced(k)
			}
		}
	}
	if w.pulled(Voice) || w.pulled(SafetyNet) {
		for i := range n {
			if c.State[i] != Vacant {
				aim[i] -= w.calm(c.At(i))
			}
		}
	}
	if byWorkers, _ := w.liable(); byWorkers > 0 {
		where.Has(c.Flags[:n], Uses)
		lists.AddWhere(aim, where, float64(w.Params.Liability.Fear*byWorkers))
	}
	num.Logistics(aim)
	lists.Widen(x, c.Fear[:n])
	lists.Toward(x, aim, p.Inertia)
	lists.Narrow(c.Fear[:n], c.someone(&room.masks[0]), x)
}

// disposedAll makes z of a list of first halves and one of the others.
func disposedAll(us, vs []float64) {
	lists.Add(us, us, vs)
	lists.Line(us, us, 1, -1)
	lists.Line(us, us, fearReach, 0)
}

// trainingOnLists is training.
func (w *World) trainingOnLists(c *Rows, t *tally) {
	p, room, n := &w.Params.Training, &t.room, c.n
	k, x, somebody := room.lists[0][:n], room.lists[1][:n], c.someone(&room.masks[0])
	lists.Widen(k, c.Skill[:n])
	lists.Line(x, k, -1, p.Floor)
	lists.AddTimes(k, x, p.Decay)
	lists.Line(x, k, -1, p.UseCeiling)
	lists.AtLeast(x, x, 0)
	uses := lists.Mask(room.masks[1][:])
	uses.Has(c.Flags[:n], Uses)
	lists.AddTimesWhere(k, uses, x, p.UseGain)
	if courses := w.offered(); courses != [Occupations]bool{} {
		luck, lucky := &room.lists[1], lists.Mask(room.masks[2][:])
		c.uniforms(w.Stream(drawEnrol), luck)
		lucky.Less(luck[:n], p.Enrol)
		lucky.And(lucky, somebody)
		lucky.Each(n, func(i int) {
			if o := c.Occupation[i]; courses[o] && luck[i] < w.enrolment(c.At(i)) {
				k[i] = toward(k[i], 1, p.CourseGain)
				w.enrol(c, i, t)
			}
		})
	}
	lists.Narrow(c.Skill[:n], somebody, k)
}
