package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "small_firm_support",
	Title:    "Support for small organisations",
	Does:     "Grants and shared infrastructure pay part of what it costs a small organisation to begin with AI. More of them adopt; whether their staff keep work is another matter.",
	Equation: "fixed cost x (1 - dose) in (9)",
	Dose: Dose{Unit: "share of the fixed cost", Text: "{%} of the fixed cost", High: 1, Default: 0.5,
		Source: "25 to 70 % of the cost of adoption"},
	Ramp:  12,
	Takes: 0.5,
	Why:   "assumed: half of small organisations apply in time",
	Cost: Cost{USD: 20000, Low: 5000, High: 64000, Per: "organisation that begins, times the dose",
		Source: "grants of GBP 25,000 to 50,000 are for feasibility studies; what a small organisation needs is assumed lower"},
	Example: "Innovate UK BridgeAI: GBP 100 million, creative industries a target sector",
	Claims:  Claim{"org_adoption", 1, "small organisations adopt"},
	Known:   "take-up is documented; adoption that would not have come anyway is not",
	Assumed: true,
	Reach:   smallFirms,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.FixedSupport, Scale: 1}},
		Through: sim.Employers,
		Charge:  sim.PerPilot, PerDose: true,
		Payer: sim.Public,
	},
})
