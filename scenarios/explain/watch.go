package explain

import (
	"slices"

	"github.com/atelier-sim/atelier/sim"
)

// watcher plays a world and notes what happens to one creative, who never
// changes rows.
type watcher struct {
	world *sim.World
	id    uint64
	row   int // -1: not here yet

	now              Month
	weighed, between bool // noted this month
	drawn, traded    bool
	market           *market // shared by those who watch one world
}

// Where a month is looked at: mechanisms whose first part runs alone, so that
// what is read stands still.
var (
	atProduction  = mechanism("production")
	atClients     = mechanism("clients")
	atEmployees   = mechanism("employees")
	atFreelancers = mechanism("freelancers")
)

func mechanism(name string) int {
	return slices.IndexFunc(sim.Schedule, func(m sim.Mechanism) bool { return m.Name == name })
}

// watch looks for a creative in a world.
func watch(w *sim.World, id uint64) *watcher {
	return &watcher{world: w, id: id, row: rowOf(w, id), market: &market{world: w}}
}

// rowOf is the row of the creative with an ID, -1 if nobody has it.
func rowOf(w *sim.World, id uint64) int {
	for i, x := range w.Creatives.ID {
		if x == id && w.Creatives.State[i] != sim.Vacant {
			return i
		}
	}
	return -1
}

// step plays a month and returns what it did to the creative.
func (o *watcher) step() Month {
	o.open()
	o.world.StepTraced(o.look)
	return o.close()
}

// open notes how things stand as a month begins.
func (o *watcher) open() {
	o.now = Month{Number: o.world.Month, Before: factsOf(o.world, o.row, o.id)}
	seen := !o.now.Before.Here // then there is nothing to look at
	o.weighed, o.drawn, o.between, o.traded = seen, seen, seen, seen
}

// close notes how they stand as it ends.
func (o *watcher) close() Month {
	w := o.world
	if o.row < 0 && arrival(o.id) == o.now.Number {
		o.row = rowOf(w, o.id)
	}
	o.now.After = factsOf(w, o.row, o.id)
	if o.now.After.Here {
		o.now.Orders = w.Occupations[o.now.After.Occupation].IncomeRatio
	}
	if !o.between {
		o.now.Between = o.now.After
	}
	return o.now
}

// look is called before and after each part of each mechanism, by several
// workers at once; what it waits for are parts that run alone, the first of
// their mechanism.
func (o *watcher) look(_, k int, begin bool) {
	switch {
	case !begin:
	case k == atProduction && !o.weighed:
		o.weighed = true
		o.weigh()
	case k == atClients && !o.traded:
		o.traded = true
		o.trade()
	case k == atEmployees && !o.drawn:
		o.drawn = true
		o.now.Lot = o.world.Lot(o.row)
		o.now.Insurance = o.world.InsuredPay(o.row)
	case k == atFreelancers && !o.between:
		o.between = true
		if !o.drawn {
			o.now.Lot = o.world.Lot(o.row)
		}
		o.now.Between = factsOf(o.world, o.row, o.id)
		if o.now.Between.Here {
			o.now.Basic, o.now.Levies = o.world.FreelanceAid(o.row)
			o.now.Work = o.world.WorkOf(o.row)
		}
	}
}

// weigh notes what came of trust, training and the use decision.
func (o *watcher) weigh() {
	w, m := o.world, &o.now
	occ := &w.Occupations[m.Before.Occupation]
	m.Weighing, m.Quality = w.Weigh(o.row), occ.Quality
	m.Tried = m.Before.Uses && !w.Without["trust"]
	m.Success = m.Tried && w.Succeeds(o.row)
	m.Course = o.tookCourse()
	m.Mind = factsOf(w, o.row, o.id)
	m.Reached = w.Reached(o.row)
	m.FeePaid, m.Trains = w.CourseHelp(o.row)
}

// tookCourse tells whether AI skill rose by more than use alone lifts it
// (equation 8).
func (o *watcher) tookCourse() bool {
	p, k := &o.world.Params.Training, o.now.Before.Skill
	k -= float64(p.Decay * (k - p.Floor))
	if o.now.Before.Uses {
		k += float64(p.UseGain * max(0, p.UseCeiling-k))
	}
	course := p.CourseGain * (1 - k)
	return !o.world.Without["training"] && float64(o.world.Creatives.Skill[o.row])-k > course/2
}

// arrival is the month in which a person of an ID comes: those of the very
// start, at the beginning of the burn-in, have its first month.
func arrival(id uint64) int { return int(id>>40) - 1 - sim.BurnInMonths }
