// Package draw makes random numbers that are functions, not sequences: a number is determined by
// (seed, decision, person, month) and by nothing else.
//
// Nobody's luck depends on who drew before, so rows can be worked on in any order by any number of
// workers, a policy that changes one decision leaves the luck of all others alone, and two runs
// with the same seed can be compared person by person (common random numbers).
package draw

import (
	"math/bits"

	"github.com/atelier-sim/atelier/sim/num"
)

// A Decision names what is being decided: trying a tool, quitting a job. The model enumerates its
// decisions; a number that has been used must keep its meaning, or old seeds change theirs.
type Decision uint32

// A Stream gives one number to each person for one decision in one month under one seed. It is a
// value of three words; make it once per chunk of rows and ask it for each person.
type Stream struct{ start, twist, step uint64 }

// The odd constants spread the bits of a word over its upper half by multiplication: the first is
// 2^64 over the golden ratio, the others are those of Stafford's variant 13 of the MurmurHash3
// finaliser, as in SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
const (
	golden = 0x9e3779b97f4a7c15
	mixOne = 0xbf58476d1ce4e5b9
	mixTwo = 0x94d049bb133111eb
)

// New returns the stream of a decision in a month under a seed. Months before the start of history
// are negative (burn-in).
func New(seed uint64, d Decision, month int) Stream {
	key := mix(mix(mix(seed+golden)+uint64(d)+golden) + uint64(int64(month)) + golden)
	return Stream{start: key, twist: mix(key + golden), step: golden}
}

// Middle is the stream without luck: everybody's number is the median, and so is each half of it. Its
// step is none, and its twist is what the last lines of Bits turn into one bit in each half.
var Middle = Stream{twist: 0x50371e36f00b6a97}

// mix is a bijection of 64-bit words in which every bit of the input moves every bit of the output
// with probability one half.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * mixOne
	z = (z ^ z>>27) * mixTwo
	return z ^ z>>31
}

// Bits returns the 64 random bits of a person. It is SplitMix64 at place id, with the stream's
// second word folded in half-way: without it two streams could be the same sequence at two places.
func (s Stream) Bits(id uint64) uint64 {
	z := s.start + id*s.step
	z = (z^z>>30)*mixOne ^ s.twist
	z = (z ^ z>>27) * mixTwo
	return z ^ z>>31
}

// Uniform returns a person's number in [0, 1), a multiple of 2^-53.
func (s Stream) Uniform(id uint64) float64 {
	return float64(float64(int64(s.Bits(id)>>11)) * 0x1p-53)
}

// Open returns a person's number in (0, 1), an odd multiple of 2^-53: never 0, never 1, and as
// often above a half as below. It is meant for arguments of logarithms and quantiles.
func (s Stream) Open(id uint64) float64 {
	return float64(float64(int64(s.Bits(id)>>11|1)) * 0x1p-53)
}

// Normal returns a person's standard normal number, between -8.3 and 8.3.
func (s Stream) Normal(id uint64) float64 { return num.Quantile(s.Open(id)) }

// Logistic returns a person's standard logistic number, log(u/(1-u)), between -37 and 37.
func (s Stream) Logistic(id uint64) float64 { return num.Logit(s.Open(id)) }

// Below returns a person's number in 0 .. n-1; n must be at least 1. The bias is below n/2^64.
func (s Stream) Below(id, n uint64) uint64 {
	high, _ := bits.Mul64(s.Bits(id), n)
	return high
}

// own marks the decisions that have a name: the model's numbers lie far below.
const own = 1 << 31

// Named is the decision of a name, for decisions that are not the model's: no number
// of the model, and that of another name once in 2^31 pairs.
// FNV-1a, over the bytes of the name.
func Named(name string) Decision {
	h := uint32(2166136261)
	for _, b := range []byte(name) {
		h = (h ^ uint32(b)) * 16777619
	}
	return Decision(h | own)
}
