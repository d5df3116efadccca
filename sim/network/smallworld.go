// Package network makes the graph of peers: whom a creative watches, hears and compares with.
//
// Peers are stored as a table of fixed width, `degree` row numbers a row, because reading other
// people's columns is what costs most in a month; rows that are peers lie close together in memory.
package network

import (
	"math"
	"math/bits"
	"runtime"
	"slices"

	"github.com/atelier-sim/atelier/sim/par"
)

// anywhere is the share of far peers who may come from any block, in units of 1/65536: a tenth.
const anywhere = 65536 / 10

// tries is how often a far peer is drawn again when the draw is the row itself or a peer it has
// already.
const tries = 8

// SmallWorld returns the peers of n rows, `degree` each: peers[i*degree : (i+1)*degree] are those
// of row i.
//
// It is the graph of Watts and Strogatz (Nature 393, 1998) on rings, one ring per block. block[i]
// names the block of row i (its occupation or organisation); the rows of a block stand together. A
// row starts with its nearest rows on the ring, degree/2 on each side. Each of these links is then
// broken with probability far, and both ends replace it, each by a row drawn uniformly from the
// block or, one time in ten, from all rows. An unbroken link is mutual; a far peer need not look
// back. The last peer of an odd degree is one more row ahead.
//
// A row is never its own peer. Peers are distinct if n > degree; a block too small to give enough
// is completed by the nearest rows outside. far outside of [0, 1] counts as the nearer end. block
// may be nil (one block).
//
// r(i, k) must be 64 random bits, independent for each i and k, such as draw.New(...).Bits(i*stride
// + k) with k < Draws(degree). A row's peers depend only on r, on the bounds of its block and, for
// far peers, on n. It panics if n < 2, degree < 1, n does not fit 32 bits or block has another
// length.
func SmallWorld(n, degree int, block []int32, far float64, r func(i, k int) uint64) []uint32 {
	check(n, degree, block)
	peers := make([]uint32, n*degree)
	Link(peers, degree, block, far, r)
	return peers
}

// Link is SmallWorld that writes the peers of len(peers)/degree rows where they are to stand, in a
// column that is larger than all else that is made.
func Link(peers []uint32, degree int, block []int32, far float64, r func(i, k int) uint64) {
	n := len(peers) / max(1, degree)
	check(n, degree, block)
	g := &generator{n: n, degree: degree, far: chance(far), random: r, starts: starts(n, block)}
	par.Chunks(runtime.GOMAXPROCS(0), n, func(_, _, lo, hi int) {
		at := g.blockOf(lo)
		for i := lo; i < hi; i++ {
			if i >= g.starts[at+1] {
				at++
			}
			g.row(i, g.starts[at], g.starts[at+1], peers[i*degree:(i+1)*degree])
		}
	})
}

// Draws returns how many random words a row may need: SmallWorld calls r(i, k) with 0 <= k <
// Draws(degree).
func Draws(degree int) int { return degree * (1 + tries) }

func check(n, degree int, block []int32) {
	switch {
	case n < 2 || uint64(n) > math.MaxUint32:
		panic("network: a graph needs 2 rows or more, and row numbers of 32 bits")
	case degree < 1:
		panic("network: every row needs at least 1 peer")
	case block != nil && len(block) != n:
		panic("network: block must have one entry a row, or be nil")
	}
}

// chance returns the threshold below which a random word falls with probability p.
func chance(p float64) uint64 {
	switch {
	case !(p > 0):
		return 0
	case p >= 1:
		return math.MaxUint64
	}
	return uint64(p * 0x1p64)
}

// starts returns the first row of each block, and n.
func starts(n int, block []int32) []int {
	first := []int{0}
	for i := 1; i < len(block); i++ {
		if block[i] != block[i-1] {
			first = append(first, i)
		}
	}
	return append(first, n)
}

// A generator holds what all rows share.
type generator struct {
	n, degree int
	far       uint64 // a link is broken when its word is below it
	random    func(i, k int) uint64
	starts    []int
}

// blockOf returns the number of the block that holds row i.
func (g *generator) blockOf(i int) int {
	at, begins := slices.BinarySearch(g.starts, i)
	if !begins {
		at--
	}
	return at
}

// row fills the peers of row i in the block of rows lo..hi-1.
func (g *generator) row(i, lo, hi int, peers []uint32) {
	if hi-lo > g.degree {
		g.ring(i, lo, hi, peers)
	} else {
		g.nearest(i, lo, hi, peers)
	}
	// All near peers stand before the first far one is drawn, so that none is drawn twice.
	for slot := range peers {
		if g.broken(i, lo, hi, slot) {
			g.rewire(i, lo, hi, slot, peers)
		}
	}
}

// ring fills peers with the nearest rows on the ring lo..hi-1: one ahead, one back, two ahead, two
// back ...
func (g *generator) ring(i, lo, hi int, peers []uint32) {
	for slot := range peers {
		peers[slot] = uint32(around(i, step(slot), lo, hi))
	}
}

// step returns how far the peer in a slot stands: 1, -1, 2, -2 ...
func step(slot int) int {
	if slot&1 == 0 {
		return slot/2 + 1
	}
	return -(slot/2 + 1)
}

// around returns the row at a distance from i on the ring lo..hi-1; the distance is less than the
// ring.
func around(i, distance, lo, hi int) int {
	j := i + distance
	if j >= hi {
		j -= hi - lo
	} else if j < lo {
		j += hi - lo
	}
	return j
}

// broken tells whether the link in a slot of row i is broken. Both ends ask the word of the end
// behind, so they agree.
func (g *generator) broken(i, lo, hi, slot int) bool {
	if g.far == 0 {
		return false
	}
	if slot&1 == 1 && hi-lo > g.degree {
		i, slot = around(i, step(slot), lo, hi), slot-1
	}
	return g.random(i, slot) < g.far
}

// rewire puts a far row in a slot of row i, or leaves the near one if all draws are peers already.
func (g *generator) rewire(i, lo, hi, slot int, peers []uint32) {
	for try := range tries {
		word := g.random(i, g.degree*(1+try)+slot)
		from, size := lo, hi-lo
		if word&0xffff < anywhere || try >= tries/2 && size <= 2*g.degree {
			from, size = 0, g.n
		}
		high, _ := bits.Mul64(word, uint64(size))
		if j := from + int(high); j != i && !slices.Contains(peers, uint32(j)) {
			peers[slot] = uint32(j)
			return
		}
	}
}

// nearest fills peers for a block too small for a ring: its other rows, then the nearest rows
// outside, on the ring of all rows; and around again if there are not enough rows at all.
func (g *generator) nearest(i, lo, hi int, peers []uint32) {
	slot := 0
	for j := lo; j < hi && slot < len(peers); j++ {
		if j != i {
			peers[slot] = uint32(j)
			slot++
		}
	}
	outside := g.n - (hi - lo)
	for d := 0; d < outside && slot < len(peers); d++ {
		j := around(hi-1, d/2+1, 0, g.n)
		if d&1 == 1 {
			j = around(lo, -(d/2 + 1), 0, g.n)
		}
		peers[slot] = uint32(j)
		slot++
	}
	for have := slot; slot < len(peers); slot++ {
		peers[slot] = peers[slot-have]
	}
}
