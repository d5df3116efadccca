package table

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// sorted is x in order, minus zero before zero, by a sort of all of it.
func sorted(x []float64) []float64 {
	return slices.SortedFunc(slices.Values(x), func(a, b float64) int {
		return cmp.Or(cmp.Compare(a, b), cmp.Compare(math.Copysign(1, a), math.Copysign(1, b)))
	})
}

// awkward are values in the orders and with the ties that tables have: all of one kind,
// many zeros of either sign, rising, falling, infinite.
func awkward(luck *rand.Rand, n, kind int) []float64 {
	x := make([]float64, n)
	for i := range x {
		switch kind {
		case 0:
			x[i] = luck.NormFloat64()
		case 1:
			x[i] = float64(luck.IntN(4))
		case 2:
			x[i] = math.Copysign(float64(luck.IntN(5)/3), float64(luck.IntN(2))-0.5)
		case 3:
			x[i] = float64(i)
		case 4:
			x[i] = -float64(i)
		case 5:
			x[i] = []float64{math.Inf(1), math.Inf(-1), 0, luck.NormFloat64()}[luck.IntN(4)]
		}
	}
	return x
}

func sameBits(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

// Quantiles are found without a sort, and are those of a sort to the bit.
func TestQuantilesAreThoseOfSortedValues(t *testing.T) {
	luck := rand.New(rand.NewPCG(1, 2))
	for n := range 130 {
		for kind := range 6 {
			x := awkward(luck, n, kind)
			all := sorted(x)
			for _, p := range []float64{0, 0.1, 0.25} {
				low, high := quantiles(slices.Clone(x), p)
				if !sameBits(low, Quantile(all, p)) || !sameBits(high, Quantile(all, 1-p)) {
					t.Fatalf("%d values of kind %d: quantiles %v and %v of %v, want %v and %v", n, kind, low, high, p, Quantile(all, p), Quantile(all, 1-p))
				}
			}
			if n < 2 {
				continue
			}
			sets := make([]int, n)
			for i := range sets {
				sets[i] = i
			}
			e := Estimate(x, sets)
			if !sameBits(e.Low, expected(all, 0.05)) || !sameBits(e.High, expected(all, 0.95)) {
				t.Fatalf("%d sets of kind %d: %v to %v, want %v to %v", n, kind, e.Low, e.High, expected(all, 0.05), expected(all, 0.95))
			}
		}
	}
}

// What edges moves stays the same values, in order at both ends.
func TestEdgesAreInOrder(t *testing.T) {
	luck := rand.New(rand.NewPCG(3, 4))
	for n := range 40 {
		for kind := range 6 {
			for wide := 1; wide < n+2; wide++ {
				x := awkward(luck, n, kind)
				all := sorted(x)
				edges(x, wide)
				if !slices.EqualFunc(sorted(x), all, sameBits) {
					t.Fatalf("%d values of kind %d, %d at each end: other values came out", n, kind, wide)
				}
				for i := range min(wide, n) {
					if !sameBits(x[i], all[i]) || !sameBits(x[n-1-i], all[n-1-i]) {
						t.Fatalf("%d values of kind %d, %d at each end: %v, sorted %v", n, kind, wide, x, all)
					}
				}
			}
		}
	}
}

// The statistics of a column do not depend on the columns made before it: what is not
// defined in one, or reordered, leaves nothing behind.
func TestStatisticsOfColumnsAreApart(t *testing.T) {
	luck := rand.New(rand.NewPCG(5, 6))
	sets := []int{4, 7, 1, 4, 9, 8, 3, 9}
	for _, over := range []func() *Over{
		func() *Over { return NewOver(nil, false) }, func() *Over { return NewOver(nil, true) }, func() *Over { return NewOver(sets, false) },
	} {
		rows := make([][]float64, len(sets))
		for r := range rows {
			rows[r] = awkward(luck, 40, luck.IntN(6))
			for k := range rows[r] {
				if luck.IntN(3) == 0 || k%10 == 0 {
					rows[r][k] = math.NaN()
				}
			}
		}
		rows[2] = nil
		together := over().Of(rows, 40)
		for k := range 40 {
			one := make([][]float64, len(rows))
			for r, row := range rows {
				if row != nil {
					one[r] = row[k : k+1]
				}
			}
			for s, values := range over().Of(one, 1) {
				if !sameBits(values[0], together[s][k]) {
					t.Errorf("statistic %d of column %d is %v beside others and %v alone", s, k, together[s][k], values[0])
				}
			}
		}
	}
}
