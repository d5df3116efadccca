package explain

import (
	"bytes"
	"context"
	"fmt"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
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
	w, twin, err := ensemble.StartReplicate(ctx, q.Plan, q.Replicate, report)
	if err != nil {
		return nil, err
	}
	there := callRoll(w)
	o := watch(w, q.Creative)
	if o.row < 0 && (arrival(q.Creative) < 0 || arrival(q.Creative) >= q.Plan.Options.Months) {
		return nil, there.nobody(q)
	}
	s := story{world: w, id: q.Creative, first: factsOf(w, o.row, q.Creative)}
	if twin != nil {
		s.frozen = []Facts{}
	}
	worlds := int64(1)
	if twin != nil {
		worlds = 2
	}
	done, total := int64(sim.BurnInMonths), sim.BurnInMonths+worlds*int64(q.Plan.Options.Months)
	play := func(o *watcher, each func(Month) error) error {
		for range q.Plan.Options.Months {
			if ctx.Err() != nil {
				return fmt.Errorf("interrupted before the life was told: %w", context.Cause(ctx))
			}
			if err := each(o.step()); err != nil {
				return err
			}
			done++
			report(done, total)
		}
		return nil
	}
	same := comparison(q)
	err = play(o, func(m Month) error {
		s.months = append(s.months, m)
		return same(w.Now)
	})
	if err != nil {
		return nil, err
	}
	if o.row < 0 {
		return nil, there.nobody(q)
	}
	if twin != nil {
		err = play(watch(twin, q.Creative), func(m Month) error {
			s.frozen = append(s.frozen, m.After)
			return nil
		})
	}
	if err != nil {
		return nil, err
	}
	return &Life{Creative: q.Creative, Replicate: q.Replicate, Replicates: q.Plan.Options.Replicates,
		Scenario: q.Plan.Scenario.Name, People: w.Weight, Events: s.tell()}, nil
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
			return fmt.Errorf("%s of replicate %d plays out otherwise than the run's table says, so its lives cannot be told; play the scenario again into a new folder", monthName(m.Number), q.Replicate)
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
