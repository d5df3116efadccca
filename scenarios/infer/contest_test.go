package infer

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/studytest"
	"github.com/atelier-sim/atelier/sim/policy"
)

// short is a contest of few people and months, each arm with some policies in
// force from month 12 on.
func short(arms ...[]policy.Setting) *scenarios.Contest {
	c := &scenarios.Contest{Worlds: []string{"expected"}, Most: 64}
	for i, list := range arms {
		s := scenarios.Default()
		s.Name = string(rune('a' + i))
		s.Policies = list
		c.Arms = append(c.Arms, s)
	}
	c.Options = scenarios.Default().Options
	c.Options.Population, c.Options.Months, c.Options.Replicates = 200, 24, 2
	return c
}

// set is a policy with a dose, for everybody at once.
func set(name string, dose float64) policy.Setting {
	x := policy.Find(name).Setting()
	x.Start, x.Ramp, x.Compliance, x.Dose = 12, 0, 1, dose
	return x
}

// playedShort is what a contest says.
func playedShort(t *testing.T, c *scenarios.Contest) *scenarios.Study {
	t.Helper()
	s, _, err := PlayContest(context.Background(), c, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// outlay is what an arm costs the public.
func outlay(s *scenarios.Study, arm string) float64 {
	return s.Bill("expected", arm, "", scenarios.PayerPublic).Value
}

// Asked for one outlay, doses that the public pays for are scaled to it; those
// of others, and of the reference, stay.
func TestOnlyPublicDosesAreScaled(t *testing.T) {
	levy := set("ai_levy", 0.1)
	free := set("basic_income", 100)
	free.UnitCost = 0
	c := short([]policy.Setting{set("basic_income", 50)}, []policy.Setting{set("basic_income", 100), levy}, []policy.Setting{levy}, []policy.Setting{free}, nil)
	first := playedShort(t, short([]policy.Setting{set("basic_income", 50)}, []policy.Setting{set("basic_income", 100), levy}))
	c.EqualCostUSD = 2.5 * outlay(first, "b")
	s := playedShort(t, c)
	if got := outlay(s, "b"); math.Abs(got/c.EqualCostUSD-1) > 0.011 {
		t.Errorf("scaled to %v, asked for %v", got, c.EqualCostUSD)
	}
	b := s.Arm("b")
	if dose := c.Arms[1].Policies[0].Dose; math.Abs(dose-100*b.Scale) > 1e-9 || !(b.Scale > 2 && b.Scale < 3) {
		t.Errorf("the dose is %v, said to be multiplied by %v", dose, b.Scale)
	}
	if !strings.HasPrefix(b.ScaleNote, "doses of its publicly paid policies are multiplied by 2.") || !strings.Contains(b.ScaleNote, finding.Dollars(outlay(s, "b"))) {
		t.Errorf("the note says %q", b.ScaleNote)
	}
	if c.Arms[1].Policies[1].Dose != 0.1 {
		t.Errorf("the levy was scaled to %v", c.Arms[1].Policies[1].Dose)
	}
	for _, name := range []string{"c", "d", "e"} {
		if x := s.Arm(name); x.Scale != 1 || x.ScaleNote != "no policy in it has a public outlay, so its doses are as they were." {
			t.Errorf("%s is multiplied by %v: %q", name, x.Scale, x.ScaleNote)
		}
	}
	if x := s.Arm("a"); x.Scale != 1 || x.ScaleNote != "" || c.Arms[0].Policies[0].Dose != 50 || !near(outlay(s, "a"), outlay(first, "a")) {
		t.Errorf("the reference is multiplied by %v: %q, dose %v", x.Scale, x.ScaleNote, c.Arms[0].Policies[0].Dose)
	}
}

// Scaled down is scaled too, and each dose ends at the top of its range.
func TestScaledDosesKeepTheirRange(t *testing.T) {
	top := policy.Find("training_subsidy").Dose.High
	small := playedShort(t, short(nil, []policy.Setting{set("basic_income", 400)}, []policy.Setting{set("training_subsidy", top/4)}))
	c := short(nil, []policy.Setting{set("basic_income", 400)}, []policy.Setting{set("training_subsidy", top/4)})
	c.EqualCostUSD = outlay(small, "b") / 8
	s := playedShort(t, c)
	if got := outlay(s, "b"); math.Abs(got/c.EqualCostUSD-1) > 0.011 || !(c.Arms[1].Policies[0].Dose < 60) {
		t.Errorf("scaled down to %v with a dose of %v, asked for %v", got, c.Arms[1].Policies[0].Dose, c.EqualCostUSD)
	}
	if x := s.Arm("c"); c.Arms[2].Policies[0].Dose != top || x.Scale != 4 || !strings.HasPrefix(x.ScaleNote, "even at their highest doses") || !strings.Contains(x.ScaleNote, finding.Dollars(outlay(s, "c"))) {
		t.Errorf("the dose is %v of at most %v, multiplied by %v: %q", c.Arms[2].Policies[0].Dose, top, x.Scale, x.ScaleNote)
	}
}

// Without being asked for nothing is scaled and nothing said.
func TestNothingIsScaledUnasked(t *testing.T) {
	c := short(nil, []policy.Setting{set("basic_income", 100)})
	for _, a := range playedShort(t, c).Arms {
		if a.Scale != 1 || a.ScaleNote != "" {
			t.Errorf("%s is multiplied by %v: %q", a.Name, a.Scale, a.ScaleNote)
		}
	}
	if c.Options.Replicates != 2 || c.Arms[1].Policies[0].Dose != 100 {
		t.Errorf("%d replicates, dose %v", c.Options.Replicates, c.Arms[1].Policies[0].Dose)
	}
}

// Runs are added, at most twice as many at a time, until the intervals are
// narrow or there are as many as there may be.
func TestRunsAreAddedWhileTheyMayHelp(t *testing.T) {
	studytest.Unraced(t)
	for _, c := range []struct {
		width         float64
		most, want    int
		reached, asks bool
	}{
		{0, 64, 2, false, false}, {1e6, 64, 2, true, true}, {1e-9, 5, 5, false, true}, {1e-9, 2, 2, false, true}, {1e-9, 9, 9, false, true},
	} {
		x := short(nil, []policy.Setting{set("basic_income", 1000)})
		x.Options.Population, x.Options.Months = 300, 40
		x.TargetWidth, x.Most = c.width, c.most
		s, e, err := PlayContest(context.Background(), x, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		p := s.Precision
		if s.Replicates != c.want || x.Options.Replicates != c.want || e.Replicates() != c.want || p.Target != c.width || c.asks && p.Reached != c.reached || p.Runs != 3*c.want { // reference, policy, and the reference without AI
			t.Errorf("asked for %v %% with at most %d runs: %d runs, %+v", c.width, c.most, s.Replicates, p)
		}
	}
}

func TestAContestStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := short(nil, []policy.Setting{set("basic_income", 300)})
	if _, _, err := PlayContest(ctx, c, nil, nil); err == nil {
		t.Error("a contest was played after it was cancelled")
	}
	c = short(nil, []policy.Setting{set("basic_income", 300)})
	c.EqualCostUSD = 1e9
	if _, _, err := PlayContest(ctx, c, nil, nil); err == nil {
		t.Error("doses were scaled after the contest was cancelled")
	}
	c = short(nil, nil)
	c.Options.Population = -5
	if _, _, err := PlayContest(context.Background(), c, nil, nil); err == nil {
		t.Error("a contest of fewer than nobody was played")
	}
}
