package explain

import (
	"fmt"
	"math"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// december closes a year: trust and what it rests on, then the sums.
func (s *story) december() {
	s.trust()
	f, last := s.now.After, s.said.last
	v := s.standing(f)
	v["months_used"], v["months_told"], v["thought_again"] = float64(s.year.uses), float64(s.year.months), float64(s.year.again)
	v["earned_usd"] = s.year.earned
	text := fmt.Sprintf("%d in short: %s. Trust %s, fear %s, view of the field %s, AI skill %s, craft %s. %s%s",
		year(s.now.Number), s.yearOfUse(), moved(f.Trust, last.Trust), moved(f.Fear, last.Fear), moved(f.Attitude, last.Attitude),
		moved(f.Skill, last.Skill), moved(f.Craft, last.Craft), s.yearOfWork(), s.yearBeside(v))
	s.say(Year, v, "%s", text)
	s.said.last, s.year = f, tally{}
}

// yearOfUse sums up a year of AI.
func (s *story) yearOfUse() string {
	t, f := s.year, s.now.After
	if s.now.Quality == 0 {
		return "no AI in the work"
	}
	text := "no use of AI"
	if t.uses > 0 {
		text = fmt.Sprintf("AI in %d of %s", t.uses, months(t.months))
		if f.Uses {
			text += ", at the end for " + percent(f.Depth) + " of the work"
		} else {
			text += ", not at the end"
		}
	}
	if t.again == 0 {
		return text + ", not reconsidered"
	}
	return text + ", reconsidered " + times(t.again)
}

// yearOfWork tells where the creative stands in December.
func (s *story) yearOfWork() string {
	f, start := s.now.After, s.said.start
	text := upper(s.place(f)) + "; earned in the year " + usdYear(s.year.earned)
	if pace := start.Income * float64(s.year.months); pace > 0 {
		text += ", " + against(s.year.earned, pace) + " at the income of " + finding.Month(s.said.since)
	}
	if f.State == sim.Unemployed && s.year.applied > 0 {
		text += fmt.Sprintf(", applied in %s of the year", months(s.year.applied))
	}
	return text + "."
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// yearBeside tells where the same creative stands in the frozen world, and what
// they earned in the year there.
func (s *story) yearBeside(v values) string {
	text := s.beside(v)
	if s.frozen == nil || !s.frozen[s.now.Number].Here {
		return text
	}
	earned := 0.0
	for _, f := range s.frozen[s.now.Number+1-s.year.months : s.now.Number+1] {
		earned += f.Income
	}
	v["frozen_earned_usd"] = earned
	return strings.TrimSuffix(text, ".") + "; earned in the year " + usdYear(earned) + "."
}

// trust tells how a year's evidence and peers moved trust.
func (s *story) trust() {
	t, from, to := s.year, s.said.last.Trust, s.now.After.Trust
	if t.tried == 0 && math.Abs(to-from) < 0.02 {
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

// beside tells where the same creative stands in the frozen world, and adds
// the numbers.
func (s *story) beside(v values) string {
	if s.frozen == nil {
		return ""
	}
	f, now := s.frozen[s.now.Number], s.now.After
	if !f.Here {
		if !s.first.Here {
			return " In the frozen world they never came or have left."
		}
		return " In the frozen world they have left creative work."
	}
	for key, x := range s.standing(f) {
		v["frozen_"+key] = x
	}
	if f == now {
		return " In the frozen world all is the same."
	}
	text := " In the frozen world they are " + s.frozenPlace(f)
	return fmt.Sprintf("%s; trust %s, fear %s, view of the field %s.", text, scale(f.Trust), scale(f.Fear), scale(f.Attitude))
}

// frozenPlace is place, shorter where both worlds agree.
func (s *story) frozenPlace(f Facts) string {
	now := s.now.After
	switch {
	case now.Here && f.State == sim.Employed && now.State == sim.Employed && f.Job.Cell == now.Job.Cell:
		return "in the same job at " + usd(f.Income)
	case now.Here && f.Occupation != now.Occupation:
		return s.rank(f) + ", " + s.place(f)
	}
	return s.place(f)
}
