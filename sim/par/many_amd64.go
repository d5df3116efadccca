//go:build !noasm

package par

import "github.com/atelier-sim/atelier/sim/lanes"

// addMicros adds the first numbers of a list to sums, eight at a time, and tells how many.
func addMicros(sums []int64, xs []float64) (done int) {
	if !lanes.Eight || len(xs) == 0 {
		return 0
	}
	return addMicros8(&sums[0], &xs[0], len(xs))
}

// addInts is addMicros for integers.
func addInts(sums, xs []int64) (done int) {
	if !lanes.Eight || len(xs) == 0 {
		return 0
	}
	addInts8(&sums[0], &xs[0], len(xs))
	return len(xs)
}

// addMicros8 adds n numbers in units of 2^-20, n not 0; it stops before eight of which an
// integer cannot say one, and tells how many it added.
//
//go:noescape
func addMicros8(sums *int64, xs *float64, n int) (done int)

// addInts8 adds n integers, n not 0.
//
//go:noescape
func addInts8(sums, xs *int64, n int)
