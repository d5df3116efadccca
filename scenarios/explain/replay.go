package explain

import (
	"bytes"
	"context"
	"fmt"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Question is whose life of which run is asked for.
type Question struct {
	Plan      ensemble.Plan
	Creative  uint64 // ID
	Replicate int    // from 1
	// Series is the run's own table. The replay is held against it, to the
	// printed digits; nil leaves that out.
	Series *table.Series
}

// Replay plays the replicate of a question again and tells the life. An ID
// that nobody has is bad input; the sentence says which there are.
func Replay(ctx context.Context, q Question, report ensemble.Progress) (*Life, error) {
	if report == nil {
		report = func(int64, int64) {}
	}
	a, twin, err := start(ctx, q, report)
	if err != nil {
		return nil, err
	}
	if !a.possible() {
		return nil, a.there.nobody(q)
	}
	n := int64(q.Plan.Options.Months)
	done, total := int64(sim.BurnInMonths), sim.BurnInMonths+n
	if twin != nil {
		total += n
	}
	tick := func() { done++; report(done, total) }
	if err := a.play(ctx, tick); err != nil {
		return nil, err
	}
	if a.row < 0 {
		return nil, a.there.nobody(q)
	}
	s := a.story()
	if twin != nil {
		t := actor{Question: q, watcher: watch(twin, q.Creative)}
		t.Series = nil // the table is that of the world
		if err := t.play(ctx, tick); err != nil {
			return nil, err
		}
		s.frozen = []Facts{}
		for i := range t.months {
			s.frozen = append(s.frozen, t.months[i].After)
		}
	}
	return &Life{Creative: q.Creative, Replicate: q.Replicate, Replicates: q.Plan.Options.Replicates,
		Scenario: q.Plan.Scenario.Name, People: a.world.Weight, Events: s.tell()}, nil
}

// actor plays the replicate of a question with its creative in view.
type actor struct {
	Question
	*watcher
	there  roll
	first  Facts // before January 2021
	months []Month
}

// start burns the world of a question in.
func start(ctx context.Context, q Question, report ensemble.Progress) (*actor, *sim.World, error) {
	w, twin, err := ensemble.StartReplicate(ctx, q.Plan, q.Replicate, report)
	if err != nil {
		return nil, nil, err
	}
	o := watch(w, q.Creative)
	return &actor{Question: q, watcher: o, there: callRoll(w), first: factsOf(w, o.row, q.Creative)}, twin, nil
}

// possible tells whether the creative is there or may come.
func (a *actor) possible() bool {
	at := arrival(a.Creative)
	return a.row >= 0 || at >= 0 && at < a.Plan.Options.Months
}

// play plays every month and holds it against the table.
func (a *actor) play(ctx context.Context, tick func()) error {
	same := comparison(a.Question)
	for range a.Plan.Options.Months {
		if ctx.Err() != nil {
			return fmt.Errorf("interrupted before the life was told: %w", context.Cause(ctx))
		}
		a.months = append(a.months, a.step())
		if err := same(a.world.Now); err != nil {
			return err
		}
		tick()
	}
	return nil
}

// story is what was seen, ready to be told.
func (a *actor) story() *story {
	return &story{world: a.world, id: a.Creative, first: a.first, months: a.months}
}

// comparison returns a function that holds a month's measures for all
// creatives against the run's table, as printed there.
func comparison(q Question) func(sim.Month) error {
	if q.Series == nil {
		return func(sim.Month) error { return nil }
	}
	name := strconv.Itoa(q.Replicate)
	printed := map[int]table.Row{}
	for _, r := range q.Series.Rows {
		if r.Replicate == name && r.By == table.All {
			printed[r.Month] = r
		}
	}
	return func(m sim.Month) error {
		want, ok := printed[m.Number]
		got := table.Row{Replicate: name, Month: m.Number, By: m.Groups[0].By, Group: m.Groups[0].Name, Values: m.Groups[0].Values}
		if !ok || line(q.Series.Columns, got) != line(q.Series.Columns, want) {
			return fmt.Errorf("%s of replicate %d plays out otherwise than the run's table says, so its lives cannot be told; play the scenario again into a new folder", finding.Month(m.Number), q.Replicate)
		}
		return nil
	}
}

// line is a row as a table prints it.
func line(columns []string, r table.Row) string {
	if len(r.Values) != len(columns) {
		return ""
	}
	var b bytes.Buffer
	s := table.Series{Columns: columns, Rows: []table.Row{r}}
	_ = s.WriteCSV(&b) // a buffer takes everything
	return b.String()
}
