package scenarios

// gone are parameters that earlier editions of the model had, and what is said to
// whom still sets one. None of these names comes back with another meaning.
var gone = []struct{ path, why string }{
	{"technology.ceiling_image", "images, audio and video have one ceiling; see technology.ceiling_media"},
	{"technology.floor_audio_video", "audio and video begin at what people rate; see technology.ceiling_media"},
	{"trust.success_weight", "a success counts one; see trust.prior_strength"},
	{"attitude.bypass", "clients' own use is felt as machine-made works in the field; see attitude.ai_supply"},
	{"fear.autonomy", "fear has a disposition of its own; see fear.base"},
	{"fear.news_scale", "it is part of the weight of news; see fear.news"},
	{"fear.bypass", "clients' own use is felt as a flood of machine-made works; see fear.flood"},
	{"organisations.gain_years", "organisations see the gain as AI becomes visible; see organisations.gain"},
	{"organisations.encourage_cap", "all of the staff may be encouraged; see organisations.encourage_lead"},
	{"organisations.encourage_months", "encouragement grows while an organisation learns; see organisations.j_curve_months"},
	{"production.complementary", "the exponent is twice the silos; see markets.quality for what it does"},
	{"employees.junior_use", "junior posts fall with the depth of AI in the organisation; see employees.junior_depth"},
	{"use.trained", "AI skill has a weight; see use.skill"},
	{"pay.tightness", "unemployment is smoothed as pay adjusts; see pay.adjust"},
	{"clients.ceiling", "clients decide one by one; see clients.own and clients.reach"},
	{"clients.base", "clients decide one by one; see clients.own"},
	{"clients.quality", "each client weighs what AI makes in its hands, and its attempts may fail; see clients.worth and clients.fit"},
	{"clients.price", "each client weighs prices; see clients.elasticity_household and clients.elasticity_large"},
	{"clients.ai_price", "each client weighs the price of AI as it weighs others; see clients.cost_ratio and clients.elasticity_household"},
	{"clients.adjust", "clients change when they look at the market again; see clients.reconsider"},
	{"clients.discount", "it is part of the attention that AI works get; see clients.attention"},
	{"freelancers.price_elasticity", "each client weighs prices; see clients.elasticity_household and clients.elasticity_large"},
	{"freelancers.price_rate", "prices move as fast as incomes are smoothed; see freelancers.smoothing"},
	{"freelancers.substitute", "prices follow how much of freelancers' hours is used; see freelancers.excess"},
	{"freelancers.talent_exponent", "each client weighs how good a freelancer's work is; see clients.worth"},
	{"freelancers.lumpiness", "good and bad months come from clients who come and go; see clients.spread"},
	{"freelancers.lost_work", "a freelancer loses work to AI when a client leaves for it; see clients.own"},
}

// goneFor is what is said of a parameter of an earlier edition, "" for one that
// never was.
func goneFor(path string) string {
	for _, p := range gone {
		if p.path == path {
			return "is gone since the second edition: " + p.why
		}
	}
	return ""
}
