package explain

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Question is whose life under which arms of a contest is asked for.
type Question struct {
	Contest   *scenarios.Contest
	Arms      []int // places in the contest, the reference first; one where it has none
	World     string
	Creative  uint64 // ID
	Replicate int    // from 1
	// Series are the folder's own tables of the arms. The replay is held against
	// them, to the printed digits; nil leaves that out.
	Series []*table.Series
}

// alone tells whether one scenario is asked about, beside its frozen twin at most.
func (q *Question) alone() bool { return q.Contest.Kind == scenarios.KindRun }

// scenario is that of an arm, and name what it is called.
func (q *Question) scenario(i int) *scenarios.Scenario { return q.Contest.Arms[q.Arms[i]] }
func (q *Question) name(i int) string                  { return q.scenario(i).Name }

// plan is what an arm plays.
func (q *Question) plan(i int) ensemble.Plan {
	s := q.Contest.Alone(q.Arms[i], q.World)
	return ensemble.Plan{Scenario: s, Options: s.Options}
}
