package report

import (
	"math"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The sentence on regret holds at the far end of what is known, also for the policy that is
// first in the mean, whose own regret is zero.
func TestTheSentenceOnRegretHoldsForWhatMayBe(t *testing.T) {
	regret := func(world, arm string, value, low, high float64) scenarios.Regret {
		return scenarios.Regret{PerCent: value, Estimate: finding.Estimate{Value: value, Low: low, High: high, N: 8,
			Place: finding.Place{Column: finding.AtWork, World: world, Arm: arm}}}
	}
	study := func(regrets ...scenarios.Regret) *Report {
		return &Report{Study: &scenarios.Study{Kind: scenarios.KindComparison, Worlds: []string{"expected", "slow"}, Against: "none", Replicates: 8, Regrets: regrets,
			Arms: []scenarios.Arm{{Name: "none", Title: "None"}, {Name: "one", Title: "One"}, {Name: "two", Title: "Two"}}}}
	}
	for _, c := range []struct {
		report *Report
		want   string
	}{
		{study(regret("expected", "none", 2, 1, 3), regret("expected", "one", 0, 0, 0), regret("expected", "two", 0.5, -0.31, 1),
			regret("slow", "none", 1, 0.5, 1.5), regret("slow", "one", 0.1, -0.1, 0.2), regret("slow", "two", 0, 0, 0)),
			"In no world does one fall more than 0.31% behind the first in people at work"},
		{study(regret("expected", "none", 2, 1, 3), regret("expected", "one", 0, 0, 0), regret("expected", "two", 0.5, 0.2, 1),
			regret("slow", "none", 1, 0.5, 1.5), regret("slow", "one", 0, 0, 0), regret("slow", "two", 2, 1, 3)),
			"One comes first in people at work in every world"},
		{study(regret("expected", "none", 2, math.NaN(), math.NaN())), "Nobody knows how fast AI becomes capable."},
	} {
		said := c.report.robustLead()
		if !strings.Contains(strings.ToLower(said), strings.ToLower(c.want)) {
			t.Errorf("%q, want %q", said, c.want)
		}
	}
}
