package explain

import (
	"fmt"
	"maps"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// end tells how the life ends, and sums it up under each arm.
func (t *telling) end() {
	s := t.own()
	last := len(s.months) - 1
	if t.alone || t.absent() != nil {
		last = min(last, s.left)
	} else {
		last = min(last, max(s.left, t.arms[0].left))
	}
	t.at(last)
	v := s.total()
	if s.now.After.Here {
		maps.Copy(v, standing(s.now.After))
	}
	text, lines := "The story ends here.", finding.Each(t.arms, (*story).whole)
	switch {
	case !t.alone && t.absent() == nil && t.split == never:
		text, lines = t.same(), nil
	case s.left <= last && (t.alone || t.absent() != nil):
		text = "They leave creative work. " + s.why(v)
	}
	if t.split != never {
		text += t.alike()
		text += " " + t.money("In all", func(l *story) tally { return l.life })
	}
	if len(t.arms) < 2 {
		text += " " + finding.Sentence(lines[0])
	}
	t.say(End, v, text, lines...)
	t.add((*story).total)
}

// alike names the respects in which the lives never part by so much that it is told, in
// the order of the month.
func (t *telling) alike() string {
	if t.alone {
		return ""
	}
	var names []string
	for _, s := range subjects {
		if s.notable != nil && !t.told[s.name] {
			names = append(names, s.name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " The same under both, or nearly so, all along: " + finding.And(names) + "."
}

// same says that nothing ever differs, and why.
func (t *telling) same() string {
	a := t.arms[0]
	text := "From beginning to end both lives are the same to the last digit. " + t.unmoved()
	if a.left != never {
		text += " Under both they leave creative work. " + a.why(values{})
	}
	return text + " " + finding.Sentence(a.whole())
}

// unmoved says why no policy moves anything of a creative's.
func (t *telling) unmoved() string {
	a, b := t.arms[0], t.arms[1]
	begins := min(a.begins(), b.begins())
	switch {
	case begins == never:
		return "No policy is in force in either arm before the run ends."
	case a.left < begins:
		return fmt.Sprintf("They leave before the first policy starts, in %s.", finding.Month(begins))
	case len(a.reached)+len(b.reached) > 0:
		return "Policies reach them, and neither these nor what they change for others moves anything of theirs in time."
	}
	return fmt.Sprintf("No policy reaches them or their employer in one arm only, and what policies change for others from %s on does not come to them in time.", finding.Month(begins))
}

// why is the reason for leaving, in the month of it; its numbers go to v.
func (s *story) why(v values) string {
	m, p := s.now, s.world.Params
	idle, low := m.Before.Months+1, m.Before.LowMonths+1
	switch {
	case m.Before.State == sim.Unemployed && m.Discouraged:
		v["months_without_job"] = float64(idle)
		return fmt.Sprintf("After %s without a job they give up looking, as %s a month do after half a year.", months(idle), finding.Share(p.Employees.Discouraged))
	case m.Before.State == sim.Unemployed:
		v["months_without_job"] = float64(idle)
		return fmt.Sprintf("After %s without a job they applied once more, found nothing and take up other work.", months(idle))
	case m.Before.State == sim.Freelancing && !m.Retires:
		v["months_low"], v["income_usd"] = float64(low), m.Before.Income
		return fmt.Sprintf("Their income as a freelancer, %s, has been less than they need for %s.", usd(m.Before.Income), months(low))
	}
	v["chance"] = m.Exit
	return fmt.Sprintf("They retire or take up another trade, as %s of %s do in any month whatever AI does.", finding.Share(m.Exit), stageWords[m.Before.Stage]+s.trades(m.Before))
}

// total are the numbers of a whole life.
func (s *story) total() values {
	t := s.life
	return values{"months_told": float64(t.months), "months_used": float64(t.uses), "months_without_job_told": float64(t.idle), "jobs_lost": float64(t.jobsLost),
		"courses": float64(t.courses), "successes": float64(t.succeeded), "months_tried": float64(t.tried), "months_at_work": float64(s.atWork()),
		"earned_usd": t.earned, "paid_by_policies_usd": t.paid, "retrainings": float64(t.retrained),
		"clients_came": float64(t.came), "clients_left": float64(t.went), "clients_to_ai": float64(t.toAI), "orders_own": t.own, "orders_sent_on": t.sent}
}

// atWork is in how many months they had work; the month of leaving is none.
func (s *story) atWork() int {
	n := s.life.months - s.life.idle
	if s.left != never {
		n--
	}
	return n
}

// whole sums a life up in a line.
func (s *story) whole() string {
	t := s.life
	if s.comes() == never {
		return "never there"
	}
	parts := []string{"at work in " + months(s.atWork())}
	say := func(n int, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	say(t.idle, fmt.Sprintf("without a job in %d", t.idle))
	say(t.uses, fmt.Sprintf("using AI in %d", t.uses))
	say(t.jobsLost, finding.Counted(t.jobsLost, "job", "jobs")+" lost")
	say(t.came, finding.Counted(t.came, "client", "clients")+" won")
	say(t.went, finding.Counted(t.went, "client", "clients")+" lost")
	say(t.toAI, fmt.Sprintf("%d of them to AI", t.toAI))
	parts = append(parts, t.sums())
	say(t.courses, finding.Counted(t.courses, "course", "courses")+" in AI")
	say(t.retrained, finding.Counted(t.retrained, "retraining", "retrainings"))
	if f := s.months[len(s.months)-1].After; s.left != never {
		parts = append(parts, "left in "+finding.Month(s.left))
	} else if f.Here {
		parts = append(parts, "at the end "+s.rank(f)+", "+where(f))
	}
	return strings.Join(parts, ", ")
}
