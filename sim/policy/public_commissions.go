package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "public_commissions",
	Title:    "Publicly funded commissions",
	Does:     "The public commissions works of freelancers at the going price, in each occupation as many orders as a share of those of 2021. They fill idle hours, so an hour brings more, for other clients' orders too.",
	Equation: "dose X0 trend orders are sent on in (31); the public pays their price (33)",
	Dose: Dose{Unit: "orders of the public, over all orders of 2021", Text: "public orders of {%} of those of 2021", High: 0.2, Default: 0.04,
		Source: "US public funding for the arts, USD 1.85 billion in 2022 (Grantmakers in the Arts), is about 4 % of what freelance orders bring"},
	Ramp:  12,
	Takes: 1,
	Why:   "a budget",
	Cost: Cost{USD: 1, Low: 1, High: 1.2, Per: "USD paid to freelancers",
		Source: "the price of the orders; choosing and overseeing them is not counted"},
	Example: "Federal Project One 1935-39: 40,000 artists at its peak; percent-for-art rules; California's Creative Corps 2022-24, USD 60 million",
	Claims:  Claim{"orders", 1, "freelancers have more orders"},
	Known:   "what is commissioned is counted; whether the public's orders take the place of others is not",
	Assumed: true,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Commissions, Scale: 1}},
		Through: sim.Markets,
		Charge:  sim.PerCommission, PerDose: true,
		Payer: sim.Public,
	},
})
