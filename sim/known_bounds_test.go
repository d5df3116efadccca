package sim

import (
	"math"
	"testing"
)

// Newcomers follow income to a power, up to three times what it was.
func TestNewcomersFollowIncomeUpToThreefold(t *testing.T) {
	w := lab(400)
	w.Occupations[1].EntryBase = 1000
	entry := func(ratio float64) float64 {
		w.Occupations[1].IncomeRatio = ratio
		return float64(w.entry(1, 0, 0))
	}
	power := w.Params.Freelancers.Entry
	for _, ratio := range []float64{0.5, 1, 2, 3} {
		within(t, "newcomers", entry(ratio), 1000*math.Pow(ratio, power), 1)
	}
	if entry(30) != entry(3) || entry(3) <= entry(2) {
		t.Errorf("%v come at twice the income, %v at three times and %v at thirty times", entry(2), entry(3), entry(30))
	}
	within(t, "newcomers where there is no income", entry(0), 1000, 1)
}

// What an organisation keeps is told as a share of what it wants, at most a
// hundredfold where it wants next to nobody.
func TestKeptIsAShareOfWhatIsWanted(t *testing.T) {
	w := lab(400, firms(40), people(0.9, 0.05), only("policy", "demand"), ruled(pulling(StaffFloor, 1)), with(func(w *World) {
		for f := range w.Orgs.Covered {
			w.Orgs.Covered[f] = 1
		}
		for o := range w.Occupations {
			w.Occupations[o].Trend = []float64{[]float64{0.5, 1e-9, 1, 1e-9}[o]}
		}
	}))
	run(w, 1)
	for f := range w.Orgs.Staff {
		kept, wanted := 0.0, 0.0
		for k := w.Orgs.FirstCell[f]; k < w.Orgs.FirstCell[f+1]; k++ {
			wanted += float64(w.Cells.Star[k])
			kept += max(0, float64(w.Cells.Base[k]-w.Cells.Star[k]))
		}
		want := 0.0
		if kept > 0 {
			want = min(kept/wanted, kept/(0.01*(wanted+kept)))
		}
		within(t, "kept", float64(w.Orgs.Kept[f]), want, 1e-3*math.Max(1, want))
	}
}

// A new job begins in month nought, whoever takes it and wherever from.
func TestANewJobBeginsAtNought(t *testing.T) {
	w := busy(2500)
	hired := 0
	for range 12 {
		state, cell := append([]uint8(nil), w.Creatives.State...), append([]int32(nil), w.Creatives.Cell...)
		id := append([]uint64(nil), w.Creatives.ID...)
		play(t, w, 1)
		c := &w.Creatives
		for i := range state {
			if c.ID[i] != id[i] || c.State[i] != Employed || state[i] == Employed && cell[i] == c.Cell[i] {
				continue
			}
			if hired++; c.Months[i] != 0 {
				t.Fatalf("creative %d, hired this month from state %d, has been there for %d months", c.ID[i], state[i], c.Months[i])
			}
		}
	}
	if hired < 100 {
		t.Errorf("only %d were hired", hired)
	}
}

// Of several rules of one policy the strongest alone pays, in whatever order
// they stand; another policy pays for itself.
func TestTheStrongestRuleOfAPolicyPays(t *testing.T) {
	rule := func(policy string, dose float64) Rule {
		r := pulling(BasicIncome, dose)
		r.Policy, r.Strongest = policy, true
		return r
	}
	for _, c := range []struct {
		rules []Rule
		want  []float64 // by rule, per freelancer
	}{
		{[]Rule{rule("a", 100), rule("a", 300)}, []float64{0, 300}},
		{[]Rule{rule("a", 300), rule("a", 100)}, []float64{300, 0}},
		{[]Rule{rule("a", 100), rule("a", 300), rule("b", 50)}, []float64{0, 300, 50}},
		{[]Rule{rule("a", 100), rule("a", 200), rule("a", 50)}, []float64{0, 200, 0}},
	} {
		w := lab(400, only("policy", "freelancers", "production"), ruled(c.rules...))
		run(w, 1)
		each := 0.0 // what a dollar for everybody costs
		for i, want := range c.want {
			usd := w.BillUSD(i, Public)
			if (usd > 0) != (want > 0) {
				t.Errorf("of %d rules, rule %d pays %v", len(c.rules), i, usd)
			}
			if each == 0 && want > 0 {
				each = usd / want
			}
			within(t, "outlay of a rule", usd, each*want, 1e-3)
		}
		if each == 0 {
			t.Error("nobody pays")
		}
	}
}

// Rules that answer to fear give everybody a say, which calms as that of a
// policy does; where all have it the policy adds nothing.
func TestStrictRulesCalmLikeASay(t *testing.T) {
	fear := func(strict, say float64) float64 {
		w := lab(300, only("policy", "fear"), ruled(pulling(Voice, say)), people(1, 0))
		w.Strictness = strict
		run(w, 1)
		sum := 0.0
		for i := range w.People {
			sum += float64(w.Creatives.Fear[i])
		}
		return sum
	}
	none, policy, rules, both := fear(0, 0), fear(0, 1), fear(1, 0), fear(1, 1)
	if !(policy < none) {
		t.Errorf("a say changes fear from %v to %v", none, policy)
	}
	within(t, "fear under strict rules", rules, policy, 1e-4)
	within(t, "fear under strict rules beside a policy", both, policy, 1e-4)
}
