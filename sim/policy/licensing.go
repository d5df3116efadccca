package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "licensing",
	Title:    "Licensing at scale",
	Does:     "AI may be made of licensed works only. Some holders refuse, so AI can do a little less; the others are paid a share of what is spent on AI, which makes it dearer and goes to freelancers by exposure. Creatives and organisations that use AI lose some of its help too.",
	Equation: "q x (1 - dose)^withheld in (1); AI price + ln(1 + dose) in (9, 13, 21, 22); payments in (41)",
	Dose: Dose{Unit: "share of works refused; the licence of the others is that share of what is spent on AI", Text: "{%} of works refused, and a licence of {%} of what is spent on AI", High: 0.45, Default: 0.3,
		Source: "28 % of the sources of C4 that are best kept were closed to AI in 2024, 45 % by their terms (Longpre et al. 2024); GEMA's licence is 30 % of income"},
	Ramp:  24,
	Takes: 1,
	Why:   "a law; what escapes it is in the dose",
	Cost: Cost{USD: 0, Low: 0, High: 1000000, Per: "nothing: licences pay for themselves",
		Source: "costs of collecting are not counted"},
	Example: "34 licences of publishers, USD 816 million a year (about 2024); HarperCollins: USD 5,000 a book, half to the author; GEMA's licence model of September 2024",
	Claims:  Claim{"client_ai_share", -1, "clients make fewer commissions with AI"},
	Known:   "refusals and licences are counted; what AI loses by them is not: by the law of data about a tenth, for images perhaps nothing (Gokaslan et al. 2023)",
	Assumed: true,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Licence, Scale: 1}, {Lever: sim.Refusal, Scale: 1}},
		Through: sim.Markets,
		Charge:  sim.NoCharge,
		Payer:   sim.Public,
	},
})
