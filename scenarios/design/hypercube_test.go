package design

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestHypercubeHasOnePointInEachStratum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, k := rapid.IntRange(1, 700).Draw(t, "n"), rapid.IntRange(1, 6).Draw(t, "k")
		points, err := LatinHypercube(n, k, rapid.Uint64().Draw(t, "seed"))
		if err != nil {
			t.Fatal(err)
		}
		for j := range k {
			if lacking := strata(points, j, n); lacking >= 0 {
				t.Fatalf("factor %d has not one point in stratum %d of %d", j, lacking, n)
			}
		}
	})
}

// strata returns the first of n equal strata of a factor that does not hold one n-th of the points, or -1.
func strata(points []Point, j, n int) int {
	count := make([]int, n)
	for _, p := range points {
		count[int(p[j]*float64(n))]++
	}
	for s, c := range count {
		if c*n != len(points) {
			return s
		}
	}
	return -1
}

func TestNoPlaceLeavesItsStratumByRounding(t *testing.T) {
	for n := 1; n <= 1<<27; n = n*3 + 1 {
		for _, stratum := range []int{0, 1, n / 3, n / 2, n - 2, n - 1} {
			for _, word := range []uint64{0, math.MaxUint64} {
				x := (float64(stratum) + within(word)) / float64(n)
				if stratum >= 0 && int(x*float64(n)) != stratum {
					t.Errorf("stratum %d of %d: %v lies outside", stratum, n, x)
				}
			}
		}
	}
}

func TestColumnsOfAHypercubeAreUnrelatedAndStayWhenAFactorIsAdded(t *testing.T) {
	const n = 4096
	less, err := LatinHypercube(n, 4, 7)
	if err != nil {
		t.Fatal(err)
	}
	more, err := LatinHypercube(n, 5, 7)
	if err != nil {
		t.Fatal(err)
	}
	for i := range less {
		if !equal(less[i:i+1], []Point{more[i][:4]}) {
			t.Fatal("a factor more moves the others")
		}
	}
	for a := range 5 {
		for b := range a {
			sum := 0.0
			for _, p := range more {
				sum += (p[a] - 0.5) * (p[b] - 0.5) * 12
			}
			if r := sum / n; math.Abs(r) > 4/math.Sqrt(n) {
				t.Errorf("factors %d and %d have correlation %v", a, b, r)
			}
		}
	}
}
