package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "moratorium",
	Title:    "Moratorium on adoption",
	Does:     "A share of organisations may not begin with AI as long as it lasts; those that have it keep it, and clients and freelancers go on. What it undoes comes back when it ends.",
	Equation: "a share dose of organisations may not begin in (9)",
	Dose: Dose{Unit: "share of organisations that may not begin", Text: "{%} of organisations may not begin", High: 1, Default: 0.5,
		Source: "16 % of game companies ban AI, 22 % have mixed rules; a law would reach more (assumed)"},
	Ramp:  0,
	Takes: 1,
	Why:   "a law; those whom it does not bind are in the dose",
	Cost: Cost{USD: 0, Low: 0, High: 1000000, Per: "nothing: what organisations forgo shows in prices and output",
		Source: "enforcement is not counted"},
	Example: "bans by companies: 16 % of game companies ban AI, 6 % mandate it, 28 % leave it open",
	Claims:  Claim{"org_adoption", -1, "fewer organisations use AI"},
	Known:   "no field estimate for a law",
	Assumed: true,
	Reach:   employees,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Moratorium, Scale: 1}},
		Through: sim.Employers,
		Charge:  sim.NoCharge,
		Payer:   sim.Public,
	},
})
