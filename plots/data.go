package plots

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Data is everything a figure may say: the study, and of a run the two tables it
// was made from. The zero value of every field but Study is allowed and makes
// fewer figures or shorter texts.
type Data struct {
	Study    *scenarios.Study
	Series   *table.Series // of a run
	Contrast *table.Series // the run minus its frozen twin on the same seeds; nil if it was played without one
	// Runs and Gaps, if not nil, are the single replicates of Series and Contrast, which then need
	// hold none but the first: measures of ColumnsOfRuns.
	Runs, Gaps *table.Lines

	Observed []evidence.Point // what was observed, drawn beside what was simulated
	Known    []evidence.Known // what outcomes hang on over the country's parameter sets
	Place    string           // "United States"
	Version  string           // version of the model

	// Today is the date up to which there are observations, in years (2026.9
	// is late November 2026); right of it everything is simulated. 0 means
	// DefaultToday. It is data and not a clock: the same input has to give the
	// same bytes tomorrow.
	Today float64
}

// DefaultToday stands in for a Data.Today of zero: the end of 2026, since no
// policy starts before January 2027.
const DefaultToday = 2027.0

// Methods of estimates that only figures have.
const (
	MiddleRuns = "mean of the runs; low and high are the 10th and 90th percentile of runs"
	PairedMean = "mean of paired differences; low and high are its 95% interval (Student)"
	Observed   = "observed; low and high as published or judged"
)
