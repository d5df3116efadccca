package policy_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

func TestWrongSettingsAreRefusedUnderTheirKey(t *testing.T) {
	for _, c := range []struct {
		name, key, says string
		change          func(s *policy.Setting)
	}{
		{"happiness", "policy", `there is no policy "happiness"`, func(s *policy.Setting) {}},
		{"rights", "dose", "use 0 to 0.08 (levy on what is spent on AI, share)", func(s *policy.Setting) { s.Dose = 0.081 }},
		{"rights", "dose", "use 0 to 0.08", func(s *policy.Setting) { s.Dose = -0.01 }},
		{"rights", "dose", "use 0 to 0.08", func(s *policy.Setting) { s.Dose = math.NaN() }},
		{"rights", "end", "it would end before it starts", func(s *policy.Setting) { s.End = s.Start }},
		{"rights", "compliance", "is no share: use 0 to 1", func(s *policy.Setting) { s.Compliance = 1.01 }},
		{"rights", "compliance", "is no share: use 0 to 1", func(s *policy.Setting) { s.Compliance = math.NaN() }},
		{"rights", "unit_cost", "use 0 to 10,000,000 (USD)", func(s *policy.Setting) { s.UnitCost = math.Inf(1) }},
		{"rights", "target", "a law of markets", func(s *policy.Setting) { s.Target.Stages = 1 }},
		{"rights", "target", "nobody is in the target", func(s *policy.Setting) { s.Target.Domains = 0 }},
		{"retraining", "target", "for those unemployed only", func(s *policy.Setting) { s.Target.Contracts = 1 }},
		{"basic_income", "target", "for those freelancing only", func(s *policy.Setting) { s.Target.Contracts = 1 | 4 }},
		{"training_subsidy", "target", "only employees work in organisations of a size", func(s *policy.Setting) { s.Target.Contracts, s.Target.Sizes = 2, 1 }},
		{"small_firm_support", "target", "for organisations of 1-9, 10-49 staff only", func(s *policy.Setting) { s.Target.Sizes = 8 }},
		{"moratorium", "target", "may name domains and sizes only", func(s *policy.Setting) { s.Target.Stages = 1 }},
		{"co_design", "target", "may name domains and sizes only", func(s *policy.Setting) { s.Target.Stages = 1 }}, // all staff is billed
	} {
		var s policy.Setting
		if p := policy.Find(c.name); p != nil {
			s = p.Setting()
		}
		s.Policy = c.name
		c.change(&s)
		if key, err := s.Check(); err == nil || key != c.key || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %s: %v, want %s: %s", s, key, err, c.key, c.says)
		}
	}
}

// Rules of one policy stand side by side, in their order, since the strongest
// of them is looked for among neighbours; a target is cut to whom the policy
// reaches.
func TestRulesOfAPolicyStandSideBySide(t *testing.T) {
	entry := func(name string, dose float64, combine string) policy.Setting {
		s := policy.Find(name).Setting()
		s.Dose, s.Combine, s.Target = dose, combine, sim.Everyone
		return s
	}
	rules := policy.Rules([]policy.Setting{entry("rights", 0.01, ""), entry("retraining", 0.1, ""), entry("rights", 0.02, policy.Strongest),
		entry("moratorium", 0.3, ""), entry("retraining", 0.2, policy.Add), entry("rights", 0.03, policy.Add)})
	want := []struct {
		name      string
		dose      float64
		strongest bool
	}{{"rights", 0.01, false}, {"rights", 0.02, true}, {"rights", 0.03, false}, {"retraining", 0.1, false}, {"retraining", 0.2, false}, {"moratorium", 0.3, false}}
	if len(rules) != len(want) {
		t.Fatalf("%d rules, want %d", len(rules), len(want))
	}
	for i, r := range rules {
		p := policy.Find(r.Policy)
		if r.Policy != want[i].name || r.Dose != want[i].dose || r.Strongest != want[i].strongest || r.Design != &p.Design {
			t.Errorf("rule %d is %+v, want %+v", i, r, want[i])
		}
		if r.Target != p.Reach {
			t.Errorf("%s for everyone reaches %+v, not %+v", r.Policy, r.Target, p.Reach)
		}
	}
	if policy.Rules(nil) != nil {
		t.Error("rules without a policy")
	}
}

// present is a small world in January 2025, in which policies can begin.
func present(t *testing.T) *sim.World {
	t.Helper()
	w, err := population.Build(evidence.US(), population.Spec{People: 3000, Seed: 1, Index: "consensus", Params: sim.DefaultParams(), Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	w.PlayBurnIn(func() bool { return false })
	for range 48 {
		w.Step()
	}
	return w
}

// now is a policy that is in force at once, for all it reaches.
func now(name string, dose float64) policy.Setting {
	s := policy.Find(name).Setting()
	s.Dose, s.Start, s.Ramp, s.Compliance = dose, 48, 0, 1
	return s
}

// after plays months of a copy of a world under policies and checks them.
func after(t *testing.T, w *sim.World, months int, list ...policy.Setting) *sim.World {
	t.Helper()
	n := w.Clone()
	n.Rules = policy.Rules(list)
	for range months {
		n.Step()
		if err := n.Check(); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// value is a measure of everyone.
func value(w *sim.World, column string) float64 {
	return w.Now.Groups[0].Values[sim.ColumnIndex(column)]
}

// Two basic incomes that add up are one of their sum; of two of which the
// strongest counts everybody gets the larger that reaches them, and that alone
// is paid.
func TestEntriesOfAPolicyAddUpOrTheStrongestCounts(t *testing.T) {
	w := present(t)
	low, high := now("basic_income", 100), now("basic_income", 300)
	with := func(s policy.Setting, combine string, compliance float64) policy.Setting {
		s.Combine, s.Compliance = combine, compliance
		return s
	}
	const column = "public_cost_usd"
	one := func(s policy.Setting) float64 { return value(after(t, w, 1, s), column) }
	for what, c := range map[string]struct {
		got  *sim.World
		want float64
	}{
		"added":                  {after(t, w, 1, low, with(high, policy.Add, 1)), one(now("basic_income", 400))},
		"the strongest is later": {after(t, w, 1, low, with(high, policy.Strongest, 1)), one(high)},
		"the strongest is first": {after(t, w, 1, high, with(low, policy.Strongest, 1)), one(high)},
		"whoever gets less gets the rest": {after(t, w, 1, low, with(high, policy.Strongest, 0.5)),
			one(low) + one(with(high, "", 0.5)) - one(with(low, "", 0.5))},
	} {
		if got := value(c.got, column); !(math.Abs(got-c.want) <= 1e-6*c.want) || c.want == 0 {
			t.Errorf("%s: %v USD, want %v", what, got, c.want)
		}
	}
	// and what it does to people is that of the sum, not only the bill
	sum := after(t, w, 12, now("basic_income", 400))
	both := after(t, w, 12, low, with(high, policy.Add, 1))
	alone := after(t, w, 12, low)
	if a, b := value(both, "freelancing"), value(sum, "freelancing"); a != b {
		t.Errorf("%v freelancers under two incomes, %v under their sum", a, b)
	}
	if a, b := value(both, "freelancing"), value(alone, "freelancing"); a == b {
		t.Errorf("a second income changes nothing: %v freelancers", a)
	}
}

// Of entries of which the strongest counts, nothing but that is in force: the
// world is that of the strongest alone, to the bit, for creatives, organisations
// and markets.
func TestTheStrongestAloneIsInForce(t *testing.T) {
	w := present(t)
	for name, doses := range map[string][2]float64{"basic_income": {100, 300}, "co_design": {0.2, 0.6}, "rights": {0.02, 0.05}} {
		low, high := now(name, doses[0]), now(name, doses[1])
		strong, weak := high, low
		strong.Combine, weak.Combine = policy.Strongest, policy.Strongest
		want := after(t, w, 12, high).Now.Groups[0].Values
		if same(want, after(t, w, 12, low).Now.Groups[0].Values) {
			t.Errorf("%s: a dose of %v does what one of %v does", name, doses[0], doses[1])
		}
		for _, list := range [][]policy.Setting{{low, strong}, {high, weak}, {low, weak, strong}} {
			if !same(want, after(t, w, 12, list...).Now.Groups[0].Values) {
				t.Errorf("%s: %d entries are not the strongest alone", name, len(list))
			}
		}
	}
}

// same tells whether two rows have the same bits.
func same(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) })
}

// One target for each domain, size, contract or stage costs together what the
// usual one does: a target reaches those whom it names, and no others. What one
// employer hires another cannot, so quotas are left out.
func TestTargetsReachWhomTheyName(t *testing.T) {
	w := present(t)
	bill := func(s policy.Setting) float64 {
		n := after(t, w, 1, s)
		return n.BillUSD(0, sim.Public) + n.BillUSD(0, sim.Firms)
	}
	tried := map[string]int{}
	for _, p := range policy.All() {
		whole := now(p.Name, p.Dose.Default)
		if p.Design.Charge == sim.PerJuniorHire || bill(whole) == 0 {
			continue
		}
		for kind, part := range parts {
			s := whole
			if kind == "sizes" {
				s.Target.Contracts &= 1 // whoever works in no organisation has no size
			}
			sum, n := 0.0, 0
			for bit := range uint8(8) {
				one := s
				of := part(&one.Target)
				if *of &= 1 << bit; *of == 0 {
					continue
				}
				if _, err := one.Check(); err == nil {
					sum, n = sum+bill(one), n+1
				}
			}
			if n < 2 {
				continue
			}
			tried[kind]++
			// consent moves who of the staff uses AI, that the prices of a domain, and those
			// how many heads another organisation keeps
			off := 1e-9
			if p.Design.Charge == sim.PerKeptYear {
				off = 1e-3
			}
			if want := bill(s); !(math.Abs(sum-want) <= off*want) {
				t.Errorf("%s by %s costs %v USD in parts, %v in one", p.Name, kind, sum, want)
			}
		}
	}
	if tried["domains"] < 8 || tried["sizes"] < 4 || tried["contracts"] < 1 || tried["stages"] < 2 {
		t.Errorf("too little is tried: %v", tried)
	}
}

// parts are the kinds of a target.
var parts = map[string]func(t *sim.Target) *uint8{
	"domains":   func(t *sim.Target) *uint8 { return &t.Domains },
	"sizes":     func(t *sim.Target) *uint8 { return &t.Sizes },
	"contracts": func(t *sim.Target) *uint8 { return &t.Contracts },
	"stages":    func(t *sim.Target) *uint8 { return &t.Stages },
}
