// Package lists is arithmetic on lists of numbers: one operation on all numbers of a list,
// eight at a time where the processor can (lists_amd64.s), else one by one, to the same bits.
// A rule of the month that is written in them takes about half of its loop's time there, and two to
// four times as long elsewhere, where each list is read and written anew for each operation; so it
// keeps its loop.
//
// Nothing is fused. The lists of a call are as long as its first, or longer; a list may
// be overwritten with what is made of it. A Mask has a bit for each number, and tells nothing
// of numbers beyond those that it was made of.
package lists

import "math/bits"

// A Mask tells of each number of a list whether something holds: number i is bit i%8 of
// byte i/8.
type Mask []byte

// Of tells whether it holds of number i.
func (m Mask) Of(i int) bool { return m[i/8]>>(i%8)&1 != 0 }

// set enters number i.
func (m Mask) set(i int, holds bool) {
	bit := byte(1) << (i % 8)
	m[i/8] &^= bit
	if holds {
		m[i/8] |= bit
	}
}

// And is what holds in both masks, AndNot what holds in a and not in b, each of all their
// bytes; m may be one of them.
func (m Mask) And(a, b Mask) {
	for i := range m {
		m[i] = a[i] & b[i]
	}
}

func (m Mask) AndNot(a, b Mask) {
	for i := range m {
		m[i] = a[i] &^ b[i]
	}
}

// List lists the numbers of which it holds among the first n, in their order: it fills the
// beginning of a list that has room for n, and returns that.
func (m Mask) List(to []uint32, n int) []uint32 {
	done, found := list(m, to, n)
	for i := done; i < n; i++ {
		to[found] = uint32(i)
		if m.Of(i) {
			found++
		}
	}
	return to[:found]
}

// Each calls f for the numbers of which it holds among the first n, in their order.
func (m Mask) Each(n int, f func(i int)) {
	for b, some := range m[:(n+7)/8] {
		for ; some != 0; some &= some - 1 {
			if i := 8*b + bits.TrailingZeros8(some); i < n {
				f(i)
			}
		}
	}
}

// Add is a + b, Mul a b, Div a/b.

func Add(d, a, b []float64) {
	for i := add(d, a, b); i < len(d); i++ {
		d[i] = a[i] + b[i]
	}
}

func Mul(d, a, b []float64) {
	for i := mul(d, a, b); i < len(d); i++ {
		d[i] = a[i] * b[i]
	}
}

func Div(d, a, b []float64) {
	for i := div(d, a, b); i < len(d); i++ {
		d[i] = a[i] / b[i]
	}
}

// AtLeast is least where a is less, else a, NaN too.
func AtLeast(d, a []float64, least float64) {
	for i := atLeast(d, a, least); i < len(d); i++ {
		if d[i] = a[i]; d[i] < least {
			d[i] = least
		}
	}
}

// Line is base + slope a.
func Line(d, a []float64, slope, base float64) {
	for i := line(d, a, slope, base); i < len(d); i++ {
		d[i] = base + float64(slope*a[i])
	}
}

// AddTimes adds x a to d.
func AddTimes(d, a []float64, x float64) {
	for i := addTimes(d, a, x); i < len(d); i++ {
		d[i] += float64(x * a[i])
	}
}

// Toward moves d toward an aim by a share of what is missing.
func Toward(d, aim []float64, rate float64) {
	for i := toward(d, aim, rate); i < len(d); i++ {
		d[i] += float64(rate * (aim[i] - d[i]))
	}
}

// AddWhere adds x to d where a mask holds, AddTimesWhere x a.

func AddWhere(d []float64, where Mask, x float64) {
	for i := addWhere(d, where, x); i < len(d); i++ {
		if where.Of(i) {
			d[i] += x
		}
	}
}

func AddTimesWhere(d []float64, where Mask, a []float64, x float64) {
	for i := addTimesWhere(d, where, a, x); i < len(d); i++ {
		if where.Of(i) {
			d[i] += float64(x * a[i])
		}
	}
}

// Choose overwrites d with a where a mask holds.
func Choose(d []float64, where Mask, a []float64) {
	for i := choose(d, where, a); i < len(d); i++ {
		if where.Of(i) {
			d[i] = a[i]
		}
	}
}

// Widen takes numbers of 32 bits as those of 64.
func Widen(d []float64, a []float32) {
	for i := widen(d, a); i < len(d); i++ {
		d[i] = float64(a[i])
	}
}

// Narrow overwrites numbers of 32 bits where a mask holds.
func Narrow(d []float32, where Mask, a []float64) {
	for i := narrow(d, where, a); i < len(d); i++ {
		if where.Of(i) {
			d[i] = float32(a[i])
		}
	}
}

// A Table has a number for each kind of things, of which there are few.
type Table [24]float64

// Pick is for each thing the number of its kind, which is one of the table.
func Pick(d []float64, table *Table, of []uint8) {
	for i := pick(d, table, of); i < len(d); i++ {
		d[i] = table[of[i]]
	}
}

// Less tells where a is less than x, LessEach where it is less than b.

func (m Mask) Less(a []float64, x float64) {
	for i := less(m, a, x); i < len(a); i++ {
		m.set(i, a[i] < x)
	}
}

func (m Mask) LessEach(a, b []float64) {
	for i := lessEach(m, a, b); i < len(a); i++ {
		m.set(i, a[i] < b[i])
	}
}

// Is tells where a is x, Has where it has a bit in common with x.

func (m Mask) Is(a []uint8, x uint8) {
	for i := is(m, a, x); i < len(a); i++ {
		m.set(i, a[i] == x)
	}
}

func (m Mask) Has(a []uint8, x uint8) {
	for i := has(m, a, x); i < len(a); i++ {
		m.set(i, a[i]&x != 0)
	}
}
