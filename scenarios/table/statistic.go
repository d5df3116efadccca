package table

import (
	"cmp"
	"math"
	"slices"
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

// order sorts values from low to high in place, minus zero before zero, so
// that equal tables sort alike whatever they were before. x holds no NaN.
func order(x []float64) {
	slices.SortFunc(x, func(a, b float64) int {
		if c := cmp.Compare(a, b); c != 0 {
			return c
		}
		return cmp.Compare(math.Copysign(1, a), math.Copysign(1, b))
	})
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
