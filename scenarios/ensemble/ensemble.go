// Package ensemble plays scenarios with several seeds, here in parallel: a run
// beside its frozen twin, and policies beside each other, by one player.
//
// Read Futures first; Play is a run by it, StartReplicate one replicate for who
// wants to step it.
package ensemble

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/par"
)

// Plan is a run to play: a scenario, and how.
type Plan struct {
	Scenario *scenarios.Scenario
	Options  scenarios.Options
	// Change, if not nil, changes the world of each replicate before its burn-in: a
	// mechanism, a column, a trait of one's own. It must do the same to the same
	// world, and is called by several goroutines at once. Parameters are those of the
	// scenario, whatever it does to them.
	Change func(*sim.World) error
}

// Contest is the plan as a comparison of the scenario with its frozen twin.
func (p Plan) Contest() *scenarios.Contest {
	s := p.Scenario.Clone()
	s.Options = p.Options
	return scenarios.RunContest(s)
}

// Progress is told months played so far and in all, over all runs, the burn-in
// among them. Calls come from several goroutines, but one at a time, and done
// rises by one with each; by more where a checkpoint has some months.
type Progress func(done, total int64)

// Result is the tables of a run.
type Result struct {
	*Futures
	// Series has the rows of every replicate for all creatives, and mean, p10
	// and p90 over replicates for every group (every replicate, with Full); mean, p05,
	// p95 and dice over sets of parameters.
	Series *table.Series
	// Contrast has the paired differences to the world without AI in the same
	// rows, with mean, p10, p90, low95 and high95, over sets of parameters as Series;
	// nil without counterfactual.
	Contrast *table.Series
}

// Play plays a run. Cancelling ctx stops it within a month's step.
func Play(ctx context.Context, p Plan, report Progress) (*Result, error) {
	return PlayWatched(ctx, p, nil, report)
}

// PlayWatched is Play with somebody who sees the worlds, see [Futures.Watch]: the
// frozen twin as arm 0, the run as arm 1.
func PlayWatched(ctx context.Context, p Plan, watch func(replicate, arm int, w *sim.World), report Progress) (*Result, error) {
	if err := check(p.Options); err != nil {
		return nil, err
	}
	c := p.Contest()
	f, err := New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		return nil, err
	}
	f.Keep, f.Watch, f.Change = true, watch, p.Change
	if err := f.Play(ctx, p.Options.Replicates, report); err != nil {
		return nil, err
	}
	return f.Run(c.Against, p.Options.Full)
}

// Run is the tables of the last arm of one world against a reference, or alone
// for -1: without full, single replicates are kept of all creatives only.
func (c *Futures) Run(against int, full bool) (out *Result, err error) {
	out = &Result{Futures: c}
	levels, gaps := c.Tables(0, len(c.Arms)-1, against, full)
	if out.Series, err = levels.Series(); err == nil && gaps != nil {
		out.Contrast, err = gaps.Series()
	}
	return out, cmp.Or(err, c.Err())
}

// A Table is a table of what was played that is made part by part, so that nobody needs the
// memory for all of it: the rows of one replicate after another, and behind them those of the
// statistics.
type Table struct {
	Columns    []string
	replicates int
	single     func(replicate int) (*table.Series, error)
	statistics []table.Row
}

// Tables are those of an arm in a world, of all creatives and, where they were kept, over
// replicates of every group, with full of every group of each replicate; and, unless against is
// -1, of its paired differences to another arm. See [Futures.Err].
func (c *Futures) Tables(world, arm, against int, full bool) (levels, gaps *Table) {
	rows := c.ofAll
	if full {
		rows = c.SeriesOf
	}
	of := func(arm, replicate int) *table.Series { return rows(world, arm, replicate, c.Options.Months) }
	own, differences := c.statistics(world, arm, against, inBand)
	levels = &Table{c.Columns, len(c.outcomes), func(i int) (*table.Series, error) { return of(arm, i), nil }, own}
	if against >= 0 {
		gaps = &Table{c.Columns, len(c.outcomes), func(i int) (*table.Series, error) { return table.Contrast(of(arm, i), of(against, i)) }, differences}
	}
	return levels, gaps
}

// Each hands on the rows, in the order of the table.
func (t *Table) Each(put func(rows []table.Row) error) error {
	for i := range t.replicates {
		s, err := t.single(i)
		if err == nil {
			err = put(s.Rows)
		}
		if err != nil {
			return err
		}
	}
	return put(t.statistics)
}

// Series is the whole table.
func (t *Table) Series() (*table.Series, error) {
	s := &table.Series{Columns: t.Columns}
	return s, t.Each(func(rows []table.Row) error { s.Rows = append(s.Rows, rows...); return nil })
}

// Against is the paired differences of a run to another: the other with the same
// seeds, sets of parameters, months and population, of another scenario or of a world that was changed.
// Rows are those of Contrast, every replicate of every group.
func (r *Result) Against(other *Result) (*table.Series, error) {
	if !slices.Equal(r.Seeds, other.Seeds) || !slices.Equal(r.Sets(), other.Sets()) || !slices.Equal(r.Sets(), other.Sets()) || r.Options.Months != other.Options.Months || r.Options.Population != other.Options.Population {
		return nil, scenarios.Mistake("the two runs cannot be paired: give them one seed and the same parameters, replicates, months, population and sets of parameters")
	}
	differences, err := r.paired(r.Futures.Series(0, len(r.Arms)-1), other.Futures.Series(0, len(other.Arms)-1))
	return differences, cmp.Or(err, r.Err(), other.Err())
}

// Summarise adds the statistics to a table of all replicates that were played: over
// sets of parameters, or over replicates with central ones.
func (c *Futures) Summarise(s *table.Series) (*table.Series, error) {
	if sets := c.Sets(); sets != nil {
		return table.SummariseSets(sets, s)
	}
	return table.Summarise(s)
}

// paired is the differences of a table to another on the same seeds, with statistics.
func (c *Futures) paired(mine, other *table.Series) (*table.Series, error) {
	differences, err := table.Contrast(mine, other)
	if err != nil {
		return nil, err
	}
	if c.Sets() != nil {
		return c.Summarise(differences)
	}
	return table.SummariseContrast(differences)
}

// check refuses what cannot be played; the population is checked where it is
// made.
func check(o scenarios.Options) error {
	switch {
	case o.Replicates < 1:
		return scenarios.Mistake("there is nothing to play: use at least one replicate")
	case o.Months < 1:
		return scenarios.Mistake("there is nothing to play: use at least one month")
	}
	return nil
}

// Seeds are the seeds of n replicates.
func Seeds(master uint64, n int) []uint64 {
	source := draw.Source(master, "replicates")
	seeds := make([]uint64, n)
	for i := range seeds {
		seeds[i] = source.Uint64()
	}
	return seeds
}

// withinFrom creatives on, a run is played by all workers and replicates come
// one after another: memory for one world and its twin at a time. Smaller
// worlds fit in a cache and are played side by side, one worker each.
const withinFrom = 200_000

// Spread divides workers over replicates and within runs.
func Spread(o scenarios.Options) (across, within int) {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	if o.Population >= withinFrom || o.Replicates == 1 {
		return 1, workers
	}
	across = min(workers, o.Replicates)
	return across, workers / across
}

// SpreadText says how workers are spread: "2 runs side by side, 1 worker each".
func SpreadText(across, within int) string {
	workers := finding.Counted(within, "worker", "workers")
	if across == 1 {
		return "one run at a time, " + workers
	}
	return finding.Count(across) + " runs side by side, " + workers + " each"
}

// clock counts the months that are played.
type clock struct {
	report Progress
	total  int64
	told   sync.Mutex // one report at a time, so that done never falls
	done   int64
}

func newClock(report Progress) *clock {
	if report == nil {
		report = func(int64, int64) {}
	}
	return &clock{report: report}
}

// expect says that so many months more are to be played than was thought, or fewer.
func (c *clock) expect(months int64) {
	c.told.Lock()
	defer c.told.Unlock()
	c.total += months
}

func (c *clock) tick() { c.skip(1) }

// skip counts months that need not be played.
func (c *clock) skip(months int) {
	if months <= 0 {
		return
	}
	c.told.Lock()
	defer c.told.Unlock()
	c.done += int64(months)
	c.report(c.done, c.total)
}

// errPanic stops the other replicates when one of them panics; nobody sees it.
var errPanic = errors.New("another replicate failed")

// SideBySide runs n tasks, `across` at a time. The first error stops the others.
func SideBySide(ctx context.Context, across, n int, task func(ctx context.Context, i int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	par.Each(across, n, func(_, i int) {
		broken := true
		defer func() {
			if broken { // a panic: par raises it in the caller once the others have stopped
				stop(errPanic)
			}
		}()
		if ctx.Err() == nil {
			if err := task(ctx, i); err != nil {
				stop(err)
			}
		}
		broken = false
	})
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}
