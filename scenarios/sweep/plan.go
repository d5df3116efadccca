package sweep

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"sort"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
)

// Plan is an experiment made ready: its points, what of them is shared, and the order
// in which runs are played, which puts together those that share most: points of one
// burn-in come seed by seed, and among them those of one past. The order is a
// function of the experiment, so that a place in it means the same run in every
// process.
type Plan struct {
	*Experiment
	Points *Points
	Months int // that are played: as far as a measure asks
	twins  bool
	seeds  []uint64
	sets   []int   // numbers of the sets of parameters, by replicate; nil for central ones
	order  []int32 // points, by burn-in and past
	family []int32 // where in order each burn-in begins, and the end
	kin    []int32 // where in order each past begins, and the end
	forks  []int16 // by past: the month in which its courses part
	heads  []table.Head

	start   starter          // plays a burn-in
	step    func(*sim.World) // plays a month
	sources []sim.Measure    // of measures
	groups  []int            // place of their group in the month's table
}

// starter plays the burn-in of a course with a seed and so many workers.
type starter func(c *ensemble.Course, ctx context.Context, seed uint64, within int, tick func()) (*sim.World, error)

// The columns that lead the table, the last where sets of parameters are played, and those
// that end it.
var (
	lead = []string{"point", "replicate", "seed", "set"}
	tail = []table.Head{
		{Name: "failed_month", Content: table.Whole, Doc: "month in which the run failed, months since January 2021; empty if it did not"},
		{Name: "failed_in", Content: table.Text, Doc: "mechanism in which it failed"},
		{Name: "failure", Content: table.Text, Doc: "why"},
	}
)

// lead is how many columns stand before those of the factors.
func (e *Experiment) lead() int {
	if e.Scenario.Options.OfSets() {
		return len(lead)
	}
	return len(lead) - 1
}

// NewPlan makes an experiment ready to be played.
func NewPlan(e *Experiment) (*Plan, error) {
	points, err := e.Points()
	if err != nil {
		return nil, err
	}
	p := &Plan{Experiment: e, Points: points, start: (*ensemble.Course).Start, step: (*sim.World).Step, seeds: ensemble.Seeds(e.Scenario.Options.Seed, e.Replicates)}
	if p.sets, err = ensemble.SetNumbers(e.Scenario.Options, e.Replicates); err != nil {
		return nil, err
	}
	for _, m := range e.Measures {
		p.Months = max(p.Months, m.To+1)
		p.twins = p.twins || m.Twinned()
		p.sources = append(p.sources, sim.MeasureOf(m.Column))
		p.groups = append(p.groups, placeOf(m.By, m.Group))
	}
	p.heads = []table.Head{{Name: "point", Content: table.Whole, Doc: "from 0, in the order of the design"}, {Name: "replicate", Content: table.Whole, Doc: "from 1"},
		{Name: "seed", Content: table.Text, Doc: "of the run; the same for a replicate at all points"}}
	if p.sets != nil {
		p.heads = append(p.heads, table.Head{Name: "set", Content: table.Whole, Doc: "of parameters; the same for a replicate at all points"})
	}
	p.heads = append(p.heads, points.heads()...)
	for _, m := range e.Measures {
		p.heads = append(p.heads, table.Head{Name: m.Name, Doc: m.doc()})
	}
	p.heads = append(p.heads, tail...)
	return p, p.arrange()
}

// traits are what decides the place of a point in the order.
type traits struct {
	burnIn, past ensemble.Key
	begins       int
}

// arrange finds the order of points, and where burn-ins and pasts begin in it.
func (p *Plan) arrange() error {
	n := p.Points.Count()
	all, failed := make([]traits, n), make([]error, n)
	par.Each(p.workers(), (n+255)/256, func(_, block int) {
		for i := 256 * block; i < min(n, 256*block+256); i++ {
			c, err := ensemble.CourseOf(p.Points.Scenario(i), p.Months)
			if err != nil {
				failed[i] = err
				continue
			}
			all[i] = traits{c.BurnIn(), c.Past(), c.Begins()}
		}
	})
	for i, err := range failed {
		if err != nil {
			return scenarios.Mistake("point %d cannot be played: %v", i, err)
		}
	}
	first := map[ensemble.Key]int{} // where a key stands first
	for i := n - 1; i >= 0; i-- {
		first[all[i].burnIn], first[all[i].past] = i, i
	}
	p.order = make([]int32, n)
	for i := range p.order {
		p.order[i] = int32(i)
	}
	slices.SortFunc(p.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(first[all[a].burnIn], first[all[b].burnIn]), cmp.Compare(first[all[a].past], first[all[b].past]), cmp.Compare(a, b))
	})
	for k, i := range p.order {
		before := all[p.order[max(0, k-1)]]
		if k == 0 || !bytes.Equal(before.burnIn[:], all[i].burnIn[:]) {
			p.family = append(p.family, int32(k))
		}
		if k == 0 || !bytes.Equal(before.past[:], all[i].past[:]) || p.family[len(p.family)-1] == int32(k) {
			p.kin, p.forks = append(p.kin, int32(k)), append(p.forks, int16(p.Months))
		}
		last := len(p.forks) - 1
		p.forks[last] = int16(max(0, min(int(p.forks[last]), all[i].begins)))
	}
	p.family, p.kin = append(p.family, int32(n)), append(p.kin, int32(n))
	return nil
}

// Runs is how many there are.
func (p *Plan) Runs() int { return p.Points.Count() * p.Replicates }

// A spot is a run by what it shares: its burn-in, its past, replicate and point.
type spot struct {
	family, kin, replicate, point int
}

// at is the run at a place in the order of play.
func (p *Plan) at(place int) spot {
	r := p.Replicates
	f := sort.Search(len(p.family)-1, func(i int) bool { return int(p.family[i+1])*r > place })
	from, size := int(p.family[f]), int(p.family[f+1]-p.family[f])
	within := place - from*r
	k := from + within%size
	kin := sort.Search(len(p.kin)-1, func(i int) bool { return int(p.kin[i+1]) > k })
	return spot{f, kin, within / size, int(p.order[k])}
}

// seat is the place in which the runs of one burn-in and seed begin, and its end.
func (p *Plan) seat(family, replicate int) (from, to int) {
	size := int(p.family[family+1] - p.family[family])
	from = int(p.family[family])*p.Replicates + replicate*size
	return from, from + size
}

// stretch is the place in which the runs of one past and seed begin, and its end.
func (p *Plan) stretch(s spot) (from, to int) {
	start, _ := p.seat(s.family, s.replicate)
	off := int(p.family[s.family])
	return start + int(p.kin[s.kin]) - off, start + int(p.kin[s.kin+1]) - off
}

// row is the place of a run in the final table: by point, then by replicate.
func (p *Plan) row(s spot) int { return s.point*p.Replicates + s.replicate }

// workers are those that the experiment is played with.
func (p *Plan) workers() int {
	o := p.Scenario.Options
	o.Replicates = p.Runs()
	across, within := ensemble.Spread(o)
	return across * within
}

// groupNames are the names of the groups of every grouping, in the order of tables.
var groupNames = sync.OnceValue(func() map[string][]string {
	w, err := population.Build(evidence.US(), population.Spec{People: population.FewestPeople, Params: sim.DefaultParams()})
	if err != nil {
		panic(err) // the tests rule it out
	}
	names := map[string][]string{}
	for _, by := range sim.Groupings {
		names[by] = w.GroupNames(by)
	}
	return names
})

// groupsOf are the groups of a grouping.
func groupsOf(by string) []string { return groupNames()[by] }

// placeOf is the place of a group in the month's table.
func placeOf(by, group string) int {
	at := 0
	for _, other := range sim.Groupings {
		if other == by {
			return at + slices.Index(groupsOf(by), group)
		}
		at += len(groupsOf(other))
	}
	return -1
}
