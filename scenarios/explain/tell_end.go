package explain

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// leave tells when and why a creative left creative work.
func (s *story) leave() {
	v := s.sums()
	s.say(End, v, "They leave creative work. %s %s%s", s.why(v), s.wholeLife(), s.frozenEnd(v))
}

// why is the reason for leaving.
func (s *story) why(v values) string {
	m, p := s.now, s.world.Params
	idle := m.Before.Months + 1
	switch {
	case m.Before.State == sim.Unemployed && m.Discouraged:
		v["months_without_job"] = float64(idle)
		return fmt.Sprintf("After %s without a job they give up looking, as %s a month do after half a year.", months(idle), percent(p.Employees.Discouraged))
	case m.Before.State == sim.Unemployed:
		v["months_without_job"] = float64(idle)
		return fmt.Sprintf("After %s without a job they applied once more, found nothing and take up other work.", months(idle))
	case m.Before.State == sim.Freelancing && !m.Retires:
		v["months_low"], v["income_usd"] = float64(m.Before.LowMonths+1), m.Before.Income
		return fmt.Sprintf("Their income as a freelancer, %s, has been less than they need for %s.", usd(m.Before.Income), months(m.Before.LowMonths+1))
	}
	v["chance"] = m.Exit
	return fmt.Sprintf("They retire or take up another trade, as %s of %s do in any month whatever AI does.", percent(m.Exit), stageWords[m.Before.Stage]+s.trades(m.Before))
}

// finish tells where a creative is in the last month.
func (s *story) finish() {
	f := s.now.After
	v := s.sums()
	for key, x := range s.standing(f) {
		v[key] = x
	}
	using := "not using AI"
	if f.Uses {
		using = "using AI for " + percent(f.Depth) + " of the work"
	}
	s.say(End, v, "The story ends here: they are %s, %s, %s. %s%s", s.rank(f), s.place(f), using, s.wholeLife(), s.beside(v))
}

// sums are the numbers of the whole story.
func (s *story) sums() values {
	t := s.life
	return values{"months_told": float64(t.months), "months_used": float64(t.uses), "months_without_job_told": float64(t.idle), "jobs_lost": float64(t.jobsLost), "courses": float64(t.courses), "successes": float64(t.succeeded), "months_tried": float64(t.tried)}
}

// wholeLife sums the story up.
func (s *story) wholeLife() string {
	t := s.life
	use, idle := "never used AI", "were never without a job"
	if t.uses > 0 {
		use = fmt.Sprintf("used AI in %d", t.uses)
	}
	if t.idle > 0 {
		idle = fmt.Sprintf("were without a job in %d", t.idle)
	}
	return fmt.Sprintf("In %s they %s, %s, lost %s and took %s in AI.",
		months(t.months), use, idle, number(t.jobsLost, "job"), number(t.courses, "course"))
}

func number(n int, what string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "one " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// frozenEnd tells how long the same creative stays in the frozen world.
func (s *story) frozenEnd(v values) string {
	if s.frozen == nil {
		return ""
	}
	last := -1
	for i, f := range s.frozen {
		if f.Here {
			last = i
		}
	}
	switch {
	case last == len(s.frozen)-1:
		v["frozen_stays"] = 1
		f := s.frozen[last]
		return fmt.Sprintf(" In the frozen world they are still there in %s: %s, %s.", finding.Month(last), s.rank(f), s.place(f))
	case last+1 == s.now.Number:
		return " In the frozen world they leave in the same month."
	case last < 0 && !s.first.Here:
		return " In the frozen world they never came."
	}
	return fmt.Sprintf(" In the frozen world they leave in %s.", finding.Month(last+1))
}
