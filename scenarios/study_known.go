package scenarios

import (
	"regexp"
	"slices"

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
	case !s.Paired():
		return "In brackets: " + finding.Spread(s.Replicates) + "."
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
// sets that figures leave. It is a sentence, or "".
func (s *Study) Standing() string {
	switch sets, _ := s.SetsPlayed(); {
	case sets == 1:
		return "One parameter set has no range: play several replicates to tell what is known."
	case s.Ensemble():
		return finding.Capital(AsFarAsKnown) + " means in " + s.Span() + " " + ThatFit + "."
	case !s.Calibrated:
		return NotCalibrated
	}
	return ""
}
