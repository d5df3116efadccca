package sim

import "slices"

// Clone copies a world between two months, so that two futures can be played
// from one present. Facts that never change (peers, trends) are shared.
func (w *World) Clone() *World {
	n := *w
	n.Creatives.own = slices.Clone(w.Creatives.own)
	n.each(func(c column) {
		if c.name != "Peers" {
			c.move(c.data.Len(), c.data.Cap())
		}
	})
	n.Levers = w.Levers.clone()
	n.Occupations = slices.Clone(w.Occupations)
	n.Domains = slices.Clone(w.Domains)
	n.Sectors = slices.Clone(w.Sectors)
	n.Effects = slices.Clone(w.Effects)
	n.Without = map[string]bool{}
	for _, m := range w.month() {
		if w.Without[m.Name] {
			n.Without[m.Name] = true
		}
	}
	n.hiring = hiring{}
	for i, f := range w.hiring.free {
		n.hiring.free[i] = slices.Clone(f)
	}
	n.tallies = newTallies(w.Workers)
	return &n
}

// Frozen is the paired world: the same people with the same luck, in which
// generative AI is never released. It has the trend that w knows: of a world that
// has yet to find it, the twin would follow the observed index, AI in it.
func (w *World) Frozen() *World {
	n := w.Clone()
	n.Params.Technology.Access = 0
	return n
}

// Bytes is the memory that the world's columns take, graph included.
func (w *World) Bytes() int {
	total := 0
	w.each(func(c column) { total += c.bytes() })
	return total
}
