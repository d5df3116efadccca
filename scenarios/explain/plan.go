package explain

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Plan is what a run played, from its manifest alone. It fails, in one
// sentence, on a manifest that this version of the model would not have
// written: another set of options, parameters or seeds.
func Plan(m store.Manifest) (ensemble.Plan, error) {
	s, wrong := scenarios.Recorded(m.Options, m.Parameters)
	if wrong != nil {
		return ensemble.Plan{}, foreign(m)
	}
	s.Name, s.Options.Seed = m.Scenario, uint64(m.Seeds.Master)
	// The digest of a scenario is taken over every parameter and option.
	if digest, wrong := s.Digest(); wrong != nil || digest != m.Digest || !sameSeeds(m.Seeds, s.Options.Replicates) {
		return ensemble.Plan{}, foreign(m)
	}
	return ensemble.Plan{Scenario: s, Options: s.Options}, nil
}

// sameSeeds tells whether the replicates have the seeds that a run of n gives
// them.
func sameSeeds(s store.Seeds, n int) bool {
	if n < 1 || len(s.Replicates) != n {
		return false
	}
	for i, seed := range ensemble.Seeds(uint64(s.Master), n) {
		if store.Seed(seed) != s.Replicates[i] {
			return false
		}
	}
	return true
}

// foreign is the sentence for a run that this model cannot play again.
func foreign(m store.Manifest) error {
	return scenarios.Mistake("the run of %q was played by another version of the model; explain it with that version, or play the scenario again with this one", m.Scenario)
}
