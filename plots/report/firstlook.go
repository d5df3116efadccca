package report

import (
	"bytes"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// firstReplicate is drawn as soon as it is played.
const firstReplicate = "1"

// FirstLook is the figure of adoption in the first replicate alone: what can be
// seen while the others are still being played. It is the same figure whether
// the run's tables hold that replicate only or all of them, raw or as printed.
func FirstLook(run Run) (plots.Figure, error) {
	series, err := printed(run.Series.Only(func(r *table.Row) bool {
		return r.Replicate == firstReplicate && r.By == table.All
	}))
	if err != nil {
		return plots.Figure{}, err
	}
	if run.Series, err = table.Summarise(series); err != nil {
		return plots.Figure{}, err
	}
	run.Contrast = nil
	summary := *run.Summary
	summary.Replicates = 1
	run.Summary = &summary
	return plots.One(data(run, evidence.US()), "adoption")
}

// printed is a table as its CSV holds it.
func printed(s *table.Series) (*table.Series, error) {
	var text bytes.Buffer
	if err := s.WriteCSV(&text); err != nil {
		return nil, err
	}
	return table.ReadCSV(&text)
}
