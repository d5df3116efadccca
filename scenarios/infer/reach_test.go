package infer

import (
	"bytes"
	"context"
	"math"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/studytest"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// leverage is a scenario in which reach is tried.
func leverage(people, months, replicates int) *scenarios.Scenario {
	s := scenarios.Default()
	s.Name = "levers"
	s.Options.Population, s.Options.Months, s.Options.Replicates = people, months, replicates
	return s
}

// Each outcome is moved by a fifth of what AI does to it by some policy. The whole
// table is that of `atelier validate --levers`; here are those that reach farthest.
func TestSomePolicyReachesEachOutcome(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some thirty runs")
	}
	some := []*policy.Policy{policy.Find("licensing"), policy.Find("minimum_fees"), policy.Find("public_commissions")}
	list, err := PlayReach(context.Background(), leverage(5000, 180, 8), some, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteReach(&b, list); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", b.String())
	for k, name := range ReachOutcomes {
		far := false
		for _, r := range list {
			far = far || r.Moved[k].Far(len(some))
		}
		if !far {
			t.Errorf("no policy moves %s by a fifth", name)
		}
	}
}

// What is told is what one gets by playing the three futures one by one.
func TestReachIsTheDifferenceOverTheEffect(t *testing.T) {
	studytest.Unraced(t)
	s := leverage(300, 90, 2)
	p := policy.Find("licensing")
	list, err := PlayReach(context.Background(), s, []*policy.Policy{p}, nil)
	if err != nil || len(list) != len(ReachStarts) {
		t.Fatal(list, err)
	}
	end := func(name string, start, replicate int, world string) float64 {
		one := s.Clone()
		if one.World = world; start >= 0 {
			one.Policies = []policy.Setting{p.Setting()}
			one.Policies[0].Dose, one.Policies[0].Start = p.Dose.High, start
		}
		w, _, err := ensemble.StartReplicate(context.Background(), ensemble.Plan{Scenario: one, Options: one.Options}, replicate, nil)
		if err != nil {
			t.Fatal(err)
		}
		for range s.Options.Months {
			w.Step()
		}
		return w.Now.Groups[0].Values[sim.ColumnIndex(name)]
	}
	for k, name := range ReachOutcomes {
		var effect, moved float64
		for n := 1; n <= 2; n++ {
			base := end(name, -1, n, "expected")
			effect += (base - end(name, -1, n, "frozen")) / 2
			moved += (end(name, 24, n, "expected") - base) / 2
		}
		got := list[1].Moved[k]
		if list[1].Start != 24 || !alike(got.Effect.Value, effect) || math.Abs(got.Share.Value-moved/effect) > 1e-9 {
			t.Errorf("%s: effect %v, share %v; want %v and %v", name, got.Effect.Value, got.Share.Value, effect, moved/effect)
		}
	}
}

// alike tells whether two numbers agree but for rounding.
func alike(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Abs(b) }

// Far is a fifth and more, surely, for all that is looked at; the moratorium is no
// lever that counts.
func TestATableOfLeversSaysWhoReaches(t *testing.T) {
	share := func(x, half float64, n int) []Moved {
		var list []Moved
		for range ReachOutcomes {
			list = append(list, Moved{Effect: finding.Estimate{Value: -2, Low: -3, High: -1, N: n}, Share: finding.Estimate{Value: x, Low: x - half, High: x + half, N: n}})
		}
		return list
	}
	list := []Reach{
		{Policy: "small", Start: 72, Moved: share(-0.19, 0.01, 4)}, {Policy: "unsure", Start: 72, Moved: share(-0.3, 0.31, 4)},
		{Policy: "unsure_among_many", Start: 72, Moved: share(-0.25, 0.2, 4)},
		{Policy: "moratorium", Start: 72, Moved: share(-0.9, 0.1, 4)}, {Policy: "far", Start: 24, Moved: share(-0.2, 0.04, 4), PublicUSD: 2.5e9},
		{Policy: "other_way", Start: 24, Moved: share(0.4, 0.1, 4), FirmsUSD: 1e8},
	}
	var b bytes.Buffer
	if err := WriteReach(&b, list); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"−19.0 ± 1.0 ", "−30.0 ± 31.0 ", "−90.0 ± 10.0*", "−20.0 ± 4.0*", "−25.0 ± 20.0 ", "+40.0 ± 10.0*", "2.5", "0.1", "2023-01",
		"dlog_clients: AI −2 (−3 to −1); a fifth of it is undone by far, added by other_way\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table does not hold %q:\n%s", want, b.String())
		}
	}
	b.Reset()
	if err := WriteReach(&b, []Reach{{Policy: "one", Start: 72, Moved: share(-0.3, math.NaN(), 1)}}); err != nil || !strings.Contains(b.String(), "−30.0  ") || !strings.Contains(b.String(), "undone by none, added by none") {
		t.Errorf("%v: of one run:\n%s", err, b.String())
	}
	if b.Reset(); WriteReach(&b, nil) != nil || b.Len() > 0 {
		t.Error("a table of nothing")
	}
}
