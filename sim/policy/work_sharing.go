package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "work_sharing",
	Title:    "Work-sharing",
	Does:     "Organisations with more staff than they want shorten hours instead of laying off, and the public pays part of the pay that is missing. Who would be laid off stays until somebody leaves; posts are not refilled meanwhile. It buys time and creates no work.",
	Equation: "layoff chance x (1 - dose) in (27)",
	Dose: Dose{Unit: "share of heads in excess that stay on shorter hours", Text: "{%} of staff in excess on shorter hours", High: 1, Default: 1,
		Source: "at users of Italy's scheme nearly all of the fall is in hours (Giupponi and Landais)"},
	Ramp:  0,
	Takes: 0.2,
	Why:   "OECD: job retention schemes held 20 % of employees at their peak in 2020; US short-time compensation is about 1 % of claims",
	Cost: Cost{USD: 0.6, Low: 0.5, High: 0.8, Per: "USD of missing pay",
		Source: "Germany pays 60 % of missing pay, the US about half, Italy 80 %"},
	Example: "Germany's Kurzarbeit, Italy's Cassa Integrazione, short-time compensation in 26 US states",
	Claims:  Claim{"employed", 1, "organisations keep staff while it lasts"},
	Known:   "Italy: heads +45 % at users, gone when the programme ends; other firms grow less (Giupponi and Landais). That was a recession, and here the work does not come back",
	Assumed: false,
	Reach:   employees,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.WorkSharing, Scale: 1}},
		Through: sim.Employers,
		Charge:  sim.PerSharedPay, PerDose: true,
		Payer: sim.Public,
	},
})
