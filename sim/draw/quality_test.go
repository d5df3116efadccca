package draw

import (
	"fmt"
	"math"
	"testing"
)

// The four axes along which numbers may not be related. Each returns a sequence: entry i is the
// word at the i-th place of the axis, all else being fixed by an offset.
var axes = []struct {
	name string
	word func(i, offset int) uint64
}{
	{"person", func(i, offset int) uint64 { return New(7, Decision(offset), 3*offset).Bits(uint64(i)) }},
	{"month", func(i, offset int) uint64 { return New(7, 2, i-120).Bits(uint64(offset)) }},
	{"decision", func(i, offset int) uint64 { return New(7, Decision(i), 5).Bits(uint64(offset)) }},
	{"seed", func(i, offset int) uint64 { return New(uint64(i), 2, 5).Bits(uint64(offset)) }},
	{"high seed bits", func(i, offset int) uint64 { return New(uint64(i)<<40, 2, 5).Bits(uint64(offset)) }},
	{"peers of a row", func(i, offset int) uint64 { return New(7, 1, offset).Bits(uint64(i) * 72) }},
	{"diagonal", func(i, offset int) uint64 { return New(uint64(i), Decision(i), i).Bits(uint64(i + offset)) }},
}

// limit is how many standard deviations from its expectation a statistic may lie. Some hundred
// statistics with fixed seeds: chance reaches 4.5 once in a thousand such tests.
const limit = 4.5

// chiSquare returns the distance of counts from equal counts, in standard deviations of the
// chi-square.
func chiSquare(count []int) float64 {
	total := 0
	for _, c := range count {
		total += c
	}
	want, chi := float64(total)/float64(len(count)), 0.0
	for _, c := range count {
		chi += (float64(c) - want) * (float64(c) - want) / want
	}
	degrees := float64(len(count) - 1)
	return (chi - degrees) / math.Sqrt(2*degrees)
}

// check fails if a statistic is too far out, and keeps the worst for the log.
func check(t *testing.T, worst *float64, z float64, what string) {
	t.Helper()
	*worst = max(*worst, math.Abs(z))
	if math.Abs(z) > limit {
		t.Errorf("%s: %.2f standard deviations out", what, z)
	}
}

func TestHighMiddleAndLowBitsAreUniform(t *testing.T) {
	const n = 200_000
	for _, axis := range axes {
		worst := 0.0
		for _, offset := range []int{0, 1, 1000} {
			var count [3][256]int
			for i := range n {
				w := axis.word(i, offset)
				count[0][w>>56]++
				count[1][w>>24&0xff]++
				count[2][w&0xff]++
			}
			for part, name := range []string{"high", "middle", "low"} {
				check(t, &worst, chiSquare(count[part][:]), fmt.Sprintf("%s bits along %s, offset %d", name, axis.name, offset))
			}
		}
		t.Logf("along %-15s worst of 9 chi-squares: %.2f sd", axis.name, worst)
	}
}

// half centres a word: uniform on [-1/2, 1/2).
func half(w uint64) float64 { return float64(w>>11)*0x1p-53 - 0.5 }

func TestNeighboursAreNotCorrelated(t *testing.T) {
	const n = 200_000
	for _, axis := range axes {
		worst := 0.0
		for _, lag := range []int{1, 2, 12, 64} {
			sum := 0.0
			for i := range n {
				sum += half(axis.word(i, 5)) * half(axis.word(i+lag, 5))
			}
			check(t, &worst, sum*12/math.Sqrt(n), fmt.Sprintf("lag %d along %s", lag, axis.name))
		}
		t.Logf("along %-15s worst of 4 serial correlations: %.2f sd", axis.name, worst)
	}
}

func TestNeighbouringColumnsAreNotCorrelated(t *testing.T) {
	// Two columns of persons whose seed, decision or month differ by one, also at shifted persons.
	const n = 200_000
	base := New(11, 4, 17)
	for name, other := range map[string]Stream{
		"seed": New(12, 4, 17), "decision": New(11, 5, 17), "month": New(11, 4, 18), "month before": New(11, 4, 16),
		"swapped": New(11, 17, 4), "seed and decision": New(12, 5, 17), "far seed": New(11+1<<63, 4, 17),
	} {
		worst := 0.0
		for _, shift := range []uint64{0, 1, 2, 72, 1000} {
			sum := 0.0
			for i := range uint64(n) {
				sum += half(base.Bits(i)) * half(other.Bits(i+shift))
			}
			check(t, &worst, sum*12/math.Sqrt(n), fmt.Sprintf("other %s, persons shifted by %d", name, shift))
		}
		t.Logf("other %-18s worst of 5 cross correlations: %.2f sd", name, worst)
	}
}

func TestPairsFillTheSquareEvenly(t *testing.T) {
	const n, side = 400_000, 64
	for _, axis := range axes {
		worst := 0.0
		for _, shift := range []uint{58, 0} { // pairs of high bits, pairs of low bits
			count := make([]int, side*side)
			before := axis.word(0, 9) >> shift & (side - 1)
			for i := 1; i <= n; i++ {
				now := axis.word(i, 9) >> shift & (side - 1)
				count[before*side+now]++
				before = now
			}
			check(t, &worst, chiSquare(count), fmt.Sprintf("pairs of bits from %d along %s", shift, axis.name))
		}
		t.Logf("along %-15s worst of 2 pair tests on 64 x 64 cells: %.2f sd", axis.name, worst)
	}
}

func TestTriplesFillTheCubeEvenly(t *testing.T) {
	const n, side = 400_000, 16
	for _, axis := range axes {
		worst := 0.0
		count := make([]int, side*side*side)
		a, b := axis.word(0, 9)>>60, axis.word(1, 9)>>60
		for i := 2; i <= n; i++ {
			c := axis.word(i, 9) >> 60
			count[(a*side+b)*side+c]++
			a, b = b, c
		}
		check(t, &worst, chiSquare(count), "triples along "+axis.name)
		t.Logf("along %-15s triples on 16 x 16 x 16 cells: %.2f sd", axis.name, worst)
	}
}

// Avalanche: flipping any one bit of the seed, decision, month or person flips each bit of the word
// with probability one half.
func TestEveryInputBitMovesEveryOutputBit(t *testing.T) {
	const n = 4000
	for _, input := range []struct {
		name string
		bits int
		word func(i, flip uint64) uint64
	}{
		{"person", 64, func(i, flip uint64) uint64 { return New(1, 2, 3).Bits(i ^ flip) }},
		{"month", 32, func(i, flip uint64) uint64 { return New(1, 2, int(int32(i^flip))).Bits(4) }},
		{"decision", 32, func(i, flip uint64) uint64 { return New(1, Decision(i^flip), 3).Bits(4) }},
		{"seed", 64, func(i, flip uint64) uint64 { return New(i^flip, 2, 3).Bits(4) }},
	} {
		worst := 0.0
		for in := range input.bits {
			var flips [64]int
			for i := range uint64(n) {
				at := i * i * i // no two differ in one bit only by design, as i and i^1 would
				moved := input.word(at, 0) ^ input.word(at, 1<<in)
				for out := range flips {
					flips[out] += int(moved >> out & 1)
				}
			}
			for out, f := range flips {
				z := (float64(f) - n/2) / (math.Sqrt(n) / 2)
				worst = max(worst, math.Abs(z))
				if math.Abs(z) > 5 { // 12,288 statistics in all
					t.Errorf("bit %d of %s moves bit %d of the word in %d of %d cases", in, input.name, out, f, n)
				}
			}
		}
		t.Logf("%-9s worst of %d pairs of bits: %.2f sd", input.name, 64*input.bits, worst)
	}
}

// Birthday spacings (Marsaglia): among n sorted birthdays in a year of 2^32 days, the number of
// equal gaps is Poisson with mean n^3 / 2^34. Lattices and overlapping sequences fail it badly.
func TestBirthdaySpacings(t *testing.T) {
	const n, rounds = 4096, 20
	mean := float64(rounds) * math.Pow(n, 3) / 0x1p34
	for _, axis := range axes {
		worst := 0.0
		for _, shift := range []uint{0, 32} {
			equal := 0
			for r := range rounds {
				days := make([]uint32, n)
				for i := range days {
					days[i] = uint32(axis.word(r*n+i, 3) >> shift)
				}
				equal += equalGaps(days)
			}
			check(t, &worst, (float64(equal)-mean)/math.Sqrt(mean), fmt.Sprintf("equal gaps of bits from %d along %s", shift, axis.name))
		}
		t.Logf("along %-15s worst of 2 birthday tests: %.2f sd", axis.name, worst)
	}
}

// Means over many persons, month by month: their spread over 420 months must be what independence
// gives, or luck would have seasons.
func TestMonthlyMeansSpreadAsIndependentOnes(t *testing.T) {
	const n, months = 2000, 420
	worst := 0.0
	for d := range Decision(12) {
		chi := 0.0
		for m := range months {
			s, sum := New(3, d, m-120), 0.0
			for i := range uint64(n) {
				sum += half(s.Bits(i))
			}
			chi += sum * sum * 12 / n
		}
		check(t, &worst, (chi-months)/math.Sqrt(2*months), fmt.Sprintf("decision %d", d))
	}
	t.Logf("worst of 12 decisions: %.2f sd", worst)
}

func TestNormalHasTheMomentsAndTailsOfTheNormal(t *testing.T) {
	const n = 1_000_000
	s := New(1, 2, 3)
	var m [5]float64
	beyond := 0
	for i := range uint64(n) {
		x := s.Normal(i)
		p := x
		for k := 1; k <= 4; k++ {
			m[k] += p / n
			p *= x
		}
		if math.Abs(x) > 3 {
			beyond++
		}
	}
	worst := 0.0
	root := math.Sqrt(n)
	check(t, &worst, m[1]*root, "mean")
	check(t, &worst, (m[2]-1)*root/math.Sqrt(2), "variance")
	check(t, &worst, m[3]*root/math.Sqrt(15), "third moment")
	check(t, &worst, (m[4]-3)*root/math.Sqrt(96), "fourth moment")
	const tail = 0.0026997960632601866
	check(t, &worst, (float64(beyond)-n*tail)/math.Sqrt(n*tail), "share beyond 3")
	t.Logf("mean %.5f, variance %.5f, third %.5f, fourth %.5f, beyond 3: %d; worst %.2f sd", m[1], m[2], m[3], m[4], beyond, worst)
}
