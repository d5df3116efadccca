package draw

// A Sequence draws one word after another, where order is fixed anyway: the seeds of replicates. It
// is a Source of math/rand/v2. Not safe for use by several goroutines at once.
type Sequence struct {
	stream Stream
	place  uint64
}

// Source returns the sequence of a seed and a purpose. Sequences with different names are
// independent, so that drawing more for one purpose changes nothing elsewhere.
func Source(seed uint64, name string) *Sequence {
	key := mix(seed + uint64(len(name)))
	for i := range len(name) {
		key = mix(key + golden + uint64(name[i]))
	}
	return &Sequence{stream: Stream{start: mix(key + golden), twist: mix(key ^ golden)}}
}

// Uint64 returns the next word.
func (s *Sequence) Uint64() uint64 {
	s.place++
	return s.stream.Bits(s.place - 1)
}
