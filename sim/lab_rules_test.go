package sim

// Rules of the laboratory: one lever each, at full height from the first month
// on, for everybody it can reach.

// through is how a lever reaches whom it moves.
func through(l Lever) Through {
	switch l {
	case Clarity, Licence, AILevy, Disclosure, HumanLabel, Procurement, Refusal, PriceFloor, Commissions:
		return Markets
	case FeeSubsidy, Retraining, Insurance, SafetyNet, BasicIncome, Voice, Ease, IncomeInsurance:
		return People
	}
	return Employers
}

// paidFor is what a lever's event is, and who pays.
var paidFor = map[Lever]Design{
	FeeSubsidy: {Charge: PerCourse, PerDose: true}, Provision: {Charge: PerLearner, PerDose: true, Payer: Firms},
	Retraining: {Charge: PerRetrained}, Insurance: {Charge: PerInsuredMonth, PerDose: true}, BasicIncome: {Charge: PerRecipient, PerDose: true},
	Audit: {Charge: PerAdopterYear, Payer: Firms}, Voice: {Charge: PerStaffYear, PerDose: true, Payer: Firms},
	FixedSupport: {Charge: PerPilot, PerDose: true}, StaffFloor: {Charge: PerKeptYear, Payer: Firms}, JuniorQuota: {Charge: PerJuniorHire, Payer: Firms},
	WorkSharing: {Charge: PerSharedPay, PerDose: true}, IncomeInsurance: {Charge: PerMissingIncome, PerDose: true}, Commissions: {Charge: PerCommission, PerDose: true},
}

// unitCosts are what the events cost, in USD.
var unitCosts = [nCharges]float64{PerCourse: 900, PerLearner: 1000, PerRetrained: 7500, PerInsuredMonth: 1, PerRecipient: 1,
	PerAdopterYear: 2500, PerStaffYear: 85, PerPilot: 20000, PerKeptYear: 1, PerJuniorHire: 7500,
	PerSharedPay: 0.6, PerMissingIncome: 1, PerCommission: 1}

// pulling is a rule that pulls one lever.
func pulling(l Lever, dose float64) Rule {
	d := paidFor[l]
	d.Pulls, d.Through, d.CoveredOnly = []Pull{{Lever: l, Scale: 1}}, through(l), l == StaffFloor
	return Rule{Policy: l.String(), Dose: dose, End: Forever, Compliance: 1, UnitCost: unitCosts[d.Charge], Target: Everyone, Design: &d}
}

// doses are full heights of every lever.
var doses = [NLevers]float64{FeeSubsidy: 1, Provision: 1, Crossing: 1, Retraining: 0.5, Insurance: 1, SafetyNet: 1, BasicIncome: 1000,
	Clarity: 1, Licence: 0.5, AILevy: 0.5, Disclosure: 1, Audit: 0.5, Voice: 1, Ease: 1, Delay: 12, Consent: 0.5, StaffFloor: 1,
	HumanShare: 0.8, FixedSupport: 1, Moratorium: 1, JuniorQuota: 0.6, HumanLabel: 0.8, Procurement: 0.5, Refusal: 0.5, PriceFloor: 1.2,
	WorkSharing: 1, IncomeInsurance: 0.5, Commissions: 0.2}

// everyRule pulls every lever by a part of its full height.
func everyRule(part float64, without ...Lever) []Rule {
	var rules []Rule
	for l := range NLevers {
		left := false
		for _, x := range without {
			left = left || x == l
		}
		if !left {
			rules = append(rules, pulling(l, part*doses[l]))
		}
	}
	return rules
}

// ruled puts rules in force.
func ruled(rules ...Rule) option {
	return with(func(w *World) { w.Rules = append(w.Rules, rules...) })
}

// from is a rule with another start and ramp.
func (r Rule) from(start, ramp int) Rule {
	r.Start, r.Ramp = start, ramp
	return r
}
