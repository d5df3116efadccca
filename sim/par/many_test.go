package par

import (
	"math"
	"math/rand/v2"
	"testing"
)

// amounts are n numbers that round in every way.
func amounts(r *rand.Rand, n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		switch r.IntN(4) {
		case 0:
			xs[i] = float64(r.IntN(1<<30)-1<<29) * 0x1p-21 // halves of units
		case 1:
			xs[i] = math.Ldexp(r.Float64()-0.5, r.IntN(86)-42)
		case 2:
			xs[i] = math.Copysign(math.Nextafter(MaxTotal, 0), r.Float64()-0.5)
		case 3:
			xs[i] = math.Copysign(0, r.Float64()-0.5)
		}
	}
	return xs
}

// Several sums at once get the bits of one at a time, and no others are touched.
func TestManySumsAreEachAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 70 {
		for range 50 {
			xs := amounts(r, n)
			sums, ints := make([]int64, n+9), make([]int64, n+9)
			for i := range sums {
				sums[i], ints[i] = r.Int64()-1<<62, r.Int64()-1<<62
			}
			want, both := append([]int64{}, sums...), append([]int64{}, sums...)
			for i, x := range xs {
				want[i] += ToMicro(x)
				both[i] += ints[i]
			}
			got := append([]int64{}, sums...)
			AddMicros(got, xs)
			AddInts(sums, ints[:n])
			for i := range got {
				if got[i] != want[i] || sums[i] != both[i] {
					t.Fatalf("%d numbers: sum %d is %d and %d, alone %d and %d", n, i, got[i], sums[i], want[i], both[i])
				}
			}
		}
	}
}

// What an integer cannot say panics wherever it stands, with the words of ToMicro.
func TestManySumsRefuseWhatOneDoes(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), MaxTotal, -MaxTotal} {
		for n := 1; n < 20; n++ {
			for at := range n {
				func() {
					defer func() {
						if recover() == nil {
							t.Errorf("%v as number %d of %d was added", x, at, n)
						}
					}()
					xs := make([]float64, n)
					xs[at] = x
					AddMicros(make([]int64, n), xs)
				}()
			}
		}
	}
}

// Nanoseconds a number, of as many as a cell of measure has.
func BenchmarkAddMicros(b *testing.B) {
	xs, sums := amounts(rand.New(rand.NewPCG(1, 2)), 24), make([]int64, 24)
	for i := range xs {
		xs[i] = math.Mod(xs[i], 1000)
	}
	for name, add := range map[string]func(){
		"all": func() { AddMicros(sums, xs) },
		"each": func() {
			for i, x := range xs {
				sums[i] += ToMicro(x)
			}
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				add()
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N*len(xs)), "ns/number")
		})
	}
}
