package infer

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/policy"
)

// luckOf is n draws that all arms of a planted comparison share, and noise that
// they do not.
func planted(means []float64, n int, noise float64, seed uint64) [][]float64 {
	values := make([][]float64, len(means))
	for a, mean := range means {
		for i := range n {
			common := draw.New(seed, 1, i).Normal(0)
			own := draw.New(seed, 2, i).Normal(uint64(a))
			values[a] = append(values[a], mean+10*common+noise*own)
		}
	}
	return values
}

// A winner is named where there is one, however large the luck that all share,
// and none where arms are equal.
func TestAWinnerIsNamedOnlyWhereThereIsOne(t *testing.T) {
	arms, dominated := (&reader{}).mayBeBest(planted([]float64{0, 1, 5, 2}, 12, 1, 1), 1)
	if !slices.Equal(arms, []int{2}) || len(dominated) != 3 {
		t.Errorf("of means 0, 1, 5 and 2 the best may be %v", arms)
	}
	if arms, _ = (&reader{}).mayBeBest(planted([]float64{0, 1, 5, 2}, 12, 1, 1), -1); !slices.Equal(arms, []int{0, 1}) && !slices.Equal(arms, []int{0}) {
		t.Errorf("where less is better the best may be %v", arms)
	}
	named := 0
	const trials = 400
	for seed := range uint64(trials) {
		if arms, _ := (&reader{}).mayBeBest(planted([]float64{3, 3, 3, 3, 3}, 8, 1, 100+seed), 1); len(arms) == 1 {
			named++
		}
	}
	if share := float64(named) / trials; share > 0.05 {
		t.Errorf("among equal arms a winner is named in %.1f %% of comparisons", 100*share)
	}
	if arms, _ := (&reader{}).mayBeBest(planted([]float64{0, 100}, 1, 1, 1), 1); len(arms) != 2 {
		t.Error("one run named a winner")
	}
}

// A ratio is that of means, with Fieller's ends; where the gain may be luck, is
// none or is a loss there is none.
func TestCostPerEffectIsNotDefinedWhereTheEffectMayBeLuck(t *testing.T) {
	cost, gain := []float64{10, 12, 11, 9, 10}, []float64{2, 2.2, 2.1, 1.9, 1.8}
	e, why := (&reader{}).ratio(cost, gain, 1)
	// by hand: means 10.4 and 2, t = 2.776445, variances of means 0.26 and
	// 0.005, covariance 0.03: a = 3.961457, b = 20.568742, c = 106.155762
	if why != "" || math.Abs(e.Value-5.2) > 1e-12 || math.Abs(e.Low-4.789773) > 1e-5 || math.Abs(e.High-5.594659) > 1e-5 {
		t.Errorf("ratio %v (%v to %v) %s", e.Value, e.Low, e.High, why)
	}
	for want, gain := range map[string][]float64{
		"the effect could be luck": {2, -2, 1, -1, 0.5}, "the effect is a loss": {-2, -2.1, -1.9, -2, -2.2}, "no effect": {0, 0, 0, 0, 0},
	} {
		if e, why := (&reader{}).ratio(cost, gain, 1); why != want || !math.IsNaN(e.Value) {
			t.Errorf("gain %v: ratio %v, %q instead of %q", gain, e.Value, why, want)
		}
	}
	if _, why := (&reader{}).ratio(cost, []float64{2, 1, 3, 0.5, 1.5}, 1); why != "" { // 1.6 -+ 1.2
		t.Errorf("one look: %q", why)
	}
	if _, why := (&reader{}).ratio(cost, []float64{2, 1, 3, 0.5, 1.5}, 8); why != "the effect could be luck" { // 1.6 -+ 2.5
		t.Errorf("eight looks: %q", why)
	}
	if _, why := (&reader{}).ratio(make([]float64, 5), gain, 1); why != "costs nothing" {
		t.Errorf("without cost: %q", why)
	}
	if _, why := (&reader{}).ratio([]float64{1}, []float64{1}, 1); why != "one run cannot tell" {
		t.Errorf("one run: %q", why)
	}
}

// Fieller's interval covers the true ratio as often as it says.
func TestIntervalsOfRatiosCover(t *testing.T) {
	const trials, n = 1500, 10
	covered := 0
	for trial := range uint64(trials) {
		var cost, gain []float64
		for i := range n {
			u, v := draw.New(trial, 5, i).Normal(0), draw.New(trial, 6, i).Normal(0)
			cost, gain = append(cost, 30+6*u), append(gain, 3+0.6*u+0.8*v)
		}
		e, why := (&reader{}).ratio(cost, gain, 1)
		if why == "" && e.Low <= 10 && 10 <= e.High {
			covered++
		}
	}
	if share := float64(covered) / trials; math.Abs(share-0.95) > 0.02 {
		t.Errorf("the true ratio lies in %.1f %% of the intervals", 100*share)
	}
}

// contest is a small one of real worlds.
func contest(t *testing.T, worlds []string, names ...string) *scenarios.Contest {
	t.Helper()
	c := &scenarios.Contest{Worlds: worlds, Most: 64}
	for _, name := range names {
		s := scenarios.Default()
		s.Name, s.Title = name, name
		if p := policy.Find(name); p != nil {
			x := p.Setting()
			x.Start, x.Ramp, x.Compliance = 24, 0, 1
			s.Policies = []policy.Setting{x}
		}
		c.Arms = append(c.Arms, s)
	}
	c.Options = scenarios.Default().Options
	c.Options.Population, c.Options.Months, c.Options.Replicates = 1000, 72, 4
	return c
}

// contested is what a contest says.
func contested(t *testing.T, c *scenarios.Contest) (*scenarios.Study, *ensemble.Futures) {
	t.Helper()
	said, e, err := PlayContest(context.Background(), c, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	said.Tell()
	return said, e
}

// Numbers of a comparison are those of its tables; a policy with a large effect
// is named, one that is the reference under another name says so.
func TestAComparisonSaysWhatItsTablesHold(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some dozen runs")
	}
	c := contest(t, []string{"expected", "frozen"}, "reference", "basic_income", "twin")
	c.Arms[1].Policies[0].Dose = 1000
	said, e := contested(t, c)
	effect := said.Effect("expected", "basic_income", "freelancing", finding.AtEnd)
	k := slices.Index(e.Columns, "freelancing")
	sum, last := 0.0, c.Options.Months-1
	for i := range e.Replicates() {
		d := e.Across(0, 1, ensemble.InMonth, last)[i][k] - e.Across(0, 0, ensemble.InMonth, last)[i][k]
		sum += d
		if effect.Runs[i] != d {
			t.Errorf("run %d differs by %v, told as %v", i+1, d, effect.Runs[i])
		}
	}
	if math.Abs(effect.Value-sum/4) > 1e-9*sum || effect.N != 4 || !(effect.Low > 0) {
		t.Errorf("freelancers +%v (%v to %v), n %d, mean by hand %v", effect.Value, effect.Low, effect.High, effect.N, sum/4)
	}
	if b := said.BestOf(sim.AtWork, "expected"); !slices.Equal(b.Arms, []string{"basic_income"}) {
		t.Errorf("best may be %v", b.Arms)
	}
	if !strings.HasPrefix(said.Headline[0], "In the expected world basic_income, had it been in force from January 2023 on undoes between ") {
		t.Errorf("headline %q", said.Headline[0])
	}
	if said.Arms[2].Idle == "" || said.Arms[1].Idle != "" {
		t.Errorf("idle: %q, %q", said.Arms[1].Idle, said.Arms[2].Idle)
	}
	public := said.Bill("expected", "basic_income", "", scenarios.PayerPublic)
	paid := said.Level("expected", "basic_income", "public_cost_usd", finding.OverPeriod)
	if math.Abs(public.Value/paid.Value-1) > 1e-9 || public.Value == 0 || !(public.Discounted < public.Value*1.2) {
		t.Errorf("bill %v, table %v", public.Value, paid.Value)
	}
	if r := said.Ratio("expected", "basic_income", "job-year", scenarios.PayerPublic); r.Why != "" || !(r.Low <= r.Value && r.Value <= r.High) {
		t.Errorf("a year of work costs %+v", r)
	}
}

// Equal arms: no winner in words, table or terminal.
func TestNoWinnerIsNamedAmongEquals(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some runs")
	}
	c := contest(t, []string{"expected"}, "reference", "small_firm_support", "co_design")
	for _, arm := range c.Arms[1:] {
		arm.Policies[0].Dose *= 0.02
	}
	said, _ := contested(t, c)
	for _, b := range said.Best {
		if b.Column == sim.AtWork && len(b.Arms) == 1 {
			t.Errorf("a winner: %+v", b)
		}
	}
	if said.Headline[0] != "No policy is known to undo any of AI's loss of work." {
		t.Errorf("headline %q", said.Headline[0])
	}
	var text strings.Builder
	if err := said.WriteText(&text, 80); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text.String(), "keeps most") || strings.Contains(text.String(), "No other policy") {
		t.Error(text.String())
	}
}

// Replicates are added until intervals are narrow enough or the budget ends,
// and what was asked for and reached is told.
func TestReplicatesAreAddedUntilIntervalsAreNarrow(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some dozen runs")
	}
	c := contest(t, []string{"expected"}, "reference", "basic_income")
	c.Options.Replicates, c.TargetWidth = 2, 6
	said, _ := contested(t, c)
	if p := said.Precision; !p.Reached || p.Widest > 6 || said.Replicates < 2 || said.Replicates != c.Options.Replicates {
		t.Errorf("%+v after %d replicates", p, said.Replicates)
	}
	c = contest(t, []string{"expected"}, "reference", "basic_income")
	c.Options.Replicates, c.TargetWidth, c.Most = 2, 0.001, 5
	said, _ = contested(t, c)
	if p := said.Precision; p.Reached || said.Replicates != 5 {
		t.Errorf("%+v after %d replicates", p, said.Replicates)
	}
	if !slices.ContainsFunc(said.Sentences, func(s string) bool { return strings.Contains(s, "did not become as narrow as asked for") }) {
		t.Errorf("%q", said.Sentences)
	}
}

// Doses are scaled to one public outlay, as far as their range goes.
func TestDosesAreScaledToOneOutlay(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some dozen runs")
	}
	c := contest(t, []string{"expected"}, "reference", "basic_income", "training_subsidy", "ai_levy")
	c.EqualCostUSD = 4e9
	said, _ := contested(t, c)
	if x := said.Bill("expected", "basic_income", "", scenarios.PayerPublic); math.Abs(x.Value/4e9-1) > 0.03 {
		t.Errorf("basic income costs %v", x.Value)
	}
	if s := c.Arms[2].Policies[0]; s.Dose != 1 || !strings.Contains(said.Arms[2].ScaleNote, "even at their highest") {
		t.Errorf("training: dose %v, %q", s.Dose, said.Arms[2].ScaleNote)
	}
	if s := c.Arms[3].Policies[0]; s.Dose != 0.1 || said.Arms[3].Scale != 1 || said.Arms[3].ScaleNote == "" {
		t.Errorf("levy: dose %v, %q", s.Dose, said.Arms[3].ScaleNote)
	}
}

// Regret is nothing for the best of a world and the distance to it for others;
// over the worlds it is the largest.
func TestRegretIsTheDistanceToTheBestOfAWorld(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some runs")
	}
	c := contest(t, []string{"expected", "slow"}, "reference", "basic_income", "moratorium")
	said, _ := contested(t, c)
	for _, m := range sim.MeasuresAt(sim.Ranked) {
		name, worst := m.Name, map[string]float64{}
		for _, world := range append(c.Worlds, "") {
			least := math.Inf(1)
			for _, r := range said.Regrets {
				if r.Column != name || r.World != world {
					continue
				}
				least = min(least, r.Value)
				if world != "" {
					worst[r.Arm] = max(worst[r.Arm], r.Value)
				} else if r.Value != worst[r.Arm] {
					t.Errorf("%s: largest regret of %s is %v, told %v", name, r.Arm, worst[r.Arm], r.Value)
				}
			}
			if world != "" && least != 0 {
				t.Errorf("%s in %s: the best regrets %v", name, world, least)
			}
		}
	}
}
