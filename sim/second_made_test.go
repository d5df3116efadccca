package sim_test

import (
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// The second model burns in creatives of the United States as the first does, and goes the same
// way from there, with half the highest dose of every policy.
func TestTheSecondModelPlaysTheUnitedStates(t *testing.T) {
	var rules []policy.Setting
	for _, p := range policy.All() {
		rules = append(rules, policy.Setting{Policy: p.Name, Dose: p.Dose.High / 2, Start: 40, End: sim.Forever, Ramp: p.Ramp, Compliance: p.Takes, UnitCost: p.Cost.USD, Target: sim.Everyone})
	}
	w, err := population.Build(evidence.US(), population.Spec{People: 400, Seed: 3, Params: sim.DefaultParams()})
	if err != nil {
		t.Fatal(err)
	}
	sim.BurnInBesideSecond(t, w)
	if err := w.Adopt(policy.Rules(rules)); err != nil {
		t.Fatal(err)
	}
	for w.Month < 36 { // AI is out by then
		w.Step()
	}
	sim.PlayBesideSecond(t, w, 24)
}
