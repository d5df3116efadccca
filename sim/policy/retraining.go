package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "retraining",
	Title:    "Retraining of the displaced",
	Does:     "Creatives who lost work to AI and have no job are offered a retraining of four months. While in it they do not look for work; afterwards they know AI better and search in other occupations too.",
	Equation: "begins with chance dose a month in (39); search in other occupations x retrain_mobility in (28)",
	Dose: Dose{Unit: "share of the displaced without a job who begin, a month", Text: "{%} of the displaced begin each month", High: 0.5, Default: 0.1,
		Source: "assumed: within a spell of four months about a third begin"},
	Ramp:  12,
	Takes: 1,
	Why:   "assumed: an open offer; who begins is the dose",
	Cost: Cost{USD: 6443, Low: 3000, High: 12000, Per: "retraining begun",
		Source: "WorkAdvance: USD 6,443 a participant at one of its providers, 5,262 in its second year"},
	Example: "WIOA: AI-exposed trainees gain USD 2,900 to 3,000 a quarter, mostly by leaving exposed work; WorkAdvance: one of four programmes lasts",
	Claims:  Claim{"courses", 1, "the displaced are retrained, and longer without a job meanwhile"},
	Known:   "about nothing in the first year, gains after two to three (200 studies: Card, Kluve and Weber 2018); most US gains come of leaving exposed work, and many fade",
	Assumed: false,
	Reach:   nobodyBut("unemployed"),
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Retraining, Scale: 1}},
		Through: sim.People,
		Charge:  sim.PerRetrained,
		Payer:   sim.Public,
	},
})
