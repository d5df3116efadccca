package sim

import (
	"math"
	"slices"
	"testing"
)

// A policy reaches a creative whose levers it moves, and nobody it does not
// touch: what Reached names is what the levers say.
func TestReachedNamesThePoliciesThatMoveSomethingForSomebody(t *testing.T) {
	rules := everyRule(0.5)
	for i := range rules {
		r := &rules[i]
		r.Compliance = 0.6
		switch i % 4 {
		case 1:
			r.Target.Domains = 1
		case 2:
			r.Target.Sizes = 3
		}
		if r.Design.Through == Markets {
			r.Target.Sizes = Everyone.Sizes
		}
	}
	late, none := pulling(SafetyNet, 1).from(90, 0), pulling(Ease, 0)
	late.Policy, none.Policy = "late", "none"
	w := lab(3000, at(40), capable(0.55), ruled(append(rules, late, none)...))
	w.StepTraced(func(_, k int, begin bool) {
		if Schedule[k].Name != "levies" || !begin {
			return
		}
		named := map[string]int{}
		for i := range w.Rows() {
			if w.Creatives.State[i] == Vacant {
				continue
			}
			reached := w.Reached(i)
			for l := range NLevers {
				moved := w.lever(l, i) > 0
				law := *w.Market(w.Occupations[w.Creatives.Occupation[i]].Domain)
				if c := w.Creatives.Cell[i]; c >= 0 {
					f := int(w.Cells.Organisation[c])
					moved = moved || w.firmLever(l, f) > 0
					other := w.Market(w.Orgs.Domain[f])
					law.Licence, law.AILevy, law.Disclosure = max(law.Licence, other.Licence), max(law.AILevy, other.AILevy), max(law.Disclosure, other.Disclosure)
					law.LegalRisk = min(law.LegalRisk, other.LegalRisk)
					law.HumanLabel, law.Procurement, law.Refusal = max(law.HumanLabel, other.HumanLabel), max(law.Procurement, other.Procurement), max(law.Refusal, other.Refusal)
					law.Floored, law.Commissions = max(law.Floored, other.Floored), max(law.Commissions, other.Commissions)
				}
				switch l {
				case Licence:
					moved = law.Licence > 0
				case AILevy:
					moved = law.AILevy > 0
				case Disclosure:
					moved = law.Disclosure > 0
				case Clarity:
					moved = law.LegalRisk < w.Params.Measure.LegalRisk
				case HumanLabel:
					moved = law.HumanLabel > 0
				case Procurement:
					moved = law.Procurement > 0
				case Refusal:
					moved = law.Refusal > 0
				case PriceFloor:
					moved = law.Floored > 0
				case Commissions:
					moved = law.Commissions > 0
				}
				if says := slices.Contains(reached, l.String()); says != moved {
					t.Fatalf("creative in row %d: %s reaches them: %v, moves something: %v", i, l, says, moved)
				}
				if moved {
					named[l.String()]++
				}
			}
			if slices.Contains(reached, "late") || slices.Contains(reached, "none") {
				t.Fatalf("row %d is reached by %v", i, reached)
			}
		}
		for l := range NLevers {
			if n := named[l.String()]; n == 0 || n == w.Rows() {
				if through(l) != Markets {
					t.Errorf("%s reaches %d of %d: nothing is told apart", l, n, w.Rows())
				}
			}
		}
	})
}

// What the witness says is paid is what the books say.
func TestPaymentsToldAddUpToTheBooks(t *testing.T) {
	half := pulling(BasicIncome, 1000)
	half.Compliance = 0.5
	w := lab(4000, at(40), capable(0.7), ruled(half, pulling(Insurance, 0.5), pulling(Licence, 0.05), pulling(AILevy, 0.1)))
	insured := 0.0
	for range 24 {
		var basic, levies, insurance float64
		w.StepTraced(func(_, k int, begin bool) {
			if !begin { // the first part of a mechanism runs alone, and one worker plays the rest
				return
			}
			switch Schedule[k].Name {
			case "employees":
				if insurance == 0 {
					for i := range w.Rows() {
						insurance += w.InsuredPay(i)
					}
				}
			case "freelancers":
				if basic == 0 {
					for i := range w.Rows() {
						b, l := w.FreelanceAid(i)
						basic, levies = basic+b, levies+l
					}
				}
			}
		})
		var booked, paid float64
		for o := range w.Money {
			booked += whole(w.Money[o][MoneyIncome])
			paid += w.Paid[o]
		}
		insured += insurance
		for _, c := range []struct {
			name      string
			told, was float64
		}{{"basic income", basic, booked}, {"levies", levies, paid}, {"insurance", insurance, w.BillUSD(1, Public) / w.Weight}} {
			if math.Abs(c.told-c.was) > 1e-6*(1+c.was) {
				t.Fatalf("%s in month %d: told %v, booked %v", c.name, w.Month, c.told, c.was)
			}
		}
		if basic == 0 || levies == 0 {
			t.Fatalf("month %d: basic income %v, levies %v", w.Month, basic, levies)
		}
	}
	if insured == 0 {
		t.Error("nobody was insured")
	}
}

// Courses are helped by who pays for them.
func TestCourseHelpIsThatOfTheDecision(t *testing.T) {
	w := lab(300, people(0.7, 0.25), at(40), only("policy"), ruled(pulling(FeeSubsidy, 0.5), pulling(Provision, 0.4)))
	w.Step()
	for i := range w.Rows() {
		paid, trained := w.CourseHelp(i)
		if w.Creatives.State[i] == Vacant {
			continue
		}
		if employed := w.Creatives.State[i] == Employed; paid != 0.5 || (trained == 0.4) != employed || (trained == 0) == employed {
			t.Fatalf("row %d in state %d: fee %v, employer %v", i, w.Creatives.State[i], paid, trained)
		}
	}
}
