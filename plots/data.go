package plots

import "github.com/atelier-sim/atelier/scenarios/table"

// Data is everything a figure may say: two tables and the facts of the run
// that its texts name. The zero value of every field but Series is allowed and
// makes the texts shorter.
type Data struct {
	Series   *table.Series // the run
	Contrast *table.Series // the run minus its frozen twin on the same seeds; nil if it was played without one

	Observed []Point           // what was observed, drawn beside what was simulated
	Labels   map[string]string // human title of a group's key: "film_video" -> "Film and video"
	Assumed  map[string]bool   // columns that rest on an assumed parameter: marked with a dagger, hatched

	Place      string  // "United States"
	Population int     // creatives simulated in each run
	People     float64 // people they stand for
	Replicates int     // runs; 0 means as many as Series holds
	Seed       uint64  // seed of the first run
	Digest     string  // digest of the scenario
	Version    string  // version of the model
	Calibrated bool    // false: every footer says "not calibrated"
	World      string  // how fast technology moves: "slow", "expected", "fast", "frozen"

	// Today is the date up to which there are observations, in years (2026.9
	// is late November 2026); right of it everything is simulated. 0 means
	// DefaultToday. It is data and not a clock: the same input has to give the
	// same bytes tomorrow.
	Today float64
}

// DefaultToday stands in for a Data.Today of zero: the end of 2026, since no
// policy starts before January 2027.
const DefaultToday = 2027.0

// Point is an observed value of one measure, with the ends of its band (NaN or
// equal to Value where unknown), in the unit of the column named by Series.
// SameDefinition is false where the definition or the population differs from
// the simulated one; such points are drawn hollow.
type Point struct {
	Series, Group    string // column and group it belongs to; Group "" or "all" for everyone
	Year             float64
	Value, Low, High float64
	Label, Source    string
	SameDefinition   bool
}

// Estimate is a number that a figure shows, says or both. Value, Low and High
// are in Unit; Low and High are NaN where Method gives none.
type Estimate struct {
	Measure, Group   string
	Date             string // "2035-12"; "" if it is not of one month
	Unit             string // "%", "per 100 at the start", "share", ...
	Value, Low, High float64
	N                int    // runs it rests on
	Method           string // what Low and High are
	Assumed          bool   // rests on an assumed parameter
	Arm, World       string // of a comparison: keys of the policy and of the world
}

// Methods of an Estimate.
const (
	MiddleRuns = "mean of the runs; low and high hold the middle 8 of 10 runs"
	PairedMean = "mean of paired differences; low and high are its 95% interval (Student)"
	Observed   = "observed; low and high as published or judged"
)

// sure tells whether an estimate of a difference may be claimed: there are at
// least two runs and the interval excludes zero.
func (e Estimate) sure() bool {
	return e.N > 1 && defined(e.Low) && defined(e.High) && (e.Low > 0 || e.High < 0)
}
