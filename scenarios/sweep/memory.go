package sweep

import (
	"cmp"
	"context"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// Run plays an experiment in memory: what Play would write is what it returns. All runs
// are in memory at the end, 8 bytes a column. When ctx ends, nothing is kept. report,
// which may be nil, is told often, one call at a time.
func Run(ctx context.Context, e *Experiment, report func(Progress)) (*Results, error) {
	p, err := NewPlan(e)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(p.holds(), p.affordable()); err != nil {
		return nil, err
	}
	w, err := workOf(p, nil, nil, p.whole()[0], report)
	if err != nil {
		return nil, err
	}
	runs := table.NewFrame(p.heads, p.Runs())
	w.keep = func(_ context.Context, from, _ int, rows table.Frame) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		for i := range rows.Rows() {
			runs.Set(p.row(p.at(from+i)), rows, i)
		}
		return nil
	}
	if err := w.play(ctx); err != nil {
		return nil, err
	}
	r := &Results{Experiment: e, points: p.Points, runs: runs}
	if e.Change == nil {
		r.Digest, err = e.Digest()
	}
	return r, err
}
