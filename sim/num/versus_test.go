package num

import (
	"cmp"
	"math"
	"testing"
)

// A comparison with a chance is that with the chance itself, to the bit: at random, right beside
// the chance, at the ends of the steps of the table and beyond it.
func TestVersusLogisticIsTheComparison(t *testing.T) {
	p := points(21)
	check := func(u, scale, x float64) {
		want := 0
		if v := scale * Logistic(x); u == u && v == v {
			want = cmp.Compare(u, v)
		}
		if got := VersusLogistic(u, scale, x); got != want {
			t.Fatalf("%v against %v of Logistic(%v): %d, want %d", u, scale, x, got, want)
		}
	}
	for range 200000 {
		x, scale := p.between(-9, 9), p.unit()
		if p.unit() < 0.3 {
			x = math.Round(x*boundsPerUnit) / boundsPerUnit
			x = []float64{x, math.Nextafter(x, 9), math.Nextafter(x, -9)}[int(p.unit()*3)]
		}
		if p.unit() < 0.3 {
			scale = 1
		}
		v := scale * Logistic(x)
		for _, u := range []float64{p.unit(), v, math.Nextafter(v, 0), math.Nextafter(v, 2), v * (1 + p.between(-0.03, 0.03))} {
			check(u, scale, x)
		}
	}
	for _, x := range []float64{0, -8, 8, math.Nextafter(-8, 0), math.Nextafter(8, 0), 700, -700, math.Inf(1), math.Inf(-1), math.NaN()} {
		for _, u := range []float64{0, 0.5, 1, math.NaN()} {
			for _, scale := range []float64{0, 0.5, 1, math.NaN()} {
				check(u, scale, x)
			}
		}
	}
}
