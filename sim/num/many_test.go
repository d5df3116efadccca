package num

import (
	"fmt"
	"math"
	"testing"
)

// plainly is Logistics one by one.
func plainly(xs []float64) []float64 {
	ys := make([]float64, len(xs))
	for i, x := range xs {
		ys[i] = Logistic(x)
	}
	return ys
}

// alike tells where two lists differ in a bit, -1 if nowhere.
func alike(a, b []float64) int {
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
			return i
		}
	}
	return -1
}

// Four at a time give the bits of one at a time, wherever unusual numbers stand among
// usual ones and however many there are.
func TestLogisticsAreThoseOfLogistic(t *testing.T) {
	p := points(11)
	unusual := []float64{math.Inf(1), math.Inf(-1), math.NaN(), 708, -708, math.Nextafter(708, 800), math.Nextafter(-708, -800), 709.8, -745, -746, 1e300, -1e300}
	edges := []float64{0, math.Copysign(0, -1), math.SmallestNonzeroFloat64, -0x1p-1030, 1e-17, -1e-17, 0.34657359, -0.34657359, 37, -37, 700, -700}
	for n := range 40 {
		for round := range 60 {
			xs := make([]float64, n)
			for i := range xs {
				switch {
				case p.unit() < 0.1*float64(round%3):
					xs[i] = unusual[int(p.unit()*float64(len(unusual)))]
				case p.unit() < 0.2:
					xs[i] = edges[int(p.unit()*float64(len(edges)))]
				default:
					xs[i] = p.between(-1, 1) * []float64{1, 10, 100, 708}[round%4]
				}
			}
			want, given := plainly(xs), fmt.Sprint(xs)
			Logistics(xs)
			if i := alike(xs, want); i >= 0 {
				t.Fatalf("number %d of %s: %v, one by one %v", i, given, xs[i], want[i])
			}
		}
	}
}

func TestLogisticsOfManyNumbers(t *testing.T) {
	p := points(12)
	xs := make([]float64, 1<<20)
	for i := range xs {
		xs[i] = p.between(-40, 40)
	}
	want := plainly(xs)
	Logistics(xs)
	if i := alike(xs, want); i >= 0 {
		t.Errorf("number %d is %v, one by one %v", i, xs[i], want[i])
	}
}

func BenchmarkLogistics(b *testing.B) {
	xs, ys := spaced(-5, 5), make([]float64, 2048)
	for name, f := range map[string]func(){
		"one-by-one": func() {
			for i := range ys {
				ys[i] = Logistic(xs[i])
			}
		},
		"wide": func() { copy(ys, xs); Logistics(ys) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2048, "ns/value")
		})
	}
}
