package sim

import (
	"math"
	"testing"
)

// Two policies that pull one lever: shares of what the other leaves, sums, or
// the stricter; of one policy twice the stronger where it says so.
func TestPoliciesFoldAsTheirLeversSay(t *testing.T) {
	for _, c := range []struct {
		lever Lever
		x, y  float64
		want  float64
	}{{FeeSubsidy, 0.5, 0.4, 0.7}, {BasicIncome, 300, 200, 500}, {StaffFloor, 0.6, 0.8, 0.8}, {HumanShare, 0.7, 0.3, 0.7}, {Delay, 6, 2, 8}} {
		a, b := pulling(c.lever, c.x), pulling(c.lever, c.y)
		b.Policy = "another"
		w := lab(300, people(1, 0), only("policy"), ruled(a, b), with(func(w *World) { w.Orgs.Covered[0] = 1 }))
		run(w, 1)
		got := w.firmLever(c.lever, 0)
		if through(c.lever) == People {
			got = w.lever(c.lever, 0)
		}
		within(t, c.lever.String(), got, c.want, 1e-12)
	}
	weak, strong, apart := pulling(FeeSubsidy, 0.3), pulling(FeeSubsidy, 0.5), pulling(FeeSubsidy, 0.2)
	strong.Strongest = true
	apart.Policy = "another"
	w := lab(300, only("policy"), ruled(weak, strong, apart))
	run(w, 1)
	within(t, "the stronger of one policy, beside another", w.lever(FeeSubsidy, 0), 1-0.5*0.8, 1e-12)
}

// Who complies is a lasting share of those targeted, the same for every rule of
// a policy, and of nobody else.
func TestComplianceIsALastingShareOfTheTarget(t *testing.T) {
	r := pulling(FeeSubsidy, 0.5)
	r.Compliance, r.Target.Stages, r.Target.Contracts = 0.3, 1<<Senior, contract(Freelancing)
	w := lab(30000, only("policy"), ruled(r))
	run(w, 1)
	c := &w.Creatives
	reached, target := 0.0, 0.0
	first := make([]bool, w.People)
	for i := range w.People {
		first[i] = w.lever(FeeSubsidy, i) > 0
		inside := c.Stage[i] == Senior && c.State[i] == Freelancing
		target += share01(inside)
		reached += share01(first[i])
		if first[i] && !inside {
			t.Fatalf("creative %d is not in the target", c.ID[i])
		}
	}
	unsurprising(t, "who complies", reached/target, 0.3, math.Sqrt(0.21/target))
	w.Rules[0].Dose = 0.2
	run(w, 5)
	for i := range w.People {
		if (w.lever(FeeSubsidy, i) > 0) != first[i] {
			t.Fatal("somebody else complies later")
		}
	}
}

// Who complies with one policy is no likelier to comply with another.
func TestComplianceWithOnePolicySaysNothingOfAnother(t *testing.T) {
	a, b := pulling(FeeSubsidy, 0.5), pulling(BasicIncome, 100)
	c, d := pulling(Audit, 0.5), pulling(Moratorium, 0.5)
	for _, r := range []*Rule{&a, &b, &c, &d} {
		r.Compliance = 0.5
	}
	w := lab(20000, firms(8000), only("policy"), ruled(a, b, c, d))
	run(w, 1)
	both := 0.0
	for i := range w.People {
		both += share01(w.lever(FeeSubsidy, i) > 0 && w.lever(BasicIncome, i) > 0)
	}
	unsurprising(t, "creatives in both", both/float64(w.People), 0.25, math.Sqrt(0.1875/float64(w.People)))
	both = 0
	for f := range w.Orgs.Staff {
		both += share01(w.firmLever(Audit, f) > 0 && w.firmLever(Moratorium, f) > 0)
	}
	unsurprising(t, "organisations in both", both/float64(len(w.Orgs.Staff)), 0.25, math.Sqrt(0.1875/float64(len(w.Orgs.Staff))))
}

// Equation 39: of the displaced without a job a share begins a retraining each
// month, is away for its months, that of the beginning among them, and comes
// back with AI skill.
func TestRetrainingIsEquationThirtyNine(t *testing.T) {
	w := lab(20000, people(0, 0), at(40), only("policy", "employees"), ruled(pulling(Retraining, 0.2)), tuned(func(p *Params) {
		p.Employees.Discouraged, p.Employees.TurnFreelance, p.Employees.SearchEffort, p.Employees.Mobility = 0, 0, 1, 0
	}))
	c := &w.Creatives
	displaced := 0.0
	for i := range w.People {
		if i%2 == 0 {
			c.Flags[i] |= LostWork
			displaced++
		}
	}
	run(w, 1)
	begun := 0.0
	for i := range w.People {
		if c.Aid[i] > 0 {
			begun++
			if i%2 != 0 {
				t.Fatal("somebody who lost no work is retrained")
			}
		}
	}
	unsurprising(t, "who begins", begun/displaced, 0.2, math.Sqrt(0.16/displaced))
	within(t, "public outlay", whole(w.Bills[0][Public]), 7500*begun, 1e-3)
	skill := float64(c.Skill[0])
	run(w, 3)
	done := 0.0
	for i := range w.People {
		if c.Flags[i]&Retrained != 0 {
			done++
			within(t, "skill after it", float64(c.Skill[i]), skill+w.Params.Training.CourseGain*(1-skill), 1e-6)
		}
	}
	within(t, "who came back after four months", done, begun, 0)
	run(w, 60)
	for i := range w.People {
		if c.Flags[i]&LostWork != 0 && c.Flags[i]&Retrained == 0 && c.Aid[i] == 0 {
			t.Fatal("after five years some of the displaced never began")
		}
	}
}

// A retraining of so many months costs so many months without search, and no
// more: with posts for all, who begins one in the first month has a job in the
// month after its last.
func TestARetrainingCostsItsMonthsAndNoMore(t *testing.T) {
	for _, months := range []float64{1, 3, 4, 6} {
		w := lab(2000, people(0, 0), at(40), only("policy", "employees"), ruled(pulling(Retraining, 1)), tuned(still), tuned(func(p *Params) {
			p.Employees.SearchEffort, p.Employees.CrossLevel, p.Training.RetrainMonths = 1, 1, months
		}))
		for i := range w.People {
			w.Creatives.Flags[i] |= LostWork
		}
		for k := range w.Cells.Desired {
			w.Cells.Desired[k] = w.Cells.Staff[k] + 2000
		}
		run(w, int(months))
		if n := w.inState(0, Employed); n > 0 {
			t.Errorf("%v months of retraining: %d have a job within them", months, n)
		}
		run(w, 1)
		if n := w.inState(0, Employed); n < 400 {
			t.Errorf("%v months of retraining: %d of 500 have a job in the next", months, n)
		}
	}
}

// Equation 40: the insured apply by so much more often.
func TestTheInsuredSearchMore(t *testing.T) {
	w := lab(20000, people(0, 0), at(40), only("policy"), ruled(pulling(Insurance, 0.8)))
	for i := range w.People {
		if i%2 == 0 {
			w.Creatives.Flags[i] |= LostWork
		}
	}
	run(w, 1)
	for i := range 100 {
		want := 0.3
		if i%2 == 0 {
			want = 0.3 * (1 + 0.8*w.Params.Employees.InsuredSearch)
		}
		within(t, "chance to apply", w.effortOf(i, 0.3, true), want, 1e-12)
	}
}

// A new job of the insured is paid for over two years and no longer, up to the
// cap.
func TestInsuranceEndsAfterTwoYears(t *testing.T) {
	w := lab(2000, people(1, 0), at(40), only("policy", "employees"), ruled(pulling(Insurance, 0.5)), tuned(still))
	for i := range w.People {
		w.Creatives.Aid[i] = insuredMonths
		w.Creatives.Pay[i] = 3000
		if i >= 1000 {
			w.Creatives.Pay[i] = 60000
		}
	}
	paid := 0.0
	for range 30 {
		w.Step()
		paid += whole(w.Bills[0][Public])
	}
	want := 1000*24*0.5*w.Params.Employees.WageGap*3000 + 1000*insuranceCapUSD
	within(t, "paid in all", paid/want, 1, 1e-6)
}

// Equation 41: the licence goes by exposure within the domain, the levy on AI to all
// freelancers alike, both by the hours that one wants to work.
func TestLeviesAreSharedOutAsEquationFortyOneSays(t *testing.T) {
	w := lab(4000, at(40), capable(0.5), only("policy", "levies"), ruled(pulling(Licence, 0.1), pulling(AILevy, 0.05)))
	var base [4]float64
	for i := range w.Occupations {
		o := &w.Occupations[i]
		o.Bypass, o.Users, o.SpentUSD, o.HoursWanted = 0.1*float64(1+i), int64(100*(i+1)), 5000*float64(i), 40+30*float64(i)
		base[i] = float64(o.Users)*w.Params.Use.ToolUSD + o.SpentUSD + w.clientsSpend(i)
	}
	run(w, 1)
	hours, all := 0.0, 0.0
	for i := range w.Occupations {
		hours += w.Occupations[i].HoursWanted
		all += base[i]
	}
	for i := range w.Occupations {
		o := &w.Occupations[i]
		pool, weight := 0.0, 0.0
		for j := range w.Occupations {
			if w.Occupations[j].Domain == o.Domain {
				pool += 0.1 * base[j]
				weight += w.Occupations[j].OrderBase * w.Occupations[j].Bypass
			}
		}
		want := pool*o.OrderBase*o.Bypass/weight/o.HoursWanted + 0.05*all/hours
		within(t, "dividend", o.Dividend/want, 1, 1e-4)
		within(t, "of who wants half of the hours", w.dividend(uint8(i), 0.5), o.Dividend/2, 0)
	}
}

// Heads that an agreement keeps are paid for, and raise the price. (What they cost
// freelancers: TestOrganisationsThatKeepStaffCommissionLess.)
func TestKeptHeadsAreCostAndPrice(t *testing.T) {
	w := factory(func(int) float64 { return 0 }, only("policy", "costs", "demand", "freelancers"), ruled(pulling(StaffFloor, 0.9)))
	for o := range w.Occupations {
		w.Occupations[o].Trend = []float64{0.5}
	}
	run(w, 1)
	before := append([]float32(nil), w.Orgs.Kept...) // what the price of the next month is made of
	run(w, 1)
	kept, pay := 0.0, 0.0
	for k, o := range w.Cells.Occupation {
		if w.Orgs.Covered[w.Cells.Organisation[k]] != 0 {
			heads := 0.9*float64(w.Cells.Base[k]) - float64(w.Cells.Star[k])
			kept += heads
			pay += heads * w.Occupations[o].WorkPriceUSD / workMarkup
		}
	}
	sum := 0.0
	for i := range w.Occupations {
		sum += w.Occupations[i].Kept
	}
	within(t, "heads kept", sum, kept, 1e-3*kept)
	within(t, "organisations' cost", whole(w.Bills[0][Firms])/pay, 1, 1e-3)
	for f := range w.Orgs.LnPrice {
		within(t, "log price", float64(w.Orgs.LnPrice[f]), w.Params.Markets.PassThrough*math.Log1p(float64(before[f])), 1e-6)
	}
	if kept == 0 {
		t.Error("nobody is kept")
	}
}

// Kept is the share of the heads wanted, at most a hundredfold: where hardly
// anybody is wanted it is no infinity.
func TestKeptHeadsAreAtMostAHundredTimesThoseWanted(t *testing.T) {
	w := factory(func(int) float64 { return 0 }, only("policy", "demand"), ruled(pulling(StaffFloor, 0.9)))
	for o := range w.Occupations {
		w.Occupations[o].Trend = []float64{1e-30}
	}
	run(w, 1)
	kept := 0
	for f, x := range w.Orgs.Kept {
		if w.Orgs.Covered[f] != 0 && w.Cells.Base[w.Orgs.FirstCell[f]] > 0 {
			kept++
			within(t, "kept of those wanted", float64(x), 100, 1e-4)
		}
	}
	if kept == 0 {
		t.Error("nobody is kept")
	}
}

// Of rules of one policy side by side that reach somebody only the strongest
// is paid for, wherever it stands.
func TestTheStrongestOfAPolicyIsPaidFor(t *testing.T) {
	weak, strong := pulling(BasicIncome, 300), pulling(BasicIncome, 500)
	for k, pair := range [][2]Rule{{weak, strong}, {strong, weak}} {
		pair[1].Strongest = true
		w := lab(300, people(0, 1), only("policy", "production", "freelancers"), tuned(still), ruled(pair[:]...))
		run(w, 1)
		within(t, "paid for the weaker", w.BillUSD(k, Public), 0, 0)
		if w.BillUSD(1-k, Public) == 0 {
			t.Error("nothing is paid for the stronger")
		}
	}
}

// Equation 44: the cost of complying is part of the cost of a work.
func TestComplyingRaisesThePrice(t *testing.T) {
	r := pulling(Audit, 0.3)
	w := lab(2000, people(1, 0), at(40), only("policy", "organisations", "costs"), ruled(r), tuned(func(p *Params) { p.Organisations.Check, p.Organisations.Integrate = 0, 0 }), capable(0.5))
	for f := range w.Orgs.Stage {
		w.Orgs.Stage[f] = Pilot
	}
	run(w, 1)
	for f := range w.Orgs.Stage {
		pay := 0.0
		for k := w.Orgs.FirstCell[f]; k < w.Orgs.FirstCell[f+1]; k++ {
			pay += float64(w.Cells.Staff[k]) * w.Occupations[w.Cells.Occupation[k]].WorkPriceUSD / workMarkup
		}
		burden := 2500.0 / 12 * float64(w.Orgs.Firms[f]) / pay
		within(t, "burden", float64(w.Orgs.Burden[f])/burden, 1, 1e-5)
		within(t, "log price", float64(w.Orgs.LnPrice[f]), w.Params.Markets.PassThrough*math.Log1p(burden), 1e-6)
	}
}

// Training by employers costs by the courses that their staff take, in the share
// that the employer pays, and raises the price by it: not by heads.
func TestTheEmployerPaysForLearners(t *testing.T) {
	const provided = 0.4
	w := lab(4000, people(0.7, 0.2), at(40), only("policy", "training", "organisations", "costs", "measure"), ruled(pulling(Provision, provided)), capable(0.5), tuned(func(p *Params) {
		p.Training.Enrol, p.Training.Repeat, p.Organisations.Check = 0.5, 1, 0
	}))
	for range 3 {
		for i := range w.People {
			w.Creatives.Flags[i] &^= Trained
		}
		run(w, 1)
		learners, all := make([]float64, len(w.Orgs.Staff)), 0.0
		for i := range w.People {
			if k := w.Creatives.Cell[i]; k >= 0 && w.Creatives.Flags[i]&Trained != 0 {
				learners[w.Cells.Organisation[k]]++
				all++
			}
		}
		if all < 100 {
			t.Fatalf("only %v courses", all)
		}
		within(t, "outlay", w.BillUSD(0, Firms)/(1000*provided*all), 1, 1e-6)
		for f := range learners {
			pay := 0.0
			for k := w.Orgs.FirstCell[f]; k < w.Orgs.FirstCell[f+1]; k++ {
				pay += float64(w.Cells.Staff[k]) * w.Occupations[w.Cells.Occupation[k]].WorkPriceUSD / workMarkup
				within(t, "learners left over", float64(w.Cells.Learners[k]), 0, 0)
			}
			within(t, "burden", float64(w.Orgs.Burden[f])*pay, 1000*provided*learners[f], 1e-3*(1+1000*learners[f]))
		}
	}
}

// Co-design makes the way from pilot to routine longer by its delay.
func TestDelayIsAddedToTheMonthsOfAPilot(t *testing.T) {
	months := func(rules ...Rule) float64 {
		w := lab(4000, firms(4000), at(40), only("policy", "organisations"), ruled(rules...), capable(0.5), tuned(func(p *Params) { p.Organisations.Check, p.Organisations.Closing = 0, 0 }))
		for f := range w.Orgs.Stage {
			w.Orgs.Stage[f], w.Orgs.Leadership[f] = Pilot, 0.5
		}
		sum := 0.0
		for range 600 {
			w.Step()
			for _, s := range w.Orgs.Stage {
				sum += share01(s == Pilot)
			}
		}
		return sum / float64(len(w.Orgs.Stage))
	}
	base := months()
	within(t, "longer by six months", months(pulling(Delay, 6))-base, 6, 1)
}

// Equation 43: strictness follows fear and harm beyond what is tolerated, from
// its start on, and never leaves 0 to 1.
func TestRulesAnswerToFearAndHarm(t *testing.T) {
	w := lab(500, at(70), only("policy"), tuned(func(p *Params) {
		p.Feedback.Gain, p.Feedback.HarmGain, p.Feedback.Fear, p.Feedback.Harm = 0.4, 1.5, 0.5, 0.05
	}))
	w.FearMean, w.LostShare = 0.7, 0.1
	run(w, 2)
	within(t, "before its start", w.Strictness, 0, 0)
	run(w, 6)
	r := 6 * (0.4*0.2 + 1.5*0.05) / 12
	within(t, "after half a year", w.Strictness, r, 1e-12)
	within(t, "legal risk", w.Market(0).LegalRisk, w.Params.Measure.LegalRisk+w.Params.Feedback.Legal*r, 1e-12)
	within(t, "labelled", w.Market(0).Disclosure, r, 1e-12)
	run(w, 600)
	within(t, "at most", w.Strictness, 1, 0)
	w.FearMean, w.LostShare = 0.1, 0
	run(w, 600)
	within(t, "at least", w.Strictness, 0, 0)
}

// Liability frightens who uses AI, and nobody before its start.
func TestLiabilityFrightensUsers(t *testing.T) {
	w := mixed(400, "policy", "fear")
	w.Rules = nil
	for i := range w.People {
		if i%2 == 0 {
			w.Creatives.Flags[i] |= Uses
		}
	}
	free := w.Clone()
	w.Params.Liability.Worker, w.Params.Liability.Start = 0.5, 0
	run(w, 1)
	run(free, 1)
	for i := range w.People {
		x, y := float64(w.Creatives.Fear[i]), float64(free.Creatives.Fear[i])
		if i%2 != 0 {
			within(t, "fear of who does not use it", x, y, 0)
		} else if !(x > y) {
			t.Fatal("a user is not more afraid")
		}
	}
	late := free.Clone()
	late.Params.Liability.Worker = 0.5 // starts in month 72
	run(late, 1)
	run(free, 1)
	same(t, "before it starts", func() *World { late.Params = free.Params; return late }(), free)
}
