package sim

// What policies do for creatives who lost work: retraining while they are
// without a job, insurance of the pay in the next one, and of a freelancer's income.

// Wage insurance pays for two years and at most 10,000 USD (US Trade Adjustment
// Assistance).
const (
	insuredMonths   = 24
	insuranceCapUSD = 10_000
)

// inCourse tells whether an unemployed creative spends the month in a
// retraining, and not looking for work (equation 39): who lost work to AI
// begins one with the chance of the lever, once in a spell without a job. It takes
// retrain_months, the month in which it begins among them. At its end K rises as
// by a course, and search in other occupations is wider.
func (w *World) inCourse(i int, u float64, t *tally) bool {
	c, p := &w.Creatives, &w.Params.Training
	switch {
	case c.Aid[i] > 0:
	case c.Flags[i]&LostWork == 0 || c.Flags[i]&Retrained != 0 || !w.pulled(Retraining):
		return false
	case u >= w.lever(Retraining, i):
		return false
	default:
		w.billPerson(t.purse(), PerRetrained, i, 1)
		t.flows[c.Occupation[i]][FlowCourses]++
		c.Aid[i] = uint8(p.RetrainMonths)
	}
	if c.Aid[i]--; c.Aid[i] == 0 {
		c.Flags[i] |= Trained | Retrained
		c.Skill[i] = float32(toward(float64(c.Skill[i]), 1, p.CourseGain))
	}
	return true
}

// effortOf is the chance that an unemployed creative applies: more where wage
// insurance waits for those who lost work to AI (equation 40).
func (w *World) effortOf(i int, effort float64, insured bool) float64 {
	if !insured {
		return effort
	}
	return min(1, effort*w.search(i))
}

// search is how much wider than others a creative searches: 1 without
// insurance.
func (w *World) search(i int) float64 {
	if w.Creatives.Flags[i]&LostWork == 0 {
		return 1
	}
	return 1 + float64(w.Params.Employees.InsuredSearch*w.lever(Insurance, i))
}

// insure begins wage insurance with the new job of somebody whom it covered
// while without one, and ends what a retraining did.
func (w *World) insure(i int32, covered bool) {
	c := &w.Creatives
	c.Flags[i] &^= Retrained
	c.Aid[i] = 0
	if covered {
		c.Aid[i] = insuredMonths
	}
}

// payInsurance pays a month's part of the gap to the former pay.
func (w *World) payInsurance(i int, t *tally) {
	if gap := w.insuredGap(i); gap > 0 {
		w.bill(t.purse(), PerInsuredMonth, w.Creatives.Occupation[i], gap, w.reachesJobless(i))
	}
}

// insuredGap is the gap to the former pay, in USD a month; of it at most so
// much that what is paid stays a month's part of the cap. It is 0 without
// insurance.
func (w *World) insuredGap(i int) float64 {
	most := 0.0
	for _, f := range w.Levers.charges[PerInsuredMonth] {
		most = max(most, f.value)
	}
	if most == 0 {
		return 0
	}
	gap := float64(w.Params.Employees.WageGap * w.Creatives.Pay[i])
	return min(gap, insuranceCapUSD/(insuredMonths*most))
}

// reachesJobless tells which rules reach a creative while without a job, for
// that is when insurance covers them.
func (w *World) reachesJobless(i int) func(rule int) bool {
	return func(rule int) bool { return w.reachesAs(rule, i, Unemployed, -1) }
}

// insuredLowMonths is how long a freelancer's missing income is insured: nine months,
// as Ireland's Jobseeker's Benefit (Self-Employed).
const insuredLowMonths = 9

// payIncomeInsurance is what a freelancer is paid this month of what is missing to
// the usual income, in USD (equation 34).
func (w *World) payIncomeInsurance(i int, missing float64, t *tally) float64 {
	if w.Creatives.LowMonths[i] > insuredLowMonths {
		return 0
	}
	usd := w.insuredIncome(i, missing)
	if usd > 0 {
		w.billPerson(t.purse(), PerMissingIncome, i, missing)
		t.money[w.Creatives.Occupation[i]][MoneyIncome] += micro(usd)
	}
	return usd
}

// insuredIncome is what the rules in force pay of a missing income.
func (w *World) insuredIncome(i int, missing float64) (usd float64) {
	w.due(PerMissingIncome, func(rule int) bool { return w.reaches(rule, i) }, func(f force) { usd += float64(missing * f.value) })
	return usd
}
