// Package sweep plays experiments: one scenario at many points of its parameters and
// policies, each with several seeds, into one tidy table.
//
// Read Experiment first; file.go reads it, points.go makes its points, Play plays
// them into a folder that survives whatever happens, by way of:
//
//   - plan.go: in which order, so that runs that share months come together;
//   - shared.go: the burn-in, the past and the twin that several runs share;
//   - run.go: one run, month by month, and what is kept of it;
//   - folder.go, final.go: finished runs on the disk, and the tables at the end;
//   - memory.go: the same without a folder.
package sweep

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
)

// Experiment is what is swept and what is kept of it.
type Experiment struct {
	Name, Title, Question, Description string

	Scenario    *scenarios.Scenario // with population, months, seed and replicates
	Called      string              // the preset or file that the scenario is
	Factors     []Factor
	Constraints []Constraint
	Design      Design
	Replicates  int
	Measures    []Measure
	Budget      Budget

	// Change, if not nil, changes the world of every run, as that of an
	// ensemble.Plan does. It stands in no file, so that only Run plays it.
	Change func(*sim.World) error
}

// Design says at which points of its ranges an experiment is played.
type Design struct {
	Kind   string // one of Designs
	Size   int    // points, of a hypercube or sequence; base points of sobol_indices; trajectories of morris
	Levels int    // of factors with a range, where a design has levels
	Seed   uint64
	Second bool // sobol_indices: second order, too
}

// Designs are the kinds of designs.
var Designs = []string{"grid", "one_at_a_time", "latin_hypercube", "sobol_sequence", "scrambled_sobol", "morris", "sobol_indices"}

// Budget is how much an experiment may take.
type Budget struct {
	Runs  int     // at most
	Hours float64 // on this machine; 0 for any
}
