package explain

import (
	"context"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// lab is a small run: 400 creatives, 15 years, two replicates and their twins.
func lab() ensemble.Plan {
	s := scenarios.Default()
	s.Name = "lab"
	s.Options.Population, s.Options.Months, s.Options.Replicates, s.Options.Workers = 400, 180, 2, 2
	return ensemble.Plan{Scenario: s, Options: s.Options}
}

// played is the lab's own table, as a run folder would hold it.
var played = sync.OnceValues(func() (*table.Series, error) {
	result, err := ensemble.Play(context.Background(), lab(), nil)
	if err != nil {
		return nil, err
	}
	return result.Series, nil
})

func series(t *testing.T) *table.Series {
	t.Helper()
	s, err := played()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// crowd is everybody who ever was in the first replicate of the lab, watched
// together, and the table of its months.
type crowd struct {
	stories []*story
	weight  float64
	table   *table.Series
}

// everybody watches all creatives at once: those of January 2021 and those who
// come later.
var everybody = sync.OnceValues(func() (*crowd, error) {
	w, twin, err := ensemble.StartReplicate(context.Background(), lab(), 1, nil)
	if err != nil {
		return nil, err
	}
	c := &crowd{weight: w.Weight, table: &table.Series{}}
	for _, column := range sim.Columns {
		c.table.Columns = append(c.table.Columns, column.Name)
	}
	watchers := map[uint64]*watcher{}
	byID := map[uint64]*story{}
	var order []uint64
	meet := func(at int) {
		for i, id := range w.Creatives.ID {
			if w.Creatives.State[i] == sim.Vacant || watchers[id] != nil {
				continue
			}
			watchers[id] = watch(w, id)
			byID[id] = &story{world: w, id: id, first: factsOf(w, i, id)}
			order = append(order, id)
			if at >= 0 { // came this month
				byID[id].first = Facts{}
				byID[id].months = append(make([]Month, at), Month{Number: at, After: factsOf(w, i, id)})
				for k := range at {
					byID[id].months[k].Number = k
				}
			}
		}
	}
	meet(-1)
	for at := range lab().Options.Months {
		known := len(order)
		for _, id := range order {
			watchers[id].open()
		}
		w.StepTraced(func(worker, k int, begin bool) {
			for _, id := range order {
				watchers[id].look(worker, k, begin)
			}
		})
		meet(at)
		for _, id := range order[:known] {
			byID[id].months = append(byID[id].months, watchers[id].close())
		}
		c.table.Rows = append(c.table.Rows, table.Row{Replicate: "1", Month: at, By: table.All, Group: table.All, Values: w.Now.Groups[0].Values})
	}
	frozen := map[uint64][]Facts{}
	for at := range lab().Options.Months {
		twin.Step()
		for i, id := range twin.Creatives.ID {
			if byID[id] != nil && twin.Creatives.State[i] != sim.Vacant {
				for len(frozen[id]) < at {
					frozen[id] = append(frozen[id], Facts{})
				}
				frozen[id] = append(frozen[id], factsOf(twin, i, id))
			}
		}
	}
	for _, id := range order {
		s := byID[id]
		s.frozen = append(frozen[id], make([]Facts, lab().Options.Months-len(frozen[id]))...)
		s.tell()
		c.stories = append(c.stories, s)
	}
	return c, nil
})

func all(t *testing.T) *crowd {
	t.Helper()
	c, err := everybody()
	if err != nil {
		t.Fatal(err)
	}
	return c
}
