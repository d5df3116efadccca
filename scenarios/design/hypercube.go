package design

import (
	"fmt"

	"github.com/atelier-sim/atelier/sim/draw"
)

// LatinHypercube returns n points of k factors. Each factor is cut into n equal strata and each
// stratum holds one point, at a random place within it; which strata meet in a point is a random
// permutation of its own for each factor (McKay, Beckman and Conover 1979, Technometrics 21,
// 239-245). A factor more leaves the columns of the others as they were.
func LatinHypercube(n, k int, seed uint64) ([]Point, error) {
	if err := checkSize("a Latin hypercube", n, k); err != nil {
		return nil, err
	}
	points, err := rows("a Latin hypercube", n, k)
	if err != nil {
		return nil, err
	}
	for j := range k {
		luck := draw.NewRand(seed, fmt.Sprintf("design: hypercube, factor %d", j))
		for i, stratum := range luck.Perm(n) {
			points[i][j] = (float64(stratum) + within(luck.Uint64())) / float64(n)
		}
	}
	return points, nil
}

// within turns a random word into a place in (0, 1), an odd multiple of 2^-24. It is coarse so that
// no rounding takes a point out of its stratum: that would need a place within n/2^52 of an end.
func within(word uint64) float64 { return float64(float64(word>>40|1) * 0x1p-24) }

// checkSize returns an error if a design has no point or no factor.
func checkSize(what string, n, k int) error {
	if n < 1 {
		return fmt.Errorf("n is %d, and %s has at least 1 point", n, what)
	}
	if k < 1 {
		return fmt.Errorf("k is %d, and %s has at least 1 factor", k, what)
	}
	return nil
}
