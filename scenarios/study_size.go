package scenarios

import (
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// How large a difference is, in words, is said here and nowhere else: of a measure by
// Size, of a share of AI's loss by Undoes.

// WithoutAI is what a run is compared with and what AI's loss is a loss from, behind
// "more" or "fewer".
const WithoutAI = " than without AI"

// InWorld is where something happens, in a sentence: "in the slow world", "in the world
// without AI".
func InWorld(world string) string {
	if world == FrozenWorld {
		return "in the world without AI"
	}
	return "in the " + world + " world"
}

// FrozenWorld is the name of the world in which AI stays as in 2021, as --world has it.
const FrozenWorld = "frozen"

// Than is the reference behind "more" or "fewer": " than without AI", " than under
// laissez-faire".
func (s *Study) Than() string {
	if s.Kind == KindRun {
		return WithoutAI
	}
	return " than under " + s.ReferenceTitle()
}

// Size says how large a difference from something is, after its verdict: "there are
// between 7 and 20% fewer people at work than without AI", "freelance income is about 12%
// lower than without AI (11 to 13%)". It has no capital and no full stop. e is as readers
// see it, in per cent or points (see Effect.Shown); than is Than or WithoutAI. Where luck
// could have made it or, over an ensemble, either sign is possible, that is said instead.
func Size(m finding.Measure, e finding.Estimate, than string) string {
	counts := strings.HasPrefix(m.Fewer, "fewer ") // there are fewer of it
	more, fewer, subject := "higher", "lower", m.Noun+" is "
	switch {
	case counts && m.Share():
		subject = "the share of " + subject
	case counts:
		more, fewer, subject = m.More, m.Fewer, "there are "
	}
	word := more
	if e.Value < 0 {
		word = fewer
	}
	short := func(words string) string { first, _, _ := strings.Cut(words, " "); return first }
	switch v := e.Verdict(); {
	case v == finding.Absent && e.Value == 0:
		return "there is no difference in " + m.Noun + " in any run"
	case v == finding.Absent:
		return m.Noun + " cannot be compared"
	case v == finding.Single:
		return subject + e.Extent(" "+word+than, 1) + inTheOne(e)
	case v == finding.Luck && e.Ensemble() && float64(e.Low*e.High) > 0: // all agree, and are too few to
		return "too few runs to tell whether " + subject + short(more) + " or " + fewer + than + " (" + e.Spell(finding.Signed).Interval() + e.Unit + ")"
	case v == finding.Luck && e.ByLuck(1):
		return "there is no difference in " + m.Noun + " that could be told from luck (" + e.Spell(finding.Signed).Interval() + e.Unit + ")"
	case v == finding.Luck && m.Share():
		return "it is not known whether " + subject + more + " or " + fewer + than + " (" + e.Spell(finding.Signed).Interval() + e.Unit + ")"
	case v == finding.Luck:
		x := e.Spell(finding.Unsigned)
		return "it is not known whether " + subject + short(more) + " or " + fewer + than + ": between " +
			strings.TrimPrefix(x.Low, finding.Minus) + e.Unit + " " + short(fewer) + " and " + x.High + e.Unit + " " + short(more)
	}
	return subject + e.Extent(" "+word+than, 1)
}

// inTheOne says of what a single number is.
func inTheOne(e finding.Estimate) string {
	if e.Ensemble() {
		return " in the one parameter set played"
	}
	return " in the one run played"
}

// atWork is the effect of an arm on people at work that the study is about, or nil.
func (s *Study) atWork(arm string) *Effect { return s.Effect(s.World(), arm, sim.AtWork, s.When()) }
