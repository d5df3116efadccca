package explain

import (
	"context"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// PairQuestion is whose life under which two arms of a comparison is asked for.
type PairQuestion struct {
	Arms      [2]Arm // the reference first
	Creative  uint64 // ID
	Replicate int    // from 1
}

// Arm is an arm in one world of a comparison.
type Arm struct {
	Plan ensemble.Plan
	// Series is the comparison's own table of the arm. The replay is held
	// against it, to the printed digits; nil leaves that out.
	Series *table.Series
}

// Contest is the comparison that a manifest records. It fails, in one sentence,
// on one that this version of the model would not have written.
func Contest(m store.Manifest) (*scenarios.Contest, error) {
	n := len(m.Seeds.Replicates)
	c, err := scenarios.ReadContest(m.Options, n)
	if err != nil {
		return nil, err
	}
	if c.Options.Seed != uint64(m.Seeds.Master) || !sameSeeds(m.Seeds, n) {
		return nil, scenarios.Mistake("the comparison was played by another version of the model; explain it with that version, or compare again with this one")
	}
	return c, nil
}

// PlanOf is what an arm of a comparison plays in one of its worlds.
func PlanOf(c *scenarios.Contest, arm int, world string) ensemble.Plan {
	s := c.Alone(arm, world)
	return ensemble.Plan{Scenario: s, Options: s.Options}
}

// question is that of one arm alone.
func (q *PairQuestion) question(i int) Question {
	p := q.Arms[i].Plan
	p.Options.Counterfactual = false
	return Question{Plan: p, Creative: q.Creative, Replicate: q.Replicate, Series: q.Arms[i].Series}
}

// ReplayPair plays the replicate of a question again under both arms and tells
// the two lives beside each other. An ID that nobody has under either is bad
// input; the sentence says which there are.
func ReplayPair(ctx context.Context, q PairQuestion, report ensemble.Progress) (*Pair, error) {
	if report == nil {
		report = func(int64, int64) {}
	}
	var actors [2]*actor
	done, total := int64(0), int64(0)
	for i := range q.Arms {
		total += sim.BurnInMonths + int64(q.Arms[i].Plan.Options.Months)
	}
	tick := func() { done++; report(done, total) }
	for i := range actors {
		a, _, err := start(ctx, q.question(i), func(int64, int64) { tick() })
		if err != nil {
			return nil, err
		}
		actors[i] = a
	}
	reference := actors[0]
	if !reference.possible() && !actors[1].possible() {
		return nil, reference.there.nobody(reference.Question)
	}
	p := pairing{split: never}
	for i, a := range actors {
		if err := a.play(ctx, tick); err != nil {
			return nil, err
		}
		p.arms[i] = &half{story: a.story(), scenario: a.Plan.Scenario, left: never, reached: map[string]bool{}}
	}
	if reference.row < 0 && actors[1].row < 0 {
		return nil, reference.there.nobody(reference.Question)
	}
	o := reference.Plan
	return &Pair{Creative: q.Creative, Replicate: q.Replicate, Replicates: o.Options.Replicates, World: o.Scenario.World,
		Arms: [2]string{p.arms[0].name(), p.arms[1].name()}, People: reference.world.Weight, Events: p.tell()}, nil
}
