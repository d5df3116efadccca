package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// What an interval holds is decided here and nowhere else: the dice, where all runs
// have the same parameters; over an ensemble what is not known, the dice within it.

// ThatFit says of which parameter sets an ensemble is made. It is said once in an
// output, which says AsFarAsKnown from then on.
const (
	ThatFit      = "that known figures do not rule out"
	AsFarAsKnown = "as far as known"
)

// Ensemble tells whether the replicates play several parameter sets.
func (s *Study) Ensemble() bool { return len(s.Sets) > 0 }

// SetsPlayed is how many parameter sets were played, and how many of them more than
// once; 0 without an ensemble.
func (s *Study) SetsPlayed() (sets, again int) {
	ordered := slices.Sorted(slices.Values(s.Sets))
	for i, set := range ordered {
		if i == 0 || set != ordered[i-1] {
			sets++
		} else if i == 1 || set != ordered[i-2] {
			again++
		}
	}
	return sets, again
}

// Span is how much of the sets the interval over an ensemble holds: "5 to 95% of 21
// parameter sets".
func (s *Study) Span() string {
	switch n, _ := s.SetsPlayed(); {
	case n == 1:
		return "one parameter set"
	case n < enoughSets:
		return "all " + finding.Count(n) + " parameter sets"
	default:
		return "5 to 95% of " + finding.Count(n) + " parameter sets"
	}
}

// enoughSets are those from which on the 5 and 95 % quantiles lie between sets.
const enoughSets = 19

// ofOneSet are words about intervals and differences where all runs have the same
// parameters, and what is said of an ensemble instead; $ stands for the span of sets.
var ofOneSet = []struct {
	words *regexp.Regexp
	known string
}{
	{regexp.MustCompile(`(the whole |the |its )?\b95% intervals?( of the mean)?( of Fieller)?( of paired runs| over runs|, from paired runs)?`), "$"},
	{regexp.MustCompile(`([Mm]eans?)( difference)? (of|over|between) (paired )?runs\b`), "${1}${2} of parameter sets"},
	{regexp.MustCompile(`could be told from luck`), "has a known sign"},
	{regexp.MustCompile(`which of these is ahead could be luck`), "which of these is ahead is not known"},
	{regexp.MustCompile(`not told apart by luck from what is`), "not known to be behind"},
	{regexp.MustCompile(`could be luck`), "could be either sign"},
	{regexp.MustCompile(`(is|are) more than luck`), "${1} of known sign"},
	{regexp.MustCompile(`,? (all [^.;:]*?|with all [^.;:]*?)looked at`), ""},
}

// overSets is a text that was written of runs with one parameter set as it is said of
// this study's.
func (s *Study) overSets(text string) string {
	if !s.Ensemble() {
		return text
	}
	for _, x := range ofOneSet {
		known := x.known
		if known == "$" {
			known = s.Span()
		}
		text = x.words.ReplaceAllString(text, known)
	}
	return text
}

// Brackets says what stands in brackets behind numbers.
func (s *Study) Brackets() string {
	switch {
	case s.Replicates < 2:
		return "One run cannot tell a difference from luck."
	case s.Ensemble():
		return "In brackets: " + s.Span() + ", " + AsFarAsKnown + "."
	}
	return "In brackets: 95% interval of the mean of " + finding.Count(s.Replicates) + " paired runs."
}

// Runs is how many runs there are, and of how many parameter sets.
func (s *Study) Runs() string {
	if sets, _ := s.SetsPlayed(); s.Ensemble() {
		return finding.Runs(s.Replicates) + " of " + finding.Counted(sets, "parameter set", "parameter sets")
	}
	return finding.Runs(s.Replicates)
}

// Standing says what kind of knowledge the numbers are: of one parameter set, or of
// sets that figures leave.
func (s *Study) Standing() string {
	switch {
	case s.Ensemble():
		return finding.Capital(AsFarAsKnown) + " means in " + s.Span() + " " + ThatFit + ": a what-if, no forecast."
	case !s.Calibrated:
		return NotCalibrated
	}
	return ""
}

// holds says what the intervals hold and what they do not.
func (s *Study) holds() string {
	sets, again := s.SetsPlayed()
	switch {
	case s.Replicates == 1:
		return "One run has no interval: play several replicates to tell a difference from luck"
	case !s.Ensemble():
		return fmt.Sprintf("The intervals hold the luck of %s, not the errors of the model", finding.Runs(s.Replicates))
	}
	said := "The intervals hold what is not known of the parameters and the luck of one run, not what the model leaves out; "
	switch {
	case sets < 2:
		return "One parameter set has no interval: play several replicates to tell what is known"
	case again == 0:
		return said + "no set was played twice, so that what luck alone does cannot be told"
	}
	return said + "what luck alone does is told from " + finding.Counted(again, "set", "sets") + " played twice"
}

// known says a difference over an ensemble, in a sentence about more or fewer of
// something than in the reference: between which ends it lies as far as known, or that
// its sign is not known and what the sets say of it. There is "there is " or "there
// are ".
func known(e finding.Estimate, m finding.Measure, there, than string) string {
	x, signed := e.Spell(finding.Size), e.Spell(finding.Signed)
	more, fewer := manner(m.More), manner(m.Fewer)
	word := m.More
	if e.Value < 0 {
		word = m.Fewer
	}
	switch v := e.Verdict(); {
	case v == finding.Single:
		return there + x.Value + e.Unit + " " + word + than + " in the one parameter set played"
	case v == finding.Luck && e.ByLuck(1):
		return fmt.Sprintf("there is no difference in %s that could be told from luck (%s%s, %s)", m.Noun, signed.Interval(), e.Unit, AsFarAsKnown)
	case v == finding.Luck:
		return fmt.Sprintf("whether there %s or %s%s depends on what is not known (%s%s, %s): %s",
			strings.TrimPrefix(there, "there ")+more, m.Fewer, than, signed.Interval(), e.Unit, AsFarAsKnown, e.Sides(more, fewer))
	case x.Low == x.High:
		return there + "about " + x.Low + e.Unit + " " + word + than + ", " + AsFarAsKnown
	}
	return there + "between " + x.Low + " and " + x.High + e.Unit + " " + word + than + ", " + AsFarAsKnown
}

// manner is the first word of a rise or a fall, with an article that it has: "more",
// "a larger".
func manner(words string) string {
	first, rest, _ := strings.Cut(words, " ")
	if first == "a" {
		next, _, _ := strings.Cut(rest, " ")
		return "a " + next
	}
	return first
}

// luckMoves says what the dice alone do to an estimate over an ensemble: "; luck alone
// moves it by 0.3". It is "" where that is not known.
func luckMoves(e finding.Estimate) string {
	if dice := e.SpellDice(); e.Ensemble() && dice != "" {
		return "; luck alone moves it by " + dice
	}
	return ""
}
