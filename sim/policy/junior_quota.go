package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "junior_quota",
	Title:    "Junior quota and apprenticeship",
	Does:     "Organisations fill a least share of their posts with juniors, and train them. Juniors get in; others find fewer posts.",
	Equation: "posts for juniors at least dose in (29)",
	Dose: Dose{Unit: "least share of posts for juniors", Text: "at least {%} of posts for juniors", High: 0.6, Default: 0.4,
		Source: "assumed: near the share before AI (employees.junior_posts)"},
	Ramp:  12,
	Takes: 0.7,
	Why:   "assumed: share of organisations that comply",
	Cost: Cost{USD: 7500, Low: 5000, High: 10000, Per: "junior hired",
		Source: "USD 5,000 to 10,000 a head (judgement)"},
	Example: "apprenticeships do best in WIOA data",
	Claims:  Claim{"junior_share", 1, "more juniors get in"},
	Known:   "apprenticeships are measured; that AI takes junior posts is disputed (-9 % at US adopters, by fewer hires: Lichtinger and Hosseini 2025; nothing in Denmark), and a quota under AI is not measured",
	Assumed: true,
	Reach:   employees,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.JuniorQuota, Scale: 1}},
		Through: sim.Employers,
		Charge:  sim.PerJuniorHire,
		Payer:   sim.Firms,
	},
})
