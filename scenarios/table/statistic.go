package table

import (
	"math"
)

// Average is the arithmetic mean, summed in the order given; NaN of nothing.
func Average(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// StandardError is the standard error of the mean of x, with n-1 degrees of
// freedom; NaN for fewer than two values.
func StandardError(x []float64) float64 {
	if len(x) < 2 {
		return math.NaN()
	}
	mean, squares := Average(x), 0.0
	for _, v := range x {
		squares += float64((v - mean) * (v - mean))
	}
	n := float64(len(x))
	return math.Sqrt(squares / float64(n*(n-1)))
}

// edges brings the n lowest values to the front of x and the n highest to its end, both
// from low to high, minus zero before zero, so that equal tables end alike whatever
// order they had before. What lies between is in no order: no quantile asks for it, and
// to sort it would take most of the time that statistics take. x holds no NaN; n is not 0.
func edges(x []float64, n int) {
	n = min(n, len(x))
	lowest(x, n)
	highest(x[n:], n)
}

// lowest brings the n lowest values to the front, in their order.
func lowest(x []float64, n int) {
	for i, v := range x {
		if i >= n && !before(v, x[n-1]) {
			continue
		}
		k := min(i, n-1)
		x[i] = x[k]
		for ; k > 0 && before(v, x[k-1]); k-- {
			x[k] = x[k-1]
		}
		x[k] = v
	}
}

// highest brings the n highest values to the end, in their order.
func highest(x []float64, n int) {
	first := max(0, len(x)-n)
	for i := len(x) - 1; i >= 0; i-- {
		v := x[i]
		if i < first && !before(x[first], v) {
			continue
		}
		k := max(i, first)
		x[i] = x[k]
		for ; k < len(x)-1 && before(x[k+1], v); k++ {
			x[k] = x[k+1]
		}
		x[k] = v
	}
}

// before tells whether a value stands before another, minus zero before zero.
func before(a, b float64) bool {
	return a < b || a == b && math.Float64bits(a) > math.Float64bits(b)
}

// quantiles are the p-quantile of values and the one of 1-p, which it reorders; p is below
// a half.
func quantiles(x []float64, p float64) (low, high float64) {
	edges(x, int(float64(len(x))*p)+2)
	return Quantile(x, p), Quantile(x, 1-p)
}

// Quantile is the p-quantile of ordered values: linear interpolation between
// the order statistics around (n-1)p, type 7 of Hyndman and Fan (1996, The
// American Statistician 50, 361-365), which R and NumPy take unless told
// otherwise. NaN of nothing.
func Quantile(ordered []float64, p float64) float64 {
	if len(ordered) == 0 {
		return math.NaN()
	}
	return between(ordered, float64(float64(len(ordered)-1)*p))
}

// between is the value at a place, from 0, among ordered values: on the line from one
// to the next.
func between(ordered []float64, at float64) float64 {
	below := math.Floor(at)
	low := ordered[int(below)]
	high := ordered[min(int(below)+1, len(ordered)-1)]
	if low == high { // also spares Inf - Inf
		return low
	}
	return low + float64((at-below)*(high-low))
}
