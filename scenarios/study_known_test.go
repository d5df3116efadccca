package scenarios_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// sets are those of so many replicates, of which every fourth plays one again.
func sets(replicates int) []int {
	list := make([]int, replicates)
	for r := range list {
		if list[r] = r/4*3 + r%4 + 1; r%4 == 3 {
			list[r] = r/4*3 + 1
		}
	}
	return list
}

// known is a study as 27 replicates of 21 parameter sets tell it, of which an arm
// has this effect on people at work, in per cent and ten persons for each of it.
func known(t *testing.T, base *scenarios.Study, arm, when string, value, low, high, dice float64) *scenarios.Study {
	t.Helper()
	s := copyOf(t, base)
	s.Replicates, s.Sets = 27, sets(27)
	over := func(e *finding.Estimate) {
		e.N, e.Sets, e.Pairs, e.Dice = 27, 21, 6, math.Abs(e.Value)/100
		if e.Above = 21; e.Value < 0 {
			e.Above, e.Below = 0, 21
		}
	}
	for i := range s.Effects {
		over(&s.Effects[i].Estimate)
		over(&s.Effects[i].PerCent)
	}
	for i := range s.Levels {
		over(&s.Levels[i])
	}
	e := s.Effect(s.World(), arm, sim.AtWork, when)
	for i, x := range []*finding.Estimate{&e.PerCent, &e.Estimate} {
		x.Value, x.Low, x.High, x.Dice = value, low, high, dice
		if low < 0 && high > 0 {
			x.Above, x.Below = 7, 14
		}
		*x = x.Scaled([]float64{1, 10}[i])
	}
	s.Tell()
	return s
}

func TestTheHeadlineOfAnEnsembleSaysWhatIsKnown(t *testing.T) {
	for _, c := range []struct {
		what                   string
		value, low, high, dice float64
		want                   string
	}{
		{"one sign", -8, -12, -4, 0.31, "By June 2028 there are between 4 and 12% fewer people at work than without AI, as far as known†."},
		{"either sign", -1, -4, 3, 0.31, "By June 2028 it is not known whether there are more or fewer people at work than without AI. It is between 4% fewer and 3% more, as far as known†."},
		{"luck", -1, -4, 3, 2, "there is no difference in people at work that could be told from luck (−4 to +3%)†."},
		{"the same in every set", -8, -8, -8, 0, "there are about 8.0% fewer people at work than without AI, as far as known†."},
	} {
		s := known(t, tinyRun(), "tiny", finding.AtEnd, c.value, c.low, c.high, c.dice)
		if !strings.Contains(s.Headline[0], c.want) {
			t.Errorf("%s: %q\nwant %q", c.what, s.Headline[0], c.want)
		}
	}
}

// What the sets are is said once; what was said of one parameter set is not said.
func TestWhatAnEnsembleIsIsSaidOnce(t *testing.T) {
	for _, s := range []*scenarios.Study{
		known(t, tinyRun(), "tiny", finding.AtEnd, -8, -12, -4, 0.3),
		known(t, tinyContest(), "safety-net", finding.OverPeriod, 8, 4, 12, 0.3),
	} {
		_, said := textOf(t, s)
		if n := strings.Count(said, scenarios.ThatFit); n != 1 {
			t.Errorf("%s: what the sets are is said %d times:\n%s", s.Kind, n, said)
		}
		for _, want := range []string{"As far as known means in 5 to 95% of 21 parameter sets that", "In brackets 5 to 95% of 21 parameter sets", "27 runs of 21 parameter sets", "This is a what-if, no forecast."} {
			if !strings.Contains(said, want) {
				t.Errorf("%s does not say %q:\n%s", s.Kind, want, said)
			}
		}
		for _, never := range []string{"Not calibrated", "95% interval", "paired runs", "8 of 10 runs", "not the errors of the model"} {
			if strings.Contains(said, never) {
				t.Errorf("%s says %q:\n%s", s.Kind, never, said)
			}
		}
	}
}

func TestAPolicyOverAnEnsembleKeepsWhatIsKnown(t *testing.T) {
	for want, c := range map[string][4]float64{
		"Safety net† keeps between 60 and 180 years of work, 4 to 12% of all.":          {8, 4, 12, 0.31},
		"Safety net† keeps or loses years of work (−60 to +50).":                        {-1, -4, 3, 0.31},
		"Safety net† makes no difference to years of work that could be told from luck": {-1, -4, 3, 2},
	} {
		s := known(t, tinyContest(), "safety-net", finding.OverPeriod, c[0], c[1], c[2], c[3])
		s.Undone = nil // as where it is not known what AI does
		s.Tell()
		if !slices.ContainsFunc(s.Sentences, func(said string) bool { return strings.HasPrefix(said, want) }) {
			t.Errorf("%v: %q\nwant %q", c, s.Sentences, want)
		}
	}
}

func TestHowMuchOfTheSetsAnIntervalHolds(t *testing.T) {
	for n, want := range map[int]string{1: "one parameter set", 4: "all 3 parameter sets", 23: "all 18 parameter sets", 27: "5 to 95% of 21 parameter sets"} {
		s := &scenarios.Study{Replicates: n, Sets: sets(n)}
		if got := s.Span(); got != want {
			t.Errorf("%d replicates: %q, should be %q", n, got, want)
		}
	}
	one := &scenarios.Study{Replicates: 8}
	if one.Ensemble() || one.Standing() != scenarios.NotCalibrated {
		t.Errorf("one parameter set: %q", one.Standing())
	}
	if n, again := (&scenarios.Study{Sets: []int{4, 1, 4, 2, 4, 2}}).SetsPlayed(); n != 3 || again != 2 {
		t.Errorf("%d sets, %d played again", n, again)
	}
}

// What was written of one parameter set is said of several.
func TestWordsOfOneSetAreSaidOfSeveral(t *testing.T) {
	several, one := &scenarios.Study{Replicates: 27, Sets: sets(27)}, &scenarios.Study{Replicates: 27}
	for text, want := range map[string]string{
		"large dot and line: mean and its 95% interval. Grey: could be luck.":              "large dot and line: mean and 5 to 95% of 21 parameter sets. Grey: could be either sign.",
		"Dot and line: mean of paired runs and its 95% interval.":                          "Dot and line: mean of parameter sets and 5 to 95% of 21 parameter sets.",
		"below them the 95% interval of the mean of paired runs: of shares in points":      "below them 5 to 95% of 21 parameter sets: of shares in points",
		"2024 USD for one unit of the effect, with the 95% interval of Fieller. Not":       "2024 USD for one unit of the effect, with 5 to 95% of 21 parameter sets. Not",
		"12 of 40 differences by group are more than luck":                                 "12 of 40 differences by group are of known sign",
		"Orders: nothing could be told from luck":                                          "Orders: nothing has a known sign",
		"No number could be told from luck, all 1,240 looked at.":                          "No number has a known sign.",
		"Of the numbers that are more than luck, all 40 looked at, the lowest is of Music": "Of the numbers that are of known sign, the lowest is of Music",
		"Grey could be luck, all numbers of the row looked at. More":                       "Grey could be either sign. More",
		"The same world with the same luck":                                                "The same world with the same luck",
	} {
		if got := several.Called(text); got != want {
			t.Errorf("%q\nbecame %q\nwant   %q", text, got, want)
		}
		if got := one.Called(text); got != text {
			t.Errorf("of one set %q became %q", text, got)
		}
	}
}
