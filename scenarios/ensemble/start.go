package ensemble

import (
	"context"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// country is where everything is played; nobody changes it.
var country = sync.OnceValue(evidence.US)

// setup is all of a scenario that decides its months.
type setup struct {
	params   sim.Params
	rules    []sim.Rule
	without  []string
	exposure string
	change   func(*sim.World) error // of the world before its burn-in; nil for none
}

func setupOf(s *scenarios.Scenario) (setup, error) {
	p, err := s.Params()
	return setup{p, policy.Rules(s.Policies), s.Options.Without, s.Exposure, nil}, err
}

// start makes and burns in the population of a seed, before any policy; tick is
// told each month.
func (s *setup) start(ctx context.Context, people int, seed uint64, workers int, tick func()) (*sim.World, error) {
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
	if !w.PlayBurnIn(func() bool { tick(); return ctx.Err() != nil }) {
		return nil, context.Cause(ctx)
	}
	return w, nil
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
// does: burnt in, before January 2021. The twin is its frozen world, nil if the
// plan has no counterfactual. Whoever steps them plays the very months of Play.
// report, which may be nil, is told the months of the burn-in out of those of
// both worlds.
func StartReplicate(ctx context.Context, p Plan, n int, report Progress) (w, twin *sim.World, err error) {
	return StartChanged(ctx, p, n, nil, report)
}

// StartChanged is StartReplicate with a change of the world before its burn-in, nil for none.
func StartChanged(ctx context.Context, p Plan, n int, change func(*sim.World) error, report Progress) (w, twin *sim.World, err error) {
	if err := check(p.Options); err != nil {
		return nil, nil, err
	}
	if n < 1 || n > p.Options.Replicates {
		return nil, nil, scenarios.Mistake("there is no replicate %d: use 1 to %d", n, p.Options.Replicates)
	}
	s := p.Scenario.Clone()
	s.Options = p.Options
	plan, err := setupOf(s)
	if err != nil {
		return nil, nil, err
	}
	plan.change = change
	clock, worlds := newClock(report), int64(1)
	if p.Options.Counterfactual {
		worlds = 2
	}
	clock.total = sim.BurnInMonths + worlds*int64(p.Options.Months)
	one := p.Options
	one.Replicates = 1
	_, workers := Spread(one)
	if w, err = plan.start(ctx, p.Options.Population, Seeds(p.Options.Seed, n)[n-1], workers, clock.tick); err != nil {
		return nil, nil, err
	}
	if err := w.Adopt(plan.rules); err != nil {
		return nil, nil, scenarios.Mistake("%v", err)
	}
	if p.Options.Counterfactual {
		twin = w.Frozen()
	}
	return w, twin, nil
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
