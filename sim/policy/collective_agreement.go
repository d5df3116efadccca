package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "collective_agreement",
	Title:    "Collective agreement",
	Does:     "Covered organisations keep a least share of the staff of 2021, ask before they use AI and press nobody. Keeping more staff than wanted costs them: their prices rise, their domain sells less, and large clients order less of freelancers, so most heads kept are lost elsewhere.",
	Equation: "n* at least dose n0 in (24), kept heads in (22); encouraged x (1 - dose) in (13); voice dose in (6, 13); leakage in (31)",
	Dose: Dose{Unit: "least share of the heads of 2021", Text: "at least {%} of the staff of 2021", High: 1, Default: 0.9,
		Source: "minimum crews of 0.5 to 0.9 of the hours before AI"},
	Ramp:  12,
	Takes: 1,
	Why:   "of organisations under an agreement all comply",
	Cost: Cost{USD: 1, Low: 0, High: 2, Per: "USD of pay of staff kept above what is wanted",
		Source: "pay of the occupation"},
	Example: "WGA 2023: AI text is no source material, no compulsion, disclosure; gains valued at USD 233 million a year for 11,500 members",
	Claims:  Claim{"fear", -1, "covered staff have a say, and fear displacement less"},
	Known:   "terms are facts; that a say calms is assumed, and so is what kept staff costs others: in all, jobs hardly differ",
	Assumed: true,
	Reach:   employees,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.StaffFloor, Scale: 1}, {Lever: sim.Consent, Scale: 1}, {Lever: sim.Voice, Scale: 1}},
		Through: sim.Employers, CoveredOnly: true,
		Charge: sim.PerKeptYear,
		Payer:  sim.Firms,
	},
})
