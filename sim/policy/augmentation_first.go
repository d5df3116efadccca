package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "augmentation_first",
	Title:    "Augmentation-first standard",
	Does:     "Organisations that sign keep a least share of each work in human hands. Work stays with staff, and costs more. Clients' own use of AI goes on.",
	Equation: "m* and D* at most 1 - dose in (11) and (15)",
	Dose: Dose{Unit: "least human share of the work (machine share at most 1 - dose)", Text: "at least {%} of the work human", High: 0.9, Default: 0.75,
		Source: "a cap on machine share of 0.5 binds almost nobody in this model, so 0.25 is the default (assumed)"},
	Ramp:  12,
	Takes: 0.3,
	Why:   "assumed: organisations that sign",
	Cost: Cost{USD: 1000, Low: 200, High: 5000, Per: "signatory with AI in use and year",
		Source: "assumed: keeping records"},
	Example: "UK AI Adoption Plan of 2026, recommendation 1",
	Claims:  Claim{"depth", -1, "machines do less of the work"},
	Known:   "no field estimate",
	Assumed: true,
	Reach:   employees,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.HumanShare, Scale: 1}},
		Through: sim.Employers,
		Charge:  sim.PerAdopterYear,
		Payer:   sim.Firms,
	},
})
