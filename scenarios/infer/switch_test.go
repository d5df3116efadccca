package infer

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
	"github.com/atelier-sim/atelier/sim/policy"
)

// switched is a world of 2,000 creatives without policies but the one that a
// switch names, if it names one and not a parameter, and with a parameter at a
// value.
func switched(p sim.Parameter, value float64, by string) ensemble.Plan {
	plan := tiny(2029, "", 0)
	plan.Options.Population = 2000
	s := plan.Scenario
	s.Policies = slices.DeleteFunc(s.Policies, func(x policy.Setting) bool { return x.Policy != by })
	s.Parameters = map[string]float64{}
	if q, is := sim.Lookup(by); is {
		s.Parameters[by] = q.High
		mechanism, _, _ := strings.Cut(by, ".")
		if _, starts := sim.Lookup(mechanism + ".start"); starts {
			s.Parameters[mechanism+".start"] = 12
		}
		if mechanism == "feedback" { // rules answer to what is beyond what is tolerated
			s.Parameters["feedback.fear"], s.Parameters["feedback.harm"] = 0.2, 0
		}
	}
	s.Parameters[p.Path] = value
	return plan
}

// showsSoon tells whether a parameter moved from end to end in a world after its
// burn-in shows in any output. It stops at the first month in which it does.
func showsSoon(t *testing.T, start *sim.World, p sim.Parameter, by string) bool {
	t.Helper()
	var worlds [2]*sim.World
	for i, value := range []float64{p.Low, p.High} {
		w, s := start.Clone(), switched(p, value, by).Scenario
		for path, v := range s.Parameters {
			if err := w.Params.Set(path, v); err != nil {
				t.Error(err)
			}
		}
		if err := w.Adopt(policy.Rules(s.Policies)); err != nil {
			t.Error(err)
		}
		worlds[i] = w
	}
	for worlds[0].Month <= december(2029) {
		worlds[0].Step()
		worlds[1].Step()
		if !sameGroups(worlds[0].Now.Groups, worlds[1].Now.Groups) {
			return true
		}
	}
	return false
}

// What a parameter's switch names, policies or parameters, brings it to life, and
// without any it changes nothing.
func TestASwitchBringsAParameterToLife(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some hundred runs")
	}
	play := func(p ensemble.Plan) *table.Series {
		r, err := ensemble.Play(context.Background(), p, nil)
		if err != nil {
			t.Error(err)
			return &table.Series{}
		}
		return r.Series
	}
	plain := switched(sim.Parameters()[0], sim.Parameters()[0].Default, "")
	start, _, err := ensemble.StartReplicate(context.Background(), plain, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := sim.Parameters()
	par.Each(runtime.GOMAXPROCS(0), len(all), func(_, i int) {
		p := all[i]
		if p.Switch == "" {
			return
		}
		for _, by := range append(strings.Fields(p.Switch), "") {
			differs := by != "" && showsSoon(t, start, p, by) || firstDifference(play(switched(p, p.Low, by)), play(switched(p, p.High, by))) != ""
			if differs != (by != "") {
				t.Errorf("%s under %q: moved from end to end it changes something: %v", p.Path, by, differs)
			}
		}
	})
}
