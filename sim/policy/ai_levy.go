package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "ai_levy",
	Title:    "AI levy, recycled",
	Does:     "A levy on what creatives, organisations and clients spend on AI goes to all freelancers alike.",
	Equation: "AI price + ln(1 + dose) in (9, 13, 21, 22); payments in (41)",
	Dose: Dose{Unit: "share of what is spent on AI", Text: "{%} of what is spent on AI", High: 0.5, Default: 0.1,
		Source: "0 to 10 % of spending on AI"},
	Ramp:  12,
	Takes: 0.9,
	Why:   "assumed: share of the market that pays",
	Cost: Cost{USD: 0, Low: 0, High: 1000000, Per: "nothing: the levy pays for itself",
		Source: "assumed: costs of collecting are not counted"},
	Example: "theory: a tax in transition and then none (Guerreiro, Rebelo and Teles); gains near zero if income tax can move (Thuemmel)",
	Claims:  Claim{"client_ai_share", -1, "clients make fewer commissions with AI"},
	Known:   "theory only",
	Assumed: true,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.AILevy, Scale: 1}},
		Through: sim.Markets,
		Charge:  sim.NoCharge,
		Payer:   sim.Public,
	},
})
