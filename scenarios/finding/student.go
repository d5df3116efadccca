package finding

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// student is the t that Student's t with df >= 1 degrees of freedom exceeds in a
// share of tail <= 0.025 of cases, within 1e-9 of itself for df up to 1,000: the
// same bits on every machine. Newton's method starts below it, at the quantile of
// the normal distribution; the tail is convex from there on, so each step ends
// below t as well, until rounding stops it.
func student(df int, tail float64) float64 {
	t := -num.Quantile(tail)
	for {
		beyond, density := studentTail(df, t)
		next := t + (beyond-tail)/density
		if !(next > t+float64(1e-13*t)) {
			return t
		}
		t = next
	}
}

// studentTail is the share beyond t > 0 and the density there. The share is half
// of I(n/(n+t^2); n/2, 1/2), I being the regularised incomplete beta function, as
// a series whose terms are all positive (Abramowitz and Stegun 1964, 26.5.4).
func studentTail(df int, t float64) (share, density float64) {
	n := float64(df)
	x := n / (n + float64(t*t))
	beta, a := math.Pi, 0.5 // B(1/2, 1/2)
	if df%2 == 0 {
		beta, a = 2, 1 // B(1, 1/2)
	}
	for ; a < n/2; a++ {
		beta *= a / (a + 0.5)
	}
	sum, term := 1.0, 1.0
	for k := 0.0; term > 1e-17*sum; k++ {
		term = term * x * (a + 0.5 + k) / (a + 1 + k)
		sum += term
	}
	front := num.Pow(x, a) / beta // of both
	return front * (t / math.Sqrt(n+float64(t*t))) / a * sum / 2, front * math.Sqrt(x) / math.Sqrt(n)
}
