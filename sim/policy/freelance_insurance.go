package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "freelance_insurance",
	Title:    "Unemployment insurance for freelancers",
	Does:     "A freelancer whose income falls below what is needed to go on gets part of what is missing to the usual income, for nine months at most. Those whom it lifts over that give up later. It brings no orders: more share them, and an hour brings less.",
	Equation: "missing income x dose counts for nine months in (34)",
	Dose: Dose{Unit: "share of the missing income", Text: "{%} of the missing income", High: 0.8, Default: 0.5,
		Source: "unemployment benefits replace about half of pay in the US, up to 80 to 90 % in Denmark"},
	Ramp:  0,
	Takes: 1,
	Why:   "compulsory, as Ireland's insurance of the self-employed",
	Cost: Cost{USD: 1, Low: 1, High: 1.2, Per: "USD paid",
		Source: "paid as it is; contributions and costs of running it are not counted"},
	Example: "Ireland: Jobseeker's Benefit (Self-Employed), 39 weeks; US Pandemic Unemployment Assistance 2020-21, 40 % of claims; France's intermittents",
	Claims:  Claim{"freelancing", 1, "freelancers stay in creative work"},
	Known:   "US 2020-21: each dollar of benefits cut the earnings of the self-employed by 30 cents, of gig workers by 48 (Jackson et al. 2023), which is left out here; who stays longer is not measured",
	Assumed: true,
	Reach:   nobodyBut("freelancing"),
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.IncomeInsurance, Scale: 1}},
		Through: sim.People,
		Charge:  sim.PerMissingIncome, PerDose: true,
		Payer: sim.Public,
	},
})
