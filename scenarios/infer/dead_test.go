package infer

import (
	"context"
	"maps"
	"math"
	"runtime"
	"slices"
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
	"freelance_insurance": 0.4, "human_made": 0.3, "licensing": 0.1, "minimum_fees": 0.8, "public_commissions": 0.03, "work_sharing": 0.3,
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

// allowed is a parameter's value beside those of shares: the two of liability
// may add up to one.
func allowed(path string, value float64) float64 {
	if path == "liability.worker" || path == "liability.firm" {
		return min(value, 0.7)
	}
	return value
}

// tiny is a world of 600 creatives to the end of a year with all of these, and
// one parameter at a value.
func tiny(year int, path string, value float64, without ...string) ensemble.Plan {
	s := scenarios.Default()
	s.Name, s.Parameters, s.Policies = "tiny", maps.Clone(shares), levers()
	if path != "" {
		s.Parameters[path] = allowed(path, value)
	}
	o := scenarios.Default().Options
	o.Population, o.Months, o.Replicates, o.Workers, o.Counterfactual, o.Full = 600, december(year)+1, 1, 1, false, true
	o.Without = without
	return ensemble.Plan{Scenario: s, Options: o}
}

// changesSomething tells whether what is changed in a tiny world after its
// burn-in shows in any output of any group to the end of 2029. It stops at the
// first month in which it does.
func changesSomething(t *testing.T) func(change func(*sim.World) error) bool {
	t.Helper()
	start, _, err := ensemble.StartReplicate(context.Background(), tiny(2029, "", 0), 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	var base [][]sim.Group
	for w := start.Clone(); w.Month <= december(2029); {
		w.Step()
		base = append(base, w.Now.Groups)
	}
	return func(change func(*sim.World) error) bool {
		w := start.Clone()
		if err := change(w); err != nil {
			t.Error(err)
			return true
		}
		for month := range base {
			if w.Step(); !sameGroups(base[month], w.Now.Groups) {
				return true
			}
		}
		return false
	}
}

// sameGroups tells whether two tables of a month are the same to the bit.
func sameGroups(a, b []sim.Group) bool {
	return slices.EqualFunc(a, b, func(a, b sim.Group) bool {
		return slices.EqualFunc(a.Values, b.Values, func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) })
	})
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
	shows := changesSomething(t)
	all := sim.Parameters()
	par.Each(runtime.GOMAXPROCS(0), len(all), func(_, i int) {
		// most show soon in a world that is there already; the rest are moved
		// from end to end before its burn-in
		p := all[i]
		for _, value := range []float64{p.High, p.Low} {
			if shows(func(w *sim.World) error { return w.Params.Set(p.Path, allowed(p.Path, value)) }) {
				return
			}
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
		if name == "measure" || name == "policy" || name == "orders" {
			return // nothing would be seen, and the levers above are the policies
		}
		if !shows(func(w *sim.World) error { return w.LeaveOut(name) }) {
			complain("without %s every output is the same", name)
		}
	})
}
