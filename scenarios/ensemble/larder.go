package ensemble

import (
	"context"
	"fmt"

	"github.com/atelier-sim/atelier/sim"
)

// A Larder keeps burnt-in worlds from one program to the next, under keys of all that decides them
// but the model, which the larder knows. What it gives is, to the bit, what was put in, or nothing,
// for whatever reason: then the months are played. Several goroutines use it at once.
type Larder interface {
	// Has tells whether the world of a key seems to be there.
	Has(key [16]byte) bool
	// Take is the world of a key, nil where there is none; it is the caller's, with so many workers.
	Take(key [16]byte, workers int) *sim.World
	// Put may keep a world, which it does not change.
	Put(key [16]byte, w *sim.World)
}

// keeps is the larder of a setup; nil where there is none, or where somebody changes the worlds,
// of which keys do not know.
func (s *setup) keeps() Larder {
	if s.change != nil {
		return nil
	}
	return s.larder
}

// ofBurnIn is the key of the burnt-in world of a seed.
func (s *setup) ofBurnIn(people int, seed uint64) Key {
	c := Course{setup: *s, people: people}
	key := c.BurnIn()
	return c.key(fmt.Append(nil, "burn-in of ", seed), key[:])
}

// kept tells whether the larder seems to have that world.
func (s *setup) kept(people int, seed uint64) bool {
	larder := s.keeps()
	return larder != nil && larder.Has(s.ofBurnIn(people, seed))
}

// taken is the burnt-in world of a seed out of the larder, nil where it has none.
func (s *setup) taken(people int, seed uint64, workers int) (*sim.World, error) {
	larder := s.keeps()
	if larder == nil {
		return nil, nil
	}
	w := larder.Take(s.ofBurnIn(people, seed), workers)
	if w == nil {
		return nil, nil
	}
	w.Params = s.params // others may have the burn-in in common
	return w, s.leaveOut(w)
}

// store may put the burnt-in world of a seed into the larder.
func (s *setup) store(people int, seed uint64, w *sim.World) {
	if larder := s.keeps(); larder != nil {
		larder.Put(s.ofBurnIn(people, seed), w)
	}
}

// kept tells which burn-ins of a seed the larder seems to have.
func (c *cast) kept(seed uint64) []bool {
	list := make([]bool, len(c.burnIns))
	for b, i := range c.burnIns {
		list[b] = c.futures[i].kept(c.of.Options.Population, seed)
	}
	return list
}

// burnInMonths are those that are not played where some burn-ins are kept.
func burnInMonths(kept []bool) (months int64) {
	for _, there := range kept {
		if there {
			months += sim.BurnInMonths
		}
	}
	return months
}

// start is [setup.start], each month that is played a tick; it tells how many those are. The months in all were counted by
// whether the world seemed to be kept; they are put right if it is otherwise: it was damaged, or
// somebody has put it there since.
func (c *clock) start(ctx context.Context, s *setup, people int, seed uint64, workers int, kept bool) (w *sim.World, played int, err error) {
	w, err = s.start(ctx, people, seed, workers, func() {
		if kept && played == 0 {
			c.expect(sim.BurnInMonths)
		}
		played++
		c.tick()
	})
	if err == nil && !kept && played == 0 {
		c.expect(-sim.BurnInMonths)
	}
	return w, played, err
}
