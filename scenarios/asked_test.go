package scenarios

import (
	"maps"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/file"
)

// What is asked of a scenario makes it again, and of nothing special nothing is asked.
func TestWhatIsAskedGivesTheScenarioBack(t *testing.T) {
	for _, command := range []string{"run", "serve"} {
		usual, err := Resolve(nil, Layers{Command: command, Alone: true, Fresh: true})
		if err != nil {
			t.Fatal(err)
		}
		if list := usual.Scenario.Asked(command); len(list) > 0 {
			t.Errorf("%s by itself asks for %v", command, list)
		}
		for _, flags := range []map[string][]string{
			{"world": {"fast"}},
			{"policy": {"training_subsidy=0.25,start=2028", "ai_levy"}, "seed": {"77"}},
			{"set": {"trust.failure_ratio=4", "clients.own=2"}, "parameters": {"central"}},
			{"set": {"trust.failure_ratio=" + file.Exact(usual.Scenario.value(t, "trust.failure_ratio"))}}, // at its usual value it says something over sets
			{"without": {"fear", "trust"}, "exposure": {"gpt4"}},
			{"until": {"2030"}, "population": {"500"}, "replicates": {"3"}},
			{"no-counterfactual": {"true"}, "full": {"true"}},
		} {
			r, err := Resolve(nil, Layers{Command: command, Flags: flags, Alone: true, Fresh: true})
			if err != nil {
				t.Fatal(err)
			}
			again := map[string][]string{}
			for _, a := range r.Scenario.Asked(command) {
				again[a.Flag] = append(again[a.Flag], a.Value)
			}
			back, err := Resolve(nil, Layers{Command: command, Flags: again, Alone: true, Fresh: true})
			if err != nil {
				t.Fatalf("%s: %v: %v", command, again, err)
			}
			one, _ := r.Scenario.Canonical()
			other, _ := back.Scenario.Canonical()
			if one != other || !maps.Equal(r.Scenario.Parameters, back.Scenario.Parameters) {
				t.Errorf("%s: %v became %v", command, flags, again)
			}
		}
	}
	one, _ := Resolve(nil, Layers{Command: "serve", Flags: map[string][]string{"until": {"2030"}}, Alone: true, Fresh: true})
	if list := one.Scenario.Asked("serve"); !slices.Equal(list, []Asked{{"months", "120"}}) {
		t.Errorf("a last month is asked for as %v", list)
	}
}

// value is a parameter as the scenario plays it.
func (s *Scenario) value(t *testing.T, path string) float64 {
	t.Helper()
	values, err := s.Values()
	if err != nil {
		t.Fatal(err)
	}
	return values[path]
}
