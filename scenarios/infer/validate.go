package infer

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// What a study keeps of a figure that a run was held against is of package scenarios.
type (
	Verdict   = scenarios.Fit
	Compared  = scenarios.Compared
	Published = scenarios.Published
)

// The verdicts, by implausibility. Three is where history matching draws the line: by
// Pukelsheim's rule at least 95 % of any one-peaked law lie within three of its
// standard deviations.
const (
	WithinTwo   Verdict = "within 2"
	WithinThree Verdict = "within 3"
	Beyond      Verdict = "beyond 3"
)

func verdictOf(far float64) Verdict {
	switch {
	case far <= 2:
		return WithinTwo
	case far <= 3:
		return WithinThree
	}
	return Beyond
}

// Report is a run held against published figures.
type Report struct {
	Replicates int        `json:"replicates"`
	Sets       int        `json:"parameter_sets"` // that were played; 0 for one set, the model's own
	Runs       []string   `json:"runs"`           // the replicates by name, in the order of Compared.Values
	Compared   []Compared `json:"compared"`
	Families   []Family   `json:"families"`
	Silent     []Silent   `json:"not_compared"`
}

// Family is figures that say much the same, which have one vote together.
type Family struct {
	Name    string `json:"family"`
	Counted int    `json:"counted"` // figures that are not weak
	// Implausibility is the root of the mean square of those of its figures.
	Implausibility float64 `json:"implausibility"`
	Verdict        Verdict `json:"verdict"`
}

// Silent is a figure that the model, or this run, cannot speak to.
type Silent struct {
	Published
	Reason string `json:"reason"`
}

// published is what a report shows of a target.
func published(t evidence.Target) Published {
	return Published{
		ID: t.ID, Group: t.Group, Quantity: t.Quantity, Unit: t.Unit, Value: t.Value, Low: t.Low, High: t.High, Judged: t.Judged(), Year: t.Year, Kind: t.Kind,
		Place: t.Place, Scale: t.Scale, Family: familyOf(t), Population: t.Population, Publication: t.Publication,
	}
}

// Validate holds a run and its contrast to the world without AI against targets; simulated
// is how many creatives were simulated. Both tables must hold every replicate of every
// group (option full), or figures about groups are left out with that reason; contrast
// may be nil.
//
// A figure's implausibility is that of history matching (Vernon, Goldstein and
// Bower 2010, Bayesian Analysis 5): the distance of the simulated mean from the figure
// over the root of three variances: the band's; the discrepancy's, see observe.go; and
// that of history, which is one draw: the variance over replicates as it would be at
// the real population's size. Half a band is taken as 1.96 standard deviations where
// the source gives it as a 95 % interval, and as 2 where it is a judgement of 95 %.
// Shares are compared in log odds.
//
// Any targets will do that have the ID of one of [ComparedIDs]: the ID alone says what of
// the model stands beside it, so that a value, a band, a year or a place of one's own is
// judged by the same rules. A target of another ID is among the silent. Without a scale a
// target is judged in its unit and by parts of its value; a share without a kind has no
// discrepancy but that of another country or other words. What the model may say of it, by
// which it is weak, is known at the date of the published figure.
func Validate(series, contrast *table.Series, simulated int, targets []evidence.Target) Report {
	m := measuring(targets)
	m.add(readTwins(series, contrast))
	return m.report(simulated)
}

// measured is what stands beside targets, by replicate.
type measured struct {
	targets []evidence.Target
	values  [][]float64 // by target; nil of one that the model cannot speak to
	people  []float64   // at the start
	runs    []string    // the replicates by name
	months  int
}

// measuring is measured of nothing yet.
func measuring(targets []evidence.Target) *measured {
	return &measured{targets: targets, values: make([][]float64, len(targets))}
}

// add measures the replicates of some tables, behind those that were.
func (m *measured) add(t *twins) {
	for i, target := range m.targets {
		if c := comparedWith(target); c != nil {
			m.values[i] = append(m.values[i], t.simulated(*c, dateOf(target, c.months))...)
		}
	}
	for _, name := range t.replicates {
		m.people = append(m.people, history{t, name}.now(everyone, "people", month(0)))
	}
	m.runs, m.months = append(m.runs, t.replicates...), max(m.months, t.months)
}

// join puts what was measured of other replicates behind those that were.
func (m *measured) join(other *measured) {
	for i, values := range other.values {
		m.values[i] = append(m.values[i], values...)
	}
	m.people, m.runs, m.months = append(m.people, other.people...), append(m.runs, other.runs...), max(m.months, other.months)
}

// comparedWith is what stands beside a target, nil for nothing.
func comparedWith(target evidence.Target) *comparison {
	if i := slices.IndexFunc(comparisons, func(c comparison) bool { return c.id == target.ID }); i >= 0 {
		return &comparisons[i]
	}
	return nil
}

// report judges what was measured.
func (m *measured) report(simulated int) Report {
	r := Report{Replicates: len(m.runs), Runs: m.runs}
	for i, target := range m.targets {
		c := comparedWith(target)
		if c == nil {
			r.Silent = append(r.Silent, Silent{published(target), whySilent(target.ID)})
			continue
		}
		at := dateOf(target, c.months)
		switch {
		case at.to >= m.months:
			r.Silent = append(r.Silent, Silent{published(target), "the run ends before " + finding.Date(at.to)})
		case len(held(m.values[i])) == 0:
			r.Silent = append(r.Silent, Silent{published(target), "not defined in this run: it needs the world without AI, every group of every replicate (full) and AI in use"})
		default:
			r.Compared = append(r.Compared, m.compare(target, *c, at, m.values[i], simulated))
		}
	}
	r.Families = familiesOf(r.Compared)
	return r
}

// Told is the first year whose figures no parameter was fitted to, so that they test.
const Told = 2025

// Over is the report of replicates that played a country's parameter sets, whose numbers
// are sets (see ensemble.Result.Sets): those were sought by all figures before Told that rule
// anything out.
func (r Report) Over(sets []int) Report {
	r.Sets = len(slices.Compact(slices.Sorted(slices.Values(sets))))
	r.Compared = slices.Clone(r.Compared)
	for i := range r.Compared {
		c := &r.Compared[i]
		c.Fitted = r.Sets > 0 && c.Year < Told && !c.Weak
	}
	return r
}

// familiesOf are the votes of families, in their order.
func familiesOf(list []Compared) []Family {
	var votes []Family
	for _, f := range families {
		vote, sum := Family{Name: f.name}, 0.0
		for _, c := range list {
			if c.Family == f.name && !c.Weak {
				vote.Counted++
				sum += float64(c.Implausibility * c.Implausibility)
			}
		}
		if vote.Counted > 0 {
			vote.Implausibility = math.Sqrt(sum / float64(vote.Counted))
			vote.Verdict = verdictOf(vote.Implausibility)
			votes = append(votes, vote)
		}
	}
	return votes
}

// dateOf is the month in which a decimal year lies, or so many from it on.
func dateOf(target evidence.Target, months int) period {
	first := int(math.Floor(float64(12*(target.Year-2021)) + 1e-6))
	return period{first, first + max(months, 1) - 1}
}

// simulated are the values of the replicates, NaN where one has none.
func (t *twins) simulated(c comparison, at period) []float64 {
	return finding.Each(t.replicates, func(name string) float64 {
		if v := c.of(history{t, name}, at); finding.Defined(v) {
			return v
		}
		return math.NaN()
	})
}

// held are the values that there are.
func held(values []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(values), math.IsNaN)
}

// compare judges one figure.
func (m *measured) compare(target evidence.Target, c comparison, at period, values []float64, simulated int) Compared {
	each := values
	values = held(values)
	mean, low, high, n := table.MeanInterval(values)
	o, luck := observed(target, home, c.worded), 0.0
	if n > 1 {
		people := 0.0
		for _, n := range m.people {
			people += n / float64(len(m.people))
		}
		scaled := make([]float64, len(values))
		for i, v := range values {
			scaled[i] = o.on(v)
		}
		luck = luckOf(table.Variance(scaled), simulated, people)
	}
	far, bare := o.far(o.on(mean), luck)
	prior, known := priors()[target.ID]
	if !known {
		prior.Low, prior.High = math.NaN(), math.NaN()
	}
	openLow, openHigh := o.reach()
	return Compared{
		Published: published(target), With: c.with, Worded: c.worded, Sets: c.sets, Date: finding.Date(at.from),
		Mean: mean, Low95: low, High95: high, Values: each,
		OpenLow: openLow, OpenHigh: openHigh, MayLow: prior.Low, MayHigh: prior.High,
		Discrepancy: o.apart, Implausibility: far, Bare: bare, Verdict: verdictOf(far), Weak: weak(target.ID, o),
	}
}
