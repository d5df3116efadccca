// Package ensemble plays a scenario with several seeds, here in parallel, each
// beside its frozen world.
package ensemble

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/par"
	"github.com/atelier-sim/atelier/sim/policy"
)

// Plan is what to play.
type Plan struct {
	Scenario *scenarios.Scenario
	Options  scenarios.Options
	// First, if not nil, is told the tables of the first replicate as soon as
	// it is played, while others go on. Play returns only after First has.
	First func(*Result)
}

// Progress is told months played so far and in all, over all runs, the burn-in
// among them. Calls come from several goroutines, but one at a time, and done
// rises by one with each.
type Progress func(done, total int64)

// Result is what an ensemble gives.
type Result struct {
	// Series has the rows of every replicate for all creatives, and mean, p10
	// and p90 over replicates for every group (every replicate, with Full).
	Series *table.Series
	// Contrast has the paired differences to the frozen world in the same
	// rows, with mean, p10, p90, low95 and high95; nil without counterfactual.
	Contrast *table.Series
	// Seeds of the replicates, in order.
	Seeds []uint64
	// Mode says how the work was spread: "across replicates", "within a run" or both.
	Mode string
	// People that the creatives stand for at the start.
	People float64
	// Titles are what people call domains, occupations and sectors, by name.
	Titles map[string]string
}

// withinFrom creatives on, a run is played by all workers and replicates come
// one after another: memory for one world and its twin at a time. Smaller
// worlds fit in a cache and are played side by side, one worker each.
const withinFrom = 200_000

// Play plays the plan. Cancelling ctx stops it within a month's step.
func Play(ctx context.Context, p Plan, report Progress) (*Result, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	params, err := p.Scenario.Params()
	if err != nil {
		return nil, err
	}
	e := newEnsemble(p, params, report)
	across, within := Spread(p.Options)
	mode := "across replicates"
	switch {
	case across == 1:
		mode = "within a run"
	case within > 1:
		mode = "across replicates and within runs"
	}
	runs := make([]run, len(e.seeds))
	if err := e.playAll(ctx, runs, across, within); err != nil {
		return nil, err
	}
	return e.collect(runs, mode)
}

// check refuses what cannot be played; the population is checked where it is
// made.
func (p Plan) check() error {
	switch o := p.Options; {
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

type ensemble struct {
	plan    Plan
	params  sim.Params
	country *evidence.Country
	seeds   []uint64
	report  Progress
	total   int64
	told    sync.Mutex // one report at a time, so that done never falls
	done    int64
}

// errPanic stops the other replicates when one of them panics; nobody sees it.
var errPanic = errors.New("another replicate failed")

// run is what one replicate leaves.
type run struct {
	series, frozen *table.Series
	people         float64
	titles         map[string]string
}

func newEnsemble(p Plan, params sim.Params, report Progress) *ensemble {
	if report == nil {
		report = func(int64, int64) {}
	}
	worlds := int64(1)
	if p.Options.Counterfactual {
		worlds = 2
	}
	return &ensemble{plan: p, params: params, country: evidence.US(), report: report,
		seeds: Seeds(p.Options.Seed, p.Options.Replicates),
		total: int64(p.Options.Replicates) * (sim.BurnInMonths + worlds*int64(p.Options.Months))}
}

// playAll plays every replicate, `across` at a time.
func (e *ensemble) playAll(ctx context.Context, runs []run, across, within int) error {
	return sideBySide(ctx, across, len(runs), func(ctx context.Context, i int) error { return e.replicate(ctx, i, within, &runs[i]) })
}

// sideBySide runs n tasks, `across` at a time. The first error stops the others.
func sideBySide(ctx context.Context, across, n int, task func(ctx context.Context, i int) error) error {
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

// replicate plays one seed: population, burn-in, the world and its twin.
func (e *ensemble) replicate(ctx context.Context, i, within int, out *run) error {
	w, err := e.Start(ctx, e.seeds[i], within)
	if err != nil {
		return err
	}
	out.people = w.Weight * float64(w.StartPeople)
	out.titles = titles(w)
	name := fmt.Sprint(i + 1)
	var twin *sim.World
	if e.plan.Options.Counterfactual {
		twin = w.Frozen()
	}
	if out.series, err = e.play(ctx, w, name); err != nil {
		return err
	}
	if twin != nil {
		if out.frozen, err = e.play(ctx, twin, name); err != nil {
			return err
		}
	}
	if i > 0 || e.plan.First == nil {
		return nil
	}
	first, err := e.collect([]run{*out}, "")
	if err == nil {
		e.plan.First(first)
	}
	return err
}

// Start makes and burns in the population of a seed.
func (e *ensemble) Start(ctx context.Context, seed uint64, workers int) (*sim.World, error) {
	w, err := e.start(ctx, seed, workers, e.tick)
	if err != nil {
		return nil, err
	}
	if err := w.Adopt(policy.Rules(e.plan.Scenario.Policies)); err != nil {
		return nil, scenarios.Mistake("%v", err)
	}
	return w, nil
}

// start is Start before any policy; tick is told each month.
func (e *ensemble) start(ctx context.Context, seed uint64, workers int, tick func()) (*sim.World, error) {
	w, err := population.Build(e.country, population.Spec{People: e.plan.Options.Population, Seed: seed,
		Index: e.plan.Scenario.Exposure, Params: e.params, Workers: workers})
	if err != nil {
		return nil, err
	}
	for _, name := range e.plan.Options.Without {
		if err := w.LeaveOut(name); err != nil {
			return nil, err
		}
	}
	if !w.PlayBurnIn(func() bool { tick(); return ctx.Err() != nil }) {
		return nil, context.Cause(ctx)
	}
	return w, nil
}

func (e *ensemble) tick() {
	e.told.Lock()
	defer e.told.Unlock()
	e.done++
	e.report(e.done, e.total)
}

// play plays the months of one world and keeps every measurement.
func (e *ensemble) play(ctx context.Context, w *sim.World, name string) (*table.Series, error) {
	s := &table.Series{Columns: make([]string, len(sim.Columns))}
	for i, c := range sim.Columns {
		s.Columns[i] = c.Name
	}
	for range e.plan.Options.Months {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		w.Step()
		if e.plan.Options.Check {
			if err := w.Check(); err != nil {
				return nil, err
			}
		}
		for _, g := range w.Now.Groups {
			s.Rows = append(s.Rows, table.Row{Replicate: name, Month: w.Now.Number, By: g.By, Group: g.Name, Values: g.Values})
		}
		e.tick()
	}
	return s, nil
}

// collect joins the replicates.
func (e *ensemble) collect(runs []run, mode string) (*Result, error) {
	var series, frozen []*table.Series
	for _, r := range runs {
		series = append(series, r.series)
		if r.frozen != nil {
			frozen = append(frozen, r.frozen)
		}
	}
	all, err := table.Summarise(series...)
	if err != nil {
		return nil, err
	}
	out := &Result{Series: e.trim(all), Seeds: e.seeds, Mode: mode, People: runs[0].people, Titles: runs[0].titles}
	if len(frozen) == 0 {
		return out, nil
	}
	twin, err := table.Join(frozen...)
	if err != nil {
		return nil, err
	}
	differences, err := table.Contrast(all, twin)
	if err != nil {
		return nil, err
	}
	summary, err := table.SummariseContrast(differences)
	if err != nil {
		return nil, err
	}
	out.Contrast = e.trim(summary)
	return out, nil
}

// trim drops the single replicates of groups, unless all were asked for.
func (e *ensemble) trim(s *table.Series) *table.Series {
	if e.plan.Options.Full {
		return s
	}
	return s.Brief()
}

// titles are what people call the groups.
func titles(w *sim.World) map[string]string {
	t := map[string]string{}
	for _, o := range w.Occupations {
		t[o.Name] = o.Title
	}
	for _, d := range w.Domains {
		t[d.Name] = d.Title
	}
	for _, s := range w.Sectors {
		t[s.Name] = s.Title
	}
	return t
}
