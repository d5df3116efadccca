// Package calibrate seeks the parameters with which the model says what is known, and
// keeps those that nothing known rules out.
package calibrate

import (
	"context"
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// PriorParameters are those that PlayPriors draws: all with a range that act without a
// policy or switch, but for those that are no facts: what law is in force, and access to AI.
func PriorParameters() []sim.Parameter {
	var list []sim.Parameter
	for _, q := range sim.Parameters() {
		if q.Low < q.High && q.Switch == "" && !evidence.Chosen(q) {
			list = append(list, q)
		}
	}
	return list
}

// PlayPriors plays a scenario with so many sets of parameters, a Latin hypercube over
// their ranges, each with luck of its own, and returns what it says of each figure that
// is compared. Options' replicates are the sets.
func PlayPriors(ctx context.Context, s *scenarios.Scenario, report ensemble.Progress) ([]infer.Prior, error) {
	parameters, o := PriorParameters(), s.Options
	sets := o.Replicates
	points, err := design.LatinHypercube(sets, len(parameters), o.Seed)
	if err != nil {
		return nil, err
	}
	said := make([]map[string]float64, sets)
	err = infer.PlayAlone(ctx, o, sets, infer.LastCompared()+1, func(i int) (*scenarios.Scenario, error) {
		one := s.Clone()
		for k, q := range parameters {
			one.Parameters[q.Path] = q.Low + float64((q.High-q.Low)*points[i][k])
		}
		return one, nil
	}, func(i int, series, contrast *table.Series) { said[i] = infer.Says(series, contrast) }, report)
	if err != nil {
		return nil, err
	}
	return priorsOf(said), nil
}

// priorsOf are the least and the most of what was said of each figure.
func priorsOf(said []map[string]float64) []infer.Prior {
	var list []infer.Prior
	for _, id := range infer.ComparedIDs() {
		p := infer.Prior{ID: id, Low: math.Inf(1), High: math.Inf(-1)}
		for _, of := range said {
			if v, defined := of[id]; defined {
				p.Low, p.High, p.Sets = min(p.Low, v), max(p.High, v), p.Sets+1
			}
		}
		if p.Sets > 0 {
			list = append(list, p)
		}
	}
	return list
}

// WritePriors writes them as CSV.
func WritePriors(w io.Writer, list []infer.Prior) error {
	lines := [][]string{{"id", "low", "high", "sets"}}
	for _, p := range list {
		lines = append(lines, []string{p.ID, string(table.AppendNumber(nil, p.Low)), string(table.AppendNumber(nil, p.High)), strconv.Itoa(p.Sets)})
	}
	return csv.NewWriter(w).WriteAll(lines)
}
