package ensemble

import (
	"context"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// country is where everything is played; nobody changes it.
var country = evidence.Shared

// setup is all of a scenario that decides its months.
type setup struct {
	params    sim.Params
	reference sim.Params // of the world whose trend it has, see [scenarios.Scenario.Reference]
	rules     []sim.Rule
	without   []string
	exposure  string
	change    func(*sim.World) error // of the world before its burn-in; nil for none
	larder    Larder                 // where its burnt-in worlds are kept; nil for nowhere
}

func setupOf(s *scenarios.Scenario) (setup, error) {
	p, err := s.Params()
	if err != nil {
		return setup{}, err
	}
	reference, err := s.Reference()
	return setup{p, reference, policy.Rules(s.Policies), s.Options.Without, s.Exposure, nil, nil}, err
}

// sameTrend tells whether two setups have one trend.
func (s *setup) sameTrend(t *setup) bool {
	return s.reference == t.reference && s.exposure == t.exposure && slices.Equal(s.without, t.without)
}

// begins is the first month in which a rule may do something.
func (s *setup) begins() int {
	first := sim.Forever
	for _, r := range s.rules {
		if r.Dose > 0 && r.Compliance > 0 {
			first = min(first, r.Start)
		}
	}
	return first
}

// finds tells whether its world finds its own trend while it is played: it has AI,
// and no rule before the last month, the end of the record or of what is played.
func (s *setup) finds(last int) bool {
	return s.params.Technology.Access > 0 && min(s.begins(), s.params.FirstLaw()) >= last
}

// trend plays the reference from a burnt-in world to the last month and returns the
// effects of AI that it found; tick is told each month.
func (s *setup) trend(ctx context.Context, base *sim.World, last int, tick func()) (sim.Effects, error) {
	w, err := s.asReference(base)
	if err != nil {
		return nil, err
	}
	if err := find(ctx, w, last, tick); err != nil {
		return nil, err
	}
	return w.Effects, nil
}

// asReference is a copy of a burnt-in world that goes the way of the reference.
func (s *setup) asReference(base *sim.World) (*sim.World, error) {
	w := base.Clone()
	w.Rules = nil
	w.Retune(s.reference)
	return w, s.leaveOut(w)
}

// find plays a world to the last month, in which it finds effects of AI; tick is told each month.
func find(ctx context.Context, w *sim.World, last int, tick func()) error {
	for w.Month < last {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		w.Step()
		tick()
	}
	return nil
}

// start is the burnt-in population of a seed, before any policy: from the larder, or played; tick is
// told each month that is.
func (s *setup) start(ctx context.Context, people int, seed uint64, workers int, tick func()) (*sim.World, error) {
	w, err := s.taken(people, seed, workers)
	if w != nil || err != nil {
		return w, err
	}
	if w, err = s.build(people, seed, workers); err != nil {
		return nil, err
	}
	if err := playBurnIn(ctx, w, tick); err != nil {
		return nil, err
	}
	s.store(people, seed, w)
	return w, nil
}

// build makes the population of a seed, before its burn-in.
func (s *setup) build(people int, seed uint64, workers int) (*sim.World, error) {
	w, err := population.Build(country(), population.Spec{People: people, Seed: seed, Index: s.exposure, Params: s.params, Workers: workers})
	if err != nil {
		return nil, err
	}
	if err := s.leaveOut(w); err != nil {
		return nil, err
	}
	if s.change != nil {
		if err := s.change(w); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// playBurnIn burns a population in, from where it stands; tick is told each month before it is played.
func playBurnIn(ctx context.Context, w *sim.World, tick func()) error {
	if !w.PlayBurnIn(func() bool { tick(); return ctx.Err() != nil }) {
		return context.Cause(ctx)
	}
	return nil
}

// leaveOut leaves out what the scenario does.
func (s *setup) leaveOut(w *sim.World) error {
	for _, name := range s.without {
		if err := w.LeaveOut(name); err != nil {
			return err
		}
	}
	return nil
}

// StartReplicate makes the worlds of one replicate of a plan, n from 1, as Play
// does: burnt in, before January 2021. The twin is its world without AI, nil if the
// plan has no counterfactual. Whoever steps them plays the very months of Play, in
// any order: both know their trend, for which the months of the record are played
// first where the world does not find it by itself. Parameters are those of the
// replicate's set, where sets are played. report, which may be nil, is
// told these months and those of the burn-in out of [StartMonths] and the months of both worlds.
func StartReplicate(ctx context.Context, p Plan, n int, report Progress) (w, twin *sim.World, err error) {
	if err := check(p.Options); err != nil {
		return nil, nil, err
	}
	if n < 1 || n > p.Options.Replicates {
		return nil, nil, scenarios.Mistake("there is no replicate %d: use 1 to %d", n, p.Options.Replicates)
	}
	plan, err := p.setup(n)
	if err != nil {
		return nil, nil, err
	}
	defer holdGarbage(p.Options.Population)()
	clock, worlds := newClock(report), int64(1)
	if p.Options.Counterfactual {
		worlds = 2
	}
	clock.total = startMonths(&plan, p.Options) + worlds*int64(p.Options.Months)
	one := p.Options
	one.Replicates = 1
	_, workers := Spread(one)
	if w, err = plan.start(ctx, p.Options.Population, Seeds(p.Options.Seed, n)[n-1], workers, clock.tick); err != nil {
		return nil, nil, err
	}
	if toFind(&plan, p.Options) {
		if w.Effects, err = plan.trend(ctx, w, evidence.LastObserved, clock.tick); err != nil {
			return nil, nil, err
		}
	}
	if err := w.Adopt(plan.rules); err != nil {
		return nil, nil, scenarios.Mistake("%v", err)
	}
	if p.Options.Counterfactual {
		twin = w.Frozen()
	}
	return w, twin, nil
}

// toFind tells whether the trend must be found before the worlds of a replicate are
// stepped: a twin has it from its world, which may be stepped later.
func toFind(s *setup, o scenarios.Options) bool {
	return o.Counterfactual || !s.finds(evidence.LastObserved)
}

// startMonths are the months that StartReplicate plays.
func startMonths(s *setup, o scenarios.Options) int64 {
	if toFind(s, o) {
		return sim.BurnInMonths + evidence.LastObserved
	}
	return sim.BurnInMonths
}

// setup is that of the scenario in replicate n, from 1.
func (p Plan) setup(n int) (setup, error) {
	s := p.Scenario.Clone()
	s.Options = p.Options
	s, err := Under(s, n-1)
	if err != nil {
		return setup{}, err
	}
	plan, err := setupOf(s)
	plan.change = p.Change
	return plan, err
}

// StartMonths are the months that StartReplicate plays of a plan, the same of every
// replicate: neither AI nor law is a matter of sets.
func StartMonths(p Plan) int64 {
	plan, err := p.setup(1)
	if err != nil {
		return 0 // StartReplicate says why
	}
	return startMonths(&plan, p.Options)
}

// titles are what people call the groups.
func titles(w *sim.World) map[string]string {
	t := map[string]string{}
	for _, o := range w.Occupations {
		t[o.Name] = o.Title
	}
	for _, d := range w.Domains {
		t[d.Name] = d.Title
	}
	for _, s := range w.Sectors {
		t[s.Name] = s.Title
	}
	return t
}
