package num

import (
	"fmt"
	"math"
	"testing"

	"github.com/atelier-sim/atelier/sim/lanes"
)

// lists are the functions of many numbers with those of one, which are their oracles,
// and where usual numbers lie.
var lists = []struct {
	name   string
	many   func([]float64)
	one    func(float64) float64
	lo, hi float64
}{
	{"Logistics", Logistics, Logistic, -40, 40},
	{"Exps", Exps, Exp, -40, 40},
	{"Logs", Logs, Log, 0, 3},
	{"Log1ps", Log1ps, Log1p, -0.3, 0.42},
}

// alike tells where a list differs by a bit from the function of each of its numbers;
// -1 if nowhere.
func alike(xs []float64, one func(float64) float64, many func([]float64)) int {
	ys := append([]float64{}, xs...)
	many(ys)
	for i, x := range xs {
		if math.Float64bits(ys[i]) != math.Float64bits(one(x)) {
			return i
		}
	}
	return -1
}

// narrowly runs a test with all lanes that the processor has, and without the eight.
func narrowly(t *testing.T, test func(t *testing.T)) {
	t.Run("all lanes", test)
	defer func(eight bool) { lanes.Eight = eight }(lanes.Eight)
	lanes.Eight = false
	t.Run("at most four", test)
}

// Several at a time give the bits of one at a time, wherever unusual numbers stand among
// usual ones and however many there are.
func TestManyAreEachAlone(t *testing.T) { narrowly(t, manyAreEachAlone) }

func manyAreEachAlone(t *testing.T) {
	odd := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 2, math.Inf(1), math.Inf(-1), math.NaN(), 708, -708, 709.8, -745, -746,
		1e300, -1e300, math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, -0x1p-1030, 0x1p-1022, 1e-17, -1e-17, 0.34657359,
		math.Sqrt2, math.Sqrt2 / 2, -0.29, 0.41, -0.9999999, -1.5, 37, -37}
	for _, x := range odd {
		odd = append(odd, math.Nextafter(x, math.Inf(1)), math.Nextafter(x, math.Inf(-1)))
	}
	for _, f := range lists {
		p := points(11)
		for n := range 40 {
			for round := range 60 {
				xs := make([]float64, n)
				for i := range xs {
					if xs[i] = p.between(f.lo, f.hi); p.unit() < 0.2*float64(round%4) {
						xs[i] = odd[int(p.unit()*float64(len(odd)))]
					}
				}
				if i := alike(xs, f.one, f.many); i >= 0 {
					t.Fatalf("%s: number %d of %s is not that of itself alone", f.name, i, fmt.Sprint(xs))
				}
			}
		}
	}
}

func TestManyNumbersOfEveryExponent(t *testing.T) { narrowly(t, manyNumbersOfEveryExponent) }

func manyNumbersOfEveryExponent(t *testing.T) {
	for _, f := range lists {
		p := points(12)
		xs := make([]float64, 1<<20)
		for i := range xs {
			switch xs[i] = p.between(f.lo, f.hi); {
			case i%3 == 0:
				xs[i] *= 16
			case i%3 == 1 && f.lo == 0:
				xs[i] = p.number(-1022, 1023)
			}
		}
		if i := alike(xs, f.one, f.many); i >= 0 {
			t.Errorf("%s: of %v is not that of it alone", f.name, xs[i])
		}
	}
}

func BenchmarkMany(b *testing.B) {
	for _, f := range lists {
		xs, ys := spaced(f.lo+0.02, f.hi-0.02), make([]float64, 2048)
		for name, g := range map[string]func(){
			"each": func() {
				for i := range ys {
					ys[i] = f.one(xs[i])
				}
			},
			"all": func() { copy(ys, xs); f.many(ys) },
		} {
			b.Run(f.name+"-"+name, func(b *testing.B) {
				for b.Loop() {
					g()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2048, "ns/value")
			})
		}
	}
}
