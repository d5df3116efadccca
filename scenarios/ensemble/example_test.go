package ensemble_test

import (
	"context"
	"fmt"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
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
	// columns: [people employed freelancing unemployed] and 86 more
	// rows: 8448 and 14016
}
