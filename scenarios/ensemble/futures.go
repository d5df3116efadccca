package ensemble

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
)

// Futures plays several scenarios, its arms, on the same seeds in several
// worlds. Replicates can be added as long as one likes: Play goes on where it
// stopped.
//
// What futures have in common is played once: the burn-in of a seed, which
// knows neither AI nor policy, is that of every arm and world; the months up to
// the first policy are those of every arm of a world. Each arm gives the very
// bytes that it would give played alone. Where sets of parameters are played, each
// replicate plays its own (see [SetOf]) in every arm and world.
type Futures struct {
	Arms    []*scenarios.Scenario
	Worlds  []string
	Options scenarios.Options // population, months, seed, workers, check of all arms
	Start   int               // first month of a policy: the period of means and sums begins with it
	Seeds   []uint64          // of the replicates played so far
	Columns []string          // sim.Columns
	Groups  []table.Row       // By and Group of each group, in the order of Outcome.End
	Mode    string
	People  float64
	Titles  map[string]string
	Weight  float64
	// Keep keeps the table of every month whole, groups and all, and not only
	// the last and the mean.
	Keep bool
	// Groupings, if not nil, are those whose groups Keep keeps, besides all creatives.
	Groupings []string
	// Scratch, if not nil, opens the file for tables that are kept, and for rows of outcomes, that are
	// too many for memory. It is asked once, when there are so many; the file must be there until
	// nothing is read of the futures any more. Where there is a shelf all stay in memory.
	Scratch func() (Scratch, error)
	// Shelf, if not nil, keeps what these futures have in common with others that are played
	// later; it changes no number.
	Shelf *Shelf
	// Checkpoints, if not nil, are how far a play is, on a disk; they change no number. Where
	// somebody watches or changes worlds, or there is a shelf, there are none.
	Checkpoints *Checkpoints
	// First, if not nil, is told the first replicate as soon as it is played,
	// while others go on. Play returns only after First has.
	First func(*Futures)
	// Watch, if not nil, sees every world after every month: replicate (from 1),
	// place of the arm, and the world, which it must not change. Replicates are
	// seen by several goroutines at once.
	Watch func(replicate, arm int, w *sim.World)
	// Times, if not nil, are told how long it takes to play; they change no number.
	Times *Times
	// Change, if not nil, changes the worlds of every seed, see [Plan.Change].
	Change func(*sim.World) error
	// Larder, if not nil, keeps burnt-in worlds from one program to the next; it changes no number.
	Larder Larder
	// Skip is how many replicates are left out: the first that is played is the one after
	// them, with the seed and under the number that it always has.
	Skip int

	named    sync.Once
	deck     deck
	cellar   *cellar // nil before anything is played
	sheets   sheets
	outcomes [][]Outcome // by replicate, then world x arm
}

// New prepares arms that have the same population, months and seed, those of o.
// An arm's own world does not matter.
func New(arms []*scenarios.Scenario, worlds []string, o scenarios.Options) (*Futures, error) {
	o.Counterfactual, o.Replicates = false, 1
	err := check(o)
	if err != nil {
		return nil, err
	}
	c := &Futures{Arms: arms, Worlds: worlds, Options: o, Start: o.Months,
		Columns: finding.Each(sim.Columns, func(m sim.Measure) string { return m.Name })}
	if c.deck, err = deckOf(country(), o); err != nil {
		return nil, err
	}
	first, err := c.cast(0)
	if err != nil {
		return nil, err
	}
	for i := range first.futures { // policies begin when they do, whatever the parameters
		c.Start = min(c.Start, first.futures[i].begins())
	}
	if c.Start >= o.Months { // no policy within the run: the period is all of it
		c.Start = 0
	}
	return c, nil
}

// Replicates is how many have been played.
func (c *Futures) Replicates() int { return len(c.outcomes) }

// Of is what an arm left in a world, by replicate.
func (c *Futures) Of(world, arm int) []*Outcome {
	list := make([]*Outcome, len(c.outcomes))
	for i := range c.outcomes {
		list[i] = &c.outcomes[i][world*len(c.Arms)+arm]
	}
	return list
}

// Play plays replicates up to the n-th. Cancelling ctx stops it within a
// month's step and keeps the replicates of before.
func (c *Futures) Play(ctx context.Context, n int, report Progress) error {
	from := c.Skip + len(c.outcomes)
	if n <= from {
		return nil
	}
	across, within := c.spread(n - from)
	return c.play(ctx, n, across, within, report)
}

// play is Play with so many tasks side by side, of so many workers each.
func (c *Futures) play(ctx context.Context, n, across, within int, report Progress) error {
	defer holdGarbage(c.Options.Population)()
	from := c.Skip + len(c.outcomes)
	c.Mode = SpreadText(across, within)
	p := &party{c: c, clock: newClock(report), across: across, within: within}
	if c.cellar == nil {
		c.cellar = &cellar{most: InMemory}
		if c.Shelf == nil {
			c.cellar.scratches = c.Scratch
		}
	}
	casts, err := c.casts(from, n)
	if err != nil {
		return err
	}
	k := p.points()
	if k != nil {
		k.opening.Do(func() { k.open(c.cellar) })
	}
	seeds, list := Seeds(c.Options.Seed, n), make([]entry, n-from)
	for i := range list {
		e := &list[i]
		e.replicate, e.seed, e.cast, e.out = from+i, seeds[from+i], casts[i], make([]Outcome, len(casts[i].futures))
		e.kept = e.cast.kept(e.seed)
		p.clock.total += e.cast.months() - burnInMonths(e.kept)
	}
	if err := inTurn(ctx, across, len(list), &p.gone, func(i int) *job { return p.job(&list[i]) }); err != nil {
		return err
	}
	if k != nil {
		k.over(ctx, c.cellar)
	}
	for i := range list {
		c.outcomes = append(c.outcomes, list[i].out)
	}
	c.Seeds = seeds[c.Skip:]
	return nil
}

// name keeps the names of groups, which are those of every world.
func (c *Futures) name(w *sim.World) {
	c.named.Do(func() { c.Groups = groupsOf(InView(w, c.Options.Focus)) })
}

// nameAs takes the names of groups from where they were kept.
func (c *Futures) nameAs(groups []table.Row) { c.named.Do(func() { c.Groups = groups }) }

// party is one call of Play.
type party struct {
	c              *Futures
	clock          *clock
	across, within int          // tasks side by side, and workers of each
	gone           atomic.Int32 // of the tasks side by side those that no other will follow
}

// workers are those of a task: its own, and a share of those whom the last tasks leave over, as far as
// a world has work for them.
func (p *party) workers() int {
	gone, chunks := int(p.gone.Load()), 1+p.c.Options.Population/par.Chunk
	return max(p.within, min(p.within*(1+gone/max(1, p.across-gone)), chunks))
}

// entry is a replicate that is played, from 0.
type entry struct {
	replicate int
	seed      uint64
	cast      *cast
	kept      []bool // whether the larder has it, by burn-ins
	bases     []base // by its burn-ins
	out       []Outcome
	worlds    atomic.Int32 // that are not played yet
}

// base is a burnt-in world of a replicate.
type base struct {
	mu       sync.Mutex
	held     *held // nil before it is asked for
	foreseen bool  // it was known before that it is needed
}

// job is a replicate as it is played: first its burn-ins, then its worlds.
func (p *party) job(e *entry) *job {
	c := p.c
	j := &job{
		first: p.burnIns(e),
		between: func() {
			if e.replicate == c.Skip { // the first seed's, however many are played at a time
				p.tellFirst(e)
			}
		},
		over: func() { e.bases = nil }, // worlds are large
	}
	for world := range c.Worlds {
		j.then = append(j.then, func(ctx context.Context) error {
			if err := p.world(ctx, e, world); err != nil {
				return err
			}
			p.over(e)
			if c.First != nil && e.replicate == 0 && len(c.Worlds) == 1 {
				c.First(c.alone(e.seed, e.out))
			}
			return nil
		})
	}
	return j
}

// tellFirst tells of the population of the first seed.
func (p *party) tellFirst(e *entry) {
	told := p.knownFirst(e)
	if told == nil {
		w := e.bases[0].held.world
		told = &first{w.Weight * float64(w.StartPeople), w.Weight, titles(w)}
		if k := p.points(); k != nil {
			k.done.put(p.ofFirst(e), told, 0)
		}
	}
	p.c.People, p.c.Titles, p.c.Weight = told.People, told.Titles, told.Weight
}

// burnIns are the tasks that play those burn-ins of a replicate that are needed.
func (p *party) burnIns(e *entry) (list []task) {
	e.bases = make([]base, len(e.cast.burnIns))
	e.worlds.Store(int32(len(p.c.Worlds)))
	for b := range e.bases {
		if e.bases[b].foreseen = p.needs(e, b); !e.bases[b].foreseen {
			if !e.kept[b] {
				p.skip(sim.BurnInMonths)
			}
			continue
		}
		list = append(list, func(ctx context.Context) error {
			_, err := p.burnt(ctx, e, b)
			return err
		})
	}
	return list
}

// needs tells whether some past of a replicate begins with a burn-in.
func (p *party) needs(e *entry, b int) bool {
	if e.replicate == p.c.Skip && p.knownFirst(e) == nil {
		return true
	}
	for _, pasts := range e.cast.pasts {
		for _, g := range pasts {
			if e.burnInOf(g) == b && !p.ahead(e, g) {
				return true
			}
		}
	}
	return false
}

// burnInOf is the place of the burn-in of a past.
func (e *entry) burnInOf(g past) int {
	f := &e.cast.futures[g.futures[0]]
	return slices.IndexFunc(e.cast.burnIns, func(j int) bool { return e.cast.futures[j].sameBurnIn(f) })
}

// burnt is a burnt-in world of a replicate, which is played where it is not there yet.
func (p *party) burnt(ctx context.Context, e *entry, b int) (h *held, err error) {
	at := &e.bases[b]
	at.mu.Lock()
	defer at.mu.Unlock()
	if at.held == nil {
		if !at.foreseen && !e.kept[b] { // what was to be read is damaged
			p.clock.expect(sim.BurnInMonths)
		}
		at.held, err = p.base(ctx, &e.cast.futures[e.cast.burnIns[b]], e.seed, e.kept[b])
	}
	return at.held, err
}

// base is the burnt-in world of a future and a seed; kept says that the larder seems to have it.
func (p *party) base(ctx context.Context, f *future, seed uint64, kept bool) (*held, error) {
	people, key := p.c.Options.Population, f.ofBurnIn(p.c.Options.Population, seed)
	if t := p.track(key); t != nil {
		return p.burnInOn(ctx, t, f, seed, kept)
	}
	s := p.shelf()
	if s != nil {
		if w, ok := s.get(key).(*sim.World); ok {
			return &held{world: w}, nil
		}
	}
	since := time.Now()
	w, played, err := p.clock.start(ctx, &f.setup, people, seed, p.within, kept)
	p.c.Times.spend(burnIn, played, since)
	if err == nil && s != nil {
		s.put(key, w, int64(w.Bytes()))
	}
	return &held{world: w}, err
}

// burnInOn is base where checkpoints are: from the last of them, out of the larder, or played.
func (p *party) burnInOn(ctx context.Context, t *track, f *future, seed uint64, kept bool) (*held, error) {
	people, since := p.c.Options.Population, time.Now()
	w := t.resume(nil, p.within)
	if w == nil {
		there, err := f.taken(people, seed, p.within)
		if there != nil || err != nil {
			if !kept {
				p.clock.expect(-sim.BurnInMonths)
			}
			return &held{world: there, track: t}, err
		}
		if w, err = f.build(people, seed, p.within); err != nil {
			return nil, err
		}
	}
	if kept {
		p.clock.expect(sim.BurnInMonths)
	}
	from := stageOf(w)
	p.skip(from)
	h := &held{world: w, track: t, left: w.Month == 0}
	if h.left {
		return h, nil
	}
	err := playBurnIn(ctx, w, func() { p.clock.tick(); t.month(ctx, w, nil, p.c.cellar) })
	p.c.Times.spend(burnIn, stageOf(w)-from, since)
	if err == nil {
		f.store(people, seed, w)
	}
	return h, err
}

// world plays the futures of one world of a replicate.
func (p *party) world(ctx context.Context, e *entry, world int) error {
	c := p.c
	pasts := e.cast.pasts[world]
	trends, dawns := make([]sim.Effects, len(pasts)), map[int]*held{}
	for n, g := range pasts {
		f := &e.cast.futures[g.futures[0]]
		ownTrend := g.trend == n && !g.finds
		left, known, whole := p.played(e, g)
		if whole {
			trends[n] = known
			p.skip(g.months(c, ownTrend))
			continue
		}
		begun := false
		begin := func(t *track) (own *held, err error) {
			begun = true
			if g.dawn >= 0 {
				if dawns[g.dawn] == nil {
					if dawns[g.dawn], err = p.dawn(ctx, e, g, len(c.Worlds) == 1 && oneDawn(pasts)); err != nil {
						return nil, err
					}
				}
				own = dawns[g.dawn].begin(t, lastOfDawn(pasts, n))
			} else {
				h, err := p.burnt(ctx, e, e.burnInOf(g))
				if err != nil {
					return nil, err
				}
				if ownTrend {
					if trends[n], err = p.trend(ctx, f, e.seed, h); err != nil {
						return nil, err
					}
				}
				own = h.begin(t, len(c.Worlds) == 1 && n == len(pasts)-1 && p.shelf() == nil)
			}
			if known := trends[g.trend]; known != nil {
				own.world.Effects = known
			}
			return own, nil
		}
		var err error
		if trends[n], err = p.branch(ctx, begin, e, g, left); err != nil {
			return err
		}
		if ownTrend && !begun {
			p.skip(c.record())
		}
	}
	for _, g := range pasts {
		if g.dawn == g.futures[0] {
			p.track(p.ofDawn(e, g)).end(ctx, c.cellar)
			if dawns[g.dawn] == nil {
				p.skip(sim.FirstRelease)
			}
		}
	}
	return nil
}

// begin is a world of its own that goes on, on a track, from one that is held: a copy, or, for the
// last to need it, the very world, so that there are two in memory and not three.
func (h *held) begin(t *track, taken bool) *held {
	t.from(h, taken)
	own := &held{world: h.world, record: h.record}
	if !taken {
		own.world = h.world.Clone()
		if h.record != nil {
			before := h.record.clone()
			own.record = &before
		}
	}
	return own
}

// dawn plays the months of a past in which nobody has AI yet, for all pasts that begin alike. It
// takes the burnt-in world where nobody else needs that.
func (p *party) dawn(ctx context.Context, e *entry, g past, taken bool) (*held, error) {
	t, before := p.track(p.ofDawn(e, g)), p.c.recorder(e)
	w := t.resume(&before, p.within)
	begin := func(t *track) (*held, error) {
		h, err := p.burnt(ctx, e, e.burnInOf(g))
		if err != nil {
			return nil, err
		}
		return h.begin(t, taken), nil
	}
	return p.past(ctx, begin, e, past{futures: []int{g.dawn}, fork: sim.FirstRelease, dawn: -1}, t, w, before)
}

// ofDawn is the key of the world of a past as it stands before the first release of AI.
func (p *party) ofDawn(e *entry, g past) Key {
	return p.ofPast(&e.cast.futures[g.dawn], e.seed, sim.FirstRelease)
}

// trend is what AI does to employment in the reference of a future, from a burnt-in world.
func (p *party) trend(ctx context.Context, f *future, seed uint64, h *held) (sim.Effects, error) {
	key, last := p.ofTrend(f, seed), p.c.record()
	s := p.results()
	if s != nil {
		if known, ok := s.get(key).(sim.Effects); ok {
			p.skip(last)
			return known, nil
		}
	}
	t := p.track(key)
	w := t.resume(nil, p.within)
	if w == nil {
		var err error
		if w, err = f.asReference(h.world); err != nil {
			return nil, err
		}
		t.from(h, false)
	}
	from, since := w.Month, time.Now()
	p.skip(from)
	if err := find(ctx, w, last, func() { p.clock.tick(); t.month(ctx, w, nil, p.c.cellar) }); err != nil {
		return nil, err
	}
	p.c.Times.spend(played, w.Month-from, since)
	if s != nil {
		s.put(key, w.Effects, bytesOfEffects(w.Effects))
	}
	t.end(ctx, p.c.cellar)
	return w.Effects, nil
}

// record is the last month of the record that is played.
func (c *Futures) record() int { return min(evidence.LastObserved, c.Options.Months) }

// alone is the futures of one replicate.
func (c *Futures) alone(seed uint64, out []Outcome) *Futures {
	return &Futures{Arms: c.Arms, Worlds: c.Worlds, Options: c.Options, Start: c.Start, Seeds: []uint64{seed}, Columns: c.Columns, Groups: c.Groups,
		People: c.People, Titles: c.Titles, Weight: c.Weight, Keep: c.Keep, Groupings: c.Groupings, deck: c.deck, cellar: c.cellar, outcomes: [][]Outcome{out}}
}

// branch plays those futures of one past that are left, from a world that is its own, and
// returns the effects of AI that are behind their trend. begin is that world before the first
// month of its own, on a track.
func (p *party) branch(ctx context.Context, begin func(*track) (*held, error), e *entry, g past, left []int) (effects sim.Effects, err error) {
	c := p.c
	own := c.Options.Months - g.fork // months of a future of its own
	p.skip((len(g.futures) - len(left)) * own)
	var stem *held
	for k, i := range left {
		t := p.track(p.ofOutcome(&e.cast.futures[i], e.seed))
		tape := c.recorder(e, i)
		w := t.resume(&tape, p.within)
		switch {
		case len(g.futures) == 1: // it has its past on its own track
			if stem, err = p.past(ctx, begin, e, g, t, w, tape); err != nil {
				return nil, err
			}
			w, tape = stem.world, *stem.record
		case w != nil:
			p.skip(w.Month - g.fork)
		default:
			if stem == nil {
				trunk, before := p.track(p.ofPast(&e.cast.futures[g.futures[0]], e.seed, g.fork)), c.recorder(e, g.futures...)
				at := trunk.resume(&before, p.within)
				if stem, err = p.past(ctx, begin, e, g, trunk, at, before); err != nil {
					return nil, err
				}
			}
			last := k == len(left)-1
			t.from(stem, last)
			if w, tape = stem.world, *stem.record; !last {
				w, tape = w.Clone(), tape.clone()
			}
		}
		tape.watch = c.watch(e, i)
		if w.Month == g.fork {
			if err := w.Adopt(e.cast.futures[i].rules); err != nil {
				return nil, scenarios.Mistake("%v", err)
			}
		}
		if err := p.advance(ctx, w, &tape, c.Options.Months, t); err != nil {
			return nil, err
		}
		if e.out[i], err = tape.outcome(w); err != nil {
			return nil, err
		}
		effects = w.Effects
		c.name(w)
		if s := p.results(); s != nil { // the trend first: where an outcome is known, so is that
			s.put(p.ofTrend(&e.cast.futures[g.futures[0]], e.seed), effects, bytesOfEffects(effects))
			s.put(p.ofOutcome(&e.cast.futures[i], e.seed), &finished{e.out[i], c.Groups}, e.out[i].bytes())
		}
		t.end(ctx, c.cellar)
	}
	if len(g.futures) > 1 {
		p.track(p.ofPast(&e.cast.futures[g.futures[0]], e.seed, g.fork)).end(ctx, c.cellar)
		if stem == nil {
			p.skip(g.fork - g.from())
		}
	}
	return effects, nil
}

// past plays a world up to the month in which its futures part, or takes it from the shelf: on
// a track, from the world that it had left there, nil for none, and what was recorded of it.
func (p *party) past(ctx context.Context, begin func(*track) (*held, error), e *entry, g past, t *track, w *sim.World, record recorder) (*held, error) {
	c := p.c
	f := &e.cast.futures[g.futures[0]]
	s := p.shelf()
	var key Key
	if s != nil {
		key = p.ofPast(f, e.seed, g.fork)
		if found, ok := s.get(key).(*standing); ok {
			before := found.record.clone()
			return &held{world: found.world.Clone(), record: &before}, nil
		}
	}
	h := &held{world: w, record: &record, track: t}
	if w != nil {
		p.skip(w.Month - g.from())
		h.left = w.Month == g.fork
	} else {
		own, err := begin(t)
		if err != nil {
			return nil, err
		}
		if h.world = own.world; own.record != nil {
			h.record = own.record
		}
		w = h.world
		w.Params, w.Rules = f.params, nil
		if err := f.leaveOut(w); err != nil {
			return nil, err
		}
	}
	if err := p.advance(ctx, w, h.record, g.fork, t); err != nil {
		return nil, err
	}
	if s != nil && g.fork < c.Options.Months {
		left := &standing{w.Clone(), h.record.clone()}
		s.put(key, left, int64(w.Bytes())+h.record.bytes())
	}
	return h, nil
}

// recorder is that of some futures of a replicate, before their first month.
func (c *Futures) recorder(e *entry, futures ...int) recorder {
	return recorder{cellar: c.cellar, tables: c.Keep, groupings: c.Groupings, focus: c.Options.Focus, watch: c.watch(e, futures...)}
}

// watch shows a world as that of some futures.
func (c *Futures) watch(e *entry, futures ...int) func(*sim.World) {
	if c.Watch == nil {
		return func(*sim.World) {}
	}
	return func(w *sim.World) {
		for _, i := range futures {
			c.Watch(e.replicate+1, e.cast.futures[i].arm, w)
		}
	}
}

// advance plays a world up to a month and records it, on a track.
func (p *party) advance(ctx context.Context, w *sim.World, r *recorder, until int, t *track) error {
	for w.Month < until {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if n := p.workers(); n >= 2*w.Workers { // sums of a worker take room: not for each who is gone
			w.SetWorkers(n)
		}
		p.c.Times.step(w)
		since := time.Now()
		if p.c.Options.Check {
			if err := w.Check(); err != nil {
				return err
			}
		}
		if err := r.record(w, p.c.Start); err != nil {
			return err
		}
		r.watch(w)
		p.c.Times.spend(collecting, 1, since)
		p.clock.tick()
		t.month(ctx, w, r, p.c.cellar)
	}
	return nil
}
