package infer

import (
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// A comparison of one group tells of it what one of everybody tells of the group, costs
// those of the whole policies, and of nothing that the group has not.
func TestAComparisonOfOneGroup(t *testing.T) {
	ask := func(focus string) *scenarios.Study {
		c := contest(t, []string{"fast"}, "laissez-faire", "basic_income")
		c.Options.Population, c.Options.Months, c.Options.Replicates, c.Options.Focus = 300, 84, 3, focus
		s, _, err := PlayContest(t.Context(), c, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		s.Tell()
		return s
	}
	whole := ask("")
	for _, focus := range []string{"music", "freelancing", "employed"} {
		s := ask(focus)
		g := s.Focus
		n := 0
		for i := range s.Effects {
			e := &s.Effects[i]
			want := whole.GroupEffect("fast", e.Arm, g.By, g.Key, e.Column, e.When)
			if e.By == "all" && want != nil && !(focus == "freelancing" && e.Column == "orders") {
				if n++; e.Value != want.Value || e.Low != want.Low || e.High != want.High {
					t.Errorf("%s: %s is %v, want %v", focus, e.Column, e.Estimate, want.Estimate)
				}
			}
		}
		if n < 8 || len(s.Losses) == 0 || len(s.Undone) == 0 || len(s.Ratios) != 0 || s.Months != whole.Months {
			t.Errorf("%s: %d effects compared, %d losses, %d shares undone, %d ratios", focus, n, len(s.Losses), len(s.Undone), len(s.Ratios))
		}
		for i := range s.Bills {
			if got, want := s.Bills[i], whole.Bills[i]; got.Value != want.Value || got.Payer != want.Payer {
				t.Errorf("%s: %s of %s is %v, want %v", focus, got.Payer, got.Arm, got.Value, want.Value)
			}
		}
		for _, m := range s.Measures {
			l := s.Level("fast", s.Against, m.Column, finding.OverPeriod)
			if m.Main && (l == nil || !finding.Defined(l.Value)) {
				t.Errorf("%s: %s is told of and is not defined", focus, m.Column)
			}
		}
		if !strings.HasPrefix(s.Headline[0], g.Title+": ") || !strings.Contains(strings.Join(s.Sentences, " "), "costs and levies, which are those of whole policies") {
			t.Errorf("%s: %q\n%q", focus, s.Headline, s.Sentences)
		}
		untold := map[string]string{"freelancing": "Employees", "employed": "Freelance orders"}[focus]
		if untold != "" && !slices.Contains(g.Untold, untold) || s.Untold(sim.AtWork) || focus == "music" && len(g.Untold) > 0 {
			t.Errorf("%s: left out are %v", focus, g.Untold)
		}
	}
}
