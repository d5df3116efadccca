package explain

import (
	"fmt"
	"maps"
	"math"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// december closes a year: of a life alone its sums beside the reference's, of two
// lives a line each, where that shows anything.
func (t *telling) december() {
	s := t.own()
	if t.alone && s.now.Before.Here && s.now.After.Here {
		s.trust()
		v := standing(s.now.After)
		v["months_told"], v["thought_again"] = float64(s.year.months), float64(s.year.again)
		maps.Copy(v, s.yearly())
		t.say(Year, v, s.inShort(), finding.Each(t.arms, (*story).line)[:len(t.arms)-1]...)
		t.add((*story).yearly)
	}
	if !t.alone && t.month >= t.split && t.worthLines() {
		t.say(Year, nil, t.money("In the year", func(l *story) tally { return l.year }), finding.Each(t.arms, (*story).line)...)
		t.add((*story).yearly)
	}
	for _, l := range t.arms {
		l.year, l.said.last = tally{}, l.now.After
	}
}

// yearly are the sums of a year.
func (s *story) yearly() values {
	return values{"months_used": float64(s.year.uses), "months_without_job": float64(s.year.idle), "earned_usd": s.year.earned, "paid_by_policies_usd": s.year.paid,
		"orders_own": s.year.own, "orders_sent_on": s.year.sent, "clients_came": float64(s.year.came), "clients_left": float64(s.year.went), "clients_to_ai": float64(s.year.toAI)}
}

// inShort is a year of a life: AI, how its measures moved, work and money.
func (s *story) inShort() string {
	f, last := s.now.After, s.said.last
	return fmt.Sprintf("%s in short: %s. Trust %s, fear %s, view of the field %s, AI skill %s, craft %s. %s",
		finding.Moment(s.now.Number), s.yearOfUse(), moved(f.Trust, last.Trust), moved(f.Fear, last.Fear), moved(f.Attitude, last.Attitude),
		moved(f.Skill, last.Skill), moved(f.Craft, last.Craft), s.yearOfWork())
}

// yearOfUse sums up a year of AI.
func (s *story) yearOfUse() string {
	t, f := s.year, s.now.After
	if s.now.Quality == 0 {
		return "no AI in the work"
	}
	text := "no use of AI"
	if t.uses > 0 {
		text = fmt.Sprintf("AI in %d of %s, not at the end", t.uses, months(t.months))
		if f.Uses {
			text = fmt.Sprintf("AI in %d of %s, at the end for %s of the work", t.uses, months(t.months), finding.Share(f.Depth))
		}
	}
	if t.again == 0 {
		return text + ", not reconsidered"
	}
	return text + ", reconsidered in " + months(t.again)
}

// yearOfWork tells where the creative stands in December.
func (s *story) yearOfWork() string {
	f, start := s.now.After, s.origin()
	text := s.place(f)
	if f.State == sim.Freelancing {
		text += ", " + withClients(f)
	}
	if work := s.workOfYear(); work != "" {
		text += "; " + work
	}
	text += "; earned in the year " + usdYear(s.year.earned)
	if pace := start.Income * float64(s.year.months); pace > 0 {
		text += ", " + against(s.year.earned, pace) + " at the income of " + finding.Month(s.began())
	}
	if f.State == sim.Unemployed && s.year.applied > 0 {
		text += fmt.Sprintf(", applied in %s of the year", months(s.year.applied))
	}
	return finding.Sentence(text)
}

// trust tells how a year's evidence and peers moved trust.
func (s *story) trust() {
	t, from, to := s.year, s.said.last.Trust, s.now.After.Trust
	if t.tried == 0 && math.Abs(to-from) < slight {
		return
	}
	text := "Trust in AI stays at " + scale(to)
	switch a, b := scale(from), scale(to); {
	case a < b:
		text = "Trust in AI rises from " + a + " to " + b
	case a > b:
		text = "Trust in AI falls from " + a + " to " + b
	}
	why := "without use of their own, by what peers think"
	switch {
	case t.tried == 1 && t.succeeded == 1:
		why = "in the one month of use it worked out, as far as they could see"
	case t.tried == 1:
		why = "in the one month of use it did not work out"
	case t.tried > 0:
		why = fmt.Sprintf("of %s of use it worked out in %d, as far as they could see", months(t.tried), t.succeeded)
	}
	s.say(Trust, values{"from": from, "to": to, "months_used": float64(t.tried), "successes": float64(t.succeeded)}, "%s: %s.", text, why)
}

// slight is a difference in a scale, and in money as a share, that no year is
// told for: the header says so.
const slight = 0.02

// worthLines tells whether the year differs by more than a little.
func (t *telling) worthLines() bool {
	a, b := t.arms[0], t.arms[1]
	x, y := a.now.After, b.now.After
	if x.Here != y.Here || x.State != y.State || x.Occupation != y.Occupation || x.Stage != y.Stage || x.Uses != y.Uses || x.Job.Cell != y.Job.Cell {
		return true
	}
	apart := func(x, y, scale float64) bool { return math.Abs(x-y) >= slight*scale }
	return apart(x.Trust, y.Trust, 1) || apart(x.Fear, y.Fear, 1) || apart(x.Skill, y.Skill, 1) || apart(x.Depth, y.Depth, 1) ||
		x.Income > 0 && apart(x.Income, y.Income, x.Income) || inHand(a.year) != inHand(b.year) && apart(inHand(a.year), inHand(b.year), inHand(a.year))
}

// inHand is what a creative earned and got, as the lines write it.
func inHand(t tally) float64 {
	return float64(100*math.Round(t.earned/100)) + float64(100*math.Round(t.paid/100))
}

// money tells under which arm more was in hand, reckoned from what the lines say.
func (t *telling) money(when string, of func(*story) tally) string {
	more := inHand(of(t.arms[1])) - inHand(of(t.arms[0]))
	switch {
	case more > 0:
		return fmt.Sprintf("%s they have %s more under %s.", when, usdYear(more), t.arms[1].scenario.Name)
	case more < 0:
		return fmt.Sprintf("%s they have %s less under %s.", when, usdYear(-more), t.arms[1].scenario.Name)
	}
	return when + " they have as much under both."
}

// line is a year in one line.
func (s *story) line() string {
	f := s.now.After
	switch {
	case s.comes() == never:
		return "never there"
	case !f.Here:
		return "left in " + finding.Month(s.left)
	}
	using := "no AI"
	if f.Uses {
		using = "AI for " + finding.Share(f.Depth) + " of the work"
	}
	stands := where(f)
	if f.Occupation != s.origin().Occupation {
		stands = s.trade(f) + ", " + stands
	}
	return fmt.Sprintf("%s, %s; trust %s, fear %s, view of the field %s, AI skill %s; %s", stands, using, scale(f.Trust), scale(f.Fear), scale(f.Attitude), scale(f.Skill), s.year.sums())
}

// where is where a creative stands, in few words.
func where(f Facts) string {
	switch f.State {
	case sim.Employed:
		return "employed at " + usd(f.Income)
	case sim.Freelancing:
		return "freelancing at " + usd(f.Income) + " with " + withClients(f)
	}
	return "without a job for " + months(max(1, f.Months))
}

// sums tells money earned and got from policies.
func (t *tally) sums() string {
	text := "earned " + usdYear(t.earned)
	if t.paid > 0 {
		text += ", and " + usdYear(t.paid) + " from policies"
	}
	return text
}
