package ensemble_test

import (
	"context"
	"flag"
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

var (
	manySets  = flag.Int("sets", 0, "parameter sets by which both parts of an interval are tested; 0 tests nothing")
	manySeeds = flag.Int("seeds", 8, "seeds of each of them")
	manyHeads = flag.Int("heads", 5000, "creatives of each run")
)

// What the default says of an outcome, 21 sets of which six are played twice, is held
// against many sets with several seeds each: the dice against the spread within sets,
// and the wide interval against the means of the sets that it did not play.
func TestBothPartsOfAnIntervalHoldAgainstManySets(t *testing.T) {
	if *manySets == 0 {
		t.Skip("takes minutes: go test ./scenarios/ensemble -run BothParts -sets 50 -timeout 60m, or .ci/long parts")
	}
	e := evidence.US().Ensemble
	all := min(*manySets, len(e.Sets))
	base, err := scenarios.Preset("baseline")
	if err != nil {
		t.Fatal(err)
	}
	o := base.Options
	o.Population, o.Months, o.Counterfactual, o.Parameters = *manyHeads, 180, true, scenarios.Central
	columns := []string{"employed", "freelancing", "orders", "freelance_income_usd", "ai_use", "fear"}
	means, within := map[string][]float64{}, map[string]float64{}
	for i, set := range e.Sets[:all] {
		one := base.Clone()
		for k, path := range e.Paths {
			one.Parameters[path] = set.Values[k]
		}
		p := o
		p.Seed, p.Replicates = uint64(5000+100*i), *manySeeds
		values, _ := atEnd(t, one, p, columns)
		for column, values := range values {
			mean, _, _, _ := table.MeanInterval(values)
			means[column] = append(means[column], mean)
			within[column] += table.Variance(values) / float64(all)
		}
	}
	o.Parameters, o.Seed, o.Replicates = scenarios.Ensemble, 1, 27
	usual, sets := atEnd(t, base, o, columns)
	for _, column := range columns {
		est := table.Estimate(usual[column], sets)
		slices.Sort(means[column])
		inside := 0
		for _, m := range means[column] {
			if m >= est.Low && m <= est.High {
				inside++
			}
		}
		dice, held := est.Dice/table.NormalTail, float64(inside)/float64(all)
		sd := math.Sqrt(within[column])
		t.Logf("%-20s dice: sd %s from pairs, %s from %d seeds; wide: %s to %s, %d sets %s to %s (5 to 95 %%), %s of them inside", column, finding.Figures(dice, 2), finding.Figures(sd, 2), *manySeeds,
			finding.Figures(est.Low, 3), finding.Figures(est.High, 3), all, finding.Figures(table.Quantile(means[column], 0.05), 3), finding.Figures(table.Quantile(means[column], 0.95), 3), finding.Share(held))
		// six degrees of freedom: 95 % of ratios lie between 0.45 and 1.55
		if dice < 0.4*sd || dice > 1.7*sd || held < 0.75 {
			t.Errorf("%s: dice %v for %v, %v of the sets inside", column, dice, sd, held)
		}
	}
}

// atEnd is what each replicate says of some columns in the last month against the frozen
// world, and the set of each.
func atEnd(t *testing.T, s *scenarios.Scenario, o scenarios.Options, columns []string) (map[string][]float64, []int) {
	t.Helper()
	r, err := ensemble.Play(context.Background(), ensemble.Plan{Scenario: s, Options: o}, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]float64{}
	for _, column := range columns {
		at := slices.Index(r.Contrast.Columns, column)
		for _, name := range r.Contrast.Replicates() {
			for _, row := range r.Contrast.Rows {
				if row.Replicate == name && row.By == table.All && row.Month == o.Months-1 {
					out[column] = append(out[column], row.Values[at])
				}
			}
		}
	}
	return out, r.Sets()
}
