package scenarios

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// NotCalibrated stands in every headline of runs with one parameter set until the
// model is calibrated.
const NotCalibrated = "Not calibrated: a what-if, no forecast."

// Tell fills in brief, headline and sentences from the numbers, so that they cannot
// say what the tables do not. They are the only ones: terminal, JSON, report and
// workbook show these. Each thing is said once: the headline is the finding and what its
// range means, the sentences are those of the brief's points and what is said further.
func (s *Study) Tell() {
	s.Brief = s.brief()
	s.Headline, s.Sentences = s.said(s.Brief.Finding, s.Standing()), nil
	for _, p := range s.Brief.Points {
		for _, said := range p.Sentences {
			if !slices.Contains(s.Headline, said) {
				s.Sentences = append(s.Sentences, said)
			}
		}
	}
	s.Sentences = append(s.Sentences, s.said(s.further()...)...)
}

// Further are the sentences that the brief does not hold: what stands below it.
func (s *Study) Further() []string {
	return slices.DeleteFunc(slices.Clone(s.Sentences), func(said string) bool {
		return slices.ContainsFunc(s.Brief.Points, func(p Point) bool { return slices.Contains(p.Sentences, said) })
	})
}

// further says what the first page has no room for.
func (s *Study) further() []string {
	if s.Kind == KindRun {
		said := append(s.inForce(), s.leftOut())
		if s.Paired() { // else the finding says it
			said = append(said, s.use()...)
		}
		said = append(said, s.clients()...)
		said = append(said, s.minds()...)
		return append(said, s.difference("quality"), s.difference("variety"))
	}
	said := append(append(s.robust(), s.pairing(), s.leftOut()), s.narrow()...)
	for _, a := range s.Others() {
		if a.ScaleNote != "" {
			said = append(said, a.Title+": "+a.ScaleNote)
		}
	}
	return said
}

// differences are the measures that a run tells of in sentences of their own, beside
// people at work.
var differences = []string{"employed", "orders", "freelance_income_usd", "quality", "variety"}

// Period is the months that effects over the period are means of.
func (s *Study) Period() string { return finding.Span(s.Start, s.Months-1) }

// Last is the last month.
func (s *Study) Last() int { return s.Months - 1 }

// WhenText is the study's one period in words: "December 2035" of a run.
func (s *Study) WhenText() string {
	if s.When() == finding.AtEnd {
		return finding.Month(s.Last())
	}
	return "mean of " + s.Period()
}

// ReferenceTitle is the reference within a sentence: "the world without AI".
func (s *Study) ReferenceTitle() string {
	if a := s.Reference(); a != nil {
		return finding.Lower(a.Title)
	}
	return "nothing"
}

// Marked is an arm's title with its dagger.
func (a *Arm) Marked() string { return finding.Marked(a.Title, a.Assumed) }

// ArmTitle is what readers call the arm of a name.
func (s *Study) ArmTitle(name string) string {
	if a := s.Arm(name); a != nil {
		return a.Marked()
	}
	return name
}

// ArmTitles are what readers call some arms, in the order of the study.
func (s *Study) ArmTitles(names []string) []string {
	var list []string
	for i := range s.Arms {
		if slices.Contains(names, s.Arms[i].Name) {
			list = append(list, s.Arms[i].Marked())
		}
	}
	return list
}

// difference compares a measure with the world without AI at the end; "" where there is
// nothing to compare with.
func (s *Study) difference(column string) string {
	e := s.Effect(s.World(), s.Others()[0].Name, column, s.When())
	if e == nil || s.Untold(column) || s.Focus.Counts(column) {
		return ""
	}
	return Size(s.Measure(column), e.Shown(), WithoutAI) + s.dagger(e)
}

// levelAt is a level of the run in its last month, with the spread of runs.
func (s *Study) levelAt(column string) *finding.Estimate {
	return s.Level(s.World(), s.Others()[0].Name, column, finding.Date(s.Last()))
}

// use tells how far AI has come, at the end.
func (s *Study) use() []string {
	people, organisations := s.levelAt("ai_use"), s.levelAt("org_adoption")
	if people == nil || organisations == nil {
		return nil
	}
	return []string{spread(people) + " of creatives use generative AI in a month", spread(organisations) + " of organisations have it in use"}
}

// clients tells who among clients makes the work with AI, at the end.
func (s *Study) clients() []string {
	all, arm := s.levelAt("client_ai_share"), s.Others()[0].Name
	var said []string
	for _, kind := range sim.KindNames {
		if e := s.GroupLevel(s.World(), arm, "client_kind", kind, "client_ai_share", finding.AtEnd); e != nil && finding.Defined(e.Value) {
			verb := " "
			if len(said) == 0 {
				verb = " make "
			}
			said = append(said, finding.Lower(s.GroupTitle(kind))+verb+finding.Share(e.Value))
		}
	}
	if all == nil || !finding.Defined(all.Value) || all.Value == 0 || len(said) == 0 {
		return nil
	}
	return []string{"of the commissions that freelancers could have had, clients make " + spread(all) + " with AI themselves" + finding.Marked("", all.Assumed && !s.allRest()), finding.And(said)}
}

// spread says a share with its spread over runs: "68% (67 to 69% in 8 of 10
// runs)"; over an ensemble "68% (41 to 80%)".
func spread(e *finding.Estimate) string {
	shown := e.Shown(false)
	x := shown.Spell(finding.Unsigned)
	if e.N < 2 || !(e.High > e.Low) {
		return x.Value + "%"
	}
	if e.Ensemble() {
		return x.Value + "% (" + x.Interval() + "%)"
	}
	return x.Value + "% (" + x.Interval() + "% in " + finding.Spread(e.N) + ")"
}

// minds tells how trust and fear move, from the first December to the end.
func (s *Study) minds() []string {
	months := s.Milestones()
	arm, first, last := s.Others()[0].Name, finding.Date(months[0]), finding.Date(s.Last())
	var said []string
	for _, x := range []struct{ column, noun string }{{"trust", "mean trust in AI"}, {"fear", "mean fear of displacement"}} {
		from, to := s.Level(s.World(), arm, x.column, first), s.Level(s.World(), arm, x.column, last)
		if from == nil || to == nil || len(months) < 2 {
			return nil
		}
		said = append(said, x.noun+" goes from "+finding.Decimal(from.Value, 2)+" in "+finding.Month(months[0])+" to "+finding.Decimal(to.Value, 2)+" in "+finding.Month(s.Last())+", on a scale of 0 to 1")
	}
	return said
}

// Milestones are the Decembers of 2021, 2025, 2030 and every fifth year after
// that lie within the study, and its last month.
func (s *Study) Milestones() []int {
	var list []int
	for month := 11; month < s.Months; month += 12 {
		if year := finding.FirstYear + month/12; month == 11 || year%5 == 0 {
			list = append(list, month)
		}
	}
	if last := s.Last(); len(list) == 0 || list[len(list)-1] != last {
		list = append(list, last)
	}
	return list
}

// inForce names the policies of a run and how surely their effects are known.
func (s *Study) inForce() []string {
	return finding.Each(s.Others()[0].Policies, func(p PolicyLine) string {
		return "in force is " + finding.Marked(finding.Lower(p.Title)+" ("+p.Dose+")", p.Assumed)
	})
}

// robust says who has least to regret over the worlds; nothing where no effect
// could be told.
func (s *Study) robust() []string {
	b := s.BestOf(sim.AtWork, "")
	if len(s.Worlds) < 2 || b == nil || s.Replicates < 2 || len(b.Dominated) == 0 || !s.told() {
		return nil
	}
	over := "over the worlds " + finding.And(s.Worlds)
	if len(b.Arms) == 1 {
		return []string{over + ", " + s.ArmTitle(b.Arms[0]) + " has the least to regret in people at work"}
	}
	return []string{"which policy has least to regret " + over + " cannot be told", "it may be " + few(s.ArmTitles(b.Arms), finding.Or)}
}

// pairing says what common luck was worth: the median over arms of how many
// times the runs would have been needed, for people at work in the main world.
func (s *Study) pairing() string {
	var list []float64
	for _, a := range s.Others() {
		if e := s.Effect(s.World(), a.Name, sim.AtWork, finding.OverPeriod); e != nil && finding.Defined(e.Pairing) {
			list = append(list, e.Pairing)
		}
	}
	slices.Sort(list)
	if len(list) == 0 || list[len(list)/2] <= 1 {
		return ""
	}
	with := "the same luck"
	if s.Ensemble() {
		with = "the same luck and parameters"
	}
	return "playing all policies with " + with + " was worth " + finding.Figures(list[len(list)/2], 1) + " times the runs for people at work"
}

// narrow says whether the intervals are as narrow as was asked for.
func (s *Study) narrow() []string {
	p := s.Precision
	if p.Target <= 0 || s.Replicates < 2 {
		return nil
	}
	what, word := "the intervals ", "are as narrow as asked for"
	if s.Ensemble() {
		what = "the 95% intervals of means over sets "
	}
	if !p.Reached {
		word = "did not become as narrow as asked for"
	}
	return []string{what + word, "the widest is " + finding.Decimal(p.Widest, 2) + "% of the reference, " + finding.Plain(p.Target) + "% was asked for"}
}
