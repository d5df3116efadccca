package sweep

import (
	"context"
	"sync"

	"github.com/atelier-sim/atelier/sim"
)

// What several runs have in common is played once, by whichever comes first, while
// the others wait; it is let go of when the last run that needs it is done. Runs are
// handed out in the order of play, which puts those that share together, so only as
// many worlds live as there are workers, and a few more.

// shared keeps what runs have in common, by what it is of.
type shared[K comparable, V any] struct {
	mu   sync.Mutex
	list map[K]*once[V]
}

// once is one thing that several runs need.
type once[V any] struct {
	made  sync.Mutex // held by who makes it
	done  bool
	value V
	err   error
	left  int // runs that have yet to need it
}

// get returns the thing of a key that so many runs need in all, made by the first.
// What was interrupted is made again by the next.
func (s *shared[K, V]) get(ctx context.Context, key K, needed int, make func() (V, error)) (V, error) {
	s.mu.Lock()
	if s.list == nil {
		s.list = map[K]*once[V]{}
	}
	o := s.list[key]
	if o == nil {
		o = &once[V]{left: needed}
		s.list[key] = o
	}
	s.mu.Unlock()
	o.made.Lock()
	defer o.made.Unlock()
	if !o.done {
		value, err := make()
		if ctx.Err() != nil {
			return value, context.Cause(ctx)
		}
		o.value, o.err, o.done = value, err, true
	}
	return o.value, o.err
}

// leave tells that a run needs the thing of a key no longer; needed is as in get.
func (s *shared[K, V]) leave(key K, needed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.list[key]
	if o == nil { // nobody got that far
		if needed == 1 {
			return
		}
		if s.list == nil {
			s.list = map[K]*once[V]{}
		}
		o = &once[V]{left: needed}
		s.list[key] = o
	}
	if o.left--; o.left <= 0 {
		delete(s.list, key)
	}
}

// burnInOf is a burn-in of a seed.
type burnInOf struct{ family, replicate int }

// pastOf is a past of a seed.
type pastOf struct{ kin, replicate int }

// branch is a world in the month in which courses part, with what was kept so far.
type branch struct {
	world *sim.World
	tape  tape
}

// fork is where the runs of one past part: the run's branch and, where asked for, the
// frozen twin's.
type fork struct {
	run, twin branch
	trend     sim.Effects
}
