package infer

import (
	"context"
	"runtime"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
)

// levers are moderate doses of every policy, in force from 2022 on, so that
// what works through a policy can show, too.
var levers = map[string]float64{
	"policy.start": 12, "policy.ramp": 12, "policy.training_subsidy": 0.5, "policy.provision": 0.3, "policy.legal_clarity": 0.3,
	"policy.disclosure": 0.3, "policy.ai_price": 0.3, "policy.audit": 0.2, "policy.voice": 0.3, "policy.safety_net": 0.3,
	"policy.basic_income_usd": 400, "policy.staff_floor": 0.5, "policy.depth_cap": 0.9, "policy.fixed_support": 0.3,
	"policy.moratorium": 0.2, "policy.junior_quota": 0.1,
}

// tiny is a world of 600 creatives to the end of a year with these levers, and
// one parameter at a value.
func tiny(year int, path string, value float64, without ...string) ensemble.Plan {
	s := scenarios.Default()
	s.Name, s.Parameters = "tiny", map[string]float64{}
	for lever, dose := range levers {
		s.Parameters[lever] = dose
	}
	if path != "" {
		s.Parameters[path] = value
	}
	o := scenarios.DefaultOptions()
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
