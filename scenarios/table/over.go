package table

import (
	"math"
	"slices"
)

// Over makes the statistics over replicates of one month and group after another, for who
// has not the rows of all of them at once. It is for one goroutine.
type Over struct {
	statistics
	values, numbers []float64 // of a column: by replicate, by statistic
}

// NewOver has the statistics of Summarise, or of paired differences those of
// SummariseContrast; of replicates that play parameter sets those of SummariseSets.
func NewOver(sets []int, paired bool) *Over {
	o := &Over{statistics: spread}
	switch {
	case sets != nil:
		o.statistics = overSets(sets)
	case paired:
		o.statistics = pairedSpread
	}
	o.numbers = make([]float64, len(o.names))
	return o
}

// Names are those of the statistics.
func (o *Over) Names() []string { return o.names }

// Of is every statistic of every column over the rows of the replicates, in their order;
// nil for one that has no such row.
func (o *Over) Of(replicates [][]float64, columns int) [][]float64 {
	out := make([][]float64, len(o.names))
	flat := make([]float64, len(out)*columns)
	for k := range out {
		out[k] = flat[k*columns : (k+1)*columns : (k+1)*columns]
	}
	for i := range columns {
		o.values = o.values[:0]
		for _, values := range replicates {
			if values == nil {
				o.values = append(o.values, math.NaN())
			} else {
				o.values = append(o.values, values[i])
			}
		}
		o.of(o.values, o.numbers)
		for k, x := range o.numbers {
			out[k][i] = x
		}
	}
	return out
}

// statistics are numbers over replicates. of is given a value of each replicate, in their
// order and NaN where it is not defined, which it may reorder, and room for the numbers.
type statistics struct {
	names []string
	of    func(values, numbers []float64)
}

// spread are the statistics of every summary of one parameter set, and pairedSpread those
// of paired differences, with the interval of their mean.
var (
	spread = statistics{[]string{Mean, P10, P90}, defined(func(x, to []float64) {
		to[0] = Average(x)
		to[1], to[2] = quantiles(x, 0.1)
	})}
	pairedSpread = statistics{[]string{Mean, P10, P90, Low95, High95}, defined(func(x, to []float64) {
		to[0], to[3], to[4] = interval(x)
		to[1], to[2] = quantiles(x, 0.1)
	})}
)

// overSets are the statistics of replicates that play parameter sets.
func overSets(sets []int) statistics {
	r, scratch := bySet(sets), make([]float64, 0, len(sets))
	return statistics{[]string{Mean, P05, P95, Dice}, func(x, to []float64) {
		e := r.estimate(x, scratch)
		to[0], to[1], to[2], to[3] = e.Value, e.Low, e.High, e.Dice
	}}
}

// defined are statistics of the values that are defined, NaN without any.
func defined(of func(x, to []float64)) func(x, to []float64) {
	return func(x, to []float64) {
		if x = slices.DeleteFunc(x, math.IsNaN); len(x) > 0 {
			of(x, to)
			return
		}
		for k := range to {
			to[k] = math.NaN()
		}
	}
}
