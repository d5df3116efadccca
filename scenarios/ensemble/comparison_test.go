package ensemble

import (
	"bytes"
	"context"
	"strconv"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// packages are the arms of a small comparison.
func packages(t *testing.T, names ...string) []*scenarios.Scenario {
	t.Helper()
	var arms []*scenarios.Scenario
	for _, name := range names {
		s, err := scenarios.Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		arms = append(arms, s)
	}
	return arms
}

// csvOf is a table as bytes.
func csvOf(t *testing.T, s *table.Series) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// An arm of a comparison, which shares its past with others, gives the bytes
// that the scenario gives alone.
func TestAnArmIsTheScenarioPlayedAlone(t *testing.T) {
	arms := packages(t, "laissez-faire", "skills-first", "safety-net")
	arms[2].Parameters["fear.base"] = -1 // a population of its own
	o := scenarios.Default().Options
	o.Population, o.Months, o.Workers = 600, 110, 2
	worlds := []string{"expected", "slow", "frozen"}
	if testing.Short() {
		worlds, o.Population, o.Months = worlds[:2], 300, 90
	}
	c, err := New(arms, worlds, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Play(context.Background(), 1, nil); err != nil {
		t.Fatal(err)
	}
	if err := c.Play(context.Background(), 2, nil); err != nil { // and one more later
		t.Fatal(err)
	}
	for w, world := range c.Worlds {
		for a, arm := range arms {
			alone := arm.Clone()
			alone.World, alone.Options = world, o
			alone.Options.Replicates, alone.Options.Counterfactual = 2, false
			r, err := Play(context.Background(), Plan{Scenario: alone, Options: alone.Options}, nil)
			if err != nil {
				t.Fatal(err)
			}
			single := func(row *table.Row) bool {
				_, err := strconv.Atoi(row.Replicate)
				return err == nil && row.By == table.All
			}
			if got, want := csvOf(t, c.Series(w, a).Only(single)), csvOf(t, r.Series.Only(single)); got != want {
				t.Errorf("%s in the %s world differs from the same played alone", arm.Name, world)
			}
		}
	}
}

// The number of workers changes nothing.
func TestComparisonIsTheSameOnAnyNumberOfWorkers(t *testing.T) {
	var want string
	for _, workers := range []int{1, 2, 5} {
		o := scenarios.Default().Options
		o.Population, o.Months, o.Workers = 400, 90, workers
		c, err := New(packages(t, "laissez-faire", "rights-first"), []string{"expected", "fast"}, o)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Play(context.Background(), 3, nil); err != nil {
			t.Fatal(err)
		}
		got := csvOf(t, c.Series(1, 1))
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%d workers give other bytes", workers)
		}
	}
}
