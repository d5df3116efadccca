package ensemble

import (
	"bytes"
	"context"
	"slices"
	"sync"

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
// bytes that it would give played alone.
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
	// First, if not nil, is told the first replicate as soon as it is played,
	// while others go on. Play returns only after First has.
	First func(*Futures)
	// Watch, if not nil, sees every world after every month: replicate (from 1),
	// place of the arm, and the world, which it must not change. Replicates are
	// seen by several goroutines at once.
	Watch func(replicate, arm int, w *sim.World)
	// Change, if not nil, changes the worlds of every seed, see [Plan.Change].
	Change func(*sim.World) error
	// Skip is how many replicates are left out: the first that is played is the one after
	// them, with the seed and under the number that it always has.
	Skip int

	named    sync.Once
	futures  []future
	outcomes [][]Outcome // by replicate, then world x arm
}

// future is one arm in one world: all that decides its months.
type future struct {
	arm, world int
	setup
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
	for w, world := range worlds {
		for a, arm := range arms {
			s := arm.Clone()
			s.World = world
			f := future{arm: a, world: w}
			if f.setup, err = setupOf(s); err != nil {
				return nil, err
			}
			c.Start = min(c.Start, f.begins())
			c.futures = append(c.futures, f)
		}
	}
	if c.Start >= o.Months { // no policy within the run: the period is all of it
		c.Start = 0
	}
	return c, nil
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
	o := c.Options
	o.Replicates = n - from
	across, within := Spread(o)
	if o.Population < withinFrom {
		o.Replicates *= len(c.Worlds) // worlds of one seed are played side by side too
		across, within = Spread(o)
	}
	return c.play(ctx, n, across, within, report)
}

// play is Play with so many tasks side by side, of so many workers each.
func (c *Futures) play(ctx context.Context, n, across, within int, report Progress) error {
	for i := range c.futures {
		c.futures[i].change = c.Change
	}
	from := c.Skip + len(c.outcomes)
	c.Mode = SpreadText(across, within)
	seeds := Seeds(c.Options.Seed, n)
	p := &party{c: c, clock: newClock(report), within: within}
	p.clock.total = int64(n-from) * p.months()
	fresh := make([][]Outcome, n-from)
	for i := range fresh {
		fresh[i] = make([]Outcome, len(c.futures))
	}
	wave := max(1, across)
	for at := 0; at < len(fresh); at += wave {
		if err := p.play(ctx, from+at, seeds[from+at:from+min(len(fresh), at+wave)], fresh[at:min(len(fresh), at+wave)], across); err != nil {
			return err
		}
	}
	c.outcomes, c.Seeds = append(c.outcomes, fresh...), seeds[c.Skip:]
	return nil
}

// name keeps the names of groups, which are those of every world.
func (c *Futures) name(w *sim.World) {
	c.named.Do(func() { c.Groups = groupsOf(w.Now.Groups) })
}

// party is one call of Play.
type party struct {
	c      *Futures
	clock  *clock
	within int
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
}

// pasts groups the futures of a world by their common past, those first in which
// the trend of others is found.
func (c *Futures) pasts(world int) []past {
	var list []past
	for i := range c.futures {
		f := &c.futures[i]
		if f.world != world {
			continue
		}
		k := slices.IndexFunc(list, func(g past) bool { return c.futures[g.futures[0]].samePast(f) })
		if k < 0 {
			k = len(list)
			list = append(list, past{fork: c.Options.Months, finds: f.params.Technology.Access > 0})
		}
		g := &list[k]
		g.futures = append(g.futures, i)
		g.fork = max(0, min(g.fork, f.begins()))
		g.finds = g.finds && f.finds(c.record())
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
	return list
}

// record is the last month of the record that is played.
func (c *Futures) record() int { return min(evidence.LastObserved, c.Options.Months) }

// burnIns are futures of which each has a burn-in of its own.
func (c *Futures) burnIns() []int {
	var list []int
	for i := range c.futures {
		if !slices.ContainsFunc(list, func(k int) bool { return c.futures[k].sameBurnIn(&c.futures[i]) }) {
			list = append(list, i)
		}
	}
	return list
}

// months are those played for one seed, the burn-in among them.
func (p *party) months() int64 {
	n := int64(len(p.c.burnIns())) * sim.BurnInMonths
	for w := range p.c.Worlds {
		for k, g := range p.c.pasts(w) {
			n += int64(g.fork) + int64(len(g.futures)*(p.c.Options.Months-g.fork))
			if g.trend == k && !g.finds {
				n += int64(p.c.record())
			}
		}
	}
	return n
}

// play plays some seeds, the first of them the from-th from 0: first their burn-ins, then worlds side by side.
func (p *party) play(ctx context.Context, from int, seeds []uint64, out [][]Outcome, across int) error {
	c, burnIns := p.c, p.c.burnIns()
	bases := make([][]*sim.World, len(seeds))
	for i := range bases {
		bases[i] = make([]*sim.World, len(burnIns))
	}
	err := SideBySide(ctx, across, len(seeds)*len(burnIns), func(ctx context.Context, k int) error {
		i, b := k/len(burnIns), k%len(burnIns)
		w, err := c.futures[burnIns[b]].start(ctx, c.Options.Population, seeds[i], p.within, p.clock.tick)
		bases[i][b] = w
		return err
	})
	if err != nil {
		return err
	}
	if first := bases[0][0]; from == c.Skip { // the first seed's, however many are played at a time
		c.People, c.Titles, c.Weight = first.Weight*float64(first.StartPeople), titles(first), first.Weight
	}
	return SideBySide(ctx, across, len(seeds)*len(c.Worlds), func(ctx context.Context, k int) error {
		i, world := k/len(c.Worlds), k%len(c.Worlds)
		pasts := c.pasts(world)
		trends := make([]sim.Effects, len(pasts))
		for n, g := range pasts {
			f := &c.futures[g.futures[0]]
			b := slices.IndexFunc(burnIns, func(j int) bool { return c.futures[j].sameBurnIn(f) })
			base := bases[i][b]
			if g.trend == n && !g.finds {
				effects, err := f.trend(ctx, base, c.record(), p.clock.tick)
				if err != nil {
					return err
				}
				trends[n] = effects
			}
			if len(c.Worlds) > 1 || n < len(pasts)-1 {
				base = base.Clone() // the last to need it takes it: two worlds in memory, not three
			}
			base.Effects = trends[g.trend]
			effects, err := p.branch(ctx, base, from+i+1, g, out[i])
			if err != nil {
				return err
			}
			trends[n] = effects
		}
		if c.First != nil && from+i == 0 && len(c.Worlds) == 1 {
			c.First(c.alone(seeds[0], out[0]))
		}
		return nil
	})
}

// alone is the futures of one replicate.
func (c *Futures) alone(seed uint64, out []Outcome) *Futures {
	return &Futures{Arms: c.Arms, Worlds: c.Worlds, Options: c.Options, Start: c.Start, Seeds: []uint64{seed}, Columns: c.Columns, Groups: c.Groups,
		People: c.People, Titles: c.Titles, Weight: c.Weight, Keep: c.Keep, outcomes: [][]Outcome{out}}
}

// branch plays the futures of one past, from a world that is its own, and returns
// the effects of AI that are behind their trend.
func (p *party) branch(ctx context.Context, w *sim.World, replicate int, g past, out []Outcome) (sim.Effects, error) {
	c := p.c
	f := &c.futures[g.futures[0]]
	w.Params, w.Rules = f.params, nil
	if err := f.leaveOut(w); err != nil {
		return nil, err
	}
	before := recorder{keep: c.Keep, watch: c.watch(replicate, g.futures...)}
	if err := p.advance(ctx, w, &before, g.fork); err != nil {
		return nil, err
	}
	for k, i := range g.futures {
		own, tape := w, before
		if k < len(g.futures)-1 {
			own, tape = w.Clone(), before.clone()
		}
		tape.watch = c.watch(replicate, i)
		if err := own.Adopt(c.futures[i].rules); err != nil {
			return nil, scenarios.Mistake("%v", err)
		}
		if err := p.advance(ctx, own, &tape, c.Options.Months); err != nil {
			return nil, err
		}
		out[i] = tape.outcome(own)
		c.name(own)
	}
	return w.Effects, nil
}

// watch shows a world as that of some futures.
func (c *Futures) watch(replicate int, futures ...int) func(*sim.World) {
	if c.Watch == nil {
		return func(*sim.World) {}
	}
	return func(w *sim.World) {
		for _, i := range futures {
			c.Watch(replicate, c.futures[i].arm, w)
		}
	}
}

// advance plays a world up to a month and records it.
func (p *party) advance(ctx context.Context, w *sim.World, r *recorder, until int) error {
	for w.Month < until {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		w.Step()
		if p.c.Options.Check {
			if err := w.Check(); err != nil {
				return err
			}
		}
		r.record(w, p.c.Start)
		r.watch(w)
		p.clock.tick()
	}
	return nil
}
