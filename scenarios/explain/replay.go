package explain

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Replay plays the replicate of a question again under its arms and tells the
// life. An ID that nobody has is bad input; the sentence says which there are.
func Replay(ctx context.Context, q Question, report ensemble.Progress) (*Life, error) {
	if report == nil {
		report = func(int64, int64) {}
	}
	done, total := int64(0), q.months()
	tick := func() { done++; report(done, total) }
	worlds, err := q.start(ctx, tick)
	if err != nil {
		return nil, err
	}
	return q.replay(ctx, worlds, tick)
}

// A Stage is the worlds of a question's arms as they stand before January 2021, kept for whoever
// asks for several lives of one contest. It may be asked by several at once.
type Stage struct{ worlds []*sim.World }

// NewStage burns the worlds of a question in; whose life it asks for does not matter.
func NewStage(ctx context.Context, q Question) (*Stage, error) {
	worlds, err := q.start(ctx, func() {})
	return &Stage{worlds}, err
}

// Replay is [Replay] from here on, for a question of the same contest, arms, world and
// replicate as the stage's.
func (s *Stage) Replay(ctx context.Context, q Question) (*Life, error) {
	return q.replay(ctx, finding.Each(s.worlds, (*sim.World).Clone), func() {})
}

// replay tells the life of a question from worlds that it may step.
func (q Question) replay(ctx context.Context, worlds []*sim.World, tick func()) (*Life, error) {
	there, comes := callRoll(worlds[0]), arrival(q.Creative)
	known := comes >= 0 && comes < q.Contest.Options.Months
	for _, w := range worlds {
		known = known || rowOf(w, q.Creative) >= 0
	}
	if !known {
		return nil, there.nobody(q)
	}
	t := telling{alone: q.alone()}
	for i, w := range worlds {
		s, err := q.play(ctx, w, i, tick)
		if err != nil {
			return nil, err
		}
		t.arms = append(t.arms, s)
	}
	if !slices.ContainsFunc(t.arms, func(s *story) bool { return s.comes() != never }) {
		return nil, there.nobody(q)
	}
	return &Life{Question: q, People: worlds[0].Weight, Events: t.tell()}, nil
}

// months are those that are played for all arms.
func (q *Question) months() (total int64) {
	for i := range q.Arms {
		total += int64(q.plan(i).Options.Months)
		if i == len(q.Arms)-1 || !q.alone() { // a twin has its past in common
			total += ensemble.StartMonths(q.planned(i))
		}
	}
	return total
}

// Work counts what telling a life takes.
func (q *Question) Work() ensemble.Work {
	o := q.plan(0).Options
	return ensemble.Work{People: o.Population, Months: q.months(), BurnIn: sim.BurnInMonths, Replicates: 1, Futures: len(q.Arms), Length: o.Months, Side: 1, Across: 1, Within: 1, Bases: len(q.Arms), Copies: 1}
}

// planned is the plan by which an arm's world is made, its twin with it where they
// have their past in common.
func (q *Question) planned(arm int) ensemble.Plan {
	p := q.plan(arm)
	p.Options.Counterfactual = q.alone() && len(q.Arms) > 1
	return p
}

// start makes the worlds of all arms, burnt in.
func (q *Question) start(ctx context.Context, tick func()) (worlds []*sim.World, err error) {
	burning := func(int64, int64) { tick() }
	if q.alone() {
		w, twin, err := ensemble.StartReplicate(ctx, q.planned(len(q.Arms)-1), q.Replicate, burning)
		if twin != nil {
			worlds = append(worlds, twin)
		}
		return append(worlds, w), err
	}
	for i := range q.Arms {
		w, _, err := ensemble.StartReplicate(ctx, q.planned(i), q.Replicate, burning)
		if err != nil {
			return nil, err
		}
		worlds = append(worlds, w)
	}
	return worlds, nil
}

// play plays every month of an arm with its creative in view and holds it against
// the table.
func (q *Question) play(ctx context.Context, w *sim.World, arm int, tick func()) (*story, error) {
	o := watch(w, q.Creative)
	s := newStory(w, q.scenario(arm), q.Creative, factsOf(w, o.row, q.Creative))
	same := q.comparison(arm)
	for range q.Contest.Options.Months {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("interrupted before the life was told: %w", context.Cause(ctx))
		}
		s.months = append(s.months, o.step())
		if err := same(w); err != nil {
			return nil, err
		}
		tick()
	}
	return s, nil
}

// comparison returns a function that holds a month's measures for all
// creatives against an arm's table, as printed there.
func (q *Question) comparison(arm int) func(*sim.World) error {
	if arm >= len(q.Series) || q.Series[arm] == nil {
		return func(*sim.World) error { return nil }
	}
	name, series := strconv.Itoa(q.Replicate), q.Series[arm]
	printed := map[int]table.Row{}
	for _, r := range series.Rows {
		if r.Replicate == name && r.By == table.All {
			printed[r.Month] = r
		}
	}
	return func(w *sim.World) error {
		m := &w.Now
		want, ok := printed[m.Number]
		all := ensemble.InView(w, q.Contest.Options.Focus)[0]
		got := table.Row{Replicate: name, Month: m.Number, By: all.By, Group: all.Name, Values: all.Values}
		if !ok || line(series.Columns, got) != line(series.Columns, want) {
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
