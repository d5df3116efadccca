package scenarios_test

import (
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// A run says who among clients makes the work with AI, in the numbers of its
// tables; where no client does, it says nothing of it.
func TestARunSaysWhoAmongClientsMakesTheWorkWithAI(t *testing.T) {
	s := copyOf(t, tinyRun())
	arm, n := s.Others()[0].Name, 0
	for i := range s.Levels {
		l := &s.Levels[i]
		if l.Column != "client_ai_share" || l.Arm != arm {
			continue
		}
		switch {
		case l.By == "client_kind" && l.When == finding.AtEnd:
			l.Value = map[string]float64{"household": 0.634, "small firm": 0.252, "large organisation": 0.013}[l.Group]
			n++
		case l.When == finding.Date(s.Last()):
			l.Value, l.Low, l.High = 0.32, 0.31, 0.34
		}
	}
	if n != len(sim.KindNames) {
		t.Fatalf("%d levels by kind of client", n)
	}
	s.Tell()
	const want = "Of the commissions that freelancers could have had, clients make 32% (31 to 34% in all 3 runs) with AI themselves.\nHouseholds make 63%, small firms 25% and large organisations 1.3%."
	if said := strings.Join(s.Sentences, "\n"); !strings.Contains(said, want) {
		t.Errorf("%s\nlacks %s", said, want)
	}
	for i := range s.Levels {
		if s.Levels[i].Column == "client_ai_share" {
			s.Levels[i].Value, s.Levels[i].Low, s.Levels[i].High = 0, 0, 0
		}
	}
	s.Tell()
	if said := strings.Join(s.Sentences, "\n"); strings.Contains(said, "clients make") {
		t.Errorf("%s\nthough no client does", said)
	}
}
