package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "minimum_fees",
	Title:    "Minimum fees for freelancers",
	Does:     "An hour of freelance work may not be paid less than a share of what it brought in 2021, by law or by bargaining. Those who keep their clients earn more; clients for whom that is too dear make it with AI or do without, so there are fewer orders.",
	Equation: "ln p at least ln dose in (32), for the share of orders that complies",
	Dose: Dose{Unit: "least price of an hour, over that of 2021", Text: "at least {%} of the price of an hour in 2021", High: 1, Default: 1,
		Source: "fees as they were: what is asked for is that they do not fall"},
	Ramp:  12,
	Takes: 0.85,
	Why:   "minimum wages: 12 to 17 % of what they should bring is not paid (Clemens and Strain 2022)",
	Cost: Cost{USD: 0, Low: 0, High: 1000000, Per: "nothing: clients pay",
		Source: "costs of control are not counted"},
	Example: "Germany: minimum fees where half of the money is federal (July 2024); Ireland: freelance journalists, actors and session musicians may bargain (2017); writers' and actors' minimums in the US",
	Claims:  Claim{"order_price_usd", 1, "an hour is paid better"},
	Known:   "a platform's experiment with 159,656 openings: pay up, somewhat fewer hires, hours far down, a shift to the productive (Horton 2025); that clients turn to AI is assumed",
	Assumed: false,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.PriceFloor, Scale: 1}},
		Through: sim.Markets,
		Charge:  sim.NoCharge,
		Payer:   sim.Public,
	},
})
