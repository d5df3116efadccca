package infer

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// small is the expected world with some parameters, played small: 1,500
// creatives to December 2030, four seeds.
func small(parameters map[string]float64, without ...string) ensemble.Plan {
	s := scenarios.Default()
	s.Name, s.Parameters = "small", parameters
	o := scenarios.Default().Options
	o.Population, o.Months, o.Replicates, o.Counterfactual, o.Without = 1_500, december(2030)+1, 4, false, without
	return ensemble.Plan{Scenario: s, Options: o}
}

// played is what a plan gives.
func played(t *testing.T, p ensemble.Plan) *ensemble.Result {
	t.Helper()
	r, err := ensemble.Play(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// moved is the mean difference of a measure of everyone in the last month
// between two plans on the same seeds, with its 95 % interval.
func moved(t *testing.T, to, from *table.Series, column string) (mean, low, high float64) {
	t.Helper()
	gap, err := table.Contrast(to, from)
	if err != nil {
		t.Fatal(err)
	}
	if gap, err = table.SummariseContrast(gap); err != nil {
		t.Fatal(err)
	}
	line, last := gap.Interval(table.All, table.All, column), gap.Months()-1
	return line.Mean[last], line.Low[last], line.High[last]
}

// elasticities sets the elasticity of demand of every domain and the
// pass-through from cost to price to an end of their ranges.
func elasticities(high bool) map[string]float64 {
	values := map[string]float64{"markets.pass_through": 1}
	for _, p := range sim.Parameters() {
		if strings.HasPrefix(p.Path, "markets.elasticity_") {
			if values[p.Path] = p.Low; high {
				values[p.Path] = p.High
			}
		}
	}
	return values
}

func TestDials(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some dozen runs")
	}
	t.Run("demand elasticity times pass-through above one raises employment, below one lowers it", func(t *testing.T) {
		// without clients, who take work away whatever it costs
		for _, sign := range []float64{1, -1} {
			p := small(elasticities(sign > 0), "clients")
			p.Options.Counterfactual, p.Options.Replicates = true, 8
			r := played(t, p)
			line, last := r.Contrast.Interval(table.All, table.All, "employed"), p.Options.Months-1
			if !(sign*line.Mean[last] > 0 && sign*line.Low[last] > 0 && sign*line.High[last] > 0) {
				t.Errorf("elasticities high %v: employees change by %.0f (%.0f to %.0f)", sign > 0, line.Mean[last], line.Low[last], line.High[last])
			}
		}
	})
	// Fear was to fall, too: whoever learns is calmer (equation 6). With lasting dispositions of fear the mean hardly
	// moves, for what the learners do with AI frightens others: +0.0005 (-0.0014 to 0.0024) of 6,000 x 8.
	t.Run("training up, skill up", func(t *testing.T) {
		p := small(nil)
		base := played(t, p).Series
		for _, name := range []string{"training_subsidy", "employer_training"} {
			s := policy.Find(name).Setting()
			s.Start, s.Dose, s.Compliance = 12, 1, 1
			p.Scenario.Policies = append(p.Scenario.Policies, s)
		}
		more := played(t, p).Series
		if mean, low, high := moved(t, more, base, "skill"); !(low > 0) {
			t.Errorf("skill moves by %.4f (%.4f to %.4f)", mean, low, high)
		}
	})
	t.Run("works that are worth more raise employment, works that are more alike lower it", func(t *testing.T) {
		// what better works are worth, and what alike ones are worth less, each at
		// both ends of its range
		for path, sign := range map[string]float64{"markets.quality": 1, "markets.likeness": -1} {
			q, _ := sim.Lookup(path)
			low, high := played(t, small(map[string]float64{path: q.Low})).Series, played(t, small(map[string]float64{path: q.High})).Series
			if mean, lo, hi := moved(t, high, low, "employed"); !(sign*lo > 0 && sign*hi > 0) {
				t.Errorf("%s from %v to %v moves employees by %.0f (%.0f to %.0f)", path, q.Low, q.High, mean, lo, hi)
			}
		}
	})
	t.Run("where works are worth as much as they are better, what an organisation absorbs costs no jobs", func(t *testing.T) {
		// before, crossing disciplines and absorbing more only automated more
		for _, path := range []string{"organisations.chi", "organisations.kappa"} {
			q, _ := sim.Lookup(path)
			low := played(t, small(map[string]float64{path: q.Low, "markets.quality": 1})).Series
			high := played(t, small(map[string]float64{path: q.High, "markets.quality": 1})).Series
			if mean, lo, hi := moved(t, high, low, "dlog_demand"); !(lo > 0) {
				t.Errorf("%s from %v to %v moves demand by %.4f (%.4f to %.4f)", path, q.Low, q.High, mean, lo, hi)
			}
			if mean, lo, hi := moved(t, high, low, "employed"); !(hi > 0) {
				t.Errorf("%s from %v to %v moves employees by %.0f (%.0f to %.0f)", path, q.Low, q.High, mean, lo, hi)
			}
		}
	})
	t.Run("every policy at dose 0 changes no bit", func(t *testing.T) {
		base := played(t, small(nil)).Series
		for _, start := range []int{0, 30} {
			p := small(nil)
			for _, q := range policy.All() {
				s := q.Setting()
				s.Dose, s.Start, s.Ramp = 0, start, 0
				p.Scenario.Policies = append(p.Scenario.Policies, s)
			}
			if column := firstDifference(base, played(t, p).Series); column != "" {
				t.Errorf("policies of dose 0 from month %v on change %s", start, column)
			}
		}
	})
}

// firstDifference is the first place at which two tables differ in a bit, ""
// if there is none.
func firstDifference(a, b *table.Series) string {
	if len(a.Rows) != len(b.Rows) {
		return "the number of rows"
	}
	for i := range a.Rows {
		x, y := &a.Rows[i], &b.Rows[i]
		for k := range x.Values {
			if math.Float64bits(x.Values[k]) != math.Float64bits(y.Values[k]) {
				return a.Columns[k] + " of " + x.By + " " + x.Group + " in " + finding.Date(x.Month)
			}
		}
	}
	return ""
}
