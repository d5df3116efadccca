package table

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Over makes the statistics over replicates of one month and group after another, for who
// has not the rows of all of them at once. It is for one goroutine.
type Over struct {
	statistics []statistic
	scratch    []float64
}

// NewOver has the statistics of Summarise, or of paired differences those of
// SummariseContrast; of replicates that play parameter sets those of SummariseSets.
func NewOver(sets []int, paired bool) *Over {
	o := &Over{statistics: spread}
	switch {
	case sets != nil:
		o.statistics = overSets(sets)
	case paired:
		o.statistics = slices.Concat(spread, ends)
	}
	return o
}

// Names are those of the statistics.
func (o *Over) Names() []string {
	return finding.Each(o.statistics, func(s statistic) string { return s.name })
}

// Of is every statistic of every column over the rows of the replicates, in their order;
// nil for one that has no such row.
func (o *Over) Of(replicates [][]float64, columns int) [][]float64 {
	out := make([][]float64, len(o.statistics))
	flat := make([]float64, len(out)*columns)
	for k, st := range o.statistics {
		out[k] = flat[k*columns : (k+1)*columns : (k+1)*columns]
		for i := range columns {
			all := o.scratch[:0]
			for _, values := range replicates {
				if values == nil {
					all = append(all, math.NaN())
				} else {
					all = append(all, values[i])
				}
			}
			o.scratch, out[k][i] = all, st.of(all)
		}
	}
	return out
}

// statistic is a number over replicates. It is given a value of each, in their order
// and NaN where it is not defined, and may reorder them.
type statistic struct {
	name string
	of   func([]float64) float64
}

// spread are the statistics of every summary of one parameter set, and ends, of paired
// differences, those of the interval of their mean.
var (
	spread = []statistic{
		{Mean, defined(Average)},
		{P10, defined(func(x []float64) float64 { order(x); return Quantile(x, 0.1) })},
		{P90, defined(func(x []float64) float64 { order(x); return Quantile(x, 0.9) })},
	}
	ends = []statistic{
		{Low95, defined(func(x []float64) float64 { _, low, _ := interval(x); return low })},
		{High95, defined(func(x []float64) float64 { _, _, high := interval(x); return high })},
	}
)

// overSets are the statistics of replicates that play parameter sets.
func overSets(sets []int) []statistic {
	r, scratch := bySet(sets), make([]float64, 0, len(sets))
	of := func(number func(finding.Estimate) float64) func([]float64) float64 {
		return func(x []float64) float64 { return number(r.estimate(x, scratch)) }
	}
	return []statistic{
		{Mean, of(func(e finding.Estimate) float64 { return e.Value })},
		{P05, of(func(e finding.Estimate) float64 { return e.Low })},
		{P95, of(func(e finding.Estimate) float64 { return e.High })},
		{Dice, of(func(e finding.Estimate) float64 { return e.Dice })},
	}
}

// defined is a statistic of the values that are defined, NaN without any.
func defined(of func([]float64) float64) func([]float64) float64 {
	return func(x []float64) float64 {
		if x = slices.DeleteFunc(x, math.IsNaN); len(x) == 0 {
			return math.NaN()
		}
		return of(x)
	}
}
