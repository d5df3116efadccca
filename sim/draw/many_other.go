//go:build !amd64 || noasm

package draw

// There is no wide arithmetic.

func (s Stream) uniforms(us []float64, ids []uint64) (done int) { return 0 }

func (s Stream) halves(us, vs []float64, ids []uint64) (done int) { return 0 }
