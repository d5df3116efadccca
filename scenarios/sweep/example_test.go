package sweep_test

import (
	"context"
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/design/index"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// Which of two assumptions moves freelance orders more? An experiment written as its
// file would be, played in memory, and the shares of variance of its design.
func ExampleRun() {
	e, err := sweep.Parse("orders.yaml", []byte(`
name: orders
factors:
  - {factor: clients.own, low: 1, high: 4}
  - {factor: trust.failure_ratio, low: 1.5, high: 4}
design: {kind: sobol_indices, size: 8}
replicates: 1
measures:
  - {column: orders, against: frozen_percent, month: 2024-12}
options: {population: 300}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := sweep.Run(context.Background(), e, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var orders []float64 // at each point the mean over replicates, here of one
	for _, replicates := range r.Outputs(0, 0) {
		orders = append(orders, replicates[0])
	}
	shares, err := index.Sobol(orders, len(e.Factors), false, index.Bootstrap{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(orders), "points, and a table of", r.Table().Rows(), "runs")
	for i, f := range e.Factors {
		fmt.Printf("%-20s total share of variance %.1f\n", f.Name, shares.Total[i].Value)
	}
	// Output:
	// 32 points, and a table of 32 runs
	// clients.own          total share of variance 1.0
	// trust.failure_ratio  total share of variance 0.0
}
