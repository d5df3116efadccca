package sim

import (
	"math"
	"testing"
)

// lawful is a bazaar under a law of its market, in which clients know AI.
func lawful(options ...option) *World {
	return bazaar(0, append([]option{at(40), with(func(w *World) {
		for j := range w.Clients.Flags {
			w.Clients.Flags[j] |= KnowsAI
		}
	})}, options...)...)
}

// Labels tell what an unlabelled work is. Without them, and before there are works of
// AI, they are worth nothing; all works of one kind labelled say as much as all of
// the other; half a label is worth less than a whole one, for human works and
// against machines.
func TestLabelsTellWhatAnUnlabelledWorkIs(t *testing.T) {
	under := func(human, machine, bypass float64) (float64, float64) {
		var rules []Rule
		if human > 0 {
			rules = append(rules, pulling(HumanLabel, human))
		}
		if machine > 0 {
			rules = append(rules, pulling(Disclosure, machine))
		}
		w := lab(200, only("policy"), ruled(rules...))
		run(w, 1)
		w.Occupations[0].Bypass = bypass
		return w.labels(0)
	}
	p := DefaultParams().Clients
	s := p.Flood * 0.3 / (p.Flood*0.3 + 0.7)
	doubt, known := -math.Log(1-p.Disclosure*s), -math.Log(1-p.Disclosure)
	human, machine := under(0, 0, 0.3)
	within(t, "human works without labels", human, 0, 0)
	within(t, "machine works without labels", machine, 0, 0)
	human, _ = under(1, 0, 0)
	within(t, "human works before there are others", human, 0, 0)
	for _, c := range [][2]float64{{1, 0}, {0, 1}, {1, 1}} {
		human, machine = under(c[0], c[1], 0.3)
		within(t, "human works, all is told", human, p.Worth*doubt, 1e-12)
		within(t, "machine works, all is told", machine, -p.Worth*(known-doubt), 1e-12)
	}
	for _, c := range [][2]float64{{0.5, 0}, {0, 0.5}} {
		h, m := under(c[0], c[1], 0.3)
		if !(h > 0 && h < human && m < 0 && m > machine) {
			t.Errorf("half a label: human %v of %v, machine %v of %v", h, human, m, machine)
		}
	}
	ours := 0.7 / (p.Flood*0.3 + 0.7) * 0.5
	h, _ := under(0.5, 0, 0.3)
	within(t, "half of human works labelled", h, p.Worth*(doubt+0.5*math.Log(1-p.Disclosure*s/(s+ours))), 1e-12)
}

// Who buys for nobody else cares for no label.
func TestLabelsMatterByTheAudience(t *testing.T) {
	w := lab(400, at(40), capable(0.6), only("policy"))
	with := w.Clone()
	with.Rules = []Rule{pulling(HumanLabel, 1)}
	run(w, 1)
	run(with, 1)
	w.Occupations[0].Bypass, with.Occupations[0].Bypass = 0.3, 0.3
	a, b := w.choiceTerms(0), with.choiceTerms(0)
	human, machine := with.labels(0)
	for k, share := range [ClientKinds]float64{0, 0.5, 1} {
		within(t, KindNames[k]+", a person", b.price[k]-a.price[k], share*human, 1e-12)
		within(t, KindNames[k]+", an organisation", b.house[k]-a.house[k], share*human, 1e-12)
		within(t, KindNames[k]+", with AI", a.rules[k]-b.rules[k], share*machine, 1e-12)
	}
}

// Of large organisations the share of the lever, the same ones each month, makes
// nothing with AI, from the first month on; of others nobody is bound.
func TestPublicBodiesMakeNothingWithAI(t *testing.T) {
	w := lawful(func(p *plan) { p.people = 6000 }, ruled(pulling(Procurement, 0.4).from(43, 0)), tuned(func(p *Params) {
		p.Clients.Own, p.Clients.Reconsider = 50, 1
	}))
	own := func() (of [ClientKinds]float64, all [ClientKinds]float64) {
		for j, k := range w.Clients.Kind {
			all[k]++
			of[k] += share01(w.Clients.Channel[j] == ToSelf)
		}
		return of, all
	}
	run(w, 3)
	for k, n := range first(own()) {
		if _, all := own(); n < 0.99*all[k] {
			t.Fatalf("%v of %v of kind %d make it with AI: the test tells nothing", n, all[k], k)
		}
	}
	run(w, 1)
	of, all := own()
	unsurprising(t, "large organisations that are bound", 1-of[LargeFirm]/all[LargeFirm], 0.4, math.Sqrt(0.24/all[LargeFirm]))
	bound := map[int]bool{}
	for j, k := range w.Clients.Kind {
		bound[j] = w.Clients.Channel[j] != ToSelf
		if bound[j] && k != LargeFirm {
			t.Fatalf("client %d of kind %d is bound", j, k)
		}
	}
	run(w, 2)
	for j := range w.Clients.Kind {
		if (w.Clients.Channel[j] != ToSelf) != bound[j] {
			t.Fatal("others are bound later")
		}
	}
}

func first[T any](a, _ T) T { return a }

// Works that may not be used cost AI quality, by the power of data, in the domain of
// the law and no other.
func TestRefusedWorksCostQuality(t *testing.T) {
	r := pulling(Refusal, 0.4)
	r.Target.Domains = 1
	w := lab(400, at(60), only("policy", "technology"))
	free := w.Clone()
	w.Rules = []Rule{r}
	run(w, 1)
	run(free, 1)
	for i := range w.Occupations {
		want := 1.0
		if w.Occupations[i].Domain == 0 {
			want = math.Pow(0.6, w.Params.Technology.Withheld)
		}
		within(t, "quality", w.Occupations[i].Quality/free.Occupations[i].Quality, want, 1e-12)
	}
}

// Equation 32 under a floor: the price of an hour comes to the floor where it would
// be lower, a part of the way where a part complies, and is its own above it.
func TestPricesStopAtTheirFloor(t *testing.T) {
	settled := func(needs, floor, compliance float64) float64 {
		r := pulling(PriceFloor, floor)
		r.Compliance = compliance
		w := bazaar(0, ruled(r))
		for o := range w.Occupations {
			w.Occupations[o].NeedScale *= needs
		}
		run(w, 150)
		return w.Occupations[0].LnOrderPrice
	}
	free := settled(0.5, 0.9, 0)
	if !(free < -0.3) {
		t.Fatalf("without a floor the price falls by %v only", free)
	}
	within(t, "at the floor", settled(0.5, 0.9, 1), math.Log(0.9), 1e-3)
	// needs do not answer to prices at once, so a part lies between
	if half := settled(0.5, 0.9, 0.5); !(half > free+0.05 && half < math.Log(0.9)-0.05) {
		t.Errorf("half of orders comply: log price %v between %v and %v", half, free, math.Log(0.9))
	}
	within(t, "above it", settled(2, 0.9, 1), settled(2, 0.9, 0), 1e-5)
}

// The strictest floor counts, with its own compliance.
func TestTheStrictestFloorCounts(t *testing.T) {
	weak, strict := pulling(PriceFloor, 0.7), pulling(PriceFloor, 0.9)
	strict.Policy, strict.Compliance = "another", 0.6
	for _, rules := range [][]Rule{{weak, strict}, {strict, weak}} {
		w := lab(200, only("policy"), ruled(rules...))
		run(w, 1)
		within(t, "log floor", w.Market(0).LnFloor, math.Log(0.9), 1e-12)
		within(t, "who keeps to it", w.Market(0).Floored, 0.6, 0)
	}
}

// Equation 31 with the public as a client: as many orders as the lever says are
// served by idle hours, and the public pays what freelancers get for them.
func TestPublicOrdersFillIdleHoursAndArePaidFor(t *testing.T) {
	w := bazaar(0)
	for o := range w.Occupations {
		w.Occupations[o].NeedScale *= 0.6
	}
	run(w, 24)
	free := w.Clone()
	rule := pulling(Commissions, 0.1)
	rule.Target.Domains = 1
	w.Rules = []Rule{rule}
	play(t, w, 1)
	play(t, free, 1)
	paid := 0.0
	for i := range w.Occupations {
		o, was := &w.Occupations[i], &free.Occupations[i]
		more := 0.0
		if o.Domain == 0 {
			more = math.Round(0.1*o.OrderBase*orderUnit) / orderUnit
		}
		within(t, "orders more", o.Orders-was.Orders, more, 1e-4*o.OrderBase)
		if more > 0 && !(o.LnOrderPrice > was.LnOrderPrice) {
			t.Error("an hour brings no more")
		}
		paid += o.SpentOnOrders - was.SpentOnOrders*math.Exp(o.LnOrderPrice-was.LnOrderPrice) // all orders are dearer
	}
	within(t, "public outlay", whole(w.Bills[0][Public])/paid, 1, 1e-4)
	if paid == 0 {
		t.Error("nothing is paid")
	}
}

// Two rules that commission share the bill by what each adds.
func TestCommissionsShareTheBill(t *testing.T) {
	a, b := pulling(Commissions, 0.1), pulling(Commissions, 0.1)
	b.Policy, b.Compliance = "another", 0.5
	w := bazaar(0, ruled(a, b))
	play(t, w, 1)
	within(t, "twice as much", w.BillUSD(0, Public)/w.BillUSD(1, Public), 2, 1e-6)
	within(t, "orders of the public", w.Market(0).Commissions, 0.15, 1e-15)
}

// Equation 27 under work-sharing: of heads in excess the share stays, and the public
// pays part of their pay.
func TestSharedWorkKeepsHeadsInExcess(t *testing.T) {
	r := pulling(WorkSharing, 0.75)
	w := factory(func(int) float64 { return 0 }, only("policy", "production", "costs", "demand", "freelancers"), ruled(r))
	for o := range w.Occupations {
		w.Occupations[o].Trend = []float64{0.5}
	}
	free := w.Clone()
	free.Rules = nil
	run(w, 1)
	run(free, 1)
	pay := 0.0
	for k, o := range w.Cells.Occupation {
		if free.Cells.Layoff[k] == 0 {
			t.Fatal("nobody is in excess")
		}
		within(t, "chance of a layoff", float64(w.Cells.Layoff[k]/free.Cells.Layoff[k]), 0.25, 1e-6)
		pay += 0.75 * float64(w.Cells.Staff[k]-w.Cells.Desired[k]) * w.Occupations[o].WorkPriceUSD / workMarkup
	}
	within(t, "public outlay", whole(w.Bills[0][Public])/(0.6*pay), 1, 1e-6)
}

// Equation 34 with an insurance: for nine months it pays its share of what is missing
// to the usual income; whom that lifts over the own need stays as long, and then
// gives up as others do.
func TestInsuredFreelancersGiveUpLater(t *testing.T) {
	const share = 0.9 // lifts everybody
	poor := func(rules ...Rule) *World {
		w := bazaar(0, func(p *plan) { p.people = 2000 }, ruled(rules...), tuned(func(p *Params) { p.Freelancers.Leave = 1 }))
		for o := range w.Occupations {
			w.Occupations[o].NeedScale = 0
		}
		for i := range w.Creatives.Pay {
			w.Creatives.Pay[i] = 0
			w.Clients.Channel[i%len(w.Clients.Channel)] = ToNobody
		}
		return w
	}
	w, without := poor(pulling(IncomeInsurance, share)), poor()
	c, p := &w.Creatives, &w.Params.Freelancers
	stayed := func(w *World) (n int) {
		for _, s := range w.Creatives.State {
			if s == Freelancing {
				n++
			}
		}
		return n
	}
	for month := 1; month <= insuredLowMonths+2; month++ {
		usual := 0.0
		for i, s := range c.State {
			if s == Freelancing && c.Output[i] >= 0 {
				usual += p.usualIncome(c.Potential[i], c.Hours[i])
			}
		}
		w.Step()
		without.Step()
		paid, told := whole(w.Bills[0][Public]), 0.0
		for i := range c.State {
			told += w.InsuredIncome(i)
		}
		switch {
		case month <= insuredLowMonths:
			within(t, "paid", paid/(share*usual), 1, 1e-5)
			within(t, "told", told/paid, 1, 1e-5)
			if n := stayed(w); n != 2000 {
				t.Fatalf("month %d: %d of 2000 insured stay", month, n)
			}
			if n := stayed(without); month >= int(p.PatienceMonths) && n != 0 {
				t.Fatalf("month %d: %d stay without an insurance", month, n)
			}
		default:
			within(t, "paid after nine months", paid, 0, 0)
			if n := stayed(w); n != 0 {
				t.Fatalf("month %d: %d stay when it has ended", month, n)
			}
		}
	}
}
