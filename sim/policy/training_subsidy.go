package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "training_subsidy",
	Title:    "Training subsidy",
	Does:     "The public pays part of the fee of courses in AI, for whoever takes one. More creatives enrol; those who would have gone anyway are paid for too.",
	Equation: "fee x (1 - dose) and wish + subsidy x dose in (7)",
	Dose: Dose{Unit: "share of the course fee", Text: "{%} of the course fee", High: 1, Default: 0.5,
		Source: "UK Flexible AI Upskilling Fund: 50 % match, GBP 7.4 million pilot"},
	Ramp:  12,
	Takes: 1,
	Why:   "assumed: an open offer; who enrols is the outcome",
	Cost: Cost{USD: 900, Low: 300, High: 1500, Per: "course, times the dose",
		Source: "courses USD 300 to 1,500"},
	Example: "UK Flexible AI Upskilling Fund (gov.uk), caps of GBP 2,500, 5,000 and 10,000 a firm",
	Claims:  Claim{"trained_share", 1, "more creatives are trained in AI"},
	Known:   "take-up of subsidised courses is documented; that training keeps jobs is not, and where works find no new buyers faster work is fewer jobs",
	Assumed: false,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.FeeSubsidy, Scale: 1}},
		Through: sim.People,
		Charge:  sim.PerCourse, PerDose: true,
		Payer: sim.Public,
	},
})
