package sim

import (
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/lists"
	"github.com/atelier-sim/atelier/sim/par"
)

// Rows are creatives lo to lo+n-1 of a world, at most a chunk of them: its
// columns, in which 0 is the first of these creatives. Each is as long as a
// chunk whatever n, so that one comparison of an index holds for all columns; a
// world has room behind its last row for that. A column that the world does not have (own.go,
// Bare) is nil.
type Rows struct {
	lo, n int

	ID                              *[par.Chunk]uint64
	Occupation, State, Stage, Flags *[par.Chunk]uint8
	Cell                            *[par.Chunk]int32
	Craft, Skill                    *[par.Chunk]float32
	Alpha, Beta, Trust              *[par.Chunk]float32
	Attitude, Fear, Depth           *[par.Chunk]float32
	Autonomy, Disposition           *[par.Chunk]float32
	Hours, Potential, Output        *[par.Chunk]float32
	Pay                             *[par.Chunk]float64
	Months                          *[par.Chunk]uint16
	Aid, LowMonths, Quintile        *[par.Chunk]uint8
	PeersTrust                      *[par.Chunk]float32
	PeersUse, PeersLost             *[par.Chunk]uint8
	Peers                           *[par.Chunk * Degree]uint32
	Published                       *[par.Chunk]uint32
	Offer                           *[par.Chunk]uint64
	Book                            *[par.Chunk]int64
}

// rows are the creatives lo to hi-1.
func (c *Creatives) rows(lo, hi int) *Rows {
	if hi-lo > par.Chunk {
		panic("sim: more rows at a time than a chunk has")
	}
	return &Rows{lo, hi - lo,
		chunk(c.ID, lo),
		chunk(c.Occupation, lo), chunk(c.State, lo), chunk(c.Stage, lo), chunk(c.Flags, lo),
		chunk(c.Cell, lo),
		chunk(c.Craft, lo), chunk(c.Skill, lo),
		chunk(c.Alpha, lo), chunk(c.Beta, lo), chunk(c.Trust, lo),
		chunk(c.Attitude, lo), chunk(c.Fear, lo), chunk(c.Depth, lo),
		chunk(c.Autonomy, lo), chunk(c.Disposition, lo),
		chunk(c.Hours, lo), chunk(c.Potential, lo), chunk(c.Output, lo),
		chunk(c.Pay, lo),
		chunk(c.Months, lo),
		chunk(c.Aid, lo), chunk(c.LowMonths, lo), chunk(c.Quintile, lo),
		chunk(c.PeersTrust, lo),
		chunk(c.PeersUse, lo), chunk(c.PeersLost, lo),
		peersOf(c.Peers, lo),
		chunk(c.Published, lo),
		chunk(c.Offer, lo), chunk(c.Book, lo),
	}
}

// chunk is a chunk of a column from a row on, nil of a column without rows.
func chunk[T any](col []T, lo int) *[par.Chunk]T {
	if len(col) == 0 {
		return nil
	}
	return (*[par.Chunk]T)(col[lo : lo+par.Chunk])
}

// peersOf is chunk for the column that has several numbers a row.
func peersOf(col []uint32, lo int) *[par.Chunk * Degree]uint32 {
	if len(col) == 0 {
		return nil
	}
	return (*[par.Chunk * Degree]uint32)(col[lo*Degree : (lo+par.Chunk)*Degree])
}

// Len is how many creatives they are.
func (c *Rows) Len() int { return c.n }

// At is the place in the world of the creative in place i of these.
func (c *Rows) At(i int) int { return c.lo + i }

// passRows calls f for all creatives, a chunk at a time.
func (w *World) passRows(f func(c *Rows, worker int)) {
	par.Chunks(w.Workers, w.Rows(), func(worker, _, lo, hi int) { f(w.Creatives.rows(lo, hi), worker) })
}

// uniforms lists the numbers of a stream of all of these, whoever is there: several at once
// cost less than asking who is (draw/many.go).
func (c *Rows) uniforms(s draw.Stream, us *[par.Chunk]float64) { s.Uniforms(us[:c.n], c.ID[:c.n]) }

// halves lists both halves of the bits of all of these.
func (c *Rows) halves(s draw.Stream, us, vs *[par.Chunk]float64) {
	s.Halves(us[:c.n], vs[:c.n], c.ID[:c.n])
}

// someone tells in which rows somebody is.
func (c *Rows) someone(where *[par.Chunk / 8]byte) lists.Mask {
	m := lists.Mask(where[:])
	m.Has(c.State[:c.n], ^Vacant) // which is 0
	return m
}

// those lists the places of the creatives of a chunk who are in a state, in their order: a loop
// over them has no branch on it, which processors often guess wrong.
func (c *Rows) those(state uint8, room *room, rows *[par.Chunk]uint32) []uint32 {
	if onLists {
		m := lists.Mask(room.masks[3][:])
		m.Is(c.State[:c.n], state)
		return m.List(rows[:], c.n)
	}
	n := 0
	for i := range c.n {
		rows[n%par.Chunk] = uint32(i)
		n += int(once(c.State[i] == state))
	}
	return rows[:n]
}

// others are those who are in any other state, but for vacant rows.
func (c *Rows) others(state uint8, room *room, rows *[par.Chunk]uint32) []uint32 {
	if onLists {
		m, not := lists.Mask(room.masks[3][:]), lists.Mask(room.masks[2][:])
		m.Has(c.State[:c.n], ^Vacant)
		not.Is(c.State[:c.n], state)
		m.AndNot(m, not)
		return m.List(rows[:], c.n)
	}
	n := 0
	for i := range c.n {
		rows[n%par.Chunk] = uint32(i)
		n += int(once(c.State[i] != state) & once(c.State[i] != Vacant))
	}
	return rows[:n]
}

// below are those who are there and whose number is below a bound.
func (c *Rows) below(us *[par.Chunk]float64, bound float64, room *room, rows *[par.Chunk]uint32) []uint32 {
	if onLists {
		m := lists.Mask(room.masks[3][:])
		m.Less(us[:c.n], bound)
		m.And(m, c.someone(&room.masks[2]))
		return m.List(rows[:], c.n)
	}
	n := 0
	for i := range c.n {
		rows[n%par.Chunk] = uint32(i)
		n += int(once(us[i] < bound) & once(c.State[i] != Vacant))
	}
	return rows[:n]
}

// users are those who use AI, and all others who are there.
func (c *Rows) users(room *room, use, not *[par.Chunk]uint32) (users, others []uint32) {
	if onLists {
		m, someone := lists.Mask(room.masks[3][:]), c.someone(&room.masks[2])
		m.Has(c.Flags[:c.n], Uses)
		m.And(m, someone)
		users = m.List(use[:], c.n)
		m.AndNot(someone, m)
		return users, m.List(not[:], c.n)
	}
	n, rest := 0, 0
	for i := range c.n {
		use[n%par.Chunk], not[rest%par.Chunk] = uint32(i), uint32(i)
		uses := int(once(c.State[i] != Vacant) & once(c.Flags[i]&Uses != 0))
		n, rest = n+uses, rest+(int(once(c.State[i] != Vacant))-uses)
	}
	return use[:n], not[:rest]
}
