package population

import (
	"math"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim/num"
)

// A span is the true staff of a size class's organisations: within low .. high
// the number of organisations with more than x staff falls as x^-tail, the
// sector's Zipf-like exponent.
type span struct {
	low, high float64
	power     float64 // 1 - tail
	from, to  float64 // low and high to that power
}

// leastTop is how far the top class reaches at least, times its lower end:
// where an enterprise has but a unit in the sector, jobs per firm lie below
// the class and say nothing about the enterprise (assumed).
const (
	leastTop = 10
	mostTop  = 4000
)

// spanOf is the span of a size class. The top class has no upper end in the
// tables; it ends where the mean staff is the table's jobs per firm.
func spanOf(s *evidence.Sector, class int) span {
	k := s.Classes[class]
	low := float64(k.Low)
	if k.High > 0 {
		return newSpan(low, float64(k.High)+1, s.Tail)
	}
	lo, hi := float64(leastTop), float64(mostTop)
	for range 60 {
		middle := math.Sqrt(lo * hi)
		if newSpan(low, low*middle, s.Tail).mean() < k.StaffPerFirm() {
			lo = middle
		} else {
			hi = middle
		}
	}
	return newSpan(low, low*hi, s.Tail)
}

func newSpan(low, high, tail float64) span {
	s := span{low: low, high: high, power: 1 - tail}
	if math.Abs(s.power) < 1e-6 {
		s.power = 1e-6 // the logarithm is the limit; this is near enough
	}
	s.from, s.to = num.Pow(low, s.power), num.Pow(high, s.power)
	return s
}

// mean is the mean staff of an organisation.
func (s span) mean() float64 {
	tail := 1 - s.power
	return (s.to - s.from) / s.power / (num.Pow(s.low, -tail) - num.Pow(s.high, -tail)) * tail
}

// staff is the staff of the organisation where the share u of the class's jobs
// is in smaller ones: the quantile of staff weighted with jobs.
func (s span) staff(u float64) float64 {
	x := num.Pow(s.from+float64(u*(s.to-s.from)), 1/s.power)
	return math.Floor(max(s.low, min(x, s.high-1)))
}
