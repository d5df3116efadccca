package design

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Point is one setting of all factors: coordinates in [0, 1), one a factor, in the order of factors.
type Point []float64

// Most is how many numbers a design may hold, points times factors: a gibibyte of coordinates.
const Most = 1 << 27

// A Constraint tells whether a point may be played.
type Constraint func(Point) bool

// Keep returns the points that a constraint allows, in order; a nil constraint allows all. It has
// left out len(points) less the length of what it returns.
//
// Only designs whose points stand for themselves can be thinned: grids, hypercubes, and sequences,
// which are then spread evenly over what is allowed. Points of Morris and Saltelli mean something
// only beside others of their trajectory or block: an effect is the difference of two neighbours, and
// an index compares a row with itself but for one factor. Without one of them the rest is mispaired,
// or the factors are no longer independent, which both methods assume. What must not be played there
// is given an undefined output instead, and the indices tell how many effects or blocks that took.
func Keep(points []Point, ok Constraint) []Point {
	kept := make([]Point, 0, len(points))
	for _, p := range points {
		if ok == nil || ok(p) {
			kept = append(kept, p)
		}
	}
	return kept
}

// rows makes n points of k factors, at the origin, side by side in memory. It refuses a design that
// is larger than Most; what names the design.
func rows(what string, n, k int) ([]Point, error) {
	if n > Most/k {
		return nil, fmt.Errorf("%s has %d points of %d factors, and a design may hold %d numbers at most", what, n, k, Most)
	}
	flat, points := make([]float64, n*k), make([]Point, n)
	for i := range points {
		points[i] = flat[i*k : (i+1)*k : (i+1)*k]
	}
	return points, nil
}

// product multiplies counts that are at least 1. Where an int cannot hold it, the error tells the
// size in powers of two.
func product(what string, counts ...int) (int, error) {
	size, power, counted := 1.0, 0, uint64(1)
	over := false
	for _, c := range counts {
		high, low := bits.Mul64(counted, uint64(c))
		over = over || high != 0 || low > math.MaxInt
		counted = low
		fraction, exponent := math.Frexp(size * float64(c))
		size, power = fraction, power+exponent
	}
	if over {
		return 0, fmt.Errorf("%s has about 2^%d points, more than can be counted", what, power-1)
	}
	return int(counted), nil
}

// Groups returns how many groups there are when groups[j] is the group of factor j. Groups are
// numbered from 0, and none may be empty.
func Groups(groups []int) (int, error) {
	if len(groups) == 0 {
		return 0, fmt.Errorf("groups is empty, and must name the group of at least 1 factor")
	}
	seen, n := make([]bool, len(groups)), 0
	for j, g := range groups {
		if g < 0 || g >= len(groups) {
			return 0, fmt.Errorf("groups[%d] is %d, and must lie in 0 to %d", j, g, len(groups)-1)
		}
		seen[g], n = true, max(n, g+1)
	}
	if empty := slices.Index(seen[:n], false); empty >= 0 {
		return 0, fmt.Errorf("groups has %d groups, and no factor is in group %d", n, empty)
	}
	return n, nil
}

// Singles returns the groups of k factors of which each is its own.
func Singles(k int) []int {
	groups := make([]int, max(k, 0))
	for j := range groups {
		groups[j] = j
	}
	return groups
}
