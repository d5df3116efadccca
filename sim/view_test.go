package sim

import (
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/sim/par"
)

// A view is refused where a column ends before its chunk does; Ready gives room,
// clones and grown tables have it.
func TestViewsNeedRoomBehindTheLastRow(t *testing.T) {
	refused := func(lo, hi int, w *World) (no bool) {
		defer func() { no = recover() != nil }()
		w.Creatives.rows(lo, hi)
		return false
	}
	w := busy(300)
	n := w.Rows()
	w.Creatives.Trust = slices.Clip(w.Creatives.Trust)
	if !refused(n-1, n, w) {
		t.Error("a view reaches beyond its column")
	}
	w.Ready()
	grown := w.Clone()
	grown.grow(64)
	for _, v := range []*World{w, w.Clone(), grown} {
		if refused(v.Rows()-1, v.Rows(), v) {
			t.Errorf("%d rows: the last one cannot be seen", v.Rows())
		}
	}
	big := busy(par.Chunk + 10)
	if refused(3, 3+par.Chunk, big) || !refused(3, 4+par.Chunk, big) {
		t.Error("a view has at most a chunk of rows")
	}
	c := big.Creatives.rows(5, 9)
	if c.n != 4 || c.At(2) != 7 || &c.Pay[2] != &big.Creatives.Pay[7] || c.Peers[2*Degree] != big.Creatives.Peers[7*Degree] {
		t.Error("a view shows other rows")
	}
}

// A table that grows leaves the peers alone that a clone shares.
func TestGrowingWritesNothingThatACloneSees(t *testing.T) {
	a := busy(300)
	b := a.Clone()
	a.grow(10)
	b.grow(10)
	at := len(b.Creatives.Peers) - 1
	was := b.Creatives.Peers[at]
	a.Creatives.Peers[at] = was + 1
	if b.Creatives.Peers[at] != was {
		t.Error("two worlds have grown into one place")
	}
}
