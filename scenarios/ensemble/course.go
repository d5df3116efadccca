package ensemble

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
)

// A Course is what a scenario does with a seed, in the steps that courses may have in
// common, for who plays many of them: the burn-in ([Course.Start]), the trend
// ([Course.Trend]), the months up to the first policy ([Course.Enter], then steps of
// the world), and from there its own ([Course.Adopt]). Played so, alone or from what
// another course with the same key played, it gives the bytes that Play gives.
type Course struct {
	setup
	people int
	last   int      // of the record, or of what is played of it
	own    []string // parameters that the scenario says where sets are played, and that are not the set's
}

// Change makes the worlds that Start starts others, see [Plan.Change]. Keys do not know
// of it: it must be that of all courses that are compared by them.
func (c *Course) Change(change func(*sim.World) error) { c.change = change }

// A Key stands for all that decides some months: where two are the same, so are these.
type Key [16]byte

// CourseOf is the course of a scenario; months of it are played, at most its own.
func CourseOf(s *scenarios.Scenario, months int) (*Course, error) {
	plan, err := setupOf(s)
	if err != nil {
		return nil, err
	}
	c := &Course{setup: plan, people: s.Options.Population, last: min(evidence.LastObserved, months)}
	if s.Options.OfSets() {
		c.own = slices.Sorted(maps.Keys(s.Parameters))
	}
	return c, nil
}

// key is that of parts, and of what decides all months besides parameters and rules.
func (c *Course) key(parts ...[]byte) Key {
	sum := sha256.New()
	fmt.Fprintln(sum, c.people, c.exposure, strings.Join(c.without, ","))
	for _, part := range parts {
		sum.Write(part)
	}
	return Key(sum.Sum(nil)[:len(Key{})])
}

// BurnIn is the key of the burn-in. Where sets are played, two courses that have it in common
// have the burn-in in common under any set.
func (c *Course) BurnIn() Key {
	own := slices.DeleteFunc(slices.Clone(c.own), func(path string) bool {
		q, _ := sim.Lookup(path)
		return !TouchesBurnIn(q)
	})
	return c.key([]byte("burn-in"), words(c.params, noBurnIn()), []byte(strings.Join(own, ",")))
}

// Past is the key of the months up to the first policy, the trend among them; as BurnIn,
// under any set.
func (c *Course) Past() Key {
	return c.key([]byte("past"), words(c.params, nil), words(c.reference, nil), []byte(strings.Join(c.own, ",")))
}

// Twin is the key of the course of a frozen twin with a trend, from month 0 on.
func (c *Course) Twin(trend sim.Effects) Key {
	but := noTwin()
	if c.begins() < sim.Forever {
		but = nil // a policy may ask for any parameter
	}
	effects, err := binary.Append(nil, binary.LittleEndian, trend)
	if err != nil {
		panic(err) // they are numbers
	}
	return c.key([]byte("twin"), words(c.params, but), effects, fmt.Append(nil, c.rulesInForce()))
}

// rulesInForce are those that may ever do something, as text.
func (c *Course) rulesInForce() (list []string) {
	for _, r := range c.rules {
		if r.Dose > 0 && r.Compliance > 0 {
			design := *r.Design
			r.Design = nil
			list = append(list, fmt.Sprint(r, design))
		}
	}
	return list
}

// Finds tells whether the world finds its trend by itself on its way up to a month,
// in which a policy begins or nothing more is played.
func (c *Course) Finds(fork int) bool {
	return c.params.Technology.Access > 0 && min(fork, c.params.FirstLaw()) >= c.last
}

// Begins is the first month in which a policy may do something.
func (c *Course) Begins() int { return c.begins() }

// Start makes and burns in the population of a seed.
func (c *Course) Start(ctx context.Context, seed uint64, workers int, tick func()) (*sim.World, error) {
	return c.start(ctx, c.people, seed, workers, tick)
}

// Trend is what AI does to employment in the reference of the course, played from a
// burnt-in world, which is not changed.
func (c *Course) Trend(ctx context.Context, base *sim.World, tick func()) (sim.Effects, error) {
	return c.trend(ctx, base, c.last, tick)
}

// Enter is a copy of a burnt-in world that goes the way of the course: with its
// parameters and trend, nil for one that it finds, and before any policy.
func (c *Course) Enter(base *sim.World, effects sim.Effects) (*sim.World, error) {
	w := base.Clone()
	w.Params, w.Rules, w.Effects = c.params, nil, effects
	return w, c.leaveOut(w)
}

// Adopt puts the policies of the course in force.
func (c *Course) Adopt(w *sim.World) error {
	if err := w.Adopt(c.rules); err != nil {
		return scenarios.Mistake("%v", err)
	}
	return nil
}
