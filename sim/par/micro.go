package par

import "math"

// Amounts are added up in units of 2^-20 (about a millionth), as integers: adding such amounts in
// any order gives the same bits. A sum holds totals up to MaxTotal with steps of 2^-20: dollars a
// month of all the world's creatives fit a thousand times over. Beyond it integers wrap around
// silently, so keep totals of squares or of yearly world incomes in larger units.
const (
	microUnit = 1 << 20

	// MaxTotal is the first amount that does not fit: 2^43, about 8.8e12.
	MaxTotal = 1 << 63 / microUnit
)

// ToMicro returns x in units of 2^-20, rounded to the nearest, halves away from zero. It panics if
// x is NaN or |x| >= MaxTotal, since an integer cannot say so.
func ToMicro(x float64) int64 {
	if !(math.Abs(x) < MaxTotal) {
		panic("par: cannot add up NaN or an amount of 2^43 or more; find the column that holds it")
	}
	units := float64(x * microUnit)
	whole := int64(units)
	rest := units - float64(whole)
	return whole + int64(rest+rest)
}

// FromMicro returns a sum of ToMicro as a float64, rounded once.
func FromMicro(sum int64) float64 { return float64(float64(sum) * (1.0 / microUnit)) }

// AddMicros adds to each sum the ToMicro of a number, several at once where the processor
// can (many_amd64.s). It panics where ToMicro does, and if there are fewer sums than numbers.
func AddMicros(sums []int64, xs []float64) {
	sums = sums[:len(xs)]
	for i := addMicros(sums, xs); i < len(xs); i++ {
		sums[i] += ToMicro(xs[i])
	}
}

// AddInts adds to each sum an integer, several at once where the processor can. It panics
// if there are fewer sums than integers.
func AddInts(sums, xs []int64) {
	sums = sums[:len(xs)]
	for i := addInts(sums, xs); i < len(xs); i++ {
		sums[i] += xs[i]
	}
}
