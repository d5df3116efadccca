package infer

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Verdict is where a simulated mean lies beside a target.
type Verdict string

// The verdicts. Three is where history matching draws the line: by Pukelsheim's
// rule at least 95 % of any one-peaked law lie within three of its standard
// deviations.
const (
	WithinBand  Verdict = "within band"
	WithinThree Verdict = "within 3"
	Beyond      Verdict = "beyond 3"
)

// Report is a run held against published figures.
type Report struct {
	Replicates int        `json:"replicates"`
	Compared   []Compared `json:"compared"`
	Silent     []Silent   `json:"not_compared"`
}

// Compared is one figure beside its simulated counterpart, in its own unit.
type Compared struct {
	Published
	With string `json:"compared_with"`
	Sets string `json:"sets,omitempty"` // what of the model was set with the figure in view
	Date string `json:"date"`           // first month compared, "2024-01"

	// Mean over replicates with its 95 % interval by Student's t; the interval
	// is undefined for one replicate.
	Mean   float64 `json:"mean"`
	Low95  float64 `json:"low95"`
	High95 float64 `json:"high95"`
	// Implausibility is |target - mean| / sqrt(band variance + variance over
	// replicates).
	Implausibility float64 `json:"implausibility"`
	Verdict        Verdict `json:"verdict"`
}

// Silent is a figure that the model, or this run, cannot speak to.
type Silent struct {
	Published
	Reason string `json:"reason"`
}

// Published is a figure as it was published, with its band.
type Published struct {
	ID          string  `json:"id"`
	Group       string  `json:"group"`
	Quantity    string  `json:"quantity"`
	Unit        string  `json:"unit"`
	Value       float64 `json:"value"`
	Low         float64 `json:"low"`
	High        float64 `json:"high"`
	Judged      bool    `json:"band_is_judgement"` // not the source's own band
	Year        float64 `json:"year"`
	Population  string  `json:"population"`
	Publication string  `json:"publication"`
}

// published is what a report shows of a target.
func published(t evidence.Target) Published {
	return Published{t.ID, t.Group, t.Quantity, t.Unit, t.Value, t.Low, t.High, t.Judged(), t.Year, t.Population, t.Publication}
}

// Validate holds a run and its contrast to the frozen world against targets.
// Both tables must hold every replicate of every group (option full), or
// figures about groups are left out with that reason; contrast may be nil.
//
// A figure's implausibility is that of history matching (Vernon, Goldstein and
// Bower 2010, Bayesian Analysis 5): the distance of the simulated mean from
// the figure over the root of two variances, the band's and that over
// replicates (history is one draw of them). Half a band is taken as 1.96
// standard deviations where the source gives it as a 95 % interval, and as 2
// where it is a judgement of 95 %. No variance stands for what the model leaves
// out: it has not been judged yet, so implausibilities are upper bounds.
func Validate(series, contrast *table.Series, targets []evidence.Target) Report {
	t := readTwins(series, contrast)
	r := Report{Replicates: len(t.replicates)}
	for _, target := range targets {
		i := slices.IndexFunc(comparisons, func(c comparison) bool { return c.id == target.ID })
		if i < 0 {
			r.Silent = append(r.Silent, Silent{published(target), whySilent(target.ID)})
			continue
		}
		c := comparisons[i]
		at := dateOf(target, c.months)
		values := t.simulated(c, at)
		switch {
		case at.to >= t.months:
			r.Silent = append(r.Silent, Silent{published(target), "the run ends before " + finding.Date(at.to)})
		case len(values) == 0:
			r.Silent = append(r.Silent, Silent{published(target), "not defined in this run: it needs the frozen world, every group of every replicate (full) and AI in use"})
		default:
			r.Compared = append(r.Compared, compare(target, c, at, values))
		}
	}
	return r
}

// dateOf is the month in which a decimal year lies, or so many from it on.
func dateOf(target evidence.Target, months int) period {
	first := int(math.Floor(float64(12*(target.Year-2021)) + 1e-6))
	return period{first, first + max(months, 1) - 1}
}

// simulated are the values of the replicates that have one.
func (t *twins) simulated(c comparison, at period) []float64 {
	var values []float64
	for _, name := range t.replicates {
		if v := c.of(history{t, name}, at); !math.IsNaN(v) && !math.IsInf(v, 0) {
			values = append(values, v)
		}
	}
	return values
}

// compare judges one figure.
func compare(target evidence.Target, c comparison, at period, values []float64) Compared {
	m, low, high, n := table.MeanInterval(values)
	band, luck := bandDeviation(target), 0.0
	if n > 1 {
		luck = table.Variance(values)
	}
	far := math.Abs(target.Value-m) / math.Sqrt(float64(band*band)+luck)
	out := Compared{
		Published: published(target), With: c.with, Sets: c.sets, Date: finding.Date(at.from),
		Mean: m, Low95: low, High95: high,
		Implausibility: far, Verdict: Beyond,
	}
	switch {
	case m >= target.Low && m <= target.High:
		out.Verdict = WithinBand
	case far <= 3:
		out.Verdict = WithinThree
	}
	return out
}

// bandDeviation is the standard deviation that a target's band stands for.
func bandDeviation(target evidence.Target) float64 {
	half := (target.High - target.Low) / 2
	if target.Judged() {
		return half / 2
	}
	return half / 1.96
}
