package infer

import (
	_ "embed"
	"encoding/csv"
	"strconv"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// A Prior is what the model may say of a figure before any fit: the least and the most
// over many sets of parameters, each drawn from its whole range, in the figure's unit.
type Prior struct {
	ID        string
	Low, High float64
	Sets      int // in which it was defined
}

// priorsFile is what calibrate.PlayPriors found of baseline: atelier validate --priors.
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

// LastCompared is the last month, from January 2021, that a comparison reads.
func LastCompared() int {
	last := 0
	for _, target := range country().Targets {
		for _, c := range comparisons {
			if c.id == target.ID {
				last = max(last, dateOf(target, c.months).to)
			}
		}
	}
	return last
}

// Says is what a run says of each figure that it can speak to, in the figure's unit:
// the mean over replicates. Both tables must hold every replicate of every group.
func Says(series, contrast *table.Series) map[string]float64 {
	said, t := map[string]float64{}, readTwins(series, contrast)
	for _, target := range country().Targets {
		for _, c := range comparisons {
			if c.id != target.ID {
				continue
			}
			if values := held(t.simulated(c, dateOf(target, c.months))); len(values) > 0 {
				said[c.id] = table.Average(values)
			}
		}
	}
	return said
}

// ComparedIDs are the ids of the figures that are compared, in their order.
func ComparedIDs() []string {
	return finding.Each(comparisons, func(c comparison) string { return c.id })
}
