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

const labMonths = 180

// lab is a small run: 400 creatives, 15 years, two replicates and their twins.
func lab() *scenarios.Contest {
	s := scenarios.Default()
	s.Name = "lab"
	s.Options.Population, s.Options.Months, s.Options.Replicates, s.Options.Workers = 400, labMonths, 2, 2
	return scenarios.RunContest(s)
}

// ofLab asks for a life of the lab.
func ofLab(id uint64) Question {
	c := lab()
	return Question{Contest: c, Arms: []int{0, 1}, World: c.Worlds[0], Creative: id, Replicate: 1}
}

// played is the table of a plan, and printed what is read of it after it was
// written to a folder.
func played(p ensemble.Plan) (*table.Series, error) {
	result, err := ensemble.Play(context.Background(), p, nil)
	if err != nil {
		return nil, err
	}
	return result.Series, nil
}

func printed(t *testing.T, s *table.Series, err error) *table.Series {
	t.Helper()
	var b bytes.Buffer
	if err == nil {
		err = s.WriteCSV(&b)
	}
	if err == nil {
		s, err = table.ReadCSV(&b)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// labTable is the lab's own table.
var labTable = sync.OnceValues(func() (*table.Series, error) {
	q := ofLab(0)
	return played(q.plan(1))
})

// takes are the months of everybody who is ever there under an arm, by ID.
type takes struct {
	world    *sim.World
	scenario *scenarios.Scenario
	first    map[uint64]Facts
	months   map[uint64][]Month
	order    []uint64
	sent     [][sim.ClientKinds]int // by month: clients whose failed attempts go to whoever has time, by kind
	table    *table.Series
}

// watchAll watches all creatives of a world at once: those of January 2021 and
// those who come later.
func watchAll(w *sim.World, s *scenarios.Scenario, months int) *takes {
	out := &takes{world: w, scenario: s, first: map[uint64]Facts{}, months: map[uint64][]Month{}, table: &table.Series{}}
	for _, column := range sim.Columns {
		out.table.Columns = append(out.table.Columns, column.Name)
	}
	watchers, shared := map[uint64]*watcher{}, &market{world: w}
	meet := func(at int) {
		for i, id := range w.Creatives.ID {
			if w.Creatives.State[i] == sim.Vacant || watchers[id] != nil {
				continue
			}
			watchers[id] = watch(w, id)
			watchers[id].market = shared
			out.order = append(out.order, id)
			if at < 0 {
				out.first[id] = factsOf(w, i, id)
				continue
			}
			list := unseen(at + 1)
			list[at].After = factsOf(w, i, id)
			list[at].Orders = w.Occupations[list[at].After.Occupation].IncomeRatio
			out.months[id] = list
		}
	}
	meet(-1)
	for at := range months {
		known, sent := out.order, [sim.ClientKinds]int{}
		for _, id := range known {
			watchers[id].open()
		}
		asked := false
		w.StepTraced(func(worker, k int, begin bool) {
			if k == atClients && begin && !asked { // the first part runs alone
				asked = true
				for o := range w.Occupations {
					for _, c := range shared.clients(uint8(o)) {
						sent[c.Kind] += one(c.Sent)
					}
				}
			}
			for _, id := range known {
				watchers[id].look(worker, k, begin)
			}
		})
		meet(at)
		out.sent = append(out.sent, sent)
		for _, id := range known {
			out.months[id] = append(out.months[id], watchers[id].close())
		}
		for _, g := range w.Now.Groups {
			if g.By == table.All || g.By == "client_kind" {
				out.table.Rows = append(out.table.Rows, table.Row{Replicate: "1", Month: at, By: g.By, Group: g.Name, Values: g.Values})
			}
		}
	}
	return out
}

// unseen are months in which a creative is not there.
func unseen(n int) []Month {
	list := make([]Month, n)
	for k := range list {
		list[k].Number = k
	}
	return list
}

// story is that of a creative, who may never be there.
func (x *takes) story(id uint64, months int) *story {
	s := newStory(x.world, x.scenario, id, x.first[id])
	if s.months = x.months[id]; s.months == nil {
		s.months = unseen(months)
	}
	return s
}

// crowd is everybody who ever was in the first replicate of the lab, with their
// lives told.
type crowd struct {
	*takes
	stories []*story
}

var everybody = sync.OnceValues(func() (*crowd, error) {
	q := ofLab(0)
	worlds, err := q.start(context.Background(), func() {})
	if err != nil {
		return nil, err
	}
	twin := watchAll(worlds[0], q.scenario(0), labMonths)
	c := &crowd{takes: watchAll(worlds[1], q.scenario(1), labMonths)}
	for _, id := range c.order {
		t := telling{alone: true, arms: []*story{twin.story(id, labMonths), c.story(id, labMonths)}}
		t.tell()
		c.stories = append(c.stories, t.arms[1])
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

const (
	reference    = "laissez-faire"
	firstPolicy  = 72
	pairedMonths = 120
)

// paired asks for a life under a preset beside no policy, in a small comparison:
// 600 creatives, ten years, one seed. Policies start in January 2027.
func paired(t testing.TB, preset string, id uint64) Question {
	t.Helper()
	c := &scenarios.Contest{Worlds: []string{"expected"}}
	for _, name := range [2]string{reference, preset} {
		s, err := scenarios.Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		s.Options.Population, s.Options.Months, s.Options.Replicates, s.Options.Workers = 600, pairedMonths, 1, 2
		c.Arms, c.Options = append(c.Arms, s), s.Options
	}
	return Question{Contest: c, Arms: []int{0, 1}, World: "expected", Creative: id, Replicate: 1}
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
		q := paired(t, preset, 0)
		w, _, err := ensemble.StartReplicate(context.Background(), q.plan(1), 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		taken[preset] = watchAll(w, q.scenario(1), pairedMonths)
	}
	return taken[preset]
}

// pairOf tells the pair of a creative from what was watched.
func pairOf(t testing.TB, preset string, id uint64) (*telling, []Event) {
	t.Helper()
	p := telling{arms: []*story{everyone(t, reference).story(id, pairedMonths), everyone(t, preset).story(id, pairedMonths)}}
	return &p, p.tell()
}
