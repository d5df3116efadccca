package explain

import (
	"fmt"

	"github.com/atelier-sim/atelier/sim"
)

// story is what was noted of a life, and what has been told so far.
type story struct {
	world  *sim.World // for names and parameters
	id     uint64
	first  Facts   // before January 2021; not Here if the creative came later
	months []Month // all months of the run
	frozen []Facts // of the same creative after each month of the frozen world; nil without one

	events []Event
	now    *Month
	said   said
	year   tally // since the last December
	life   tally // since the start
}

// said is what need not be said again.
type said struct {
	start               Facts // who they were at the start
	since               int   // the month of the start
	peersUse, peersLost int
	barrier             int
	encouraged, used    bool
	encourager          int32   // the employer who did, or did not, last month
	steady              float64 // income that this spell of freelancing is compared with
	steadySince         int     // month of it
	fallen              int     // steps of income below it that were told
	last                Facts   // as the year began
}

// tally counts what is told in sums.
type tally struct {
	months, uses, again, tried, succeeded, courses, applied, idle, jobsLost, retrained int
	earned, paid                                                                       float64 // USD; paid by policies
}

func (t *tally) add(m *Month) {
	one := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	t.months++
	t.earned += m.After.Income
	t.paid += m.paid()
	one(&t.uses, m.After.Uses)
	one(&t.again, m.Again)
	one(&t.tried, m.Tried)
	one(&t.succeeded, m.Success)
	one(&t.courses, m.Course)
	one(&t.applied, m.Before.State == sim.Unemployed && m.Applies)
	one(&t.idle, m.After.State == sim.Unemployed)
	one(&t.retrained, m.retrains())
	one(&t.jobsLost, m.Before.State == sim.Employed && m.Between.State == sim.Unemployed)
}

// retrains tells whether a retraining begins.
func (m *Month) retrains() bool {
	return m.Before.State == sim.Unemployed && m.Before.Aid == 0 && m.Between.State == sim.Unemployed && m.Between.Aid > 0
}

// values are the numbers behind a sentence.
type values map[string]float64

// say adds an event of this month.
func (s *story) say(kind string, v values, format string, a ...any) {
	if v == nil {
		v = values{}
	}
	s.events = append(s.events, Event{s.now.Number, kind, fmt.Sprintf(format, a...), v})
}

// tell turns the months into events.
func (s *story) tell() []Event {
	begun := s.first.Here
	if begun {
		s.now = &s.months[0]
		s.begin(s.first)
	}
	for i := range s.months {
		s.now = &s.months[i]
		if !begun {
			if begun = s.now.After.Here; begun {
				s.begin(s.now.After)
			}
			continue
		}
		s.month()
		if !s.now.After.Here {
			s.leave()
			return s.events
		}
		if s.now.Number%12 == 11 {
			s.december()
		}
	}
	if begun {
		s.finish()
	}
	return s.events
}

// month tells one month in the order in which it happened.
func (s *story) month() {
	s.year.add(s.now)
	s.life.add(s.now)
	s.sawPeers()
	s.learned()
	s.sawEmployer()
	s.decided()
	if s.now.After.Here {
		s.working()
		s.orders()
	}
	s.said.used = s.now.After.Uses
}

// begin tells who the creative is.
func (s *story) begin(f Facts) {
	s.said = said{start: f, since: s.now.Number, barrier: -2, steady: f.Income, steadySince: s.now.Number, last: f, used: f.Uses}
	s.say(Start, s.standing(f), "%s", s.who(f))
}

// who is who the creative is at the start.
func (s *story) who(f Facts) string {
	who := fmt.Sprintf("Creative %d is %s, %s.", s.id, s.rank(f), s.place(f))
	if !s.first.Here {
		who = fmt.Sprintf("Creative %d comes into creative work as %s, %s.", s.id, s.rank(f), s.place(f))
	}
	return fmt.Sprintf("%s On scales of 0 to 1 their trust in AI is %s, their fear of losing work %s, their view of what AI does to the field %s, their AI skill %s and their craft %s.",
		who, scale(f.Trust), scale(f.Fear), scale(f.Attitude), scale(f.Skill), scale(f.Craft))
}

// standing are the numbers of a moment.
func (s *story) standing(f Facts) values {
	v := values{"trust": f.Trust, "fear": f.Fear, "attitude": f.Attitude, "ai_skill": f.Skill, "craft": f.Craft,
		"stage": float64(f.Stage), "uses": truth(f.Uses), "depth": f.Depth, "state": float64(f.State)}
	if f.State != sim.Unemployed {
		v["income_usd"] = f.Income
	}
	return v
}

func truth(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
