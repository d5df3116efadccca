package ensemble

import (
	"context"
	"maps"
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// strong are parameters with which AI takes many jobs by May 2025.
var strong = map[string]float64{"clients.demand": 0.3, "markets.automated": 0.45, "markets.pass_through": 0.3, "production.output_share": 1}

// Up to May 2025 employees follow the observed index, however many AI takes: in all
// and in each occupation, as closely as they do without AI. The frozen twin has what
// AI took besides.
func TestEmploymentFollowsTheRecordWhateverAIDoes(t *testing.T) {
	long(t)
	country := evidence.US()
	p := small()
	p.Options.Population, p.Options.Months, p.Options.Replicates = 6000, 60, 4
	p.Scenario.Parameters = strong
	r := play(t, p)
	at := func(replicate, group string, frozen bool, month int) float64 {
		by := "occupation"
		if group == table.All {
			by = table.All
		}
		x := r.Series.Line(replicate, by, group, "employed")[month]
		if frozen {
			x -= r.Contrast.Line(replicate, by, group, "employed")[month]
		}
		return x
	}
	for _, month := range []int{30, 42, evidence.LastObserved} {
		var all, expected, took, mean, worst float64
		for i := range country.Occupations {
			o, now, start, twin := &country.Occupations[i], 0.0, 0.0, 0.0
			for _, name := range r.Series.Replicates() {
				now += at(name, o.Key, false, month)
				start += at(name, o.Key, false, 0)
				twin += at(name, o.Key, true, month)
			}
			want := start * o.Index(month)
			all, expected, took = all+now, expected+want, took+twin-now
			mean += math.Abs(now/want-1) / float64(len(country.Occupations))
			worst = math.Max(worst, math.Abs(now/want-1))
		}
		t.Logf("month %d: off the record by %.2f %% in all, %.2f %% in the mean of occupations and %.2f %% at worst; AI took %.2f %%", month,
			100*(all/expected-1), 100*mean, 100*worst, 100*took/expected)
		if math.Abs(all/expected-1) > 0.01 || mean > 0.015 || worst > 0.06 {
			t.Errorf("month %d: employees are off the record by %.2f %% in all, %.2f %% in the mean of occupations and %.2f %% at worst", month,
				100*(all/expected-1), 100*mean, 100*worst)
		}
		if month == evidence.LastObserved && !(took > 0.03*expected) {
			t.Errorf("AI took %.2f %% of employees by May 2025: too few to tell", 100*took/expected)
		}
	}
}

// manyArms are futures of one world: without a policy, with one that begins in 2023,
// with one after May 2025, under a law of 2024 and one after, and frozen.
func manyArms() []*scenarios.Scenario {
	with := func(name string, start int) *scenarios.Scenario {
		s := scenarios.Default()
		s.Name = "plain"
		if name != "" {
			x := policy.Find(name).Setting()
			x.Start, x.Ramp, x.Compliance = start, 0, 1
			s.Name, s.Policies = name, []policy.Setting{x}
		}
		return s
	}
	law := func(start float64) *scenarios.Scenario {
		s := scenarios.Default()
		s.Name, s.Parameters = "law", map[string]float64{"liability.firm": 0.6, "liability.start": start}
		return s
	}
	arms := []*scenarios.Scenario{with("", 0), with("moratorium", 24), with("rights", 55), law(36), law(55)}
	return append([]*scenarios.Scenario{arms[0].Frozen(), arms[1].Frozen()}, arms...)
}

// All arms of a world and seed have one trend, that of the world without policies
// and laws, to the bit; each world and each seed has its own. Played alone an arm
// has it too.
func TestAllArmsOfAWorldHaveOneTrend(t *testing.T) {
	long(t)
	arms := manyArms()
	oneTrend(t, arms, "expected", "fast", "frozen")
	oneTrend(t, []*scenarios.Scenario{arms[0], arms[4], arms[2], arms[6]}, "slow") // the past of the run finds it
}

func oneTrend(t *testing.T, arms []*scenarios.Scenario, worlds ...string) {
	t.Helper()
	o := scenarios.Default().Options
	o.Population, o.Months, o.Workers = 300, 58, 2
	c, err := New(arms, worlds, o)
	if err != nil {
		t.Fatal(err)
	}
	var last, total int64
	if err := c.Play(context.Background(), 2, func(done, all int64) { last, total = done, all }); err != nil {
		t.Fatal(err)
	}
	if last != total {
		t.Errorf("%d months were played, %d announced", last, total)
	}
	trends := func(world, arm int) (list [2][]float64) {
		for i, x := range c.Of(world, arm) {
			for _, row := range c.Read(x.All) {
				list[i] = append(list[i], row[sim.ColumnIndex("trend_staff")])
			}
		}
		return list
	}
	equal := func(a, b []float64) bool {
		for m := range a {
			if math.Float64bits(a[m]) != math.Float64bits(b[m]) {
				return false
			}
		}
		return true
	}
	for w, world := range c.Worlds {
		for a, arm := range arms {
			for seed := range 2 {
				if got, want := trends(w, a)[seed], trends(w, 2)[seed]; !equal(got, want) {
					t.Errorf("%s, arm %d (%s), seed %d: the trend is another", world, a, arm.Name, seed)
				}
			}
			alone := arm.Clone()
			alone.World, alone.Options = world, o
			alone.Options.Replicates, alone.Options.Counterfactual = 2, false
			r := play(t, Plan{Scenario: alone, Options: alone.Options})
			for seed, name := range []string{"1", "2"} {
				if !equal(r.Series.Line(name, table.All, table.All, "trend_staff"), trends(w, a)[seed]) {
					t.Errorf("%s, arm %d (%s), seed %d: alone the trend is another", world, a, arm.Name, seed)
				}
			}
		}
	}
	if equal(trends(0, 2)[0], trends(0, 2)[1]) || len(worlds) > 1 && equal(trends(0, 2)[0], trends(1, 2)[0]) {
		t.Error("two worlds or two seeds have the same trend")
	}
	// in a world in which AI stays as in 2021 the record is that of the expected one
	if len(worlds) > 2 && !equal(trends(2, 2)[0], trends(0, 2)[0]) {
		t.Error("the world without AI has not the trend of the expected one")
	}
}

// A run finds the trend of its twin on its way: nothing is played for it, and up to the first
// release of AI the two are one. A frozen world alone plays the record once more, as far as its own months go.
func TestATrendCostsARunNothing(t *testing.T) {
	for world, want := range map[string][2]int64{"expected": {sim.BurnInMonths + 2*180 - sim.FirstRelease, sim.BurnInMonths + 2*40 - sim.FirstRelease}, "frozen": {sim.BurnInMonths + 180 + evidence.LastObserved, sim.BurnInMonths + 40 + 40}} {
		for k, months := range []int{180, 40} {
			p := small()
			p.Scenario.World, p.Options.Months, p.Options.Counterfactual = world, months, world != "frozen"
			c := p.Contest()
			f, err := New(c.Arms, c.Worlds, c.Options)
			if err != nil {
				t.Fatal(err)
			}
			first, err := f.cast(0)
			if err != nil {
				t.Fatal(err)
			}
			if got := first.months(); got != want[k] {
				t.Errorf("%d months of the %s world: %d are played, want %d", months, world, got, want[k])
			}
		}
	}
}

// Arms with a policy or a law that begins within the record give alone the bytes that
// they give among others; the months played are as many as are announced.
func TestArmsThatBeginWithinTheRecordAreThoseAlone(t *testing.T) {
	arms := manyArms()[:4]
	arms = append(arms, manyArms()[5])
	o := scenarios.Default().Options
	o.Population, o.Months, o.Workers = 300, 60, 2
	c, err := New(arms, []string{"expected"}, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Play(context.Background(), 1, nil); err != nil {
		t.Fatal(err)
	}
	for a, arm := range arms {
		p := Plan{Scenario: arm.Clone(), Options: o}
		p.Options.Replicates, p.Options.Counterfactual = 1, false
		r := play(t, p)
		single := func(row *table.Row) bool { return row.Replicate == "1" && row.By == table.All }
		if got, want := csvOf(t, c.Series(0, a).Only(single)), csvOf(t, r.Series.Only(single)); got != want {
			t.Errorf("arm %d (%s) differs from the same played alone", a, arm.Name)
		}
	}
}

// Worlds of a replicate are stepped in any order, and every future made of them has
// their trend: StartReplicate plays the months that it announces for it.
func TestStartReplicateKnowsTheTrend(t *testing.T) {
	for _, x := range []struct {
		name   string
		change func(p *Plan)
		months int64
	}{
		{"a run alone", func(p *Plan) { p.Options.Counterfactual = false }, sim.BurnInMonths},
		{"a run and its twin", func(*Plan) {}, sim.BurnInMonths + evidence.LastObserved},
		{"a world without AI", func(p *Plan) { p.Scenario.World, p.Options.Counterfactual = "frozen", false }, sim.BurnInMonths + evidence.LastObserved},
		{"a policy of 2023", func(p *Plan) { p.Scenario, p.Options.Counterfactual = manyArms()[3], false }, sim.BurnInMonths + evidence.LastObserved},
		{"a policy after the record", func(p *Plan) { p.Scenario, p.Options.Counterfactual = manyArms()[4], false }, sim.BurnInMonths},
		{"a law of 2024", func(p *Plan) { p.Scenario, p.Options.Counterfactual = manyArms()[5], false }, sim.BurnInMonths + evidence.LastObserved},
	} {
		p := small()
		p.Options.Population = 200
		x.change(&p)
		played := int64(0)
		w, twin, err := StartReplicate(context.Background(), p, 1, func(done, _ int64) { played = done })
		if err != nil {
			t.Fatal(err)
		}
		if played != x.months || StartMonths(p) != x.months {
			t.Errorf("%s: %d months were played and %d announced, want %d", x.name, played, StartMonths(p), x.months)
		}
		if known := x.months > sim.BurnInMonths; (len(w.Effects) == evidence.LastObserved) != known || len(w.Effects) != 0 && !known {
			t.Errorf("%s: %d months of effects are known", x.name, len(w.Effects))
		}
		if twin != nil && len(twin.Effects) != evidence.LastObserved {
			t.Errorf("%s: the twin knows %d months", x.name, len(twin.Effects))
		}
	}
}

// Only worlds that differ in nothing but access to AI begin as one; each gives alone the bytes that it
// gives among others, also where a parameter moves the months before AI, and where the run ends before it.
func TestWhatBeginsAlikeGivesTheBytesOfEachAlone(t *testing.T) {
	arm := func(access float64, parameters map[string]float64) *scenarios.Scenario {
		s := scenarios.Default()
		maps.Copy(s.Parameters, parameters)
		s.Parameters["technology.access"] = access
		return s
	}
	other := map[string]float64{"freelancers.entry": 3, "pay.wage_curve": 0.15}
	arms := []*scenarios.Scenario{arm(1, nil), arm(1, other), arm(0, nil), arm(0, other)}
	for months, spared := range map[int]int{40: 2 * sim.FirstRelease, sim.FirstRelease: 0, 10: 0} {
		o := scenarios.Default().Options
		o.Population, o.Months, o.Workers = 300, months, 2
		c, err := New(arms, []string{"expected"}, o)
		if err != nil {
			t.Fatal(err)
		}
		first, err := c.cast(0)
		if err != nil {
			t.Fatal(err)
		}
		if want := int64(sim.BurnInMonths + 4*months - spared); first.months() != want || len(first.burnIns) != 1 {
			t.Errorf("%d months with %d burn-ins are to be played, want %d with one", first.months(), len(first.burnIns), want)
		}
		var left int64
		if err := c.Play(t.Context(), 1, func(done, total int64) { left = total - done }); err != nil {
			t.Fatal(err)
		}
		if left != 0 {
			t.Errorf("progress ended %d months from its total", left)
		}
		single := func(row *table.Row) bool { return row.Replicate == "1" && row.By == table.All }
		for a, arm := range arms {
			p := Plan{Scenario: arm.Clone(), Options: o}
			p.Options.Replicates, p.Options.Counterfactual = 1, false
			if got, want := csvOf(t, c.Series(0, a).Only(single)), csvOf(t, play(t, p).Series.Only(single)); got != want {
				t.Errorf("%d months: arm %d differs from the same played alone", months, a)
			}
		}
	}
}
