package draw

// Halves splits 64 random bits into two uniforms of 32 bits, in [0, 1).
func Halves(bits uint64) (u, v float64) {
	return float64(float64(uint32(bits>>32)) * 0x1p-32), float64(float64(uint32(bits)) * 0x1p-32)
}

// Uniforms fills a list with the Uniform of each person, to the bit: several at once where
// the processor can (many_amd64.s). The list must be as long as that of the persons.
func (s Stream) Uniforms(us []float64, ids []uint64) {
	us = us[:len(ids)]
	for i := s.uniforms(us, ids); i < len(ids); i++ {
		us[i] = s.Uniform(ids[i])
	}
}

// Halves fills two lists with the Halves of the bits of each person, as Uniforms does.
func (s Stream) Halves(us, vs []float64, ids []uint64) {
	us, vs = us[:len(ids)], vs[:len(ids)]
	for i := s.halves(us, vs, ids); i < len(ids); i++ {
		us[i], vs[i] = Halves(s.Bits(ids[i]))
	}
}
