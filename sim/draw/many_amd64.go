//go:build !noasm

package draw

import "golang.org/x/sys/cpu"

// wide tells whether the processor multiplies eight words of 64 bits at a time.
var wide = cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ

// uniforms fills the first numbers of a list, eight at a time, and tells how many.
func (s Stream) uniforms(us []float64, ids []uint64) (done int) {
	if !wide || len(ids) < 8 {
		return 0
	}
	done = len(ids) &^ 7
	uniforms8(&s, &us[0], &ids[0], done)
	return done
}

// halves is uniforms for two lists.
func (s Stream) halves(us, vs []float64, ids []uint64) (done int) {
	if !wide || len(ids) < 8 {
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
