package infer

import (
	"context"
	_ "embed"
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// A Prior is what the model may say of a figure before any fit: the least and the most
// over many sets of parameters, each drawn from its whole range, in the figure's unit.
type Prior struct {
	ID        string
	Low, High float64
	Sets      int // in which it was defined
}

// priorsFile is what PlayPriors found of baseline: atelier validate --priors.
//
//go:embed priors.csv
var priorsFile string

// priors are those of the file, by figure.
var priors = sync.OnceValue(func() map[string]Prior {
	lines, err := csv.NewReader(strings.NewReader(priorsFile)).ReadAll()
	if err != nil {
		panic(err) // it is this program's own
	}
	list := map[string]Prior{}
	for _, line := range lines[1:] {
		p := Prior{ID: line[0]}
		for i, to := range []*float64{&p.Low, &p.High} {
			if *to, err = strconv.ParseFloat(line[i+1], 64); err != nil {
				panic(err)
			}
		}
		if p.Sets, err = strconv.Atoi(line[3]); err != nil {
			panic(err)
		}
		list[p.ID] = p
	}
	return list
})

// weak tells whether a figure rules nothing out: its three standard deviations span all
// that the model may say.
func weak(id string, o observation) bool {
	p, known := priors()[id]
	if !known {
		return false
	}
	low, high := o.reach()
	return low <= p.Low && p.High <= high
}

// PriorParameters are those that PlayPriors draws: all with a range that act without a
// policy or switch, but for who is liable, which is law, and for the access to AI, which
// is the world.
func PriorParameters() []sim.Parameter {
	var list []sim.Parameter
	for _, q := range sim.Parameters() {
		if q.Low < q.High && q.Switch == "" && q.Mechanism != "liability" && q.Path != "technology.access" {
			list = append(list, q)
		}
	}
	return list
}

// PlayPriors plays a scenario with so many sets of parameters, a Latin hypercube over
// their ranges, each with luck of its own, and returns what it says of each figure that
// is compared. Options' replicates are the sets.
func PlayPriors(ctx context.Context, s *scenarios.Scenario, report ensemble.Progress) ([]Prior, error) {
	parameters, o := PriorParameters(), s.Options
	sets := o.Replicates
	points, err := design.LatinHypercube(sets, len(parameters), o.Seed)
	if err != nil {
		return nil, err
	}
	seeds := ensemble.Seeds(o.Seed, sets)
	o.Months, o.Replicates, o.Counterfactual, o.Full = lastCompared()+1, 1, true, true
	said := make([]map[string]float64, sets)
	var mu sync.Mutex
	done := int64(0)
	across, within := ensemble.Spread(s.Options)
	total := int64(sets) * int64(sim.BurnInMonths+2*o.Months)
	err = ensemble.SideBySide(ctx, across, sets, func(ctx context.Context, i int) error {
		one := s.Clone()
		one.Options = o
		one.Options.Workers, one.Options.Seed = within, seeds[i]>>11 // a seed as options have it
		for k, q := range parameters {
			one.Parameters[q.Path] = q.Low + float64((q.High-q.Low)*points[i][k])
		}
		result, err := ensemble.Play(ctx, ensemble.Plan{Scenario: one, Options: one.Options}, func(int64, int64) {
			mu.Lock()
			defer mu.Unlock()
			if done++; report != nil && done <= total {
				report(done, total)
			}
		})
		if err != nil {
			return err
		}
		said[i] = saysOf(result)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return priorsOf(said), nil
}

// lastCompared is the last month that a comparison reads.
func lastCompared() int {
	last := 0
	for _, target := range evidence.US().Targets {
		for _, c := range comparisons {
			if c.id == target.ID {
				last = max(last, dateOf(target, c.months).to)
			}
		}
	}
	return last
}

// saysOf is what a run says of each figure.
func saysOf(r *ensemble.Result) map[string]float64 {
	said, t := map[string]float64{}, readTwins(r.Series, r.Contrast)
	for _, target := range evidence.US().Targets {
		for _, c := range comparisons {
			if c.id != target.ID {
				continue
			}
			if values := t.simulated(c, dateOf(target, c.months)); len(values) > 0 {
				said[c.id] = table.Average(values)
			}
		}
	}
	return said
}

// priorsOf are the least and the most of what was said of each figure.
func priorsOf(said []map[string]float64) []Prior {
	var list []Prior
	for _, c := range comparisons {
		p := Prior{ID: c.id, Low: math.Inf(1), High: math.Inf(-1)}
		for _, of := range said {
			if v, defined := of[c.id]; defined {
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
func WritePriors(w io.Writer, list []Prior) error {
	lines := [][]string{{"id", "low", "high", "sets"}}
	for _, p := range list {
		lines = append(lines, []string{p.ID, exact(p.Low), exact(p.High), strconv.Itoa(p.Sets)})
	}
	return csv.NewWriter(w).WriteAll(lines)
}
