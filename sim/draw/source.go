package draw

// The package golang.org/x/exp/rand is marked as deprecated in favour of math/rand/v2. It is kept,
// pinned in go.mod, because gonum's distributions and samplers take its Source; this file is its
// only import in the repository, so that replacing it is a change of one file.

import "golang.org/x/exp/rand" //lint:ignore SA1019 the only import of it, pinned; see the comment above

// Rand draws one number after another, where order is fixed anyway: population synthesis,
// permutations of a design, the bootstrap. Do not use its NormFloat64 and ExpFloat64: they call
// functions of package math that differ between machines; take num.Quantile(r.Float64()) instead.
type Rand = rand.Rand

// NewRand returns a Rand over Source(seed, name).
func NewRand(seed uint64, name string) *Rand { return rand.New(Source(seed, name)) }

// Source returns a sequence of random words for a seed and a purpose. Sequences with different
// names are independent, so that drawing more for one purpose changes nothing elsewhere. It is also
// a Source of math/rand/v2. Not safe for use by several goroutines at once.
func Source(seed uint64, name string) rand.Source {
	s := &sequence{name: name}
	s.Seed(seed)
	return s
}

// A sequence walks through the places of one stream.
type sequence struct {
	name   string
	stream Stream
	place  uint64
}

// Seed starts the sequence again under another seed, with the same name.
func (s *sequence) Seed(seed uint64) {
	key := mix(seed + uint64(len(s.name)))
	for i := range len(s.name) {
		key = mix(key + golden + uint64(s.name[i]))
	}
	s.stream = Stream{start: mix(key + golden), twist: mix(key ^ golden), step: golden}
	s.place = 0
}

// Uint64 returns the next word.
func (s *sequence) Uint64() uint64 {
	s.place++
	return s.stream.Bits(s.place - 1)
}
