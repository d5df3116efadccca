package infer

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
)

// twenty plays the baseline once for all patterns: 20 seeds of 5,000
// creatives, every group of every replicate.
var twenty = sync.OnceValues(func() ([]PatternResult, error) {
	s, err := scenarios.Preset("baseline")
	if err != nil {
		return nil, err
	}
	o := scenarios.Default().Options
	o.Population, o.Replicates, o.Months, o.Full = 5_000, 20, PatternMonths, true
	return PlayPatterns(context.Background(), ensemble.Plan{Scenario: s, Options: o}, nil)
})

func TestPatternsHoldInEighteenOfTwentySeeds(t *testing.T) {
	if testing.Short() {
		t.Skip("plays 40 runs of 180 months")
	}
	results, err := twenty()
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := WritePatterns(&text, results, false); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", text.String())
	for _, r := range results {
		t.Run(r.ID, func(t *testing.T) {
			if n := r.Seeds(); n < 18 {
				t.Errorf("%s holds in %d of 20 seeds", r.Name, n)
			}
		})
	}
}
