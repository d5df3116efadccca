package design

import "github.com/atelier-sim/atelier/sim/draw"

// A scramble is Owen's nested uniform scrambling of one dimension (Owen 1995, in Monte Carlo and
// Quasi-Monte Carlo Methods in Scientific Computing, 299-317): each digit is flipped or not by a coin
// that belongs to the digits before it. So points that share their first digits still do, and where
// they part they still part: a net stays a net, and each point is uniform by itself.
//
// The coins are random numbers of the digits before, not a hash that only resembles them, since 33
// words a coordinate are cheap beside any model.
type scramble struct {
	coins [digits]draw.Stream
	rest  draw.Stream
}

// newScramble returns the scramble of dimension j under a key.
func newScramble(key uint64, j int) *scramble {
	s := &scramble{rest: draw.New(key, draw.Decision(j), digits)}
	for d := range s.coins {
		s.coins[d] = draw.New(key, draw.Decision(j), d)
	}
	return s
}

// place scrambles 32 digits. The digits below are zero in all points, and no two points share the 32
// above, so what their coins would do one word does: 53 digits in all, in [0, 1).
func (s *scramble) place(x uint32) float64 {
	y := x
	for d := range s.coins {
		before := uint64(x) >> (digits - d)
		y ^= uint32(s.coins[d].Bits(before)>>63) << (digits - 1 - d)
	}
	rest := s.rest.Bits(uint64(x)) >> (64 - 53 + digits)
	return float64(float64(uint64(y)<<(53-digits)|rest) * 0x1p-53)
}

// ScrambledSobol returns the first n points of Sobol's sequence in k dimensions, at most Dimensions,
// with Owen's scrambling in every dimension. Each point is uniform in the cube, so a mean over the
// points is unbiased; 2^m points are a net as the plain ones are, so for smooth outputs its error falls
// nearly as n^-1.5. Means under several seeds tell the error. The points come in the order of Sobol.
func ScrambledSobol(n, k int, seed uint64) ([]Point, error) {
	if err := checkSequence(n, k); err != nil {
		return nil, err
	}
	points, err := rows("a scrambled Sobol design", n, k)
	if err != nil {
		return nil, err
	}
	key := draw.Source(seed, "design: scramble").Uint64()
	for j := range k {
		s := newScramble(key, j)
		walk(n, j, func(i int, x uint32) { points[i][j] = s.place(x) })
	}
	return points, nil
}
