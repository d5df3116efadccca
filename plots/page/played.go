package page

import (
	"context"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/infer"
)

// The futures of a choice by their place among those that [Desk.Play] plays.
const (
	Reference = armReference // the choice's world without its policies
	Chosen    = armChoice
	WithoutAI = armTwin // the world without AI; absent where the choice is in it anyway
)

// Play plays a choice on all of its replicates, as far as it was not played before, and
// says what came of it: of the reference against which the choice is held, of the choice,
// and of the world without AI.
func (d *Desk) Play(ctx context.Context, c Choice) (*scenarios.Study, *ensemble.Futures, error) {
	var tick int64
	contest, f, err := d.played(ctx, c, c.Scenario.Options.Replicates, d.Workers, true, &tick)
	if err != nil {
		return nil, nil, err
	}
	return infer.Study(contest, f), f, nil
}

// Breathe calls Month, where there is one, for who plays futures with the desk's workers
// and not by Play.
func (d *Desk) Breathe() {
	if d.Month != nil {
		d.Month()
	}
}
