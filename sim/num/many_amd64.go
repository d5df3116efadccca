//go:build !noasm

package num

import "github.com/atelier-sim/atelier/sim/lanes"

// wide is a function of a list in eight and in four lanes. Each replaces numbers, as many at
// a time as it has lanes, until fewer than those are left or one of them is unusual, and
// returns how many it replaced.
type wide struct {
	eight, four func(xs *float64, n int) (done int)
}

var (
	logistics = wide{logistics8, logistics4}
	exps      = wide{exps8, exps4}
	logs      = wide{logs8, logs4}
	log1ps    = wide{log1ps8, log1ps4}
)

// each replaces numbers by a function of them, one by one where the lanes have stopped.
func each(xs []float64, f wide, one func(float64) float64) {
	if lanes.Eight {
		xs = inLanes(xs, 8, f.eight, one)
	}
	if lanes.Four {
		xs = inLanes(xs, 4, f.four, one)
	}
	for k := range xs {
		xs[k] = one(xs[k])
	}
}

// inLanes replaces all but the last numbers, fewer than there are lanes, and returns these.
func inLanes(xs []float64, n int, f func(xs *float64, n int) (done int), one func(float64) float64) []float64 {
	for len(xs) >= n {
		xs = xs[f(&xs[0], len(xs)):]
		if len(xs) >= n { // one of the next is unusual: if not of the first four, they stop again
			for k := range xs[:4] {
				xs[k] = one(xs[k])
			}
			xs = xs[4:]
		}
	}
	return xs
}

// These make the very operations of the function without the number of lanes, none of them
// fused, in so many lanes; those of four need AVX2, those of eight AVX-512 F and DQ. Unusual
// are for logistics and exps what lies beyond 708 and NaN, for logs what is not positive and
// normal, for log1ps what does not lie between -0.29 and 0.41.

//go:noescape
func logistics4(xs *float64, n int) (done int)

//go:noescape
func logistics8(xs *float64, n int) (done int)

//go:noescape
func exps4(xs *float64, n int) (done int)

//go:noescape
func exps8(xs *float64, n int) (done int)

//go:noescape
func logs4(xs *float64, n int) (done int)

//go:noescape
func logs8(xs *float64, n int) (done int)

//go:noescape
func log1ps4(xs *float64, n int) (done int)

//go:noescape
func log1ps8(xs *float64, n int) (done int)
