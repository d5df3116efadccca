package sim

import "slices"

// Clone copies a world, so that two futures can be played from one present.
// Facts that never change (peers, trends) are shared.
func (w *World) Clone() *World {
	n := *w
	peers := n.Creatives.Peers
	n.Creatives.each(func(c column) {
		if c.name() != "Peers" {
			c.copyFrom()
		}
	})
	n.Creatives.Peers = slices.Clip(peers)
	n.Orgs.each(func(c column) { c.copyFrom() })
	n.Cells.each(func(c column) { c.copyFrom() })
	n.Occupations = slices.Clone(w.Occupations)
	n.Domains = slices.Clone(w.Domains)
	n.Sectors = slices.Clone(w.Sectors)
	n.hiring = hiring{}
	for i, f := range w.hiring.free {
		n.hiring.free[i] = slices.Clone(f)
	}
	n.tallies = make([]tally, max(1, w.Workers))
	return &n
}

// Bytes is the memory that the world's columns take, graph included.
func (w *World) Bytes() int {
	total := 0
	add := func(c column) { total += c.bytes() }
	w.Creatives.each(add)
	w.Orgs.each(add)
	w.Cells.each(add)
	return total
}

// Digest is a hash of all columns and markets: two worlds with one digest are
// in the same state.
func (w *World) Digest() uint64 {
	h := uint64(w.Month)
	mix := func(x uint64) { h = (h ^ x) * 1099511628211 }
	add := func(c column) { mix(c.hash()) }
	w.Creatives.each(add)
	w.Orgs.each(add)
	w.Cells.each(add)
	for i := range w.Occupations {
		o := &w.Occupations[i]
		for _, x := range []float64{o.Quality, o.Awareness, o.Bypass, o.LnOrderPrice, o.Orders, o.LnWage, o.Unemployment, o.Missing, o.IncomeRatio} {
			mix(bits(x))
		}
		for _, x := range o.Account {
			mix(uint64(x))
		}
	}
	for _, d := range w.Domains {
		mix(bits(d.LnPrice))
	}
	return h
}
