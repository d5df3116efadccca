//go:build !noasm

package num

import "github.com/atelier-sim/atelier/sim/lanes"

// each replaces numbers by a function of them, one by one where four has stopped.
func each(xs []float64, four func(xs *float64, n int) (done int), one func(float64) float64) {
	for len(xs) >= 4 && lanes.Four {
		xs = xs[four(&xs[0], len(xs)):]
		if len(xs) >= 4 { // one of the next four is unusual
			for k := range xs[:4] {
				xs[k] = one(xs[k])
			}
			xs = xs[4:]
		}
	}
	for k := range xs {
		xs[k] = one(xs[k])
	}
}

// These replace numbers by a function of them, four at a time, until fewer than four are
// left or one of the four is unusual; they return how many they replaced. They make the
// very operations of the function without the 4, none of them fused, in four lanes, and
// need AVX2. Unusual are for logistics4 and exps4 what lies beyond 708 and NaN, for
// logs4 what is not positive and normal, for log1ps4 what does not lie between -0.29 and 0.41.

//go:noescape
func logistics4(xs *float64, n int) (done int)

//go:noescape
func exps4(xs *float64, n int) (done int)

//go:noescape
func logs4(xs *float64, n int) (done int)

//go:noescape
func log1ps4(xs *float64, n int) (done int)
