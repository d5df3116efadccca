package sim

import "slices"

// What follows tells somebody who watches one creative which policies reach
// them and what these pay, by the functions that the mechanisms ask. Nothing is
// written. Ask within the month, as in witness.go.

// Reached names the policies in force this month that reach the creative in a
// row or their employer, each once, in the order of the rules: a rule for
// people if it reaches the creative, one for employers if it reaches the
// organisation of their job, a law if the domain of their work or of their
// employer is under it. A rule without a dose or compliance reaches nobody.
func (w *World) Reached(row int) []string {
	var names []string
	for i := range w.Rules {
		r := &w.Rules[i]
		if w.inForce(i) > 0 && !slices.Contains(names, r.Policy) && w.touches(i, row) {
			names = append(names, r.Policy)
		}
	}
	return names
}

// touches tells whether a rule reaches a creative or their employer.
func (w *World) touches(rule, row int) bool {
	c, r := &w.Creatives, &w.Rules[rule]
	employer := -1
	if k := c.Cell[row]; k >= 0 {
		employer = int(w.Cells.Organisation[k])
	}
	switch r.Design.Through {
	case Markets: // a law binds part of the market, so it reaches all of it
		return r.targets(&w.Domains[w.Occupations[c.Occupation[row]].Domain]) || employer >= 0 && r.targets(&w.Domains[w.Orgs.Domain[employer]])
	case Employers: // of whatever stage: what binds an organisation moves its staff
		return employer >= 0 && w.reachesFirm(rule, employer)
	}
	return w.reaches(rule, row)
}

// CourseHelp is what policies do for a creative who takes a course this month:
// the share of the fee that is paid, and the share of staff whom the employer
// trains because of a policy. Ask between training and employees.
func (w *World) CourseHelp(row int) (paid, trained float64) {
	paid = w.lever(FeeSubsidy, row)
	if k := w.Creatives.Cell[row]; k >= 0 {
		trained = w.firmLever(Provision, int(w.Cells.Organisation[k]))
	}
	return paid, trained
}

// InsuredPay is the month's payment of wage insurance to the creative in a row,
// in 2024 USD. Ask between demand and employees.
func (w *World) InsuredPay(row int) float64 {
	c, usd := &w.Creatives, 0.0
	if c.State[row] != Employed || c.Aid[row] == 0 {
		return 0
	}
	gap := w.insuredGap(row)
	w.due(PerInsuredMonth, w.reachesJobless(row), func(f force) { usd += float64(gap * f.value) })
	return usd
}

// FreelanceAid is what a freelancer gets this month without work, in 2024 USD:
// a basic income, and payments from levies. Who turned freelance this month
// gets neither yet. Ask between employees and freelancers.
func (w *World) FreelanceAid(row int) (basic, levies float64) {
	c := &w.Creatives
	if c.State[row] != Freelancing || c.Output[row] == 0 {
		return 0, 0
	}
	return w.lever(BasicIncome, row), w.dividend(c.Occupation[row], c.Hours[row])
}

// InsuredIncome is what the insurance of a freelancer's income paid this month to
// the creative in a row, in 2024 USD. Ask between freelancers and publish, when who
// gave up has gone.
func (w *World) InsuredIncome(row int) float64 {
	c := &w.Creatives
	if c.State[row] != Freelancing || c.Output[row] == 0 || c.LowMonths[row] == 0 || c.LowMonths[row] > insuredLowMonths {
		return 0
	}
	basic, levies := w.FreelanceAid(row)
	usual := w.Params.Freelancers.usualIncome(c.Potential[row], c.Hours[row])
	return w.insuredIncome(row, usual-c.Pay[row]-levies-basic)
}
