package scenarios

import (
	"cmp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// The first page of a study: what it found in one sentence, then what a reader asks of
// that, in sentences that can be said aloud. brief_run.go has what is said of a run,
// brief_policies.go of a comparison, this file what both say.

// Keys of the points of a brief, in their order.
const (
	PointSize = "size"
	PointSure = "sure"
	PointWhom = "whom"
	PointPays = "pays"
	PointNot  = "not"
)

// brief is what the first page says, told from the numbers. A point of which there is
// nothing to say is left out.
func (s *Study) brief() Brief {
	var b Brief
	add := func(key, title string, said []string) {
		if len(said) > 0 {
			b.Points = append(b.Points, Point{Key: key, Title: title, Sentences: said})
		}
	}
	if s.Kind == KindRun {
		b.Finding = s.Headed(strings.Join(s.said(s.claim()...), " "))
		add(PointSize, "How much", s.said(append(s.inFocus(), s.runSizes()...)...))
	} else {
		b.Finding = s.Headed(strings.Join(s.said(s.answer()...), " "))
		add(PointSize, "How much", s.said(append(s.inFocus(), s.policySizes()...)...))
	}
	add(PointSure, "How sure", s.said(s.howSure()...))
	if s.Kind == KindRun {
		add(PointWhom, "For whom", s.said(s.hit()...))
	} else {
		add(PointWhom, "For whom", s.said(append(s.hit(), s.helped()...)...))
		add(PointPays, "Who pays", s.said(s.pays()...))
	}
	add(PointNot, "What not to conclude", append(s.said(s.notThat()...), s.resting()...))
	return b
}

// said are texts as sentences of this study, without those that are empty.
func (s *Study) said(texts ...string) []string {
	var list []string
	for _, text := range texts {
		if text != "" {
			list = append(list, s.named(finding.Sentence(text)))
		}
	}
	return list
}

// howSure says what the ranges are, what they hold, and which signs are known.
func (s *Study) howSure() []string {
	sets, again := s.SetsPlayed()
	said := []string{s.Standing()}
	switch {
	case s.Replicates < 2 && !s.Ensemble():
		return append(said, "one run has no interval and cannot tell a difference from luck")
	case sets == 1:
		return said
	case !s.Ensemble():
		said = append(said, s.Brackets(), "the intervals hold the luck of "+finding.Runs(s.Replicates)+", not the errors of the model")
	default:
		said = append(said, "the ranges hold the luck of one run too, but not what the model leaves out")
	}
	if s.Kind == KindRun {
		said = append(said, s.runSigns()...)
	} else {
		said = append(said, s.policySigns()...)
	}
	switch luck := s.luck(); {
	case s.Ensemble() && again == 0:
		said = append(said, "no set was played twice, so that what luck alone does cannot be told")
	case luck != "":
		said = append(said, luck+", as "+finding.Counted(again, "set", "sets")+" played twice "+finding.Word(again, "tells", "tell"))
	}
	return said
}

// luck says what the dice alone do to the numbers of an ensemble; "" where that is not
// known.
func (s *Study) luck() string {
	if s.Kind != KindRun {
		return s.luckOfShares()
	}
	e := s.atWork(s.Others()[0].Name)
	if e == nil || !s.Ensemble() {
		return ""
	}
	shown := e.Shown()
	if dice := shown.SpellDice(); dice != "" {
		return "luck alone moves people at work by " + dice + shown.Unit
	}
	return ""
}

// hit says which occupations have fewest people at work for AI, and which have more:
// of a run its own differences, of a comparison those of the reference.
func (s *Study) hit() []string {
	losers, gainers := s.occupations(s.ofAI)
	if losers == nil && gainers == nil {
		return nil
	}
	var said []string
	for i, e := range losers[:min(2, len(losers))] {
		who := []string{"hardest hit on average are ", "next come "}[i]
		said = append(said, who+finding.Lower(s.GroupTitle(e.Group))+": "+e.Shown().Extent(" fewer at work"+WithoutAI, len(s.Groups("occupation"))))
	}
	if len(losers) == 0 {
		said = append(said, "no occupation is known to have fewer people at work"+WithoutAI)
	}
	if len(gainers) == 0 {
		return append(said, "no occupation is known to have more people at work"+WithoutAI, s.seniors())
	}
	e := gainers[len(gainers)-1]
	return append(said, finding.Lower(s.GroupTitle(e.Group))+" gain most on average: "+e.Shown().Extent(" more at work"+WithoutAI, len(s.Groups("occupation"))), s.seniors())
}

// seniors says what AI does to senior employees, whom juniors are told apart from.
func (s *Study) seniors() string {
	e := s.ofAI("stage", "senior", "employed")
	if e == nil {
		return ""
	}
	return s.under() + Size(s.staff("senior"), e.Shown(), WithoutAI) + s.dagger(e)
}

// occupations are those in which a difference in people at work is more than luck, all
// of them looked at: those who lose, worst first, and those who gain, best last.
func (s *Study) occupations(of func(by, group, column string) *Effect) (losers, gainers []*Effect) {
	groups := s.Groups("occupation")
	losers, gainers = []*Effect{}, []*Effect{}
	found := false
	for _, g := range groups {
		e := of("occupation", g, sim.AtWork)
		if e == nil {
			continue
		}
		found = true
		switch shown := e.Shown(); {
		case !shown.SureAmong(len(groups)):
		case shown.Value < 0:
			losers = append(losers, e)
		default:
			gainers = append(gainers, e)
		}
	}
	if !found {
		return nil, nil
	}
	for _, list := range [][]*Effect{losers, gainers} {
		slices.SortStableFunc(list, func(a, b *Effect) int { return cmp.Compare(a.Shown().Value, b.Shown().Value) })
	}
	return losers, gainers
}

// ofAI is what AI does to a group: of a run its own difference, of a comparison that of
// the reference; nil where it is not told.
func (s *Study) ofAI(by, group, column string) *Effect {
	return s.GroupLoss(s.World(), by, group, column, s.When())
}

// under names the reference before a sentence about what AI does: "under laissez-faire "
// in a comparison, nothing in a run.
func (s *Study) under() string {
	if s.Kind == KindRun {
		return ""
	}
	if title := s.ReferenceTitle(); strings.Contains(title, ",") {
		return "under " + title + ", "
	}
	return "under " + s.ReferenceTitle() + " "
}

// staff are employees of a stage, as a measure that sentences tell of.
func (s *Study) staff(stage string) finding.Measure {
	m := s.Measure("employed")
	m.Noun = stage + " employees"
	m.More, m.Fewer = "more "+m.Noun, "fewer "+m.Noun
	return m
}

// notThat says what must not be concluded.
func (s *Study) notThat() []string {
	var said []string
	if s.Ensemble() {
		said = append(said, "this is a what-if, no forecast")
	}
	if s.Kind == KindRun {
		said = append(said, s.notOfRun()...)
	} else {
		said = append(said, s.notOfPolicies()...)
	}
	if s.Months > sim.FirstRelease && slices.ContainsFunc(s.Worlds, func(world string) bool { return world != FrozenWorld }) {
		said = append(said, "employees follow the observed record to "+finding.Month(evidence.LastObserved)+", whatever AI is assumed to do to them",
			"how much of their change up to then is due to AI cannot be told")
	}
	if slices.ContainsFunc(s.Arms, func(a Arm) bool { return slices.ContainsFunc(a.Policies, PolicyLine.past) }) {
		said = append(said, "what a policy would have done before January 2027, "+Past+", is a what-if of the past: nobody changes it")
	}
	return said
}

// resting says what rests on assumptions, and where they stand.
func (s *Study) resting() []string {
	if !s.rests() {
		return nil
	}
	see := []string{"atelier parameters"}
	if slices.ContainsFunc(s.Arms, func(a Arm) bool { return len(a.Policies) > 0 }) {
		see = append(see, "atelier policies")
	}
	rests := finding.Dagger + " rests on an assumed effect"
	if s.allRest() {
		rests = "All these differences rest on assumed effects" + finding.Dagger
	}
	return []string{finding.Sentence(rests + ": see " + finding.And(see))}
}

// past tells whether a policy starts before January 2027.
func (p PolicyLine) past() bool { return strings.HasPrefix(p.Period, Past) }

// rests tells whether any number rests on an assumption.
func (s *Study) rests() bool {
	return slices.ContainsFunc(s.Effects, func(e Effect) bool { return e.Assumed }) || slices.ContainsFunc(s.Arms, func(a Arm) bool { return a.Assumed })
}

// allRest tells whether every difference that the sentences tell of rests on an
// assumption.
func (s *Study) allRest() bool {
	columns := append([]string{sim.AtWork}, differences...)
	if s.Kind == KindComparison {
		columns = []string{sim.AtWork}
	}
	for _, a := range s.Others() {
		for _, column := range columns {
			if e := s.Effect(s.World(), a.Name, column, s.When()); e == nil || !e.Assumed {
				return false
			}
		}
	}
	return true
}

// dagger marks a difference that rests on an assumption, where not every one does: that
// is said once.
func (s *Study) dagger(e *Effect) string {
	if s.allRest() || e.Verdict() == finding.Absent {
		return ""
	}
	return finding.Marked("", e.Assumed)
}
