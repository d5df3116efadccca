package num

import "golang.org/x/sys/cpu"

// wide tells whether the processor has AVX2.
var wide = cpu.X86.HasAVX2

// logisticsWide replaces the first numbers, as many as it tells, by their Logistic.
func logisticsWide(xs []float64) (done int) {
	if !wide {
		return 0
	}
	for done+4 <= len(xs) {
		n := logistics4(&xs[done], len(xs)-done)
		done += n
		if done+4 > len(xs) {
			break
		}
		for k := range 4 { // one of them is unusual
			xs[done+k] = Logistic(xs[done+k])
		}
		done += 4
	}
	return done
}

// logistics4 replaces numbers by their Logistic, four at a time, until fewer than four
// are left or one of the four is beyond 708 or NaN; it returns how many it replaced.
// It makes the very operations of Logistic, none of them fused, in four lanes
// (many_amd64.s), and needs AVX2.
//
//go:noescape
func logistics4(xs *float64, n int) (done int)
