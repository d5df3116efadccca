//go:build !noasm

package lists

import "github.com/atelier-sim/atelier/sim/lanes"

// Wide tells whether eight numbers are worked on at a time.
func Wide() bool { return lanes.Eight }

// eights is how many of the first numbers are done eight at a time.
func eights(n int) int {
	if !lanes.Eight {
		return 0
	}
	return n &^ 7
}

// These do the first numbers of a list and tell how many. What they index is all that
// the function with the 8 will touch.

func add(d, a, b []float64) int {
	n := eights(len(d))
	if n > 0 {
		_, _ = a[n-1], b[n-1]
		add8(&d[0], &a[0], &b[0], n)
	}
	return n
}

func mul(d, a, b []float64) int {
	n := eights(len(d))
	if n > 0 {
		_, _ = a[n-1], b[n-1]
		mul8(&d[0], &a[0], &b[0], n)
	}
	return n
}

func div(d, a, b []float64) int {
	n := eights(len(d))
	if n > 0 {
		_, _ = a[n-1], b[n-1]
		div8(&d[0], &a[0], &b[0], n)
	}
	return n
}

func list(m Mask, to []uint32, n int) (done, found int) {
	done = n &^ 15
	if !lanes.Eight || done == 0 {
		return 0, 0
	}
	_, _ = m[done/8-1], to[done-1]
	return done, list16(&to[0], &m[0], done)
}

func atLeast(d, a []float64, x float64) int {
	n := eights(len(d))
	if n > 0 {
		_ = a[n-1]
		atLeast8(&d[0], &a[0], x, n)
	}
	return n
}

func line(d, a []float64, slope, base float64) int {
	n := eights(len(d))
	if n > 0 {
		_ = a[n-1]
		line8(&d[0], &a[0], slope, base, n)
	}
	return n
}

func addTimes(d, a []float64, x float64) int {
	n := eights(len(d))
	if n > 0 {
		_ = a[n-1]
		addTimes8(&d[0], &a[0], x, n)
	}
	return n
}

func toward(d, aim []float64, rate float64) int {
	n := eights(len(d))
	if n > 0 {
		_ = aim[n-1]
		toward8(&d[0], &aim[0], rate, n)
	}
	return n
}

func addWhere(d []float64, where Mask, x float64) int {
	n := eights(len(d))
	if n > 0 {
		_ = where[n/8-1]
		addWhere8(&d[0], &where[0], x, n)
	}
	return n
}

func addTimesWhere(d []float64, where Mask, a []float64, x float64) int {
	n := eights(len(d))
	if n > 0 {
		_, _ = where[n/8-1], a[n-1]
		addTimesWhere8(&d[0], &where[0], &a[0], x, n)
	}
	return n
}

func choose(d []float64, where Mask, a []float64) int {
	n := eights(len(d))
	if n > 0 {
		_, _ = where[n/8-1], a[n-1]
		choose8(&d[0], &where[0], &a[0], n)
	}
	return n
}

func widen(d []float64, a []float32) int {
	n := eights(len(d))
	if n > 0 {
		_ = a[n-1]
		widen8(&d[0], &a[0], n)
	}
	return n
}

func narrow(d []float32, where Mask, a []float64) int {
	n := eights(len(d))
	if n > 0 {
		_, _ = where[n/8-1], a[n-1]
		narrow8(&d[0], &where[0], &a[0], n)
	}
	return n
}

func pick(d []float64, table *Table, of []uint8) int {
	n := eights(len(d))
	if n > 0 {
		_ = of[n-1]
		pick8(&d[0], table, &of[0], n)
	}
	return n
}

func less(m Mask, a []float64, x float64) int {
	n := eights(len(a))
	if n > 0 {
		_ = m[n/8-1]
		less8(&m[0], &a[0], x, n)
	}
	return n
}

func lessEach(m Mask, a, b []float64) int {
	n := eights(len(a))
	if n > 0 {
		_, _ = m[n/8-1], b[n-1]
		lessEach8(&m[0], &a[0], &b[0], n)
	}
	return n
}

func is(m Mask, a []uint8, x uint8) int {
	n := eights(len(a))
	if n > 0 {
		_ = m[n/8-1]
		is8(&m[0], &a[0], uint64(x), n)
	}
	return n
}

func has(m Mask, a []uint8, x uint8) int {
	n := eights(len(a))
	if n > 0 {
		_ = m[n/8-1]
		has8(&m[0], &a[0], uint64(x), n)
	}
	return n
}

// These need AVX-512 F and DQ, and n a multiple of eight that is not 0.

//go:noescape
func add8(d, a, b *float64, n int)

//go:noescape
func mul8(d, a, b *float64, n int)

//go:noescape
func div8(d, a, b *float64, n int)

// list16 lists the bits of n, a multiple of 16 that is not 0, and writes on the whole list.
//
//go:noescape
func list16(to *uint32, where *byte, n int) (found int)

//go:noescape
func atLeast8(d, a *float64, x float64, n int)

//go:noescape
func line8(d, a *float64, slope, base float64, n int)

//go:noescape
func addTimes8(d, a *float64, x float64, n int)

//go:noescape
func toward8(d, aim *float64, rate float64, n int)

//go:noescape
func addWhere8(d *float64, where *byte, x float64, n int)

//go:noescape
func addTimesWhere8(d *float64, where *byte, a *float64, x float64, n int)

//go:noescape
func choose8(d *float64, where *byte, a *float64, n int)

//go:noescape
func widen8(d *float64, a *float32, n int)

//go:noescape
func narrow8(d *float32, where *byte, a *float64, n int)

//go:noescape
func pick8(d *float64, table *Table, of *uint8, n int)

//go:noescape
func less8(where *byte, a *float64, x float64, n int)

//go:noescape
func lessEach8(where *byte, a, b *float64, n int)

//go:noescape
func is8(where *byte, a *uint8, x uint64, n int)

//go:noescape
func has8(where *byte, a *uint8, x uint64, n int)
