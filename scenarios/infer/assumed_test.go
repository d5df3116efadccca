package infer

import (
	"context"
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// assumedEnds are the parameters by which AI acts on others' work, whose effect
// is assumed and which decide: each at the end of its range that moves more. The
// others of clients, works on offer and likeness of works, at both ends, move no
// measure that these leave where it is.
var assumedEnds = map[string]float64{
	"clients.own":           0.5,  // what clients make themselves
	"clients.demand":        0.3,  // what organisations lose by it
	"freelancers.excess":    0.5,  // how loss shows in prices
	"markets.automated":     0.45, // labour that a machine takes over
	"employees.junior_loss": 0.4,  // junior posts that are not opened
	"markets.quality":       1.5,  // what better works are worth more
}

// paying are policies by which money flows; without them there is none.
var paying = []string{"basic_income", "ai_levy", "training_subsidy", "employer_training"}

// moving plays a scenario with one parameter changed, and its frozen twin: the
// effect of AI on every measure at the end, by run; of a measure that is not
// defined in the world without AI its level.
func moving(t *testing.T, path string, policies []string) map[string][]float64 {
	t.Helper()
	s := scenarios.Default()
	s.Options.Population, s.Options.Months, s.Options.Replicates = 2000, 132, 8
	if path != "" {
		s.Parameters = map[string]float64{path: assumedEnds[path]}
	}
	for _, name := range policies {
		s.Policies = append(s.Policies, policy.Find(name).Setting())
	}
	c := scenarios.RunContest(s)
	f, err := ensemble.New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Play(context.Background(), s.Options.Replicates, nil); err != nil {
		t.Fatal(err)
	}
	x := &reader{c: f}
	effects := map[string][]float64{}
	for _, m := range sim.Measures {
		now, then := x.values(1, 0, m, finding.AtEnd), x.values(0, 0, m, finding.AtEnd)
		for i := range now {
			if math.IsNaN(then[i]) {
				then[i] = 0
			}
		}
		effects[m.Name] = minus(now, then)
	}
	return effects
}

// stays tells whether an effect surely stays within a tenth of itself.
func stays(base, moved []float64) bool {
	e, tenth := estimate(minus(moved, base), "", false), 0.1*math.Abs(average(base))
	return e.Value == 0 && e.Low == 0 && e.High == 0 || -tenth < e.Low && e.High < tenth
}

// The dagger follows the arithmetic: a measure is assumed unless the effect of AI
// on it surely stays within a tenth of itself, whichever lever is moved. Money
// that flows only under policies is judged under some.
func TestTheDaggerFollowsTheArithmetic(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some dozen runs")
	}
	firm := map[string]bool{}
	judge := func(policies []string, among func(path string) bool) {
		base := moving(t, "", policies)
		var flowing []sim.Measure // what a judge before this one did not see
		for _, m := range sim.Measures {
			if _, judged := firm[m.Name]; !judged && average(base[m.Name]) != 0 {
				flowing = append(flowing, m)
				firm[m.Name] = true
			}
		}
		for path := range assumedEnds {
			if p, _ := sim.Lookup(path); !p.Assumed() {
				t.Errorf("%s is not assumed: %s", path, p.Source)
			}
			if !among(path) {
				continue
			}
			moved := moving(t, path, policies)
			for _, m := range flowing {
				still := stays(base[m.Name], moved[m.Name])
				firm[m.Name] = firm[m.Name] && still
			}
		}
	}
	judge(nil, func(string) bool { return true })
	judge(paying, func(path string) bool { return path == "clients.own" })
	for _, m := range sim.Measures {
		still, judged := firm[m.Name]
		if m.Name == "trend_staff" { // the same with AI and without
			if judged {
				t.Error("AI moves the trend")
			}
			still, judged = true, true
		}
		if !judged {
			t.Errorf("nothing moves %s", m.Name)
		}
		if m.Assumed == still {
			t.Errorf("%s: assumed %v, though its effect of AI surely stays within a tenth of itself: %v", m.Name, m.Assumed, still)
		}
	}
}
