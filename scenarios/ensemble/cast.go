package ensemble

import (
	"bytes"
	"slices"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// A cast is all futures with the parameters of one set, or with central ones, and what of
// them is shared.
type cast struct {
	of      *Futures
	futures []future
	burnIns []int    // futures of which each has a burn-in of its own
	pasts   [][]past // by world
}

// future is one arm in one world: all that decides its months.
type future struct {
	arm, world int
	setup
}

// cast is that of a replicate, from 0.
func (c *Futures) cast(replicate int) (*cast, error) {
	n := &cast{of: c}
	for w, world := range c.Worlds {
		for a, arm := range c.Arms {
			s := arm.Clone()
			s.World = world
			plan, err := setupOf(c.deck.under(s, replicate))
			if err != nil {
				return nil, err
			}
			plan.change, plan.larder = c.Change, c.Larder
			n.futures = append(n.futures, future{a, w, plan})
		}
	}
	n.burnIns = n.ownBurnIns()
	for w := range c.Worlds {
		n.pasts = append(n.pasts, n.pastsOf(w))
	}
	return n, nil
}

// casts are those of some replicates, one for all that play one set.
func (c *Futures) casts(from, to int) ([]*cast, error) {
	list, known := make([]*cast, to-from), map[int]*cast{}
	for i := range list {
		set := c.deck.place(from + i)
		if known[set] == nil {
			made, err := c.cast(from + i)
			if err != nil {
				return nil, err
			}
			known[set] = made
		}
		list[i] = known[set]
	}
	return list, nil
}

// sameBurnIn tells whether two futures come from one population: what has no part
// in the months before history may differ.
func (f *future) sameBurnIn(g *future) bool {
	return bytes.Equal(words(f.params, noBurnIn()), words(g.params, noBurnIn())) && f.exposure == g.exposure && slices.Equal(f.without, g.without)
}

// samePast tells whether two futures are one up to the first policy.
func (f *future) samePast(g *future) bool {
	return f.world == g.world && f.params == g.params && f.sameBurnIn(g)
}

// A past is that of some futures of a world, up to the month in which they part.
type past struct {
	futures []int
	fork    int
	// trend is the place of the past in which the trend of this one is found: the
	// first with the same; of itself where it is that. Then finds tells whether it
	// finds it on its way; else the record is played once more, for the trend.
	trend int
	finds bool
	// dawn is the first future of the world that has the months before anybody has AI in common
	// with this past, -1 where no other past has. It may be one of its own.
	dawn int
}

// from is the first month that is the past's own.
func (g past) from() int {
	if g.dawn < 0 {
		return 0
	}
	return sim.FirstRelease
}

// sameDawn tells whether two futures are one up to the first release of AI: a world and its frozen
// twin.
func (f *future) sameDawn(g *future) bool {
	p, q := f.params, g.params
	p.Technology.Access = q.Technology.Access
	return f.world == g.world && p == q && f.sameBurnIn(g)
}

// pastsOf groups the futures of a world by their common past, those first in which
// the trend of others is found.
func (c *cast) pastsOf(world int) []past {
	var list []past
	for i := range c.futures {
		f := &c.futures[i]
		if f.world != world {
			continue
		}
		k := slices.IndexFunc(list, func(g past) bool { return c.futures[g.futures[0]].samePast(f) })
		if k < 0 {
			k = len(list)
			list = append(list, past{fork: c.of.Options.Months, finds: f.params.Technology.Access > 0})
		}
		g := &list[k]
		g.futures = append(g.futures, i)
		g.fork = max(0, min(g.fork, f.begins()))
		g.finds = g.finds && f.finds(c.of.record())
	}
	if c.of.Shelf != nil { // policies that come later begin then, mostly
		for k := range list {
			list[k].fork = min(list[k].fork, policy.Start)
		}
	}
	slices.SortStableFunc(list, func(a, b past) int {
		switch {
		case a.finds == b.finds:
			return 0
		case a.finds:
			return -1
		}
		return 1
	})
	for k := range list {
		list[k].trend = slices.IndexFunc(list, func(g past) bool {
			return c.futures[g.futures[0]].sameTrend(&c.futures[list[k].futures[0]].setup)
		})
	}
	c.findDawns(list)
	return list
}

// findDawns tells the pasts of a world which of them begin alike. Who watches worlds sees all their
// months, and who changes them may ask in any month whether there will be AI; with a shelf, pasts
// come one by one.
func (c *cast) findDawns(list []past) {
	for k := range list {
		list[k].dawn = -1
	}
	if c.of.Watch != nil || c.of.Change != nil || c.of.Shelf != nil {
		return
	}
	shares := func(g past) bool { return g.fork > sim.FirstRelease && list[g.trend].finds }
	for k := range list {
		for n := range list {
			if first := list[n].futures[0]; k != n && shares(list[k]) && shares(list[n]) && c.futures[first].sameDawn(&c.futures[list[k].futures[0]]) {
				list[k].dawn = min(first, list[k].futures[0])
				break
			}
		}
	}
}

// oneDawn tells whether all pasts of a world begin alike.
func oneDawn(pasts []past) bool {
	return pasts[0].dawn >= 0 && !slices.ContainsFunc(pasts, func(g past) bool { return g.dawn != pasts[0].dawn })
}

// lastOfDawn tells whether no later past begins as this one does.
func lastOfDawn(pasts []past, n int) bool {
	return !slices.ContainsFunc(pasts[n+1:], func(g past) bool { return g.dawn == pasts[n].dawn })
}

// months are those of a past and its futures, with those of its trend where that is played alone,
// and without those that it has in common with another past.
func (g past) months(c *Futures, trend bool) int {
	n := g.fork - g.from() + len(g.futures)*(c.Options.Months-g.fork)
	if trend {
		n += c.record()
	}
	return n
}

// ownBurnIns are futures of which each has a burn-in of its own.
func (c *cast) ownBurnIns() []int {
	var list []int
	for i := range c.futures {
		if !slices.ContainsFunc(list, func(k int) bool { return c.futures[k].sameBurnIn(&c.futures[i]) }) {
			list = append(list, i)
		}
	}
	return list
}

// alike is how many pasts of a replicate begin with the months of another.
func (c *cast) alike() (n int) {
	for _, pasts := range c.pasts {
		for _, g := range pasts {
			if g.dawn >= 0 && g.dawn != g.futures[0] {
				n++
			}
		}
	}
	return n
}

// months are those played of a replicate, the burn-in among them.
func (c *cast) months() int64 {
	n := int64(len(c.burnIns)) * sim.BurnInMonths
	for _, pasts := range c.pasts {
		for k, g := range pasts {
			n += int64(g.months(c.of, g.trend == k && !g.finds))
			if g.dawn == g.futures[0] {
				n += sim.FirstRelease
			}
		}
	}
	return n
}
