package table

import (
	"math"
	"slices"
)

// MeanInterval is the mean of x and its 95 % interval, mean -+ t(0.975, n-1)
// s/sqrt(n): Student's. The interval is NaN for fewer than two values, and all
// is for none. Undefined values (NaN) do not count; n is how many do.
func MeanInterval(x []float64) (mean, low, high float64, n int) {
	defined := slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	mean, low, high = interval(defined)
	return mean, low, high, len(defined)
}

// interval is MeanInterval of defined values.
func interval(x []float64) (mean, low, high float64) {
	mean, half := Average(x), math.NaN()
	if len(x) > 1 {
		half = float64(T95(len(x)-1) * StandardError(x))
	}
	return mean, mean - half, mean + half
}

// Variance is the sample variance of x, with n-1 degrees of freedom; NaN for
// fewer than two values.
func Variance(x []float64) float64 {
	se := StandardError(x)
	return float64(float64(len(x)) * float64(se*se))
}

// Spread is the mean of x with the ends of its spread: the 10th and 90th
// percentile (type 7), of fewer than few values the lowest and the highest. All
// are NaN of nothing.
func Spread(x []float64, few int) (mean, low, high float64) {
	mean = Average(x)
	x = slices.Clone(x)
	p := 0.1
	if len(x) < few {
		p = 0
	}
	low, high = quantiles(x, p)
	return mean, low, high
}
