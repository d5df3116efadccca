package plots

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// splitStudy is a study of one arm whose occupations change so, in per cent of a measure,
// each with so many people.
func splitStudy(kind string, changes [][3]float64, people []float64) *scenarios.Study {
	s := &scenarios.Study{Kind: kind, Worlds: []string{"expected"}, Against: "frozen", Months: 12, Replicates: 8,
		Arms: []scenarios.Arm{{Name: "frozen"}, {Name: "own"}}, Measures: []finding.Measure{{Column: "employed", Label: "Employees", Gained: true}}}
	for i, x := range changes {
		place := finding.Place{Column: "employed", By: "occupation", Group: string(rune('a' + i)), Arm: "own", World: "expected", When: s.When()}
		e := finding.Estimate{Place: place, Value: x[0], Low: x[1], High: x[2], N: 8}
		s.Effects = append(s.Effects, scenarios.Effect{Estimate: e, PerCent: e})
		e.Column, e.Value = "people", people[i]
		s.Levels = append(s.Levels, e)
	}
	return s
}

// An occupation counts as gaining or losing where its sign is known and its mean beyond the
// threshold, which is higher for what AI does than for what policies do.
func TestOnlyWhatIsKnownAndMuchIsCounted(t *testing.T) {
	nan := math.NaN()
	changes := [][3]float64{{-9, -10, -8}, {-9, -25, 7}, {6, 5.5, 6.5}, {0, -0.8, 0.8}, {2.5, 2, 3}, {nan, nan, nan}}
	people := []float64{2, 10, 2, 980, 6, 7}
	for kind, want := range map[string]Split{
		scenarios.KindRun:        {Occupations: [sides]int{1, 1, 2, 1}, People: [sides]float64{0.002, 0.01, 0.986, 0.002}},
		scenarios.KindComparison: {Occupations: [sides]int{1, 1, 1, 2}, People: [sides]float64{0.002, 0.01, 0.98, 0.008}},
	} {
		got := SplitOf(splitStudy(kind, changes, people), "own", "employed")
		if got.Occupations != want.Occupations || got.N != 8 {
			t.Errorf("%s: %+v, want %+v", kind, got, want)
		}
		for side, share := range want.People {
			if math.Abs(got.People[side]-share) > 1e-12 {
				t.Errorf("%s: %v of people on side %d, want %v", kind, got.People[side], side, share)
			}
		}
		if got.Least == nil || got.Least.Group != "a" || got.Most == nil || got.Most.Group != "c" {
			t.Errorf("%s: stories of %+v and %+v", kind, got.Least, got.Most)
		}
	}
	single := finding.Estimate{Value: -7, Low: nan, High: nan, N: 1}
	if side := SideOf(single, 1, 1); side != NotKnown {
		t.Errorf("a single run tells that it is %d", side)
	}
	if barely := (finding.Estimate{Value: 3, Low: 0.5, High: 5.5, N: 8}); SideOf(barely, 1, 1) != Gains || SideOf(barely, 1, 80) != NotKnown {
		t.Error("looking at many widens nothing")
	}
}
