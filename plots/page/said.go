package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// longestLive is how many words are read aloud after a change.
const longestLive = 25

// live is the sentence of what moved: by the last change, or, where there is none, by what is
// chosen. It tells of the first figure whose difference is more than luck, else of the first.
func (s *playing) live(ids []string) string {
	what, than := s.changed(), " than before"
	gap := func(c infer.Course) ([]finding.Estimate, []finding.Estimate) {
		return c.Gap(s.now, armChoice, s.before, armChoice), c.Of(s.before, armChoice)
	}
	switch arm, whom, behind, any := s.against(); {
	case s.before != nil && infer.Same(s.now, armChoice, s.before, armChoice):
		return finding.Sentence(what + ": not one bit changed")
	case s.before != nil && !infer.Pairs(s.now, s.before):
		return finding.Sentence(what + ": other runs than before, so the two cannot be compared run by run")
	case s.before == nil && !any:
		return finding.Sentence("this is the world without AI, and no policy is in force")
	case s.before == nil:
		what, than = "against "+whom, behind
		gap = func(c infer.Course) ([]finding.Estimate, []finding.Estimate) {
			return c.Gap(s.now, armChoice, s.now, arm), c.Of(s.now, arm)
		}
	}
	said := ""
	for _, id := range ids {
		if id == Whom {
			continue
		}
		c := infer.Course{By: table.All, Group: table.All, Measure: sim.MeasureOf(id)}
		c.Index = indexed(c.Measure) && c.Indexable(s.now, armChoice)
		line, from := gap(c)
		now := c.Of(s.now, armChoice)
		last := min(len(line), len(now), len(from)) - 1
		if last < 0 {
			continue
		}
		m := plots.Moved{Measure: scenarios.MeasureOf(c.Measure), Index: c.Index, Study: s.study, Gap: line[:last+1], Than: than, Base: from[last].Value}
		r := m.Reading()
		levels := "from " + r.Value(from[last]) + " to " + r.Value(now[last])
		sentence := fits(what+": "+m.Says()+", "+levels, m.Says()+", "+levels, m.Measure.Label+" "+levels+", "+line[last].Sureness(1), m.Says())
		if line[last].Sure() {
			return sentence
		}
		said = cmp.Or(said, sentence)
	}
	return said
}

// fits is the first sentence that is short enough to be read aloud, or the last.
func fits(sentences ...string) string {
	for _, said := range sentences {
		if len(strings.Fields(said)) <= longestLive {
			return finding.Sentence(said)
		}
	}
	return finding.Sentence(sentences[len(sentences)-1])
}

// changed says in a few words what the last change was.
func (s *playing) changed() string {
	if s.before == nil {
		return "Your choice"
	}
	now, was := s.choice.Scenario, s.was.Scenario
	put, taken := differing(now.Policies, was.Policies), differing(was.Policies, now.Policies)
	switch {
	case now.World != was.World && len(put)+len(taken) == 0:
		return scenarios.InWorld(now.World)
	case now.World == was.World && len(put) == 1:
		line := scenarios.PolicyLineOf(put[0])
		return line.Title + ", " + line.Dose
	case now.World == was.World && len(put) == 0 && len(taken) == 1:
		return "without " + finding.Lower(scenarios.PolicyLineOf(taken[0]).Title)
	}
	return "Your choice"
}

// differing are the policies of a list that another list has not, or not so.
func differing(list, other []policy.Setting) []policy.Setting {
	return slices.DeleteFunc(slices.Clone(list), func(x policy.Setting) bool {
		return slices.ContainsFunc(other, func(y policy.Setting) bool { return scenarios.PolicyText(x) == scenarios.PolicyText(y) })
	})
}

// nothing says why the choice does nothing or, where it does something, why the last change
// did nothing; "" where it did.
func (s *playing) nothing() string {
	now := s.choice.Scenario
	months, worlds := now.Options.Months, []string{now.World}
	switch {
	case len(now.Policies) > 0 && s.study.Arms[armChoice].Idle != "":
		return s.study.Arms[armChoice].Idle
	case len(now.Policies) == 0 && infer.Unused(s.now, armChoice):
		return scenarios.Unused(now)
	case s.before == nil || !infer.Same(s.now, armChoice, s.before, armChoice):
		return ""
	}
	moved := now.Clone()
	if moved.Policies = differing(now.Policies, s.was.Scenario.Policies); len(moved.Policies) == 0 {
		moved.Policies = differing(s.was.Scenario.Policies, now.Policies)
	}
	if len(moved.Policies) == 0 {
		return "Nothing happened: what was changed decides no number of this future."
	}
	return scenarios.Idle(moved, worlds, months)
}

// priced are the policies of the choice with what they cost a year.
func (s *playing) priced() []Priced {
	var list []Priced
	for _, p := range s.study.Arms[armChoice].Policies {
		if slices.ContainsFunc(list, func(x Priced) bool { return x.Name == p.Name }) {
			continue // the bill of a policy that is named twice is one
		}
		list = append(list, Priced{Name: p.Name, Title: p.Title, Dose: p.Dose, Cost: s.costs(p.Name), Assumed: p.Assumed})
	}
	return list
}

// costs says what a policy costs a year.
func (s *playing) costs(name string) string {
	var said []string
	for _, payer := range []struct{ payer, who string }{{scenarios.PayerPublic, "public purse"}, {scenarios.PayerFirms, "organisations"}} {
		if cost := s.yearly(name, payer.payer); cost != "" {
			said = append(said, cost+", "+payer.who)
		}
	}
	levied := s.yearly("", scenarios.PayerLevyIn)
	switch {
	case len(said) > 0:
		return strings.Join(said, "; ")
	case levied != "" && levies(name):
		return "pays for itself: " + levied + " from those who use AI"
	}
	return "costs nothing"
}

// levies tells whether a policy takes a levy.
func levies(name string) bool {
	p := policy.Find(name)
	return p != nil && slices.ContainsFunc(p.Design.Pulls, func(x sim.Pull) bool { return x.Lever == sim.AILevy || x.Lever == sim.Licence })
}

// yearly is what a bill of the choice comes to a year: "USD 41 million a year (35 to 47)"; ""
// where there is none.
func (s *playing) yearly(name, payer string) string {
	b := s.study.Bill(s.study.World(), s.study.Arms[armChoice].Name, name, payer)
	if b == nil || !(b.Value > 0) || s.study.Years() <= 0 {
		return ""
	}
	return finding.DollarsAYear(b.Scaled(1 / s.study.Years()))
}

// payers are who pays for all policies together.
func (s *playing) payers() []Paid {
	var list []Paid
	for _, p := range scenarios.Payers {
		who := strings.TrimSuffix(finding.Capital(p.Who), ",")
		if who == "" {
			who = "Paid out of levies to freelancers"
		}
		if cost := s.yearly("", p.Payer); cost != "" {
			list = append(list, Paid{Who: who, Cost: cost})
		}
	}
	return list
}
