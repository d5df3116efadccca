package explain

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// working tells of jobs lost, found and changed, and of promotions.
func (s *story) working() {
	m := s.now
	if v, text := s.jobs(); text != "" {
		s.say(Drew, v, "%s", text)
	}
	if m.Before.State == sim.Unemployed && m.Between.State == sim.Freelancing {
		s.said.steady, s.said.fallen = 0, 0
	}
	if m.Before.Stage != m.After.Stage {
		s.say(Drew, values{"stage": float64(m.After.Stage)}, "They rise to %s.", stageWords[m.After.Stage]+s.trade(m.After))
	}
}

// jobs is what the month did to the creative's job; "" for nothing.
func (s *story) jobs() (values, string) {
	m := s.now
	was, is := m.Before, m.Between
	switch {
	case was.State == sim.Employed && is.State == sim.Unemployed:
		return s.loseJob()
	case was.State == sim.Employed && is.State == sim.Employed && was.Job.Cell != is.Job.Cell:
		return values{"income_usd": m.After.Income}, fmt.Sprintf("They change jobs, to %s, at %s.", s.employer(m.After.Job), usd(m.After.Income))
	case was.State == sim.Unemployed && is.State == sim.Employed:
		return s.findJob()
	case was.State == sim.Unemployed && is.State == sim.Freelancing:
		return values{"months_without_job": float64(was.Months + 1)},
			fmt.Sprintf("After %s without a job they turn to freelancing as %s.", months(was.Months+1), article(s.trade(is)))
	}
	return nil, ""
}

// loseJob tells a quit or a layoff, with the reasons of the layoff.
func (s *story) loseJob() (values, string) {
	m := s.now
	chance := s.world.Params.Employees.Unemployment
	if !m.LaidOff {
		return values{"chance": chance}, fmt.Sprintf("They quit or lose their job, as %s of employees do in any month whatever AI does.", finding.Share(chance))
	}
	other := max(0, 1-m.Automation-m.Clients)
	text := fmt.Sprintf("They are laid off: their employer wants fewer %s, and the chance of it was %s this month. Of the reasons, %s is AI in the work, %s clients who use AI themselves and %s demand for other reasons.",
		s.trades(m.Before), finding.Share(m.Layoff), finding.Share(m.Automation), finding.Share(m.Clients), finding.Share(other))
	if m.Between.LostWork && !m.Before.LostWork {
		text += " They count it as work lost to AI."
	}
	return values{"chance": m.Layoff, "automation": m.Automation, "clients": m.Clients, "other": other}, text
}

// findJob tells of a post found, in another occupation perhaps.
func (s *story) findJob() (values, string) {
	m := s.now
	n := m.Before.Months + 1
	as := ""
	if m.Before.Occupation != m.After.Occupation {
		as = " in another occupation, as " + article(s.trade(m.After)) + ","
	}
	return values{"months_without_job": float64(n), "income_usd": m.After.Income},
		fmt.Sprintf("After %s without one they find a job%s in %s, at %s.", months(n), as, s.employer(m.After.Job), usd(m.After.Income))
}

// incomeStep is how far income falls before it is told again.
const incomeStep = 0.2

// orders tells what befalls a freelancer: income that falls, giving up.
func (s *story) orders() {
	m := s.now
	if m.Between.State != sim.Freelancing {
		return
	}
	if m.After.State == sim.Unemployed {
		v, text := s.giveUp()
		s.say(Lost, v, "%s", text)
		return
	}
	s.fell()
	if p := s.world.Params.Freelancers; m.Before.LowMonths < m.After.LowMonths && float64(m.After.LowMonths) == p.PatienceMonths {
		s.say(Lost, values{"months_low": float64(m.After.LowMonths), "income_usd": m.After.Income},
			"For %s their income, now %s, has been less than they need; from here on the chance that they give up is %s a month.", months(m.After.LowMonths), usd(m.After.Income), finding.Share(p.Leave))
	}
}

// giveUp tells of a freelancer who looks for a job again.
func (s *story) giveUp() (values, string) {
	m := s.now
	return values{"months_low": float64(m.Before.LowMonths + 1), "income_usd": m.Before.Income},
		fmt.Sprintf("Their income, %s, has been less than they need for %s: they give up freelancing and look for a job.", usd(m.Before.Income), months(m.Before.LowMonths+1))
}

// settled is how many months somebody new must freelance before income is
// compared with: until then it still follows that of the last job.
const settled = 6

// fell tells each further fifth by which income is below where this spell of
// freelancing began.
func (s *story) fell() {
	income := s.now.After.Income
	if s.said.steady == 0 {
		if s.now.After.Months >= settled {
			s.said.steady, s.said.steadySince = income, s.now.Number
		}
		return
	}
	steps := int((1 - income/s.said.steady) / incomeStep)
	if steps > s.said.fallen {
		s.said.fallen = steps
		s.say(Lost, values{"income_usd": income, "change": income/s.said.steady - 1}, "Their income has fallen to %s, %s in %s.", usd(income), against(income, s.said.steady), finding.Month(s.said.steadySince))
	}
}
