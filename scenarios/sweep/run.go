package sweep

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
)

// player plays the runs of a plan, several at a time.
type player struct {
	*Plan
	within int
	need   func(from, to int) int // how many runs of some places are to be played
	tick   func()                 // a month was played

	burnIns shared[burnInOf, *sim.World]
	forks   shared[pastOf, *fork]
	twins   shared[burnInOf, *twins]
}

// twins are measures of frozen twins on one burn-in, by what decides them. They are
// small and go with the burn-in.
type twins struct {
	mu   sync.Mutex
	list map[ensemble.Key][]float64
}

// failure is why a run could not be played.
type failure struct {
	month     int
	mechanism string
	why       string
}

func (f *failure) Error() string { return f.why }

// play plays a run and returns its measures. An error is a failure of the run, or the
// end of ctx.
func (p *player) play(ctx context.Context, s spot) (values []float64, err error) {
	from, to := p.seat(s.family, s.replicate)
	needed := p.need(from, to)
	base := burnInOf{s.family, s.replicate}
	past := pastOf{s.kin, s.replicate}
	from, to = p.stretch(s)
	kin := p.need(from, to)
	defer func() {
		if ctx.Err() == nil {
			p.burnIns.leave(base, needed)
			p.twins.leave(base, needed)
			p.forks.leave(past, kin)
		}
	}()
	course, err := p.course(s, false)
	if err != nil {
		return nil, &failure{why: err.Error()}
	}
	f, err := p.forks.get(ctx, past, kin, func() (*fork, error) { return p.fork(ctx, s, course, needed) })
	if err != nil {
		return nil, err
	}
	run, err := p.finish(ctx, f.run, course, kin == 1)
	if err != nil {
		return nil, err
	}
	if !p.Plan.twins {
		return run.levels(), nil
	}
	twin, err := p.twin(ctx, s, f, needed, kin == 1)
	if err != nil {
		return nil, err
	}
	return run.values(twin), nil
}

// course is that of a run, or of its frozen twin: with the parameters of the replicate's set
// below those of the point.
func (p *player) course(s spot, frozen bool) (*ensemble.Course, error) {
	played, err := ensemble.Under(p.Points.Scenario(s.point), s.replicate)
	if err != nil {
		return nil, err
	}
	if frozen {
		played = played.Frozen()
	}
	return ensemble.CourseOf(played, p.Months)
}

// fork plays a past up to where its courses part.
func (p *player) fork(ctx context.Context, s spot, course *ensemble.Course, needed int) (*fork, error) {
	base, err := p.burnIns.get(ctx, burnInOf{s.family, s.replicate}, needed, func() (w *sim.World, err error) {
		defer caught(&err, -sim.BurnInMonths, nil)
		course.Change(p.Experiment.Change)
		return p.start(course, ctx, p.seeds[s.replicate], p.within, p.tick)
	})
	if err != nil {
		return nil, err
	}
	month := int(p.Plan.forks[s.kin])
	f := &fork{}
	if !course.Finds(month) {
		if f.trend, err = p.trend(ctx, course, base); err != nil {
			return nil, err
		}
	}
	if f.run, err = p.enter(ctx, base, course, f.trend, month); err != nil {
		return nil, err
	}
	f.trend = f.run.world.Effects
	if !p.Plan.twins {
		return f, nil
	}
	frozen, err := p.course(s, true)
	if err != nil {
		return nil, &failure{why: err.Error()}
	}
	if month < p.Months {
		f.twin, err = p.enter(ctx, base, frozen, f.trend, month)
	} else {
		f.twin.world = base // played from the start, if it is not known yet
	}
	return f, err
}

// trend is what AI does to employment in the reference of a course.
func (p *player) trend(ctx context.Context, course *ensemble.Course, base *sim.World) (effects sim.Effects, err error) {
	defer caught(&err, 0, nil)
	return course.Trend(ctx, base, p.tick)
}

// enter plays the months of a course up to one.
func (p *player) enter(ctx context.Context, base *sim.World, course *ensemble.Course, trend sim.Effects, month int) (branch, error) {
	w, err := course.Enter(base, trend)
	if err != nil {
		return branch{}, &failure{why: err.Error()}
	}
	b := branch{w, newTape(p.Plan)}
	return b, p.advance(ctx, b, month)
}

// finish plays a run from where its past ends; last tells that nobody else needs it.
func (p *player) finish(ctx context.Context, from branch, course *ensemble.Course, last bool) (tape, error) {
	b := from
	if from.world.Month >= p.Months {
		return b.tape, nil
	}
	b.tape = from.tape.clone()
	if !last {
		b.world = from.world.Clone()
	}
	if err := course.Adopt(b.world); err != nil {
		return tape{}, &failure{month: b.world.Month, mechanism: "policy", why: err.Error()}
	}
	return b.tape, p.advance(ctx, b, p.Months)
}

// twin is what is kept of the frozen twin of a run. One that is the same for several
// runs is played once.
func (p *player) twin(ctx context.Context, s spot, f *fork, needed int, last bool) ([]float64, error) {
	course, err := p.course(s, true)
	if err != nil {
		return nil, &failure{why: err.Error()}
	}
	known, err := p.twins.get(ctx, burnInOf{s.family, s.replicate}, needed, func() (*twins, error) {
		return &twins{list: map[ensemble.Key][]float64{}}, nil
	})
	if err != nil {
		return nil, err
	}
	key := course.Twin(f.trend)
	known.mu.Lock()
	values := known.list[key]
	known.mu.Unlock()
	if values != nil {
		return values, nil
	}
	from := f.twin
	if from.tape.plan == nil { // the past ends with the run: the twin begins at its start
		if from, err = p.enter(ctx, f.twin.world, course, f.trend, 0); err != nil {
			return nil, err
		}
		last = true
	}
	t, err := p.finish(ctx, from, course, last)
	if err != nil {
		return nil, err
	}
	known.mu.Lock()
	defer known.mu.Unlock()
	known.list[key] = t.levels()
	return known.list[key], nil
}

// advance plays a world up to a month. A panic of the model is a failure of the run.
func (p *player) advance(ctx context.Context, b branch, month int) (err error) {
	defer caught(&err, 0, b.world)
	for b.world.Month < month {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		p.step(b.world)
		if p.Scenario.Options.Check {
			if err := b.world.Check(); err != nil {
				return &failure{month: b.world.Month - 1, mechanism: "check", why: err.Error()}
			}
		}
		b.tape.record(b.world)
		p.tick()
	}
	return nil
}

// caught turns a panic into the failure of a run: in the month that the world was in,
// or, without one, in the month given.
func caught(err *error, month int, w *sim.World) {
	value := recover()
	if value == nil {
		return
	}
	if w != nil {
		month = w.Month
	}
	*err = &failure{month: month, mechanism: mechanism(), why: fmt.Sprint(value)}
}

// failed tells whether an error is the failure of a run and not of the sweep.
func failed(err error) (*failure, bool) {
	var f *failure
	return f, errors.As(err, &f)
}

// mechanism is the one whose file the stack of a panic runs through first; "" where a
// worker of the model's own panicked, whose stack is gone.
func mechanism() string {
	for _, name := range stackFiles() {
		if slices.ContainsFunc(sim.Schedule, func(m sim.Mechanism) bool { return m.Name == name }) {
			return name
		}
	}
	return ""
}
