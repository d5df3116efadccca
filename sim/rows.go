package sim

import "github.com/atelier-sim/atelier/sim/draw"

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
	luck := draw.New(w.Seed, drawThreshold, forever) // no trait, though it has the luck of one
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
