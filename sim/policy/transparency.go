package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "transparency",
	Title:    "Attribution and transparency mandate",
	Does:     "Machine-made work must be labelled. Clients value labelled work less, and creatives need worry less about what happens to theirs. Organisations with AI in use bear the cost of complying.",
	Equation: "- disclosure x dose in (21); privacy x (1 - 0.3 dose) in (13)",
	Dose: Dose{Unit: "share of machine-made work that is labelled", Text: "{%} of machine-made work labelled", High: 1, Default: 0.6,
		Source: "assumed: labels where somebody looks"},
	Ramp:  12,
	Takes: 0.8,
	Why:   "assumed: share of the market that complies with a law",
	Cost: Cost{USD: 2500, Low: 500, High: 5000, Per: "organisation with AI in use and year, times the dose",
		Source: "USD 500 to 5,000 an organisation and year (judgement)"},
	Example: "EU AI Act, Article 50, from 2 August 2026; 97 % of authors want it",
	Claims:  Claim{"client_ai_share", -1, "clients make fewer commissions with AI"},
	Known:   "labelled work is valued less in six experiments; the effect on orders is assumed",
	Assumed: true,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Disclosure, Scale: 1}},
		Through: sim.Markets,
		Charge:  sim.PerAdopterYear, PerDose: true,
		Payer: sim.Firms,
	},
})
