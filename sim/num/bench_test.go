package num

import (
	"math"
	"testing"
)

var sink float64

// spaced returns 4096 irregular values between lo and hi, which a branch predictor cannot learn.
func spaced(lo, hi float64) []float64 {
	p := points(7)
	xs := make([]float64, 4096)
	for i := range xs {
		xs[i] = p.between(lo, hi)
	}
	return xs
}

// BenchmarkFunctions measures as a mechanism calls: in a loop over a column.
func BenchmarkFunctions(b *testing.B) {
	for _, c := range []struct {
		name   string
		lo, hi float64
		f      func(float64) float64
	}{
		{"Exp", -20, 20, Exp}, {"Exp-of-math", -20, 20, math.Exp},
		{"Logistic", -20, 20, Logistic},
		{"Log", 0, 1, Log}, {"Log-of-math", 0, 1, math.Log},
		{"Logit", 0, 1, Logit}, {"Quantile", 0, 1, Quantile},
		{"Log1p", -0.9, 3, Log1p},
		{"Pow", 0, 3, func(x float64) float64 { return Pow(x, 0.7) }},
		{"Pow-of-math", 0, 3, func(x float64) float64 { return math.Pow(x, 0.7) }},
	} {
		xs := spaced(c.lo, c.hi)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				sum := 0.0
				for _, x := range xs {
					sum += c.f(x)
				}
				sink = sum
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(xs)), "ns/value")
		})
	}
}
