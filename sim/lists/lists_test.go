package lists

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/sim/lanes"
)

// sample is what the operations are tried on.
type sample struct {
	d, a, b  []float64
	narrow   []float32
	bytes    []uint8
	where    Mask
	x, y     float64
	table    Table
	byteLike uint8
}

func (s *sample) clone() *sample {
	c := *s
	c.d, c.a, c.b = append([]float64{}, s.d...), append([]float64{}, s.a...), append([]float64{}, s.b...)
	c.narrow, c.bytes, c.where = append([]float32{}, s.narrow...), append([]uint8{}, s.bytes...), append(Mask{}, s.where...)
	return &c
}

var odd = []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, math.SmallestNonzeroFloat64, 1e-40, 1 + 0x1p-24, 0x1p-1030}

// samples are n numbers, of which some are unusual.
func samples(luck *rand.Rand, n int) *sample {
	number := func() float64 {
		if luck.Float64() < 0.1 {
			return odd[luck.IntN(len(odd))]
		}
		return 4 * (luck.Float64() - 0.5)
	}
	s := &sample{x: number(), y: number(), byteLike: uint8(luck.IntN(4))}
	for k := range s.table {
		s.table[k] = number()
	}
	for i := range n {
		s.d, s.a, s.b = append(s.d, number()), append(s.a, number()), append(s.b, number())
		if luck.Float64() < 0.2 {
			s.b[i] = s.a[i]
		}
		s.narrow, s.bytes = append(s.narrow, float32(number())), append(s.bytes, uint8(luck.IntN(len(s.table))))
	}
	s.where = make(Mask, (n+7)/8)
	for k := range s.where {
		s.where[k] = byte(luck.Uint32())
	}
	return s
}

// operations are all of them on a sample, each with what it does to number i alone.
var operations = []struct {
	name string
	all  func(s *sample)
	one  func(s *sample, i int)
}{
	{"Add", func(s *sample) { Add(s.d, s.a, s.b) }, func(s *sample, i int) { s.d[i] = s.a[i] + s.b[i] }},
	{"Mul", func(s *sample) { Mul(s.d, s.a, s.b) }, func(s *sample, i int) { s.d[i] = s.a[i] * s.b[i] }},
	{"Div", func(s *sample) { Div(s.d, s.a, s.b) }, func(s *sample, i int) { s.d[i] = s.a[i] / s.b[i] }},
	{"AtLeast", func(s *sample) { AtLeast(s.d, s.a, s.x) }, func(s *sample, i int) {
		if s.d[i] = s.a[i]; s.a[i] < s.x {
			s.d[i] = s.x
		}
	}},
	{"Line", func(s *sample) { Line(s.d, s.a, s.x, s.y) }, func(s *sample, i int) { s.d[i] = s.y + float64(s.x*s.a[i]) }},
	{"Line in place", func(s *sample) { Line(s.d, s.d, s.x, s.y) }, func(s *sample, i int) { s.d[i] = s.y + float64(s.x*s.d[i]) }},
	{"AddTimes", func(s *sample) { AddTimes(s.d, s.a, s.x) }, func(s *sample, i int) { s.d[i] += float64(s.x * s.a[i]) }},
	{"Toward", func(s *sample) { Toward(s.d, s.a, s.x) }, func(s *sample, i int) { s.d[i] += float64(s.x * (s.a[i] - s.d[i])) }},
	{"AddWhere", func(s *sample) { AddWhere(s.d, s.where, s.x) }, func(s *sample, i int) {
		if s.where.Of(i) {
			s.d[i] += s.x
		}
	}},
	{"AddTimesWhere", func(s *sample) { AddTimesWhere(s.d, s.where, s.a, s.x) }, func(s *sample, i int) {
		if s.where.Of(i) {
			s.d[i] += float64(s.x * s.a[i])
		}
	}},
	{"Choose", func(s *sample) { Choose(s.d, s.where, s.a) }, func(s *sample, i int) {
		if s.where.Of(i) {
			s.d[i] = s.a[i]
		}
	}},
	{"Widen", func(s *sample) { Widen(s.d, s.narrow) }, func(s *sample, i int) { s.d[i] = float64(s.narrow[i]) }},
	{"Narrow", func(s *sample) { Narrow(s.narrow, s.where, s.a) }, func(s *sample, i int) {
		if s.where.Of(i) {
			s.narrow[i] = float32(s.a[i])
		}
	}},
	{"Pick", func(s *sample) { Pick(s.d, &s.table, s.bytes) }, func(s *sample, i int) { s.d[i] = s.table[s.bytes[i]] }},
	{"Less", func(s *sample) { s.where.Less(s.a, s.x) }, func(s *sample, i int) { enter(s.where, i, s.a[i] < s.x) }},
	{"LessEach", func(s *sample) { s.where.LessEach(s.a, s.b) }, func(s *sample, i int) { enter(s.where, i, s.a[i] < s.b[i]) }},
	{"Is", func(s *sample) { s.where.Is(s.bytes, s.byteLike) }, func(s *sample, i int) { enter(s.where, i, s.bytes[i] == s.byteLike) }},
	{"Has", func(s *sample) { s.where.Has(s.bytes, s.byteLike) }, func(s *sample, i int) { enter(s.where, i, s.bytes[i]&s.byteLike != 0) }},
}

// enter writes a bit as an oracle of its own.
func enter(m Mask, i int, holds bool) {
	if m[i/8] |= 1 << (i % 8); !holds {
		m[i/8] -= 1 << (i % 8)
	}
}

// text is a sample to the bit, but that any number that is none is like any other.
func (s *sample) text() string {
	bits := func(xs []float64) (list []uint64) {
		for _, x := range xs {
			if x != x {
				x = math.NaN()
			}
			list = append(list, math.Float64bits(x))
		}
		return list
	}
	var narrow []float64
	for _, x := range s.narrow {
		narrow = append(narrow, float64(x))
	}
	return fmt.Sprint(bits(s.d), bits(s.a), bits(s.b), bits(narrow), s.bytes, s.where)
}

// An operation on a list is that on each of its numbers, to the bit, whatever they are and however many, and
// touches nothing else; with eight lanes and without.
func TestOperationsOnListsAreThoseOnEachNumber(t *testing.T) {
	defer func(eight bool) { lanes.Eight = eight }(lanes.Eight)
	for _, eight := range []bool{lanes.Eight, false} {
		lanes.Eight = eight
		luck := rand.New(rand.NewPCG(1, 2))
		for _, op := range operations {
			for n := range 70 {
				for range 5 {
					got := samples(luck, n)
					want := got.clone()
					op.all(got)
					for i := range n {
						op.one(want, i)
					}
					if got.text() != want.text() {
						t.Fatalf("%s of %d numbers, eight lanes %v:\n got %s\nwant %s", op.name, n, eight, got.text(), want.text())
					}
				}
			}
		}
	}
}

// Lists that are longer than the first are not touched behind its end.
func TestOperationsEndWithTheFirstList(t *testing.T) {
	luck := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, 7, 8, 9, 24, 31} {
		s := samples(luck, 40)
		was := s.clone()
		Add(s.d[:n], s.a, s.b)
		Narrow(s.narrow[:n], s.where, s.a)
		Widen(s.a[:n], s.narrow)
		s.where.Less(s.b[:n], s.x)
		for i := n; i < 40; i++ {
			if same := func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b }; !same(s.d[i], was.d[i]) || !same(s.a[i], was.a[i]) ||
				!same(float64(s.narrow[i]), float64(was.narrow[i])) || s.where.Of(i) != was.where.Of(i) {
				t.Errorf("of %d numbers, number %d was written", n, i)
			}
		}
	}
}

func TestShorterListsPanic(t *testing.T) {
	long, short := make([]float64, 64), make([]float64, 16)
	for name, f := range map[string]func(){
		"Add":      func() { Add(long, long, short) },
		"Line":     func() { Line(long, short, 1, 2) },
		"Widen":    func() { Widen(long, make([]float32, 63)) },
		"Narrow":   func() { Narrow(make([]float32, 64), make(Mask, 7), long) },
		"Pick":     func() { Pick(long, new(Table), make([]uint8, 8)) },
		"AddWhere": func() { AddWhere(long, make(Mask, 7), 1) },
		"Less":     func() { make(Mask, 7).Less(long, 1) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s reads behind the end of a list", name)
				}
			}()
			f()
		}()
	}
}

func TestMasksAreOfAllTheirBytes(t *testing.T) {
	a, b, m := Mask{0xf0, 0x3c}, Mask{0xcc, 0xff}, make(Mask, 2)
	if m.And(a, b); m[0] != 0xc0 || m[1] != 0x3c {
		t.Errorf("both: %x", m)
	}
	if m.AndNot(a, b); m[0] != 0x30 || m[1] != 0 {
		t.Errorf("one without the other: %x", m)
	}
}

func TestListOfAMaskIsThatOfEach(t *testing.T) {
	defer func(eight bool) { lanes.Eight = eight }(lanes.Eight)
	luck := rand.New(rand.NewPCG(7, 8))
	for _, eight := range []bool{lanes.Eight, false} {
		lanes.Eight = eight
		for n := range 100 {
			m := samples(luck, n).where
			var want []uint32
			m.Each(n, func(i int) { want = append(want, uint32(i)) })
			if got := m.List(make([]uint32, n), n); !slices.Equal(got, want) {
				t.Fatalf("of %d numbers, eight lanes %v: %v, want %v", n, eight, got, want)
			}
		}
	}
}

func TestEachOfAMaskIsInOrderAndNoneBehindTheEnd(t *testing.T) {
	m := Mask{0x81, 0, 0xff}
	for n, want := range map[int][]int{0: nil, 1: {0}, 8: {0, 7}, 17: {0, 7, 16}, 20: {0, 7, 16, 17, 18, 19}} {
		var got []int
		if m.Each(n, func(i int) { got = append(got, i) }); !slices.Equal(got, want) {
			t.Errorf("of %d: %v, want %v", n, got, want)
		}
	}
}
