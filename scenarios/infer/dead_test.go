package infer

import (
	"context"
	"maps"
	"runtime"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
	"github.com/atelier-sim/atelier/sim/policy"
)

// doses are moderate doses of every policy, so that what works through a
// policy can show, too.
var doses = map[string]float64{
	"ai_levy": 0.25, "augmentation_first": 0.1, "basic_income": 90, "bias_audit": 0.2, "co_design": 0.3, "collective_agreement": 0.9,
	"employer_training": 0.3, "junior_quota": 0.1, "moratorium": 0.2, "retraining": 0.2, "rights": 0.03, "small_firm_support": 0.3,
	"training_subsidy": 0.5, "transparency": 0.3, "wage_insurance": 0.3,
}

// levers are all policies with these doses, in force for everybody from 2022 on.
func levers() []policy.Setting {
	var list []policy.Setting
	for _, p := range policy.All() {
		s := p.Setting()
		s.Dose, s.Start, s.Ramp, s.Compliance = doses[p.Name], 12, 12, 1
		list = append(list, s)
	}
	return list
}

// shares put the rules that are parameters in force: who is liable for errors,
// and rules that answer to fear and harm.
var shares = map[string]float64{
	"liability.worker": 0.3, "liability.firm": 0.3, "liability.start": 12,
	"feedback.gain": 0.2, "feedback.harm_gain": 0.5, "feedback.fear": 0.4, "feedback.harm": 0.02, "feedback.start": 24,
}

// tiny is a world of 600 creatives to the end of a year with all of these, and
// one parameter at a value.
func tiny(year int, path string, value float64, without ...string) ensemble.Plan {
	s := scenarios.Default()
	s.Name, s.Parameters, s.Policies = "tiny", maps.Clone(shares), levers()
	switch path {
	case "":
	case "liability.worker", "liability.firm":
		s.Parameters[path] = min(value, 0.7) // the two may add up to one
	default:
		s.Parameters[path] = value
	}
	o := scenarios.Default().Options
	o.Population, o.Months, o.Replicates, o.Workers, o.Counterfactual, o.Full = 600, december(year)+1, 1, 1, false, true
	o.Without = without
	return ensemble.Plan{Scenario: s, Options: o}
}

func TestNothingIsDead(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some two hundred runs")
	}
	play := func(p ensemble.Plan) *table.Series {
		r, err := ensemble.Play(context.Background(), p, nil)
		if err != nil {
			t.Errorf("%v", err)
			return &table.Series{}
		}
		return r.Series
	}
	var mu sync.Mutex
	complain := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		t.Errorf(format, args...)
	}
	for _, p := range policy.All() {
		if !(doses[p.Name] > 0) {
			t.Errorf("%s has no dose here", p.Name)
		}
	}
	base := play(tiny(2025, "", 0))
	all := sim.Parameters()
	par.Each(runtime.GOMAXPROCS(0), len(all), func(_, i int) {
		// most show at one end already; the rest are moved from end to end, and longer
		p := all[i]
		if firstDifference(base, play(tiny(2025, p.Path, p.High))) != "" {
			return
		}
		if firstDifference(play(tiny(2029, p.Path, p.Low)), play(tiny(2029, p.Path, p.High))) != "" {
			return
		}
		// what concerns few organisations needs a world with more of them
		low, high := tiny(2029, p.Path, p.Low), tiny(2029, p.Path, p.High)
		low.Options.Population, high.Options.Population = 6000, 6000
		if firstDifference(play(low), play(high)) == "" {
			complain("%s moved from %v to %v changes no output", p.Path, p.Low, p.High)
		}
	})
	par.Each(runtime.GOMAXPROCS(0), len(sim.Schedule), func(_, i int) {
		name := sim.Schedule[i].Name
		if name == "measure" || name == "policy" {
			return // nothing would be seen, and the levers above are the policies
		}
		if firstDifference(base, play(tiny(2025, "", 0, name))) == "" {
			complain("without %s every output is the same", name)
		}
	})
}
