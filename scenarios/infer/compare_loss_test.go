package infer

import (
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// A comparison plays the reference without AI beside it, in each world that has AI: what
// AI does there is to the bit what a run of the reference tells of itself, and no arm of
// the study.
func TestAComparisonTellsWhatAIDoes(t *testing.T) {
	for _, parameters := range []string{scenarios.Central, scenarios.Ensemble} {
		c := contest(t, []string{"fast", "frozen"}, "laissez-faire", "basic_income")
		c.Options.Population, c.Options.Months, c.Options.Replicates, c.Options.Parameters = 200, 80, 4, parameters
		s, f, err := PlayContest(t.Context(), c, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		run := c.Alone(0, "fast")
		run.Options.Counterfactual = true
		alone, _, err := PlayContest(t.Context(), scenarios.RunContest(run), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Arms) != 2 || len(f.Arms) != 3 || s.Loss("frozen", sim.AtWork, finding.OverPeriod) != nil || s.UndoneOf("frozen", "basic_income", sim.AtWork) != nil {
			t.Errorf("%s: %d arms told of, %d played", parameters, len(s.Arms), len(f.Arms))
		}
		n := 0
		for i := range alone.Effects {
			if want := &alone.Effects[i]; want.When == finding.AtEnd { // the periods differ
				n++
				got := s.GroupLoss("fast", want.By, want.Group, want.Column, want.When)
				if got == nil {
					t.Fatalf("%s: nothing is lost of %s of %s", parameters, want.Column, want.Group)
				}
				if d := gocmp.Diff(want, got, cmpopts.EquateNaNs()); d != "" {
					t.Fatalf("%s: %s of %s: %s", parameters, want.Column, want.Group, d)
				}
			}
		}
		if n < 100 || alone.Loss("fast", sim.AtWork, finding.AtEnd) != alone.Effect("fast", "laissez-faire", sim.AtWork, finding.AtEnd) {
			t.Errorf("%s: %d differences", parameters, n)
		}
		if got, want := s.LostYears("fast").Value, s.Loss("fast", sim.AtWork, finding.OverPeriod).Value*s.Years(); got != want {
			t.Errorf("%s: %v years of work are lost, not %v", parameters, got, want)
		}
		undoneIsTheRatioOfMeans(t, s)
	}
}

// undoneIsTheRatioOfMeans holds every share that is defined to the runs it is of.
func undoneIsTheRatioOfMeans(t *testing.T, s *scenarios.Study) {
	t.Helper()
	var columns []string
	for i := range s.Undone {
		u := &s.Undone[i]
		columns = append(columns, u.Column)
		gain, loss := s.Effect(u.World, u.Arm, u.Column, finding.OverPeriod), s.Loss(u.World, u.Column, finding.OverPeriod)
		want := -table.Estimate(gain.Runs, s.Sets).Value / table.Estimate(loss.Runs, s.Sets).Value
		if finding.Defined(u.Value) != (u.Why == "") || finding.Defined(u.Value) && math.Abs(u.Value-want) > 1e-12 {
			t.Errorf("%s undoes %v of %s, should be %v: %s", u.Arm, u.Value, u.Column, want, u.Why)
		}
	}
	var scored []string
	for _, m := range s.Measures {
		if m.Scored {
			scored = append(scored, m.Column)
		}
	}
	if !slices.Equal(columns, scored) || len(scored) != 8 {
		t.Errorf("shares undone are told of %v, scored are %v", columns, scored)
	}
}

// A share undone is that of what AI does in either direction; where AI's effect could be
// luck or, in one set, goes the other way, there is none.
func TestAShareIsNotDefinedWhereAIsEffectIsNot(t *testing.T) {
	x := &reader{}
	does, whole := []float64{2, 2.2, 2.1, 1.9, 1.8}, []float64{10, 12, 11, 9, 10}
	e, why := x.share(does, whole)
	// by hand, as a ratio of Fieller: means 2 and 10.4
	if why != "" || math.Abs(e.Value-2/10.4) > 1e-12 || !(e.Low < e.Value && e.Value < e.High) || e.High > 0.21 || e.Low < 0.17 {
		t.Errorf("%v (%v to %v): %s", e.Value, e.Low, e.High, why)
	}
	down := finding.Each(whole, func(v float64) float64 { return -v })
	if e, why = x.share(does, down); why != "" || math.Abs(e.Value+2/10.4) > 1e-12 || e.Low > e.High {
		t.Errorf("of a fall: %+v %s", e, why)
	}
	for want, whole := range map[string][]float64{
		"AI's effect could be luck": {1, -1, 2, -2, 0.5}, "AI changes nothing": make([]float64, 5),
	} {
		if e, why := x.share(does, whole); why != want || finding.Defined(e.Value) {
			t.Errorf("%q instead of %q", why, want)
		}
	}
	if _, why := x.share([]float64{1}, []float64{1}); why != "one run cannot tell" {
		t.Errorf("one run: %q", why)
	}
	y := &reader{sets: setsOf(28)} // 21 sets
	wide := each(y.sets, func(_, set int) float64 { return 10 * float64(set) })
	tenth := each(y.sets, func(_, set int) float64 { return float64(set) })
	if e, why := y.share(tenth, wide); why != "" || math.Abs(e.Value-0.1) > 1e-12 || math.Abs(e.Low-0.1) > 1e-12 || math.Abs(e.High-0.1) > 1e-12 || e.Dice > 1e-12 {
		t.Errorf("a tenth in every set: %+v %s", e, why)
	}
	if e, why := y.share(tenth, each(y.sets, func(_, set int) float64 { return -10 * float64(set) })); why != "" || math.Abs(e.Value+0.1) > 1e-12 || math.Abs(e.Low+0.1) > 1e-12 || math.Abs(e.High+0.1) > 1e-12 {
		t.Errorf("a tenth of a fall in every set: %+v %s", e, why)
	}
	one := each(y.sets, func(_, set int) float64 { return 10*float64(set) - 11 }) // of one set the other way
	if _, why := y.share(tenth, one); why != EitherWay {
		t.Errorf("one set goes the other way: %q", why)
	}
	if _, why := y.share(tenth, each(y.sets, func(_, set int) float64 { return float64(set) - 10 })); why != EitherWay {
		t.Errorf("half the sets go the other way: %q", why)
	}
}
