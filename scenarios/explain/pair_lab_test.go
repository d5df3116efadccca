package explain

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// arm is a preset as an arm of a small comparison: 600 creatives, ten years,
// one seed. Policies start in January 2027.
func arm(t testing.TB, preset string) Arm {
	t.Helper()
	s, err := scenarios.Preset(preset)
	if err != nil {
		t.Fatal(err)
	}
	s.Options.Population, s.Options.Months, s.Options.Replicates, s.Options.Workers, s.Options.Counterfactual = 600, 120, 1, 2, false
	return Arm{Plan: ensemble.Plan{Scenario: s, Options: s.Options}}
}

const (
	reference    = "laissez-faire"
	firstPolicy  = 72
	pairedMonths = 120
)

// tableOf is the arm's own table, as a comparison writes it.
func tableOf(t testing.TB, a Arm) *table.Series {
	t.Helper()
	result, err := ensemble.Play(context.Background(), a.Plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := result.Series.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	s, err := table.ReadCSV(&b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// takes are the months of everybody under an arm, by ID.
type takes struct {
	world  *sim.World
	first  map[uint64]Facts
	months map[uint64][]Month
	order  []uint64
}

// watchAll watches everybody who is ever there under an arm.
func watchAll(p ensemble.Plan) (*takes, error) {
	w, _, err := ensemble.StartReplicate(context.Background(), p, 1, nil)
	if err != nil {
		return nil, err
	}
	out := &takes{world: w, first: map[uint64]Facts{}, months: map[uint64][]Month{}}
	watchers := map[uint64]*watcher{}
	meet := func(at int) {
		for i, id := range w.Creatives.ID {
			if w.Creatives.State[i] == sim.Vacant || watchers[id] != nil {
				continue
			}
			watchers[id] = watch(w, id)
			out.order = append(out.order, id)
			if at < 0 {
				out.first[id] = factsOf(w, i, id)
				continue
			}
			list := make([]Month, at+1)
			for k := range list {
				list[k].Number = k
			}
			list[at].After = factsOf(w, i, id)
			list[at].Orders = w.Occupations[list[at].After.Occupation].IncomeRatio
			out.months[id] = list
		}
	}
	meet(-1)
	for at := range p.Options.Months {
		known := len(out.order)
		for _, id := range out.order {
			watchers[id].open()
		}
		w.StepTraced(func(worker, k int, begin bool) {
			for _, id := range out.order[:known] {
				watchers[id].look(worker, k, begin)
			}
		})
		meet(at)
		for _, id := range out.order[:known] {
			out.months[id] = append(out.months[id], watchers[id].close())
		}
	}
	return out, nil
}

var (
	taken     = map[string]*takes{}
	takenLock sync.Mutex
)

// everyone is everybody under a preset, watched once.
func everyone(t testing.TB, preset string) *takes {
	t.Helper()
	takenLock.Lock()
	defer takenLock.Unlock()
	if taken[preset] == nil {
		x, err := watchAll(arm(t, preset).Plan)
		if err != nil {
			t.Fatal(err)
		}
		taken[preset] = x
	}
	return taken[preset]
}

// pairOf tells the pair of a creative from what was watched.
func pairOf(t testing.TB, preset string, id uint64) (*pairing, []PairEvent) {
	t.Helper()
	p := pairing{split: never}
	for i, name := range [2]string{reference, preset} {
		x := everyone(t, name)
		list := x.months[id]
		if list == nil {
			list = make([]Month, pairedMonths)
			for k := range list {
				list[k].Number = k
			}
		}
		s := &story{world: x.world, id: id, first: x.first[id], months: list}
		p.arms[i] = &half{story: s, scenario: arm(t, name).Plan.Scenario, left: never, reached: map[string]bool{}}
	}
	return &p, p.tell()
}
