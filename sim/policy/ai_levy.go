package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "ai_levy",
	Title:    "AI levy, recycled",
	Does:     "A levy on what creatives, organisations and clients spend on AI goes to all freelancers alike, by the hours that they want to work. Households answer to its price, larger clients hardly: AI is a small part of what a work costs them.",
	Equation: "AI price + ln(1 + dose) in (9, 13, 22) and, times each client's elasticity, in (21); payments in (41)",
	Dose: Dose{Unit: "share of what is spent on AI", Text: "{%} of what is spent on AI", High: 0.5, Default: 0.1,
		Source: "0 to 10 % of spending on AI"},
	Ramp:  12,
	Takes: 1,
	Why:   "a law; what escapes it is in the dose",
	Cost: Cost{USD: 0, Low: 0, High: 1000000, Per: "nothing: the levy pays for itself",
		Source: "costs of collecting are not counted"},
	Example: "theory: a tax in transition and then none (Guerreiro, Rebelo and Teles); gains near zero if income tax can move (Thuemmel)",
	Claims:  Claim{"client_ai_share", -1, "clients make fewer commissions with AI"},
	Known:   "theory only; that clients answer to AI's price as to a person's is assumed",
	Assumed: true,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.AILevy, Scale: 1}},
		Through: sim.Markets,
		Charge:  sim.NoCharge,
		Payer:   sim.Public,
	},
})
