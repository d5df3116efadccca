package scenarios

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Fit is where a simulated mean lies beside a published figure, by its implausibility:
// "within 2", "within 3" or "beyond 3".
type Fit string

// Compared is one figure beside its simulated counterpart, in its own unit.
type Compared struct {
	Published
	With   string `json:"compared_with"`
	Worded bool   `json:"worded_otherwise"` // asked in words that mean something else
	Sets   string `json:"sets,omitempty"`   // what of the model was set with the figure in view
	Date   string `json:"date"`             // first month compared, "2024-01"

	// Mean over replicates with its 95 % interval by Student's t; the interval
	// is undefined for one replicate.
	Mean   float64 `json:"mean"`
	Low95  float64 `json:"low95"`
	High95 float64 `json:"high95"`
	// Values are those of the replicates, in their order, NaN where one
	// has none. The mean is over those that have.
	Values []float64 `json:"values"`
	// Discrepancy is the standard deviation that stands for how the figure was
	// measured, in log odds for shares, else in the figure's unit.
	Discrepancy float64 `json:"discrepancy_sd"`
	// OpenLow and OpenHigh are the ends of what the figure leaves open: three standard
	// deviations of band and discrepancy together, in its unit.
	OpenLow  float64 `json:"open_low"`
	OpenHigh float64 `json:"open_high"`
	// MayLow and MayHigh are the least and the most that the model says of the figure over
	// sets of parameters from their whole ranges; NaN where nobody has asked.
	MayLow  float64 `json:"may_say_low"`
	MayHigh float64 `json:"may_say_high"`
	// Implausibility is the distance over the root of three variances, the band's,
	// the discrepancy's and that of history; Bare is without the discrepancy.
	Implausibility float64 `json:"implausibility"`
	Bare           float64 `json:"implausibility_without_discrepancy"`
	Verdict        Fit     `json:"verdict"`
	// Fitted: the parameter sets that were played were sought by it, among others.
	Fitted bool `json:"fitted"`
	// Weak: whatever the parameters are within their ranges, the figure would not be
	// beyond 3, so that it says nothing and is not counted.
	Weak bool `json:"weak"`
}

// Published is a figure as it was published, with its band.
type Published struct {
	ID          string         `json:"id"`
	Group       string         `json:"group"`
	Quantity    string         `json:"quantity"`
	Unit        string         `json:"unit"`
	Value       float64        `json:"value"`
	Low         float64        `json:"low"`
	High        float64        `json:"high"`
	Judged      bool           `json:"band_is_judgement"` // not the source's own band
	Year        float64        `json:"year"`
	Kind        evidence.Kind  `json:"measured_by"`
	Place       string         `json:"place"`
	Scale       evidence.Scale `json:"scale"`
	Family      string         `json:"family"`
	Population  string         `json:"population"`
	Publication string         `json:"publication"`
}

// InView tells whether something of the model, or of the parameters that were played, was
// set with the figure in view, so that nearness is no evidence of fit.
func (c Compared) InView() bool { return c.Sets != "" || c.Fitted }

// Spread is the mean of the values over runs and where the middle 8 of 10 lie, of fewer
// than ten all: the dice, and not how sure the mean is.
func (c Compared) Spread() finding.Estimate {
	values := slices.DeleteFunc(slices.Clone(c.Values), math.IsNaN)
	e := finding.Estimate{N: len(values)}
	e.Value, e.Low, e.High = table.Spread(values, finding.Few)
	return e
}
