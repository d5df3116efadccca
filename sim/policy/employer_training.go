package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "employer_training",
	Title:    "Interdisciplinary training by employers",
	Does:     "Organisations train a share of their staff in mixed teams: more courses, and skill that crosses disciplines, which helps an organisation to absorb AI.",
	Equation: "P = max(own provision, dose) in (7); silos x (1 - dose) in (10)",
	Dose: Dose{Unit: "share of staff trained by the employer", Text: "{%} of staff trained by their employer", High: 1, Default: 0.4,
		Source: "48 % of employees report formal AI training at work (RMIT)"},
	Ramp:  12,
	Takes: 0.5,
	Why:   "assumed: half of organisations take part",
	Cost: Cost{USD: 1000, Low: 481, High: 1420, Per: "course that staff take, times the dose",
		Source: "training outlay a learner in 2023: USD 481 in large to 1,420 in small organisations, 954 in all"},
	Example: "training clauses of sector agreements; study: interdisciplinary programmes",
	Claims:  Claim{"skill", 1, "creatives know AI better"},
	Known:   "training hours are documented; the effect of crossing disciplines is assumed",
	Assumed: true,
	Reach:   employees,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Provision, Scale: 1}, {Lever: sim.Crossing, Scale: 1}},
		Through: sim.Employers,
		Charge:  sim.PerLearner, PerDose: true,
		Payer: sim.Firms,
	},
})
