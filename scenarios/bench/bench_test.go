package bench

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
)

// small is a plan of the default scenario.
func small() ensemble.Plan {
	s := scenarios.Default()
	return ensemble.Plan{Scenario: s, Options: s.Options}
}

// speeds measures a small world once.
func speeds(t *testing.T, p ensemble.Plan, workers ...int) []Speed {
	t.Helper()
	p.Scenario.Options.Without = p.Options.Without
	v, err := Measure(context.Background(), p.Scenario, 6000, 30, 2, workers)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestBenchSaysTheSameTimeInEveryUnit(t *testing.T) {
	list := speeds(t, small(), 1, 2)
	if len(list) != 2 {
		t.Fatalf("%d speeds for two numbers of workers", len(list))
	}
	for i, v := range list {
		if v.Population != 6000 || v.Months != 30 || v.Workers != i+1 {
			t.Errorf("speed %d is of %d creatives, %d months, %d workers", i, v.Population, v.Months, v.Workers)
		}
		if !(v.Seconds > 0) || !(v.BytesPerCreative > 0) || v.BytesPerCreative > 300 {
			t.Errorf("%v seconds, %v bytes a creative", v.Seconds, v.BytesPerCreative)
		}
		if math.Abs(v.PerSecond*v.Seconds/(6000*30)-1) > 1e-9 || math.Abs(v.PerSecond*v.Nanoseconds/1e9-1) > 1e-9 {
			t.Errorf("%v creative-months a second in %v seconds, %v ns each", v.PerSecond, v.Seconds, v.Nanoseconds)
		}
	}
}

// On one worker the mechanisms take turns: their times add up to what passed,
// but for the timer itself. Several workers have at most the time of all.
func TestMechanismsTakeTheTimeThatPasses(t *testing.T) {
	for _, v := range speeds(t, small(), 1, 2) {
		sum := 0.0
		for i, ns := range v.Mechanisms {
			if !(ns > 0) {
				t.Errorf("%s took %v ns", sim.Schedule[i].Name, ns)
			}
			sum += ns
		}
		if most := float64(v.Workers) * v.Nanoseconds; len(v.Mechanisms) != len(sim.Schedule) || sum > most || sum < 0.5*v.Nanoseconds {
			t.Errorf("%d workers: %d mechanisms took %.1f ns a creative and month, %.1f passed", v.Workers, len(v.Mechanisms), sum, v.Nanoseconds)
		}
	}
}

func TestWhatIsLeftOutTakesNoTime(t *testing.T) {
	p := small()
	p.Options.Without = []string{"training", "demand"}
	v := speeds(t, p, 1)[0]
	for i, m := range sim.Schedule {
		if out := m.Name == "training" || m.Name == "demand"; out != (v.Mechanisms[i] == 0) {
			t.Errorf("%s took %v ns", m.Name, v.Mechanisms[i])
		}
	}
}

func TestNothingToMeasureIsRefused(t *testing.T) {
	for _, c := range []struct {
		population, months, rounds int
		workers                    []int
	}{
		{199, 3, 1, []int{1}},
		{400, 0, 1, []int{1}},
		{400, 3, 0, []int{1}},
		{400, 3, 1, []int{1, 0}},
		{400, 3, 1, nil},
	} {
		func() {
			defer func() {
				if v := recover(); v != nil {
					t.Errorf("%+v: it panicked: %v", c, v)
				}
			}()
			if v, err := Measure(context.Background(), small().Scenario, c.population, c.months, c.rounds, c.workers); err == nil {
				t.Errorf("%+v: measured %+v", c, v)
			}
		}()
	}
}

func TestMeasuringCanBeStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Measure(ctx, small().Scenario, 400, 3, 1, []int{1}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestWhatIsAskedIsTimed(t *testing.T) {
	for _, c := range []struct {
		flags map[string][]string
		want  []size
	}{
		{nil, []size{{10_000, 180, 3}, {100_000, 60, 3}, {1_000_000, 60, 1}}},
		{map[string][]string{"months": {"24"}}, []size{{10_000, 24, 3}, {100_000, 24, 3}, {1_000_000, 24, 1}}},
		{map[string][]string{"until": {"2021-02"}, "rounds": {"2"}}, []size{{10_000, 2, 2}, {100_000, 2, 2}, {1_000_000, 2, 1}}},
		{map[string][]string{"population": {"300"}}, []size{{300, 180, 3}}},
		{map[string][]string{"population": {"300"}, "months": {"3"}}, []size{{300, 3, 3}}},
	} {
		base, err := scenarios.Find("baseline")
		if err != nil {
			t.Fatal(err)
		}
		r, err := scenarios.Resolve(base, scenarios.Layers{Command: "bench", Flags: c.flags})
		if err != nil {
			t.Fatal(err)
		}
		if got := asked(r, sizes); !slices.Equal(got, c.want) {
			t.Errorf("%v: times %v, want %v", c.flags, got, c.want)
		}
	}
}
