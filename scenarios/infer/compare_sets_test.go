package infer

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// setsOf are the numbers of the sets of so many replicates.
func setsOf(replicates int) []int {
	sets := make([]int, replicates)
	for r := range sets {
		sets[r] = ensemble.SetOf(r) + 1
	}
	return sets
}

// each is a value of each replicate.
func each(sets []int, value func(replicate, set int) float64) []float64 {
	out := make([]float64, len(sets))
	for r, set := range sets {
		out[r] = value(r, set)
	}
	return out
}

// A cost per effect over sets has the ratios of the sets as its interval: what is the
// same in all of them is known, however much cost and effect differ.
func TestCostPerEffectOverSets(t *testing.T) {
	x := &reader{sets: setsOf(12)} // nine sets, three of them twice
	gain := each(x.sets, func(_, set int) float64 { return float64(set) })
	cost := each(x.sets, func(_, set int) float64 { return 7 * float64(set) })
	e, why := x.ratio(cost, gain, 4)
	if why != "" || e.Value != 7 || e.Low != 7 || e.High != 7 || e.Dice != 0 || e.Sets != 9 || e.Pairs != 3 || e.Method != scenarios.MethodEnsembleRatio {
		t.Errorf("%+v %s", e, why)
	}
	cost = each(x.sets, func(r, set int) float64 { return (7 + float64(set-5)) * float64(set) }) // 3 to 11 for one
	if e, why = x.ratio(cost, gain, 4); why != "" || e.Low != 3 || e.High != 11 || e.Dice != 0 {
		t.Errorf("%+v %s", e, why)
	}
	// Dice of 0.5 to either side of the cost of a pair, of a mean gain of 5.
	luck := each(x.sets, func(r, set int) float64 { return 7*float64(set) + float64(r%4/3)*1 })
	if e, _ = x.ratio(luck, gain, 4); math.Abs(e.Dice-table.NormalTail*math.Sqrt(0.5)/5) > 1e-12 {
		t.Errorf("the dice are %v", e.Dice)
	}
	for want, gain := range map[string][]float64{
		"the effect could be either way": each(x.sets, func(_, set int) float64 { return float64(set) - 2 }),
		"the effect could be luck":       each(x.sets, func(r, _ int) float64 { return 5*float64(r%2) - 2.4 }),
		"the effect is a loss":           each(x.sets, func(_, set int) float64 { return -float64(set) }),
		"no effect":                      make([]float64, 12),
	} {
		if e, why := x.ratio(cost, gain, 1); why != want || !math.IsNaN(e.Value) {
			t.Errorf("%q instead of %q: %+v", why, want, e)
		}
	}
	few := &reader{sets: setsOf(4)}
	if _, why := few.ratio([]float64{1, 1, 1, 1}, []float64{2, 2, 2, 2}, 1); why != "the effect could be luck" {
		t.Errorf("three sets: %q", why)
	}
}

// Over sets an arm is behind only where it is in nearly all of them.
func TestAWinnerOverSetsWinsInNearlyAll(t *testing.T) {
	x := &reader{sets: setsOf(27)}
	base := each(x.sets, func(_, set int) float64 { return float64(set) })
	behind := each(x.sets, func(_, set int) float64 { return float64(set) - 1 })
	turns := each(x.sets, func(_, set int) float64 { // behind by far in the mean, ahead in two sets
		if set <= 2 {
			return float64(set) + 1
		}
		return float64(set) - 30
	})
	if arms, beaten := x.mayBeBest([][]float64{base, behind, turns}, 1); !slices.Equal(arms, []int{0, 2}) || !slices.Equal(beaten, []int{1}) {
		t.Errorf("%v may be the best, %v are beaten", arms, beaten)
	}
}

// A contest that is really played: every number over sets, no pair of a set with another,
// and the precision that of a mean, which more replicates make narrower.
func TestAContestOverSets(t *testing.T) {
	c := contest(t, []string{"expected"}, "laissez-faire", "basic_income")
	c.Options.Population, c.Options.Months, c.Options.Replicates, c.Options.Parameters = 200, 48, 8, scenarios.Ensemble
	s, f, err := PlayContest(t.Context(), c, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(s.Sets, setsOf(8)) || !slices.Equal(f.Sets(), s.Sets) {
		t.Fatalf("the sets are %v", s.Sets)
	}
	for i := range s.Effects {
		e := &s.Effects[i]
		if finding.Defined(e.Value) && (!strings.HasPrefix(e.Method, "ensemble: ") || e.Sets > 6 || e.Pairs > 2 || e.Bounded() && e.Low > e.High) {
			t.Fatalf("%+v", e)
		}
		if e.Runs == nil || !finding.Defined(e.Value) {
			continue
		}
		want := table.Estimate(e.Runs, s.Sets)
		if e.Value != want.Value || e.Unit != "persons" && (finding.Defined(want.Low) && e.Low != want.Low || finding.Defined(want.Dice) && e.Dice != want.Dice) {
			t.Errorf("%s %s: %+v, should be %+v", e.Column, e.When, e.Estimate, want)
		}
	}
	for _, p := range s.Paths {
		if len(p.Dice) != len(p.Mean) {
			t.Errorf("%s has the dice of %d months", p.Column, len(p.Dice))
		}
	}
	wide := s.Effect("expected", "basic_income", "employed", finding.AtEnd).PerCent
	if p := s.Precision; !(p.Widest > 0) || !finding.Defined(p.Widest) || p.Widest == wide.High-wide.Low {
		t.Errorf("precision %+v beside an interval of %v", p, wide.High-wide.Low)
	}
}
