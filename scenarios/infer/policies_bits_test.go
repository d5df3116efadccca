package infer

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// A policy of no dose, and one with which nobody complies, changes not one bit
// of any table, of any group, whenever it is in force.
func TestAPolicyWithoutDoseOrComplianceChangesNoBit(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some thirty runs")
	}
	playing := func(people int, list ...policy.Setting) *ensemble.Result {
		p := tried(people, 48, 1, list...)
		p.Options.Full, p.Options.Counterfactual = true, true
		return played(t, p)
	}
	play := func(list ...policy.Setting) *ensemble.Result { return playing(500, list...) }
	base := play()
	for _, p := range policy.All() {
		s := early(p, sim.Forever)
		none, nobody := s, s
		none.Dose, nobody.Compliance = 0, 0
		for what, r := range map[string]*ensemble.Result{"no dose": play(none), "no compliance": play(nobody)} {
			if d := firstDifference(base.Series, r.Series); d != "" {
				t.Errorf("%s with %s changes %s", p.Name, what, d)
			}
			if d := firstDifference(base.Contrast, r.Contrast); d != "" {
				t.Errorf("%s with %s changes %s against the world without AI", p.Name, what, d)
			}
		}
		s.Compliance = 1
		s.Dose = p.Dose.High
		if firstDifference(base.Series, play(s).Series) == "" && // few are displaced in a small world
			firstDifference(playing(3000).Series, playing(3000, s).Series) == "" {
			t.Errorf("%s changes nothing with its highest dose either", p.Name)
		}
	}
}

// actWithoutAI are the levers that move something in a world without AI.
var actWithoutAI = map[sim.Lever]string{
	sim.BasicIncome:     "freelancers give up less often, whatever takes their orders",
	sim.SafetyNet:       "it calms, whatever there is to fear",
	sim.Voice:           "it calms, too",
	sim.JuniorQuota:     "posts are for juniors",
	sim.StaffFloor:      "organisations shrink for other reasons, too",
	sim.WorkSharing:     "so they do",
	sim.PriceFloor:      "prices fall without it, too",
	sim.IncomeInsurance: "so do incomes",
	sim.Commissions:     "the public buys whatever there is",
}

// A policy that is over before AI is there changes no bit, unless one of its
// levers acts without AI; then it does change something.
func TestAPolicyThatIsOverBeforeAIActsOnAIOnly(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some fifteen runs")
	}
	play := func(list ...policy.Setting) *table.Series {
		p := tried(1000, 40, 1, list...)
		p.Options.Full = true
		return played(t, p).Series
	}
	base := play()
	for _, p := range policy.All() {
		s := early(p, 19)
		s.Start = 0
		d := firstDifference(base, play(s))
		acts := slices.ContainsFunc(p.Design.Pulls, func(x sim.Pull) bool { return actWithoutAI[x.Lever] != "" })
		switch {
		case d != "" && !acts:
			t.Errorf("%s, over before AI is there, changes %s", p.Name, d)
		case d == "" && acts:
			t.Errorf("%s changes nothing in a world without AI, though its lever should", p.Name)
		}
	}
}

// stepped steps two worlds for some months and fails at the first bit in which
// what is measured differs.
func stepped(t *testing.T, what string, a, b *sim.World, months int) {
	t.Helper()
	for range months {
		a.Step()
		b.Step()
		for i, g := range a.Now.Groups {
			for k, x := range g.Values {
				if math.Float64bits(x) != math.Float64bits(b.Now.Groups[i].Values[k]) {
					t.Errorf("%s: %s of %s %s is %v and %v in month %d", what, sim.Columns[k].Name, g.By, g.Name, x, b.Now.Groups[i].Values[k], a.Now.Number)
					return
				}
			}
		}
	}
}

// From its end on a policy is as one without a dose, to the bit, and not a cent
// is billed, levied or paid; before its end something is, where it costs
// anything. Every month holds all that must hold, and what levies bring is what
// they pay.
func TestAPolicyEndsWhenItEndsAndItsMoneyAddsUp(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some fifteen runs")
	}
	const end = 48
	for _, p := range policy.All() {
		w, _, err := ensemble.StartReplicate(context.Background(), tried(1500, 60, 1, early(p, end)), 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		moved := 0.0
		for w.Month < end {
			w.Step()
			if err := w.Check(); err != nil {
				t.Fatalf("%s: %v", p.Name, err)
			}
			public, firms, in, out := monies(w)
			moved += public + firms + in
			if !(math.Abs(in-out) <= 1e-12*in) {
				t.Errorf("%s: levies bring %v and pay %v in month %d", p.Name, in, out, w.Now.Number)
			}
			if bills := w.BillUSD(0, sim.Public) + w.BillUSD(0, sim.Firms); !(math.Abs(bills-public-firms) <= 1e-12*bills) {
				t.Errorf("%s: billed %v, booked %v in month %d", p.Name, bills, public+firms, w.Now.Number)
			}
			if w.Month <= inForce && public+firms+in != 0 {
				t.Errorf("%s moves money in month %d, before it starts", p.Name, w.Now.Number)
			}
		}
		if costs := p.Cost.USD > 0 || pulls(p, sim.Licence, sim.AILevy); costs != (moved > 0) {
			t.Errorf("%s moved %v USD while in force", p.Name, moved)
		}
		without := w.Clone()
		without.Rules = slices.Clone(w.Rules)
		without.Rules[0].Dose = 0
		stepped(t, p.Name, w, without, 12)
		for range 12 {
			w.Step()
			if public, firms, in, out := monies(w); public != 0 || firms != 0 || in != 0 || out != 0 {
				t.Errorf("%s ended, and in month %d moves %v, %v, %v and %v USD", p.Name, w.Now.Number, public, firms, in, out)
				break
			}
		}
	}
}

// monies are the month's public outlay, cost of firms, and levies in and out.
func monies(w *sim.World) (public, firms, in, out float64) {
	v := w.Now.Groups[0].Values
	at := func(column string) float64 { return v[sim.ColumnIndex(column)] }
	return at("public_cost_usd"), at("firm_cost_usd"), at("levy_receipts_usd"), at("levy_paid_usd")
}

// All policies together hold what must hold, and their bills add up.
func TestAllPoliciesTogetherAddUp(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a run under checks")
	}
	var list []policy.Setting
	for _, p := range policy.All() {
		list = append(list, early(p, sim.Forever))
	}
	w, _, err := ensemble.StartReplicate(context.Background(), tried(2000, 90, 1, list...), 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 90 {
		w.Step()
		if err := w.Check(); err != nil {
			t.Fatal(err)
		}
		public, firms, in, out := monies(w)
		billed := [2]float64{}
		for rule := range w.Rules {
			billed[0] += w.BillUSD(rule, sim.Public)
			billed[1] += w.BillUSD(rule, sim.Firms)
		}
		if !(math.Abs(billed[0]-public) <= 1e-12*public) || !(math.Abs(billed[1]-firms) <= 1e-12*firms) || !(math.Abs(in-out) <= 1e-12*in) {
			t.Errorf("month %d: public %v billed %v, firms %v billed %v, levies %v in and %v out", w.Now.Number, public, billed[0], firms, billed[1], in, out)
		}
	}
	if public, firms, in, _ := monies(w); !(public > 0 && firms > 0 && in > 0) {
		t.Errorf("no money moves: %v, %v, %v", public, firms, in)
	}
}

// pulls tells whether a policy pulls one of some levers.
func pulls(p *policy.Policy, levers ...sim.Lever) bool {
	return slices.ContainsFunc(p.Design.Pulls, func(x sim.Pull) bool { return slices.Contains(levers, x.Lever) })
}
