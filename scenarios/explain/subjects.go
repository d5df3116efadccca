package explain

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// tellPeers tells what peers show in each arm.
func (t *telling) tellPeers() string {
	a, b := t.arms[0].now.Mind, t.arms[1].now.Mind
	switch {
	case a.PeersUse != b.PeersUse:
		return fmt.Sprintf("Of their eight peers %s AI under %s, and %s it under %s.", peers(b.PeersUse, "uses", "use"), t.arms[1].scenario.Name, peers(a.PeersUse, "uses", "use"), t.arms[0].scenario.Name)
	case a.PeersLost != b.PeersLost:
		return fmt.Sprintf("Of their eight peers %s lost work to AI under %s, and %s under %s.", peers(b.PeersLost, "has", "have"), t.arms[1].scenario.Name, peers(a.PeersLost, "has", "have"), t.arms[0].scenario.Name)
	}
	return fmt.Sprintf("The trust in AI that their peers show is %s. What sets the arms apart has moved a peer, or somebody whom a peer listens to, before anything of their own.", t.apart(a.PeersTrust, b.PeersTrust))
}

// tellCourse tells of a course taken in one arm, and who pays.
func (t *telling) tellCourse() string {
	i := one(t.arms[1].now.Course)
	l := t.arms[i]
	text := "they " + l.course()
	if m := l.now; m.FeePaid > 0 {
		text += fmt.Sprintf(", with %s of the fee paid by policy", finding.Share(m.FeePaid))
	}
	if m := l.now; m.Trains > 0 {
		text += fmt.Sprintf(", and with an employer who trains %s of the staff because of policy", finding.Share(m.Trains))
	}
	return t.both(i, text, "they take none this month")
}

// tellEmployer tells of an employer who goes another way with AI.
func (t *telling) tellEmployer() string {
	clause := func(i int) string {
		j := t.arms[i].now.Mind.Job
		if j.Adoption == sim.NoAI {
			return "their employer has no AI"
		}
		return "their employer " + adopts[j.Adoption]
	}
	i := one(t.arms[1].now.Mind.Job.Adoption != t.arms[1].now.Before.Job.Adoption)
	return t.both(i, clause(i), clause(1-i)) + " " + t.because("", sim.FixedSupport, sim.Moratorium, sim.Audit, sim.Clarity, sim.Licence, sim.AILevy, sim.Crossing, sim.Provision, sim.Delay)
}

// considered are the terms of the use decision, for and against alike.
var considered = [sim.UseTerms]string{"the price", "their AI skill", "trust in it", "fear of losing work", "rights and privacy", "peers and workplace",
	"what is usual in the occupation", "what AI can do in the work", "their wish for autonomy", "their view of the field", "taste"}

// tellUse tells of another decision about AI, and of the terms that moved it.
func (t *telling) tellUse() string {
	a, b := t.arms[0].now, t.arms[1].now
	if a.Mind.Uses == b.Mind.Uses {
		return fmt.Sprintf("What holds them back from AI, compared with others, is %s under %s and %s under %s.",
			barrierOf(b.Mind), t.arms[1].scenario.Name, barrierOf(a.Mind), t.arms[0].scenario.Name)
	}
	i := one(b.Mind.Uses)
	does, others := "they use AI", "they do not"
	switch user, other := t.arms[i].now, t.arms[1-i].now; {
	case !user.Before.Uses && !other.Before.Uses:
		does, others = "they start to use AI", "they stay without it"
	case user.Before.Uses && other.Before.Uses:
		does, others = "they go on using AI", "they stop"
	}
	text := t.both(i, does, others)
	if !a.Again || !b.Again {
		return text
	}
	return text + " " + t.moved(i)
}

// barrierOf is what holds a non-user back.
func barrierOf(f Facts) string {
	if f.Barrier < 0 {
		return "nothing"
	}
	return barriers[f.Barrier]
}

// moved names the terms that speak more for AI where it is used than where it
// is not, the largest two, in log odds.
func (t *telling) moved(user int) string {
	yes, no := t.arms[user].now, t.arms[1-user].now
	more := func(k int) float64 { return yes.Terms[k] - no.Terms[k] }
	var list []string
	for _, k := range ordered(sim.UseTerms, more)[:2] {
		if more(k) >= 0.005 {
			list = append(list, fmt.Sprintf("%s (%s rather than %s log odds)", considered[k], logit(yes.Terms[k]), logit(no.Terms[k])))
		}
	}
	if len(list) == 0 {
		return "It was so close that hundredths decided."
	}
	return fmt.Sprintf("What speaks more for it there: %s.", finding.And(list))
}

// tellRetraining tells of a retraining that begins in one arm.
func (t *telling) tellRetraining() string {
	i := one(t.arms[1].now.retrains())
	n := int(t.arms[i].world.Params.Training.RetrainMonths)
	return t.both(i, fmt.Sprintf("they begin a retraining of %s, offered because they lost work to AI; meanwhile they do not look for a job", months(n)), "they begin none")
}

// tellJob tells of a job lost, found or kept in one arm only.
func (t *telling) tellJob() string {
	a, b := t.arms[0].now, t.arms[1].now
	if !jobDiffers(a, b) && a.After.Here && b.After.Here {
		switch {
		case a.After.LostWork != b.After.LostWork:
			return t.both(one(b.After.LostWork), "they count work as lost to AI", "they do not")
		case a.After.Skill != b.After.Skill:
			return "A retraining ends in one arm only."
		}
		return "How long they have stood where they stand differs."
	}
	_, text := t.arms[1].jobs()
	i := one(text != "" || b.Before.State == sim.Freelancing && b.After.State == sim.Unemployed)
	return t.both(i, t.arms[i].turn(t.arms[1-i].now), t.arms[1-i].turn(t.arms[i].now))
}

// turn is what the month did to a creative's work, beside another month.
func (s *story) turn(other *Month) string {
	m := s.now
	if _, text := s.jobs(); text != "" {
		return text
	}
	switch {
	case !m.After.Here:
		return "they leave creative work"
	case m.Before.State == sim.Freelancing && m.After.State == sim.Unemployed:
		_, text := s.giveUp()
		return text
	case m.After.State == sim.Employed && other.LaidOff && other.After.Here && other.After.State == sim.Unemployed:
		return fmt.Sprintf("they keep their job; the chance of a layoff is %s there", finding.Share(m.Layoff))
	case m.After.State == sim.Employed:
		return "they stay in their job"
	case m.After.State == sim.Freelancing:
		return "they go on freelancing"
	case m.After.Aid > 0 || m.Before.Aid > 0:
		return "they are in a retraining, and do not look for a job"
	case m.Applies:
		return "they apply and find nothing"
	}
	return "they are without a job, and do not apply this month"
}

// tellIncome tells of another income in the same kind of work.
func (t *telling) tellIncome() string {
	a, b := t.arms[0].now, t.arms[1].now
	x, y := a.After.Income, b.After.Income
	if x == y {
		return "How long their income has been less than they need differs. " + t.because("", sim.BasicIncome, sim.Licence, sim.AILevy)
	}
	text := fmt.Sprintf("Their income, without what policies pay, is %s under %s and %s under %s.", usd(x), t.arms[0].scenario.Name, usd(y), t.arms[1].scenario.Name)
	if usd(x) == usd(y) {
		text = fmt.Sprintf("Their income differs by less than USD 10 a month, at %s.", usd(y))
	}
	if a.After.State != sim.Freelancing || b.After.State != sim.Freelancing {
		if t.month == t.split {
			return text + " Pay in the occupation has moved with how many look for work there."
		}
		return text + " Pay in the occupation differs, or their craft does."
	}
	if d := b.Orders/a.Orders - 1; d > 0.005 || d < -0.005 {
		return fmt.Sprintf("%s There, orders in the occupation bring a freelancer %s under %s.", text, against(b.Orders, a.Orders), t.arms[0].scenario.Name)
	}
	return text + " Orders in the occupation bring the same: what differs is who of the freelancers gets them."
}
