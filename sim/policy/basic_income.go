package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "basic_income",
	Title:    "Artist basic income",
	Does:     "A share of freelancers, drawn by lot, gets an income without conditions. They give up less often, so there are more of them for the same orders: more hours lie idle, and an hour brings less to all.",
	Equation: "Pay + dose x 52/12 against the reservation in (34), so more room in (32); safety net 0.001 dose in (6)",
	Dose: Dose{Unit: "USD a week", Text: "USD {} a week", High: 1000, Default: 352,
		Source: "Ireland: EUR 325 a week at 1.082 USD (2024)"},
	Ramp:  0,
	Takes: 0.24,
	Why:   "Ireland: 2,000 places for about 8,200 eligible applicants",
	Cost: Cost{USD: 1, Low: 1, High: 1.2, Per: "USD paid",
		Source: "paid as it is; costs of running it are not counted"},
	Example: "Ireland, Basic Income for the Arts 2022-25, permanent from 2026: EUR 1.39 for each EUR 1, net EUR 72 million, hardship -19.2 points",
	Claims:  Claim{"freelancing", 1, "freelancers stay in creative work"},
	Known:   "a randomised pilot: 3.5 hours a week more of practice, depression and anxiety -10 points; what it does to prices and to those without it is assumed",
	Assumed: false,
	Reach:   nobodyBut("freelancing"),
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.BasicIncome, Scale: 52.0 / 12}, {Lever: sim.SafetyNet, Scale: 0.001}},
		Through: sim.People,
		Charge:  sim.PerRecipient, PerDose: true,
		Payer: sim.Public,
	},
})
