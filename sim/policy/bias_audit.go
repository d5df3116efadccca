package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "bias_audit",
	Title:    "Bias audit",
	Does:     "Organisations have the AI they use audited, which removes failures: staff trust it for better reasons, pilots fail less, and fewer errors reach a work. It makes AI better, not rarer. Few comply.",
	Equation: "failures x (1 - dose) for staff in (3) and (18) and pilots in (9)",
	Dose: Dose{Unit: "share of failures removed", Text: "{%} of failures removed", High: 0.6, Default: 0.4,
		Source: "0.2 to 0.6 (judgement)"},
	Ramp:  12,
	Takes: 0.05,
	Why:   "NYC Local Law 144: about 5 % of employers posted results",
	Cost: Cost{USD: 30000, Low: 10000, High: 50000, Per: "organisation with AI in use and year",
		Source: "USD 10,000 to 50,000 a large organisation and year"},
	Example: "NYC Local Law 144: fines of USD 500 to 1,500 a day; auditors found 17 violations where the city found 1",
	Claims:  Claim{"quality", 1, "fewer errors reach works"},
	Known:   "no field estimate of what audits change",
	Assumed: true,
	Reach:   largeFirms,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Audit, Scale: 1}},
		Through: sim.Employers,
		Charge:  sim.PerAdopterYear,
		Payer:   sim.Firms,
	},
})
