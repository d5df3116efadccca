package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "co_design",
	Title:    "Co-design with stakeholders",
	Does:     "Staff take part in choosing and fitting AI. It fits better and frightens less; it takes hours of staff, and the introduction comes months later.",
	Equation: "voice dose in (6, 13); ease 0.3 dose in (13); delay 6 dose months in (11)",
	Dose: Dose{Unit: "share of decisions in which staff take part", Text: "a say in {%} of decisions", High: 1, Default: 1,
		Source: "who signs lets staff take part in all of them; who signs is compliance"},
	Ramp:  12,
	Takes: 0.3,
	Why:   "assumed: organisations that take it seriously",
	Cost: Cost{USD: 85, Low: 30, High: 400, Per: "member of staff of an organisation with AI in use and year, times the dose",
		Source: "10 to 40 hours of 5 to 10 % of staff, at the mean hourly pay (judgement)"},
	Example: "UK AI plan of 2026: an augmentation-first statement to be designed with workers and unions",
	Claims:  Claim{"fear", -1, "creatives fear displacement less"},
	Known:   "nobody has measured it",
	Assumed: true,
	Reach:   employees,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Voice, Scale: 1}, {Lever: sim.Ease, Scale: 0.3}, {Lever: sim.Delay, Scale: 6}},
		Through: sim.Employers,
		Charge:  sim.PerStaffYear, PerDose: true,
		Payer: sim.Firms,
	},
})
