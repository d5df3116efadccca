package infer_test

import (
	"context"
	"fmt"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/infer"
)

// What does each run say of two figures? One is as it was published; the other has the
// value and the band of a survey of one's own, and is judged by the same rules.
func ExampleValidate() {
	s, err := scenarios.Preset("baseline")
	if err != nil {
		fmt.Println(err)
		return
	}
	o := &s.Options
	o.Population, o.Months, o.Replicates = 500, 48, 3
	o.Counterfactual, o.Full = true, true // figures may be of groups, or against the world without AI
	result, err := ensemble.Play(context.Background(), ensemble.Plan{Scenario: s, Options: *o}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	translators, _ := evidence.US().Target("B03") // who has used AI
	mine, _ := evidence.US().Target("C03")        // who has trained
	mine.Year, mine.Value, mine.Low, mine.High, mine.Basis = 2024.5, 9, 7, 11, "binomial"
	mine.Kind, mine.Place = evidence.Probability, "US"

	report := infer.Validate(result.Series, result.Contrast, o.Population, []evidence.Target{translators, mine})
	for _, c := range report.Compared {
		fmt.Printf("%s in %s, published %g:", c.ID, c.Date, c.Value)
		for i, v := range c.Values {
			fmt.Printf(" run %s says %.0f,", report.Runs[i], v)
		}
		fmt.Printf(" the mean is %.0f\n", c.Mean)
		fmt.Printf("    discrepancy %.2f in log odds, implausibility %.1f, %s\n", c.Discrepancy, c.Implausibility, c.Verdict)
	}
	// Output:
	// B03 in 2024-01, published 37: run 1 says 65, run 2 says 32, run 3 says 42, the mean is 46
	//     discrepancy 0.40 in log odds, implausibility 0.9, within 2
	// C03 in 2024-07, published 9: run 1 says 23, run 2 says 23, run 3 says 21, the mean is 22
	//     discrepancy 0.20 in log odds, implausibility 4.5, beyond 3
}
