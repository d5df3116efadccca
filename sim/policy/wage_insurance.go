package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "wage_insurance",
	Title:    "Wage insurance",
	Does:     "Who lost work to AI and takes a new job gets part of the pay that was lost, for two years and at most USD 10,000. They search more widely.",
	Equation: "applications and success x (1 + insured_search dose) for the displaced in (28, 40)",
	Dose: Dose{Unit: "share of the wage gap", Text: "{%} of the wage gap", High: 1, Default: 0.5,
		Source: "US Trade Adjustment Assistance: 50 % of the gap for 24 months, at most USD 10,000"},
	Ramp:  0,
	Takes: 1,
	Why:   "an entitlement",
	Cost: Cost{USD: 1, Low: 0, High: 2, Per: "USD of the gap, times the dose",
		Source: "the gap is assumed (employees.wage_gap)"},
	Example: "US TAA: employment +8 to +17 points in two years, earnings +USD 18,000 over four years (NBER)",
	Claims:  Claim{"displaced_finding", 1, "the displaced find jobs sooner"},
	Known:   "effects on employment are measured in the US, for other trades",
	Assumed: false,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Insurance, Scale: 1}},
		Through: sim.People,
		Charge:  sim.PerInsuredMonth, PerDose: true,
		Payer: sim.Public,
	},
})
