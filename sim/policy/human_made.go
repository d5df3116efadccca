package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "human_made",
	Title:    "Human-made label and public procurement",
	Does:     "Works made by people may carry a label, and public bodies commission none that AI made. Clients who show what they buy to others pay for the label, the more works of AI are on offer, and value an unlabelled work less. Nobody is kept from AI but public bodies.",
	Equation: "labels H = dose in (21); of large organisations a share 0.129 dose makes nothing with AI (21)",
	Dose: Dose{Unit: "share of human works labelled, and of public bodies bound", Text: "{%} of human works labelled and of public bodies bound", High: 1, Default: 1,
		Source: "a scheme for all human works and all public bodies; who joins is compliance"},
	Ramp:  12,
	Takes: 0.2,
	Why:   "as labels of advertising: one in five influencers label all of it (European Commission, sweep of 2024)",
	Cost: Cost{USD: 0, Low: 0, High: 1000000, Per: "nothing: labels are borne by who uses them, and what public bodies pay more is in no budget",
		Source: "not counted"},
	Example: "Human Authored mark of the Authors Guild (2025), Fairly Trained certificates; public procurement is 12.9 % of GDP in the OECD (2021)",
	Claims:  Claim{"client_ai_share", -1, "clients make fewer commissions with AI"},
	Known:   "people say that they prefer human works and rate labelled ones higher, but pay no more for stories (Abel and Johnson); that clients order more is assumed",
	Assumed: true,
	Reach:   everyone,
	Design: sim.Design{
		Pulls: []sim.Pull{{Lever: sim.HumanLabel, Scale: 1}, {Lever: sim.Procurement, Scale: 0.129,
			Source: "public procurement 12.9 % of GDP, OECD 2021 (Government at a Glance 2023), as the share of large organisations that are public"}},
		Through: sim.Markets,
		Charge:  sim.NoCharge,
		Payer:   sim.Public,
	},
})
