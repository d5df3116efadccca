package policy

import "github.com/atelier-sim/atelier/sim"

var _ = register(Policy{
	Name:     "transparency",
	Title:    "Attribution and transparency mandate",
	Does:     "Machine-made work must be labelled. Clients who show works to others value a labelled one less, and trust more that an unlabelled one is human; creatives need worry less about what happens to theirs. Organisations with AI in use bear the cost of complying.",
	Equation: "labels D = dose in (21); privacy x (1 - 0.3 dose) in (13)",
	Dose: Dose{Unit: "share of machine-made work that is labelled", Text: "{%} of machine-made work labelled", High: 1, Default: 1,
		Source: "a law for all of it; who complies is compliance"},
	Ramp:  12,
	Takes: 0.2,
	Why:   "as labels of advertising, which are law too: one in five influencers label all of it (European Commission, sweep of 2024)",
	Cost: Cost{USD: 2500, Low: 500, High: 5000, Per: "organisation with AI in use and year, times the dose",
		Source: "USD 500 to 5,000 an organisation and year (judgement)"},
	Example: "EU AI Act, Article 50, from 2 August 2026; 97 % of authors want it",
	Claims:  Claim{"client_ai_share", -1, "clients make fewer commissions with AI"},
	Known:   "labelled works are rated lower (text -6 %), clicked less (display ads -31.5 %), valued less (visual art -62 %), and paid no less (stories: Abel and Johnson); that clients order otherwise is assumed",
	Assumed: true,
	Reach:   everyone,
	Design: sim.Design{
		Pulls:   []sim.Pull{{Lever: sim.Disclosure, Scale: 1}},
		Through: sim.Markets,
		Charge:  sim.PerAdopterYear, PerDose: true,
		Payer: sim.Firms,
	},
})
