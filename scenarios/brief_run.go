package scenarios

import (
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// claim is what a run found: how many people are left at work, or how many use AI where
// there is no world to compare with.
func (s *Study) claim() []string {
	when := "by " + finding.Month(s.Last()) + " "
	e := s.atWork(s.Others()[0].Name)
	if e == nil {
		if use := s.use(); len(use) > 0 {
			return []string{when + use[0]}
		}
		return []string{when + "the run ends"}
	}
	shown := e.Shown()
	said := when + Size(s.Measure(sim.AtWork), shown, WithoutAI)
	if e.Verdict() == finding.Absent {
		return []string{said}
	}
	mark := finding.Marked("", e.Assumed)
	if whether, ends, open := strings.Cut(said, ": "); open {
		return []string{whether, "it is " + ends + ", " + AsFarAsKnown + mark}
	}
	if shown.Ensemble() && shown.Sure() {
		said += ", " + AsFarAsKnown
	}
	return []string{said + mark}
}

// runSizes say how large the difference is, of whom and of what.
func (s *Study) runSizes() []string {
	arm := s.Others()[0]
	said := []string{s.inPersons(arm)}
	if arm.Idle != "" {
		return append(said, arm.Idle)
	}
	size := func(m finding.Measure, e *Effect) {
		if e != nil {
			said = append(said, Size(m, e.Shown(), WithoutAI)+s.dagger(e))
		}
	}
	for _, column := range []string{"employed", "freelancing"} {
		size(s.Measure(column), s.Effect(s.World(), arm.Name, column, s.When()))
	}
	size(s.staff("junior"), s.ofAI("stage", "junior", "employed"))
	for _, column := range []string{"junior_share", "orders", "freelance_income_usd"} {
		size(s.Measure(column), s.Effect(s.World(), arm.Name, column, s.When()))
	}
	return said
}

// inPersons says how many people the first sentence's per cent are.
func (s *Study) inPersons(arm *Arm) string {
	e := s.atWork(arm.Name)
	if e == nil || !e.Sure() {
		return ""
	}
	people := e.Estimate
	people.Unit = ""
	return "that is " + people.Extent(" people", 1)
}

// runSigns say what the parameter sets say of differences whose sign is not known.
func (s *Study) runSigns() []string {
	var said []string
	for _, column := range []string{sim.AtWork, "employed", "freelancing", "orders"} {
		e := s.Effect(s.World(), s.Others()[0].Name, column, s.When())
		if e == nil || !e.Ensemble() || e.Verdict() != finding.Luck || e.ByLuck(1) {
			continue
		}
		said = append(said, "of "+s.Measure(column).Noun+" "+e.Sides("that there are more", "that there are fewer"))
	}
	return said
}

// notOfRun says what must not be concluded of a run.
func (s *Study) notOfRun() []string {
	var said []string
	if s.Paired() {
		said = append(said, "these are differences from the world without AI, not from 2021")
		if len(s.Others()[0].Policies) > 0 {
			said = append(said, "the world without AI has the policies too, so that these differences are those of AI alone",
				"what policies change is told by atelier compare")
		}
	}
	return said
}
