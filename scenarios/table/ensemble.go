package table

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Estimate is what values by replicate say, sets being the number of the parameter
// set of each replicate. Without sets all were played with one set: the estimate is
// the mean with its 95 % interval, as of MeanInterval.
//
// Over an ensemble, of each set its first replicate counts, and Value is the mean of
// these. Low and High are their 5 and 95 % quantiles of type 6: beyond each lies a
// set that was not played once in twenty times, whatever their distribution (Hyndman
// and Fan 1996); of fewer than 19 sets they are the lowest and the highest, which
// hold less. This is what is not known, the dice of a run of this size included.
// Replicates of one set differ by the dice alone: their variance within sets, pooled
// over sets (of two replicates half the square of their difference), gives Dice,
// 1.645 standard deviations of one run. Undefined values (NaN) do not count; a set
// whose first is not defined is told by its next. Low, High and Dice are NaN where
// there are not enough.
//
// The method and the place are the caller's.
func Estimate(values []float64, sets []int) finding.Estimate {
	if len(sets) == 0 {
		e := finding.Estimate{}
		e.Value, e.Low, e.High, e.N = MeanInterval(values)
		return e
	}
	return bySet(sets).estimate(values, make([]float64, 0, len(values)))
}

// NormalTail is how many standard deviations of a normal distribution hold nine
// tenths of it.
const NormalTail = 1.6448536269514722

// replicatesOf are the places of the replicates of each set, sets in the order in
// which they were first played.
type replicatesOf [][]int

// bySet sorts the replicates by their sets.
func bySet(sets []int) replicatesOf {
	var list replicatesOf
	at := map[int]int{}
	for i, set := range sets {
		k, known := at[set]
		if !known {
			k, list = len(list), append(list, nil)
			at[set] = k
		}
		list[k] = append(list[k], i)
	}
	return list
}

// estimate is Estimate over an ensemble; scratch is room for a value of each set.
func (r replicatesOf) estimate(values, scratch []float64) finding.Estimate {
	e := finding.Estimate{Low: math.NaN(), High: math.NaN(), Dice: math.NaN()}
	first, squares, free := scratch[:0], 0.0, 0
	for _, places := range r {
		sum, n, told := 0.0, 0, math.NaN()
		for _, i := range places {
			if v := values[i]; !math.IsNaN(v) {
				if n == 0 {
					told = v
				}
				sum, n = sum+v, n+1
			}
		}
		if n == 0 {
			continue
		}
		first, e.N = append(first, told), e.N+n
		if told > 0 {
			e.Above++
		} else if told < 0 {
			e.Below++
		}
		if n < 2 {
			continue
		}
		for _, i := range places {
			if d := values[i] - sum/float64(n); !math.IsNaN(d) {
				squares += float64(d * d)
			}
		}
		free, e.Pairs = free+n-1, e.Pairs+1
	}
	e.Sets, e.Value = len(first), Average(first)
	if free > 0 {
		e.Dice = float64(NormalTail * math.Sqrt(squares/float64(free)))
	}
	if len(first) > 1 {
		edges(first, int(float64(len(first)+1)*tail)+2)
		e.Low, e.High = expected(first, tail), expected(first, 1-tail)
	}
	return e
}

// tail is the share of sets beyond each end of an estimate.
const tail = 0.05

// expected is the p-quantile of ordered values of type 6: the place p (n+1), the
// lowest or highest where that is beyond them.
func expected(ordered []float64, p float64) float64 {
	at := min(max(float64(float64(len(ordered)+1)*p)-1, 0), float64(len(ordered)-1))
	return between(ordered, at)
}

// Firsts are the values that tell of the sets: of each set that of its first
// replicate, all of them where there are no sets.
func Firsts(values []float64, sets []int) []float64 {
	if len(sets) == 0 {
		return values
	}
	return finding.Each(bySet(sets), func(places []int) float64 { return values[places[0]] })
}
