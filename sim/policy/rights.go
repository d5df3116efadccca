package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "rights",
	Title:    "Rights clarity and licensing levy",
	Does:     "Clear rules on what may be used and who owns what lower the legal risk of AI, and a levy on what is spent on AI pays freelancers by exposure. Less risk invites creatives, organisations and larger clients to use it; the levy makes it dearer.",
	Equation: "LegalRisk x (1 - 10 dose) in (9, 13) and, by a client's stakes, in (21); AI price + ln(1 + dose) in (9, 13, 21, 22); payments in (41)",
	Dose: Dose{Unit: "levy on what is spent on AI, share", Text: "a levy of {%} on what is spent on AI", High: 0.08, Default: 0.05,
		Source: "levy of 1 to 5 % of spending on AI"},
	Ramp:  12,
	Takes: 1,
	Why:   "a law; what escapes it is in the dose",
	Cost: Cost{USD: 0, Low: 0, High: 1000000, Per: "nothing: the levy pays for itself",
		Source: "costs of collecting are not counted"},
	Example: "Anthropic settlement: USD 1.5 billion, about 3,000 a work; USCO Part 2 (January 2025); GEMA's licence model of 30 %",
	Claims:  Claim{"transfer_usd", 1, "creators are paid for what AI was made from"},
	Known:   "settlements are facts, and 66 % of large brands name legal risk (WFA 2024); how many use AI once it is gone is assumed",
	Assumed: true,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Licence, Scale: 1}, {Lever: sim.Clarity, Scale: 10}},
		Through: sim.Markets,
		Charge:  sim.NoCharge,
		Payer:   sim.Public,
	},
})
