package ensemble

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
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
	// Scratch, if not nil, opens the file for tables that are kept and are too many for
	// memory. It is asked once, when there are so many; the file must be there until
	// Forget. Where there is a shelf all stay in memory.
	Scratch func() (Scratch, error)
	// Shelf, if not nil, keeps what these futures have in common with others that are played
	// later; it changes no number.
	Shelf *Shelf
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
	cellar   *cellar     // nil where no tables are kept
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
	p := &party{c: c, clock: newClock(report), within: within}
	if c.Keep && c.cellar == nil {
		c.cellar = &cellar{most: InMemory}
		if c.Shelf == nil {
			c.cellar.scratches = c.Scratch
		}
	}
	casts, err := c.casts(from, n)
	if err != nil {
		return err
	}
	seeds, list := Seeds(c.Options.Seed, n), make([]entry, n-from)
	for i := range list {
		list[i] = entry{replicate: from + i, seed: seeds[from+i], cast: casts[i], kept: casts[i].kept(seeds[from+i]), out: make([]Outcome, len(casts[i].futures))}
		p.clock.total += casts[i].months() - burnInMonths(list[i].kept)
	}
	if err := inTurn(ctx, across, len(list), func(i int) *job { return p.job(&list[i]) }); err != nil {
		return err
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

// called takes the names of groups from where they were kept.
func (c *Futures) called(groups []table.Row) { c.named.Do(func() { c.Groups = groups }) }

// party is one call of Play.
type party struct {
	c      *Futures
	clock  *clock
	within int
}

// entry is a replicate that is played, from 0.
type entry struct {
	replicate int
	seed      uint64
	cast      *cast
	kept      []bool       // whether the larder has it, by burn-ins
	bases     []*sim.World // by its burn-ins
	out       []Outcome
}

// job is a replicate as it is played: first its burn-ins, then its worlds.
func (p *party) job(e *entry) *job {
	c := p.c
	j := &job{
		first: p.burnIns(e),
		between: func() {
			if e.replicate == c.Skip { // the first seed's, however many are played at a time
				first := e.bases[0]
				c.People, c.Titles, c.Weight = first.Weight*float64(first.StartPeople), titles(first), first.Weight
			}
		},
		over: func() { e.bases = nil }, // worlds are large
	}
	for world := range c.Worlds {
		j.then = append(j.then, func(ctx context.Context) error {
			if err := p.world(ctx, e, world); err != nil {
				return err
			}
			if c.First != nil && e.replicate == 0 && len(c.Worlds) == 1 {
				c.First(c.alone(e.seed, e.out))
			}
			return nil
		})
	}
	return j
}

// burnIns are the tasks that play the burn-ins of a replicate.
func (p *party) burnIns(e *entry) (list []task) {
	if e.replicate != p.c.Skip && p.known(e) { // of the first, people are told
		return nil
	}
	e.bases = make([]*sim.World, len(e.cast.burnIns))
	for b := range e.bases {
		list = append(list, func(ctx context.Context) (err error) {
			e.bases[b], err = p.base(ctx, &e.cast.futures[e.cast.burnIns[b]], e.seed, e.kept[b])
			return err
		})
	}
	return list
}

// base is the burnt-in world of a future and a seed; kept says that the larder seems to have it.
func (p *party) base(ctx context.Context, f *future, seed uint64, kept bool) (*sim.World, error) {
	people, s := p.c.Options.Population, p.shelf()
	start := func() (*sim.World, error) {
		since := time.Now()
		w, played, err := p.clock.start(ctx, &f.setup, people, seed, p.within, kept)
		p.c.Times.spend(burnIn, played, since)
		return w, err
	}
	if s == nil {
		return start()
	}
	key := f.ofBurnIn(people, seed)
	if w, ok := s.get(key).(*sim.World); ok {
		return w, nil
	}
	w, err := start()
	if err == nil {
		s.put(key, w, int64(w.Bytes()))
	}
	return w, err
}

// world plays the futures of one world of a replicate.
func (p *party) world(ctx context.Context, e *entry, world int) error {
	c := p.c
	pasts := e.cast.pasts[world]
	trends := make([]sim.Effects, len(pasts))
	for n, g := range pasts {
		f := &e.cast.futures[g.futures[0]]
		left, known, whole := p.played(e, g)
		if whole {
			trends[n] = known
			continue
		}
		base := e.bases[slices.IndexFunc(e.cast.burnIns, func(j int) bool { return e.cast.futures[j].sameBurnIn(f) })]
		var err error
		if g.trend == n && !g.finds {
			since := time.Now()
			if trends[n], err = f.trend(ctx, base, c.record(), p.clock.tick); err != nil {
				return err
			}
			c.Times.spend(played, c.record(), since)
		}
		if len(c.Worlds) > 1 || n < len(pasts)-1 || p.shelf() != nil {
			base = base.Clone() // the last to need it takes it: two worlds in memory, not three
		}
		base.Effects = trends[g.trend]
		if trends[n], err = p.branch(ctx, base, e, g, left); err != nil {
			return err
		}
		if s := p.shelf(); s != nil {
			s.put(p.ofTrend(f, e.seed), trends[n], int64(len(trends[n])*8*sim.Occupations))
		}
	}
	return nil
}

// record is the last month of the record that is played.
func (c *Futures) record() int { return min(evidence.LastObserved, c.Options.Months) }

// alone is the futures of one replicate.
func (c *Futures) alone(seed uint64, out []Outcome) *Futures {
	return &Futures{Arms: c.Arms, Worlds: c.Worlds, Options: c.Options, Start: c.Start, Seeds: []uint64{seed}, Columns: c.Columns, Groups: c.Groups,
		People: c.People, Titles: c.Titles, Weight: c.Weight, Keep: c.Keep, Groupings: c.Groupings, deck: c.deck, cellar: c.cellar, outcomes: [][]Outcome{out}}
}

// branch plays those futures of one past that are left, from a world that is its own, and
// returns the effects of AI that are behind their trend.
func (p *party) branch(ctx context.Context, w *sim.World, e *entry, g past, left []int) (sim.Effects, error) {
	c := p.c
	w, before, err := p.past(ctx, w, e, g)
	if err != nil {
		return nil, err
	}
	for k, i := range left {
		own, tape := w, before
		if k < len(left)-1 {
			own, tape = w.Clone(), before.clone()
		}
		tape.watch = c.watch(e, i)
		if err := own.Adopt(e.cast.futures[i].rules); err != nil {
			return nil, scenarios.Mistake("%v", err)
		}
		if err := p.advance(ctx, own, &tape, c.Options.Months); err != nil {
			return nil, err
		}
		e.out[i] = tape.outcome(own)
		c.name(own)
		if s := p.shelf(); s != nil {
			s.put(p.ofOutcome(&e.cast.futures[i], e.seed), &finished{e.out[i], c.Groups}, e.out[i].bytes())
		}
	}
	return w.Effects, nil
}

// past plays a world up to the month in which its futures part, or takes it from the shelf.
func (p *party) past(ctx context.Context, w *sim.World, e *entry, g past) (*sim.World, recorder, error) {
	c := p.c
	f := &e.cast.futures[g.futures[0]]
	s := p.shelf()
	var key Key
	if s != nil {
		key = p.ofPast(f, e.seed, g.fork)
		if found, ok := s.get(key).(*standing); ok {
			return found.world.Clone(), found.record.clone(), nil
		}
	}
	w.Params, w.Rules = f.params, nil
	record := recorder{cellar: c.cellar, groupings: c.Groupings, focus: c.Options.Focus, watch: c.watch(e, g.futures...)}
	if err := f.leaveOut(w); err != nil {
		return nil, record, err
	}
	if err := p.advance(ctx, w, &record, g.fork); err != nil {
		return nil, record, err
	}
	if s != nil && g.fork < c.Options.Months {
		left := &standing{w.Clone(), record.clone()}
		s.put(key, left, int64(w.Bytes())+record.bytes())
	}
	return w, record, nil
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

// advance plays a world up to a month and records it.
func (p *party) advance(ctx context.Context, w *sim.World, r *recorder, until int) error {
	for w.Month < until {
		if ctx.Err() != nil {
			return context.Cause(ctx)
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
	}
	return nil
}
