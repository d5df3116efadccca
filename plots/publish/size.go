package publish

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Size is about what a question takes, before anything is played: of a comparison that adds
// replicates until it is sure enough, as many as it begins with.
func Size(q Question) (cost.Estimate, error) {
	c := q.Contest
	f, err := ensemble.New(c.Played(), c.Worlds, c.Options)
	if err != nil {
		return cost.Estimate{}, err
	}
	f.Keep, f.Larder = c.Kind == scenarios.KindRun, q.Larder
	w, err := f.Work(c.Options.Replicates)
	if err != nil {
		return cost.Estimate{}, err
	}
	files := cost.Files{Written: true, Drawn: wanted(q.Files, reportFile), PDF: slices.Contains(q.Formats, "pdf") && wanted(q.Files, "figures/"), Tables: len(c.Arms) * len(c.Worlds)}
	if o := c.Scenario().Options; f.Keep {
		files.Full, files.Panel = o.Full, o.Panel
	}
	files.Checkpoints = q.Every > 0 && files.Panel == 0
	return cost.Of(w, files), nil
}

// size refuses a question that the machine does not hold, and tells what it takes. Checkpoints
// that are there have their room.
func (q Question) size(folder *store.Folder) error {
	e, err := Size(q)
	if err != nil {
		return err
	}
	held, err := folder.Checkpoints().Bytes()
	if err != nil {
		return err
	}
	e.Checkpoints = max(0, e.Checkpoints-held)
	if !q.Force {
		if err := cost.This.Fit(e, folder.Dir()); err != nil {
			return err
		}
	}
	if q.Before != nil {
		q.Before(e)
	}
	return nil
}
