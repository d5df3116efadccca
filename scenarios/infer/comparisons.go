package infer

// comparison says what of a run stands beside a target.
type comparison struct {
	id   string // of the target
	with string // what is compared, beside the target's own words
	// sets names what of the model was set with the figure in view: nearness
	// is then no evidence of fit. Empty where nothing was.
	sets   string
	months int // averaged over, from the target's date on; 0 is one month
	of     quantity
}

// comparisons are the targets that the model can speak to, in their order.
// A figure about people elsewhere is compared with the people of the model
// most like them; shares of people who say something are compared with the
// mean of the state that makes them say it.
var comparisons = []comparison{
	{id: "A02", with: "org_any_ai_10plus of other industries, grown in log odds from the EU's 2021 (A01)", of: grown("A01", "all")},
	{id: "A03", with: "as A02", of: grown("A01", "all")},
	{id: "A06", with: "org_any_ai_10plus of film and sound, publishing and information by firms, grown in log odds from the EU's 2021 (A05)", of: grown("A05", "J")},
	{id: "A07", with: "as A06", of: grown("A05", "J")},
	{id: "A13", with: "odds of any AI, 50-249 over 10-49 staff, all sectors that employ creatives", sets: "organisations.size_large", of: odds("50-249")},
	{id: "A26", with: "org_any_ai_10plus of design, advertising and other professional services by firms, grown in log odds from the EU's 2021 (A25)", of: grown("A25", "M")},
	{id: "A27", with: "as A26", of: grown("A25", "M")},
	{id: "A28", with: "odds of any AI, 250+ over 10-49 staff, all sectors that employ creatives", sets: "organisations.size_large", of: odds("250+")},
	{id: "B01", with: "ai_use of writers and authors that month; the survey asks whether ever, in the UK", sets: "reserve of the occupation", of: percent(occupation("writers"), "ai_use")},
	{id: "B02", with: "ai_use of fine artists and illustrators that month", sets: "reserve of the occupation", of: percent(occupation("fine_artists_illustrators"), "ai_use")},
	{id: "B03", with: "ai_use of interpreters and translators that month", sets: "reserve of the occupation", of: percent(occupation("translators"), "ai_use")},
	{id: "B04", with: "ai_use of music directors and composers that month", sets: "reserve of the occupation", of: percent(occupation("composers"), "ai_use")},
	{id: "B08", with: "ai_use of journalists and public relations specialists by people; the survey asks of one tool, in Denmark", sets: "reserve of the occupation",
		of: percentOf("ai_use", occupation("journalists"), occupation("pr_specialists"))},
	{id: "C01", with: "trained_share of all creatives; the survey is of eleven exposed occupations in Denmark", sets: "training.enrol", of: percent(everyone, "trained_share")},
	{id: "C03", with: "trained_share of all creatives", of: percent(everyone, "trained_share")},
	{id: "D01", with: "mean trust of creatives, for the share of people who are willing to trust", sets: "trust.prior_mean", of: percent(everyone, "trust")},
	{id: "E01", with: "mean fear of creatives, for the share of all workers who expect fewer chances; one mean cannot meet both E01 and E02", sets: "fear.base", of: percent(everyone, "fear")},
	{id: "E02", with: "mean fear of creatives, for the share of all workers who are worried", sets: "fear.base", of: percent(everyone, "fear")},
	{id: "E04", with: "mean fear in music, for the share who fear for their living", of: percent(domain("music"), "fear")},
	{id: "E06", with: "mean fear of translators and illustrators by people, for the share who expect lower income",
		of: percentOf("fear", occupation("translators"), occupation("fine_artists_illustrators"))},
	{id: "E08", with: "mean fear in music, for the share who fear for their living", of: percent(domain("music"), "fear")},
	{id: "E09", with: "one minus the mean attitude in music, for the share who see more risks than chances",
		of: func(h history, at period) float64 { return 100 * (1 - h.now(domain("music"), "attitude", at)) }},
	{id: "E10", with: "bad_for_field_share of all creatives, for that of game professionals", sets: "attitude.ai_supply", of: percent(everyone, "bad_for_field_share")},
	{id: "F08", with: "pay of employees against frozen; the study is of eleven exposed occupations in Denmark", of: percentChange("pay_usd")},
	{id: "F09", with: "orders of the most exposed third of occupations against frozen, beside those of the least exposed third",
		of: gap(func(h history) []group { return h.mostExposed })},
	{id: "F10", with: "orders of illustrators, animators and graphic designers against frozen, beside those of the least exposed third",
		of: gap(func(history) []group {
			return []group{occupation("fine_artists_illustrators"), occupation("special_effects_artists"), occupation("graphic_designers")}
		})},
	{id: "F13", with: "lost_work_share of fine artists and illustrators", sets: "clients.own", of: percent(occupation("fine_artists_illustrators"), "lost_work_share")},
	{id: "F18", with: "job_finding of unemployed creatives, mean of the year", sets: "employees.job_finding", months: 12, of: percent(everyone, "job_finding")},
	{id: "F19", with: "separations over employees, every cause and sector, mean of the year", months: 12, of: percentRatio("separations", "employed")},
	{id: "F20", with: "freelancers among people at work, mean of the year", sets: "the population at the start", months: 12, of: percentRatio("freelancing", "freelancing", "employed")},
	{id: "G05", with: "fall in the hours of a work per user since 2021: the part of the time saved that becomes output", sets: "production.saving", of: percentSaved(everyone)},
	{id: "G06", with: "more works a month per user in visual art, mean of the year; the study is of users of one platform", months: 12, of: percentMore(domain("visual_art"))},
}
