package ensemble

import (
	"container/list"
	"fmt"
	"slices"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// A Shelf keeps what futures that are played one after another have in common, so that a
// page that asks again with one dose changed waits only for the months from that policy
// on: burnt-in worlds, worlds as they stand before the first policy, and outcomes of
// futures that were played to their end. Futures with a shelf give the bytes that they
// give without one. Several may share it, also at once; what is used least lately is let go of.
type Shelf struct {
	most int64

	mu    sync.Mutex
	held  int64
	by    map[Key]*list.Element
	order *list.List // of *kept, the one used last in front
}

// kept is one thing on a shelf.
type kept struct {
	key    Key
	value  any
	bytes  int64
	packed bool // it was in a parcel, or came in one
}

// NewShelf is an empty shelf that holds about so many bytes.
func NewShelf(bytes int64) *Shelf {
	return &Shelf{most: bytes, by: map[Key]*list.Element{}, order: list.New()}
}

// Held tells how many things lie on the shelf, and of about how many bytes.
func (s *Shelf) Held() (things int, bytes int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.order.Len(), s.held
}

// Clear lets go of all that lies on the shelf.
func (s *Shelf) Clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.by)
	s.order.Init()
	s.held = 0
}

// get is what lies under a key, nil where nothing does. It is nobody's to change.
func (s *Shelf) get(key Key) any {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.by[key]
	if e == nil {
		return nil
	}
	s.order.MoveToFront(e)
	return e.Value.(*kept).value
}

// put lays something under a key, which nobody may change from then on. What is larger than
// the shelf does not stay.
func (s *Shelf) put(key Key, value any, bytes int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.by[key]; e != nil { // somebody else played it meanwhile
		s.order.MoveToFront(e)
		return
	}
	s.by[key] = s.order.PushFront(&kept{key: key, value: value, bytes: bytes})
	for s.held += bytes; s.held > s.most; {
		last := s.order.Remove(s.order.Back()).(*kept)
		delete(s.by, last.key)
		s.held -= last.bytes
	}
}

// unpacked are the things that were in no parcel yet, those that were used last at the end.
func (s *Shelf) unpacked() (list []*kept) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for e := s.order.Back(); e != nil; e = e.Prev() {
		if k := e.Value.(*kept); !k.packed {
			list = append(list, k)
		}
	}
	return list
}

// pack notes that things were in a parcel.
func (s *Shelf) pack(list []*kept) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range list {
		k.packed = true
	}
}

// standing is a world before the first policy, with what was recorded of it.
type standing struct {
	world  *sim.World
	record recorder
}

// finished is a future that was played to its end, with the names of its groups.
type finished struct {
	Outcome
	groups []table.Row
}

// shelf is that of the party's futures; nil where there is none, or where somebody watches
// or changes the worlds, of which keys do not know.
func (p *party) shelf() *Shelf {
	if p.c.Watch != nil || p.c.Change != nil {
		return nil
	}
	return p.c.Shelf
}

// course is a future of a replicate as a course, for its keys.
func (p *party) course(f *future) *Course {
	return &Course{setup: f.setup, people: p.c.Options.Population, last: p.c.record()}
}

// keyed is a key of a course with a seed and whatever else counts. The trend is a function of
// the parameters of the reference, which are in the key of a past, and of the record's end.
func (p *party) keyed(f *future, seed uint64, of string, key Key, more ...any) Key {
	return p.course(f).key(fmt.Append(nil, of, " ", seed, " ", p.c.record(), " ", more, " "), key[:])
}

// ofPast is the key of a world that stands before the first policy, in a month.
func (p *party) ofPast(f *future, seed uint64, fork int) Key {
	return p.keyed(f, seed, "past", p.course(f).Past(), fork, p.recorded(fork))
}

// ofOutcome is the key of an outcome.
func (p *party) ofOutcome(f *future, seed uint64) Key {
	var rules []string // one that does nothing has a bill, too
	for _, r := range f.rules {
		design := *r.Design
		r.Design = nil
		rules = append(rules, fmt.Sprintf("%+v %+v", r, design))
	}
	return p.keyed(f, seed, "outcome", p.course(f).Past(), p.c.Options.Months, p.recorded(p.c.Options.Months), fmt.Sprintf("%q", rules))
}

// recorded is all that decides what a recorder notes of a world up to a month: means and
// sums begin with the period.
func (p *party) recorded(until int) string {
	c := p.c
	return fmt.Sprintf("%d %t %t %q %q", min(c.Start, until), c.Keep, c.Groupings == nil, c.Groupings, c.Options.Focus)
}

// bytesOf are about those of some rows.
func bytesOf(all [][]float64, kept []Kept) int64 {
	n := 0
	for _, row := range all {
		n += 8 * len(row)
	}
	for _, k := range kept {
		for _, g := range k.Groups {
			n += 8 * len(g.Values)
		}
	}
	return int64(n)
}

// bytesOfEffects are about those of some effects.
func bytesOfEffects(effects sim.Effects) int64 { return int64(len(effects) * 8 * sim.Occupations) }

func (r *recorder) bytes() int64 {
	return bytesOf(r.all, r.kept) + bytesOf(r.sums, nil) + bytesOf(r.counts, []Kept{{Groups: r.last}})
}

func (o *Outcome) bytes() int64 {
	return bytesOf(o.All.here, o.Kept) + bytesOf(o.End.here, nil) + bytesOf(o.Mean.here, nil)
}

// played are what the shelf has of a past: it fills in the outcomes of its futures that were
// played before, and tells which were not, with the trend, where all of it is known.
func (p *party) played(e *entry, g past) (left []int, trend sim.Effects, whole bool) {
	s := p.results()
	if s == nil {
		return g.futures, nil, false
	}
	left = slices.DeleteFunc(slices.Clone(g.futures), func(i int) bool {
		o, ok := s.get(p.ofOutcome(&e.cast.futures[i], e.seed)).(*finished)
		if ok {
			e.out[i] = o.Outcome
			p.c.nameAs(o.groups)
		}
		return ok
	})
	trend, known := s.get(p.ofTrend(&e.cast.futures[g.futures[0]], e.seed)).(sim.Effects)
	if !known { // a trend is found to its end by a future that is played to its end
		left = g.futures
	}
	return left, trend, known && len(left) == 0
}

// ofTrend is the key of what AI does to employment in a past's reference.
func (p *party) ofTrend(f *future, seed uint64) Key {
	return p.keyed(f, seed, "trend", p.course(f).Past())
}
