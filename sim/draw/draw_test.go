package draw

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// equalGaps returns how many gaps between sorted days are equal to another.
func equalGaps(days []uint32) int {
	slices.Sort(days)
	gaps := make([]uint32, len(days)-1)
	for i := range gaps {
		gaps[i] = days[i+1] - days[i]
	}
	slices.Sort(gaps)
	equal := 0
	for i := 1; i < len(gaps); i++ {
		if gaps[i] == gaps[i-1] {
			equal++
		}
	}
	return equal
}

func TestStreamsDoNotCoincide(t *testing.T) {
	seen := map[Stream]bool{}
	starts := map[uint64]bool{}
	for seed := range uint64(8) {
		for d := range Decision(64) {
			for month := -120; month < 300; month++ {
				s := New(seed, d, month)
				if seen[s] || starts[s.start] {
					t.Fatalf("seed %d, decision %d, month %d has the stream of another", seed, d, month)
				}
				seen[s], starts[s.start] = true, true
			}
		}
	}
}

// Two streams made to start one step apart: without the second word they would be the same
// sequence, shifted.
func TestStreamsThatMeetDoNotRunTogether(t *testing.T) {
	a := Stream{start: 5, twist: mix(1), step: golden}
	b := Stream{start: 5 + golden, twist: mix(2), step: golden}
	sum := 0.0
	const n = 100_000
	for i := range uint64(n) {
		if a.Bits(i+1) == b.Bits(i) {
			t.Fatalf("place %d of one is place %d of the other", i+1, i)
		}
		sum += half(a.Bits(i+1)) * half(b.Bits(i))
	}
	if z := sum * 12 / math.Sqrt(n); math.Abs(z) > limit {
		t.Errorf("they are correlated: %.2f standard deviations", z)
	}
}

func TestUniformStaysInItsInterval(t *testing.T) {
	zero, one := extreme(0), extreme(math.MaxUint64)
	if u := zero.Uniform(0); u != 0 {
		t.Errorf("smallest Uniform %g, want 0", u)
	}
	if u := one.Uniform(0); u != 1-0x1p-53 {
		t.Errorf("largest Uniform %g, want the last float below 1", u)
	}
	if u := zero.Open(0); u != 0x1p-53 {
		t.Errorf("smallest Open %g, want 2^-53", u)
	}
	if u := one.Open(0); u != 1-0x1p-53 {
		t.Errorf("largest Open %g, want 1 - 2^-53", u)
	}
	if a, b := zero.Normal(0), one.Normal(0); a != -b || b < 8.2 || b > 8.3 {
		t.Errorf("extreme normals %g and %g", a, b)
	}
	if a, b := zero.Logistic(0), one.Logistic(0); math.Abs(a+b) > 1e-9 || b < 36 || b > 37 {
		t.Errorf("extreme logistics %g and %g", a, b)
	}
	if a, b := zero.Below(0, 10), one.Below(0, 10); a != 0 || b != 9 {
		t.Errorf("Below(10) runs from %d to %d", a, b)
	}
}

// In the stream without luck everybody is in the middle of every law.
func TestMiddleIsTheMedianOfEverybody(t *testing.T) {
	for _, id := range []uint64{0, 1, 77, 1 << 40, math.MaxUint64} {
		if b := Middle.Bits(id); b != 1<<63|1<<31 {
			t.Errorf("bits %x", b)
		}
		if u, z, l := Middle.Uniform(id), Middle.Normal(id), Middle.Logistic(id); math.Abs(u-0.5) > 1e-9 || math.Abs(z) > 1e-9 || math.Abs(l) > 1e-9 {
			t.Errorf("uniform %v, normal %v, logistic %v", u, z, l)
		}
	}
}

// extreme returns a stream whose person 0 has the given word, by undoing the last steps of Bits.
func extreme(word uint64) Stream {
	z := word ^ word>>31 ^ word>>62
	z *= inverse(mixTwo)
	z ^= z>>27 ^ z>>54
	return Stream{start: 0, twist: z}
}

// inverse returns the multiplicative inverse of an odd word, by Newton's iteration.
func inverse(a uint64) uint64 {
	x := a
	for range 5 {
		x *= 2 - a*x
	}
	return x
}

func TestUniformAndBelowFollowBits(t *testing.T) {
	s := New(1, 2, 3)
	var count [7]int
	for i := range uint64(70_000) {
		if u := s.Uniform(i); u != float64(s.Bits(i)>>11)/(1<<53) {
			t.Fatalf("person %d: Uniform %g", i, u)
		}
		count[s.Below(i, 7)]++
	}
	if z := chiSquare(count[:]); math.Abs(z) > limit {
		t.Errorf("Below is not uniform: %v", count)
	}
}

// TestNumbersNeverChange holds the numbers themselves: seeds in published studies must keep their
// meaning.
func TestNumbersNeverChange(t *testing.T) {
	digest := fnv.New64a()
	add := func(w uint64) {
		var b [8]byte
		for i := range b {
			b[i] = byte(w >> (8 * i))
		}
		digest.Write(b[:])
	}
	for i := range uint64(1000) {
		s := New(i*i*i, Decision(i%50), int(i)-120)
		add(s.Bits(i))
		add(math.Float64bits(s.Normal(i)))
		add(math.Float64bits(s.Logistic(i)))
	}
	r := NewRand(42, "population")
	for range 1000 {
		add(r.Uint64())
		add(uint64(r.Intn(1000)))
	}
	const want = 0x2ac2f86eb4048c75
	if got := digest.Sum64(); got != want {
		t.Errorf("digest %#x, want %#x", got, uint64(want))
	}
}

func TestSourceIsAFunctionOfSeedAndName(t *testing.T) {
	a, b := Source(1, "bootstrap"), Source(1, "bootstrap")
	first := a.Uint64()
	if first != b.Uint64() {
		t.Error("the same seed and name give different sequences")
	}
	for _, other := range []struct {
		seed uint64
		name string
	}{{2, "bootstrap"}, {1, "bootstrap "}, {1, ""}, {1, "pathstoob"}, {0, "bootstrap"}} {
		if Source(other.seed, other.name).Uint64() == first {
			t.Errorf("seed %d, name %q starts as seed 1, name bootstrap", other.seed, other.name)
		}
	}
	a.Seed(1)
	if a.Uint64() != first {
		t.Error("Seed does not start the sequence again")
	}
	a.Seed(9)
	if a.Uint64() != Source(9, "bootstrap").Uint64() {
		t.Error("Seed(9) is not the sequence of seed 9")
	}
}

func TestSourceServesMathRandToo(t *testing.T) {
	var s rand.Source = Source(1, "design")
	if n := len(rand.New(s).Perm(10)); n != 10 {
		t.Errorf("a permutation of 10 has %d entries", n)
	}
	p := NewRand(1, "design").Perm(1000)
	slices.Sort(p)
	for i, v := range p {
		if i != v {
			t.Fatalf("entry %d of the sorted permutation is %d", i, v)
		}
	}
}

func TestSequencesOfASourceAreNotCorrelated(t *testing.T) {
	const n = 200_000
	a, b, c := Source(1, "a"), Source(1, "b"), Source(2, "a")
	names, seeds, serial, before := 0.0, 0.0, 0.0, 0.0
	for range n {
		x := half(a.Uint64())
		names += x * half(b.Uint64())
		seeds += x * half(c.Uint64())
		serial += x * before
		before = x
	}
	worst := 0.0
	check(t, &worst, names*12/math.Sqrt(n), "two names")
	check(t, &worst, seeds*12/math.Sqrt(n), "two seeds")
	check(t, &worst, serial*12/math.Sqrt(n), "neighbours")
	t.Logf("worst of 3: %.2f sd", worst)
}

func BenchmarkDraw(b *testing.B) {
	const n = 4096
	s := New(1, 2, 3)
	sum, word := 0.0, uint64(0)
	per := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/draw")
	}
	b.Run("Bits", func(b *testing.B) {
		for b.Loop() {
			for i := range uint64(n) {
				word ^= s.Bits(i)
			}
		}
		per(b)
	})
	b.Run("Uniform", func(b *testing.B) {
		for b.Loop() {
			for i := range uint64(n) {
				sum += s.Uniform(i)
			}
		}
		per(b)
	})
	b.Run("Normal", func(b *testing.B) {
		for b.Loop() {
			for i := range uint64(n) {
				sum += s.Normal(i)
			}
		}
		per(b)
	})
	b.Run("Noise", func(b *testing.B) {
		for b.Loop() {
			for i := range uint64(n) {
				sum += s.Noise(i)
			}
		}
		per(b)
	})
	b.Run("Logistic", func(b *testing.B) {
		for b.Loop() {
			for i := range uint64(n) {
				sum += s.Logistic(i)
			}
		}
		per(b)
	})
	b.Run("New", func(b *testing.B) {
		for b.Loop() {
			for i := range n {
				word ^= New(1, 2, i).start
			}
		}
		per(b)
	})
	b.Run("Source", func(b *testing.B) {
		source := Source(1, "x")
		for b.Loop() {
			for range n {
				word ^= source.Uint64()
			}
		}
		per(b)
	})
	if sum == 1 && word == 1 {
		b.Log("never")
	}
}
