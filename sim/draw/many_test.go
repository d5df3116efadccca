package draw

import (
	"math"
	"testing"
)

// Several at once give the bits of one at a time, however many there are.
func TestManyPersonsAreEachAlone(t *testing.T) {
	ids := make([]uint64, 2100)
	for i := range ids {
		ids[i] = mix(uint64(i)) >> (i % 64)
	}
	ids[3], ids[900], ids[2099] = 0, math.MaxUint64, 1
	us, vs := make([]float64, len(ids)), make([]float64, len(ids))
	for n := range len(ids) + 1 {
		if n > 40 && n%97 != 0 && n != len(ids) {
			continue
		}
		for k, s := range []Stream{New(uint64(n), Decision(n%50), n-120), Middle, extreme(0), extreme(math.MaxUint64)} {
			some := ids[len(ids)-n:]
			const beyond = 7
			for i := n; i < len(us); i++ {
				us[i], vs[i] = beyond, beyond
			}
			s.Uniforms(us, some)
			for i, id := range some {
				if us[i] != s.Uniform(id) {
					t.Fatalf("stream %d, %d persons: Uniform of %d is %v, alone %v", k, n, id, us[i], s.Uniform(id))
				}
			}
			s.Halves(us, vs, some)
			for i, id := range some {
				if u, v := Halves(s.Bits(id)); us[i] != u || vs[i] != v {
					t.Fatalf("stream %d, %d persons: halves of %d are %v and %v, alone %v and %v", k, n, id, us[i], vs[i], u, v)
				}
			}
			for i := n; i < len(us); i++ {
				if us[i] != beyond || vs[i] != beyond {
					t.Fatalf("stream %d, %d persons: number %d was written", k, n, i)
				}
			}
		}
	}
}

func BenchmarkUniforms(b *testing.B) {
	benchmarkMany(b, func(s Stream, us, _ []float64, ids []uint64) { s.Uniforms(us, ids) })
}

func BenchmarkHalves(b *testing.B) { benchmarkMany(b, Stream.Halves) }

func BenchmarkHalvesAlone(b *testing.B) {
	benchmarkMany(b, func(s Stream, us, vs []float64, ids []uint64) {
		for i, id := range ids {
			us[i], vs[i] = Halves(s.Bits(id))
		}
	})
}

// benchmarkMany tells of nanoseconds a person.
func benchmarkMany(b *testing.B, many func(s Stream, us, vs []float64, ids []uint64)) {
	ids := make([]uint64, 2048)
	us, vs := make([]float64, len(ids)), make([]float64, len(ids))
	for i := range ids {
		ids[i] = uint64(i)
	}
	s := New(1, 2, 3)
	for b.Loop() {
		many(s, us, vs, ids)
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N*len(ids)), "ns/person")
}
