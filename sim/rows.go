package sim

import (
	"math"
	"unsafe"
)

// home is the occupation whose rows a row belonged to at the start, or
// Occupations for a spare row.
func (w *World) home(row int32) int {
	for o := range w.Occupations {
		if row < w.OccStart[o+1] {
			return o
		}
	}
	return Occupations
}

// release puts vacated rows on the list of their home.
func (w *World) release(rows []int32) {
	for _, r := range rows {
		h := w.home(r)
		w.hiring.free[h] = append(w.hiring.free[h], r)
	}
}

// takeRow finds a vacant row: in the occupation's own neighbourhood, else among
// the spare rows, else anywhere, else by growing.
func (w *World) takeRow(o int) int {
	free := &w.hiring.free
	if len(free[o]) == 0 {
		o = Occupations
	}
	if len(free[o]) == 0 {
		for k := range free {
			if len(free[k]) > len(free[o]) {
				o = k
			}
		}
	}
	if len(free[o]) == 0 {
		w.grow(max(64, w.Rows()/20))
		o = Occupations
	}
	list := free[o]
	row := list[len(list)-1]
	free[o] = list[:len(list)-1]
	return int(row)
}

// FindFree lists the vacant rows. The maker of a world calls it once.
func (w *World) FindFree() {
	for i := range w.hiring.free {
		w.hiring.free[i] = w.hiring.free[i][:0]
	}
	for i := w.Rows() - 1; i >= 0; i-- {
		if w.Creatives.State[i] == Vacant {
			w.release([]int32{int32(i)})
		}
	}
}

// grow adds n vacant rows. Their peers are drawn from all rows.
func (w *World) grow(n int) {
	c := &w.Creatives
	old := w.Rows()
	c.Grow(n)
	luck := w.trait(drawThreshold)
	for i := old; i < old+n; i++ {
		c.Cell[i] = -1
		for k := range Degree {
			c.Peers[i*Degree+k] = uint32(luck.Below(uint64(i)<<8|uint64(k)|1<<62, uint64(old)))
		}
	}
	for i := old + n - 1; i >= old; i-- {
		w.hiring.free[Occupations] = append(w.hiring.free[Occupations], int32(i))
	}
}

// A column of a table can be grown, copied, weighed and hashed without naming
// its type.
type column interface {
	grow(n, room int)
	copyFrom()
	bytes() int
	name() string
	hash() uint64
}

type slice[T number32] struct {
	label string
	data  *[]T
	per   int
}

type number32 interface {
	~uint8 | ~uint16 | ~uint32 | ~int32 | ~int64 | ~uint64 | ~float32 | ~float64
}

// grow adds n rows and room for more behind them. It never writes where the column
// lay, for clones share some columns.
func (s slice[T]) grow(n, room int) {
	n = len(*s.data) + n*s.per
	s.move(n, n+room*s.per)
}

func (s slice[T]) copyFrom() { s.move(len(*s.data), cap(*s.data)) }

// move copies the column to a place of its own. Large columns would all start at a
// page, and the same row of many would compete for the same few lines of the
// cache; the name moves the start by some lines.
func (s slice[T]) move(n, room int) {
	line := 0
	for _, b := range []byte(s.label) {
		line = (31*line + int(b)) % 64
	}
	lead := line * 64 / int(unsafe.Sizeof(*new(T)))
	col := make([]T, lead+n, lead+room)[lead:]
	copy(col, *s.data)
	*s.data = col
}

func (s slice[T]) name() string { return s.label }

func (s slice[T]) bytes() int { return cap(*s.data) * int(unsafe.Sizeof(*new(T))) }

// hash is FNV-1a with a shift, word by word, for tests that ask what a
// mechanism wrote and whether two worlds are the same.
func (s slice[T]) hash() uint64 {
	h := uint64(14695981039346656037)
	for _, v := range *s.data {
		h = (h ^ bits(v)) * 1099511628211
		h ^= h >> 29
	}
	return h
}

func bits[T number32](v T) uint64 {
	switch x := any(v).(type) {
	case float32:
		return uint64(math.Float32bits(x))
	case float64:
		return math.Float64bits(x)
	}
	return uint64(v)
}
