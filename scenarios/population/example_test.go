package population_test

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/sim"
)

// A thousand creatives stand for two million.
func ExampleBuild() {
	w, err := population.Build(evidence.US(), population.Spec{People: 1000, Seed: 1, Params: sim.DefaultParams()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range w.Occupations[3:6] {
		fmt.Printf("%s: %d rows employed, %d freelancing, %d unemployed\n", o.Title, o.Employed, o.Freelancing, o.Unemployed)
	}
	fmt.Printf("a row stands for %.0f persons\n", w.Weight)
	// Output:
	// Graphic designers: 103 rows employed, 25 freelancing, 5 unemployed
	// Interior designers: 31 rows employed, 7 freelancing, 2 unemployed
	// Set and exhibit designers: 4 rows employed, 8 freelancing, 0 unemployed
	// a row stands for 1976 persons
}
