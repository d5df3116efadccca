package ensemble

import (
	"sync"

	"github.com/atelier-sim/atelier/sim"
)

// Work is what it takes to play some replicates, counted before anything is played by
// what plays them. What it costs on a machine is said by package cost.
type Work struct {
	People     int   // creatives of a world at its start
	Months     int64 // months of worlds that are played, burn-ins among them: what the clock counts to
	BurnIn     int64 // those before January 2021 among them, which keep no tables
	Replicates int
	Futures    int   // arms times worlds, of each replicate
	Length     int   // months of a future from January 2021
	Side       int   // tasks of a replicate that may be played side by side
	Across     int   // replicates or worlds of them that are played side by side
	Within     int   // workers of each
	Bases      int   // burnt-in worlds in memory at once, at most
	Copies     int   // and copies of them, which share their peers
	Kept       int64 // rows of tables of single replicates that are kept to the end; 0 where each is told and let go of
	Whole      bool  // every group of each month is kept
}

// CreativeMonths are the months of all creatives.
func (w Work) CreativeMonths() float64 { return float64(w.People) * float64(w.Months) }

// Held is how many rows outcomes hold to the end, in memory or in a scratch, tables of months left
// aside: of each replicate and future the measures of all creatives by month, and of each group
// those of the end and the means.
func (w Work) Held() int64 {
	if w.Kept == 0 {
		return 0
	}
	return int64(w.Replicates) * int64(w.Futures) * int64(w.Length+2*Groups())
}

// Times is the work of so many plays, one after another, of which nothing is kept.
func (w Work) Times(n int) Work {
	w.Months, w.BurnIn = int64(n)*w.Months, int64(n)*w.BurnIn
	return w
}

// Work counts what playing replicates up to the n-th takes, see [Futures.Play].
func (c *Futures) Work(n int) (Work, error) {
	from := c.Skip + len(c.outcomes)
	if n <= from {
		return Work{People: c.Options.Population, Length: c.Options.Months}, nil
	}
	casts, err := c.casts(from, n)
	if err != nil {
		return Work{}, err
	}
	across, within := c.spread(n - from)
	w := Work{People: c.Options.Population, Replicates: n - from, Futures: len(c.Arms) * len(c.Worlds), Length: c.Options.Months, Side: len(c.Worlds), Across: across, Within: within, Whole: c.Keep}
	for i, seed := range Seeds(c.Options.Seed, n)[from:] {
		burnIns, kept := int64(len(casts[i].burnIns))*sim.BurnInMonths, burnInMonths(casts[i].kept(seed))
		w.Months += casts[i].months() - kept
		w.BurnIn += burnIns - kept
	}
	rows := 1
	if c.Keep {
		rows = Groups()
	}
	w.Kept = int64(w.Replicates) * int64(w.Futures) * int64(rows*w.Length+2*Groups())
	for _, n := range casts {
		w.Kept -= int64(n.alike() * rows * sim.FirstRelease)
	}
	w.Bases, w.Copies = casts[0].atOnce(min(across, n-from), across, c.Shelf != nil)
	return w, nil
}

// spread divides the workers over n replicates, and over the worlds of each.
func (c *Futures) spread(n int) (across, within int) {
	o := c.Options
	if o.Replicates = n; o.Population < withinFrom {
		o.Replicates *= len(c.Worlds) // worlds of one seed are played side by side too
	}
	return Spread(o)
}

// atOnce is how many worlds are in memory at once, at most, while so many replicates are played,
// worlds of them side by side: burnt-in ones, and copies. See [party.world] and [party.branch].
func (n *cast) atOnce(replicates, across int, shelf bool) (bases, copies int) {
	most := 0
	for _, pasts := range n.pasts {
		for k, g := range pasts {
			trend, own := 0, 0
			if g.trend == k && !g.finds {
				trend = 1
			}
			switch {
			case g.dawn >= 0:
				if len(n.of.Worlds) > 1 || !oneDawn(pasts) {
					own++
				}
				if !lastOfDawn(pasts, k) {
					own++
				}
			case len(n.of.Worlds) > 1 || k < len(pasts)-1 || shelf:
				own++
			}
			if len(g.futures) > 1 {
				own++
			}
			most = max(most, trend, own)
		}
	}
	return replicates * len(n.burnIns), most * min(across, replicates*len(n.of.Worlds))
}

// Work counts what playing a plan takes, see [Play].
func (p Plan) Work() (Work, error) {
	if err := check(p.Options); err != nil {
		return Work{}, err
	}
	c := p.Contest()
	f, err := New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		return Work{}, err
	}
	f.Keep = true
	return f.Work(p.Options.Replicates)
}

// Groups is how many groups a month's table has.
var Groups = sync.OnceValue(func() (n int) {
	c := country()
	w := sim.World{Domains: make([]sim.Domain, len(c.Domains)), Occupations: make([]sim.Occupation, len(c.Occupations)), Sectors: make([]sim.Sector, len(c.Sectors))}
	for _, by := range sim.Groupings {
		n += len(w.GroupNames(by))
	}
	return n
})
