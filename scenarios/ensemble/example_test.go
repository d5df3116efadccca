package ensemble_test

import (
	"context"
	"fmt"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
)

// Two replicates of a thousand creatives over four years, each beside the
// frozen world: what became of the use of AI and of freelance orders?
func ExamplePlay() {
	s, err := scenarios.Preset("baseline")
	if err != nil {
		fmt.Println(err)
		return
	}
	s.Options.Population, s.Options.Months, s.Options.Replicates = 1000, 48, 2
	result, err := ensemble.Play(context.Background(), ensemble.Plan{Scenario: s, Options: s.Options}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	use := result.Series.Line("mean", "all", "all", "ai_use")
	fmt.Println("months of the mean:", len(use))
	fmt.Println("used before the first release:", use[18] > 0, "and at the end:", use[47] > 0)
	orders := result.Contrast.Interval("all", "all", "orders")
	fmt.Println("fewer orders than in the frozen world:", orders.Mean[47] < 0)
	fmt.Println("domains:", result.Series.Groups("domain"))
	fmt.Println("columns:", result.Series.Columns[:4], "and", len(result.Series.Columns)-4, "more")
	fmt.Println("rows:", len(result.Series.Rows), "and", len(result.Contrast.Rows))
	// Output:
	// months of the mean: 48
	// used before the first release: false and at the end: true
	// fewer orders than in the frozen world: true
	// domains: [visual_art design music film_video writing_publishing advertising_pr]
	// columns: [people employed freelancing unemployed] and 93 more
	// rows: 8448 and 14016
}

// What if nobody's trust depended on their peers'? A run with a changed world beside
// the run without the change, on the same seeds.
func ExampleResult_Against() {
	s, err := scenarios.Preset("baseline")
	if err != nil {
		fmt.Println(err)
		return
	}
	s.Options.Population, s.Options.Months, s.Options.Replicates = 1000, 96, 4
	base := ensemble.Plan{Scenario: s, Options: s.Options}
	alone := base
	alone.Change = func(w *sim.World) error {
		return w.Insert(sim.Mechanism{Name: "deaf", Rows: func(w *sim.World, c *sim.Rows, _ int) {
			for i := range c.Len() {
				c.PeersTrust[i] = c.Alpha[i] / (c.Alpha[i] + c.Beta[i]) // one's own evidence
			}
		}}, "exposure")
	}
	with, err := ensemble.Play(context.Background(), base, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	without, err := ensemble.Play(context.Background(), alone, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	differences, err := without.Against(with)
	if err != nil {
		fmt.Println(err)
		return
	}
	trust := differences.Interval("all", "all", "trust")
	fmt.Printf("trust at the end of 2028: %+.3f (%+.3f to %+.3f; 95 %%, 4 paired runs)\n", trust.Mean[95], trust.Low[95], trust.High[95])
	// Output:
	// trust at the end of 2028: +0.025 (+0.024 to +0.026; 95 %, 4 paired runs)
}
