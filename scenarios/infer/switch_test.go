package infer

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
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
	}
	s.Parameters[p.Path] = value
	return plan
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
			t.Fatal(err)
		}
		return r.Series
	}
	for _, p := range sim.Parameters() {
		if p.Switch == "" {
			continue
		}
		for _, by := range append(strings.Fields(p.Switch), "") {
			differs := firstDifference(play(switched(p, p.Low, by)), play(switched(p, p.High, by))) != ""
			if differs != (by != "") {
				t.Errorf("%s under %q: moved from end to end it changes something: %v", p.Path, by, differs)
			}
		}
	}
}
