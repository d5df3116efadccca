//go:build !noasm

package draw

import "github.com/atelier-sim/atelier/sim/lanes"

// uniforms fills the first numbers of a list, eight at a time, and tells how many.
func (s Stream) uniforms(us []float64, ids []uint64) (done int) {
	if !lanes.Eight || len(ids) < 8 {
		return 0
	}
	done = len(ids) &^ 7
	uniforms8(&s, &us[0], &ids[0], done)
	return done
}

// halves is uniforms for two lists.
func (s Stream) halves(us, vs []float64, ids []uint64) (done int) {
	if !lanes.Eight || len(ids) < 8 {
		return 0
	}
	done = len(ids) &^ 7
	halves8(&s, &us[0], &vs[0], &ids[0], done)
	return done
}

// These fill lists of n numbers, n a multiple of eight and not 0. They need AVX-512 F and DQ.

//go:noescape
func uniforms8(s *Stream, us *float64, ids *uint64, n int)

//go:noescape
func halves8(s *Stream, us, vs *float64, ids *uint64, n int)
