package madeup

import "github.com/atelier-sim/atelier/scenarios"

// line is a policy in force.
func line(name, title, dose, payer, cost, claims, known string, assumed bool) scenarios.PolicyLine {
	return scenarios.PolicyLine{
		Name: name, Title: title, Dose: dose, Period: "January 2027 to December 2035", Target: "all creatives", Compliance: "0.8 of those concerned",
		UnitCost: cost, Payer: payer, Claims: claims, Known: known, Source: "made up for tests", Assumed: assumed,
	}
}

// arms are policies with plausible effects: some clear, some wide, some luck.
func arms() []arm {
	training := line("training_subsidy", "Training subsidy", "0.5 of the course fee", "public", "600 USD a course", "more skill, less fear", "measured: trials of training, with a range", false)
	consent := line("consent_rule", "Consent before training on works", "in force", "firms", "40 USD a work", "fewer works made by AI alone", "assumed: nobody has a field estimate", true)
	levy := line("ai_levy", "Levy on the use of AI", "2% of what AI costs", "users of AI", "none", "pays for the income floor", "assumed: nobody has a field estimate", true)
	floor := line("income_floor", "Income floor for freelancers", "60% of the income of 2021", "public", "what is missing to the floor", "fewer freelancers give up", "measured: pilots of basic income for artists", false)
	return []arm{
		{"skills-first", "Skills first", "What if training comes first?", false, map[string]float64{
			"people": 0.9, "employed": 1.5, "freelancing": 0.2, "unemployed": -2, "at_work": 1.3, "orders": 0.6, "freelance_income_usd": 0.9, scenarios.Received: 1.7, "pay_usd": 0.5, "ai_use": 3.1, "org_adoption": 1.2, "trust": 0.3, "attitude": 1.1, "fear": -2.4, "skill": 5.2, "craft": -0.4, "quality": 0.7, "variety": -0.1,
		}, 2.4, 0.3, 0, []scenarios.PolicyLine{training}},
		{"rights-first", "Rights first", "What if works may be used with consent only?", true, map[string]float64{
			"people": 0.6, "employed": -0.9, "freelancing": 2.2, "unemployed": 1, "at_work": 0.25, "orders": 3.4, "freelance_income_usd": 4.6, scenarios.Received: 5.4, "pay_usd": 0.1, "ai_use": -6.4, "org_adoption": -4.1, "trust": 1.9, "attitude": -0.6, "fear": -1.2, "skill": -1.4, "craft": 0.5, "quality": -0.4, "variety": 1.3,
		}, 0.4, 3.1, 0, []scenarios.PolicyLine{consent}},
		{"safety-net", "Safety net", "What if freelancers get an income floor?", false, map[string]float64{
			"people": 2.1, "employed": 0.1, "freelancing": 4.9, "unemployed": -1, "at_work": 2.4, "orders": -0.3, "freelance_income_usd": -1.1, scenarios.Received: -0.3, "pay_usd": -0.1, "ai_use": 0.1, "org_adoption": 0, "trust": 0, "attitude": 0.3, "fear": -4.8, "skill": 0.1, "craft": 0.3, "quality": 0.1, "variety": 0.4,
		}, 9.1, 0.1, 0, []scenarios.PolicyLine{floor}},
		{"supportive-ecosystem", "Supportive ecosystem", "What if all of this is done, and AI pays for it?", true, map[string]float64{
			"people": 2.9, "employed": 1.1, "freelancing": 6.2, "unemployed": -3, "at_work": 3.3, "orders": 3.1, "freelance_income_usd": 4.9, scenarios.Received: 5.7, "pay_usd": 0.4, "ai_use": -2.2, "org_adoption": -2.6, "trust": 2.1, "attitude": 1.2, "fear": -7.9, "skill": 4.1, "craft": 0.6, "quality": 0.5, "variety": 1.4,
		}, 5.2, 3.4, 4.7, []scenarios.PolicyLine{training, consent, levy, floor}},
		{"public-commissions", "Public commissions", "What if the state orders works?", false, map[string]float64{"people": 0.4, "employed": 0.3, "at_work": 0.7, "orders": 2.2, "freelance_income_usd": 1.9, scenarios.Received: 2.7, "ai_use": 0.2, "fear": -0.4}, 3.3, 0, 0, []scenarios.PolicyLine{floor}},
		{"disclosure", "Disclosure", "What if AI works are labelled?", true, map[string]float64{"people": 0.1, "employed": 0.1, "at_work": 0.1, "orders": 0.3, "freelance_income_usd": 0.2, scenarios.Received: 1.0, "ai_use": -0.5, "fear": 0.1}, 0, 0.2, 0, []scenarios.PolicyLine{consent}},
	}
}

// column is a measure with the reference's level at the end.
type column struct {
	name, label, unit string
	level             float64
	luck              float64 // spread of the effect over runs, per cent or points
	assumed           bool
}

// columns are the measures of all creatives.
var columns = []column{
	{"people", "People in creative work", "persons", 1910000, 0.4, false},
	{scenarios.AtWork, "People at work", "persons", 1790000, 0.55, false},
	{"employed", "Employees", "persons", 1210000, 0.5, false},
	{"freelancing", "Freelancers", "persons", 580000, 1.1, false},
	{"unemployed", "Unemployed creatives", "persons", 120000, 3, false},
	{"orders", "Freelance orders", "orders", 410000, 0.8, true},
	{"freelance_income_usd", "Freelance income", "USD/month", 3150, 1.6, true},
	{scenarios.Received, "Freelance income with transfers", "USD/month", 3190, 1.6, true},
	{"pay_usd", "Pay of employees", "USD/month", 6120, 0.2, false},
	{"ai_use", "Creatives using generative AI", "share", 0.71, 0.5, false},
	{"org_adoption", "Organisations using generative AI", "share", 0.44, 0.9, false},
	{"trust", "Trust in AI", "share", 0.52, 0.2, false},
	{"attitude", "AI is good for my field", "share", 0.41, 0.3, false},
	{"fear", "Fear of displacement", "share", 0.47, 0.3, false},
	{"skill", "AI skill", "share", 0.38, 0.2, false},
	{"craft", "Craft", "share", 0.61, 0.1, false},
	{"quality", "Quality of works", "index", 1.08, 0.2, false},
	{"variety", "Variety of works", "share", 0.62, 0.15, true},
	{"dlog_augmentation", "Change in employees: augmentation", "share of start", -0.06, 0.2, false},
	{"dlog_automation", "Change in employees: automation", "share of start", -0.05, 0.25, false},
	{"dlog_clients", "Change in employees: clients' own use", "share of start", -0.04, 0.2, true},
	{"dlog_demand", "Change in employees: demand expansion", "share of start", 0.07, 0.3, false},
	{"dlog_rest", "Change in employees: rest", "share of start", -0.01, 0.15, false},
}

// causes are how an effect on employees is made up.
var causes = map[string]float64{"dlog_augmentation": -0.6, "dlog_automation": 0.9, "dlog_clients": 0.5, "dlog_demand": 0.4, "dlog_rest": -0.2}

// groups are the groups by grouping.
var groups = map[string][]string{
	"domain":     {"visual_art", "design", "music", "film_video", "writing_publishing", "advertising_pr"},
	"size":       {"1-9", "10-49", "50-249", "250+"},
	"contract":   {"employed", "freelancing"},
	"stage":      {"junior", "mid", "senior"},
	"income":     {"q1", "q2", "q3", "q4", "q5"},
	"occupation": {"o0", "o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9", "o10", "o11", "o12", "o13", "o14", "o15", "o16", "o17", "o18", "o19"},
}

var order = []string{"domain", "size", "contract", "stage", "income", "occupation"}

// titles are what readers call the groups.
func titles() map[string]string {
	t := map[string]string{
		"visual_art": "Visual art", "design": "Design", "music": "Music", "film_video": "Film and video",
		"writing_publishing": "Writing and publishing", "advertising_pr": "Advertising and PR",
		"1-9": "1 to 9 staff", "10-49": "10 to 49 staff", "50-249": "50 to 249 staff", "250+": "250 staff or more",
		"employed": "Employed", "freelancing": "Freelancing", "junior": "Juniors", "mid": "Mid-career", "senior": "Seniors",
		"q1": "Lowest fifth", "q2": "Second fifth", "q3": "Middle fifth", "q4": "Fourth fifth", "q5": "Highest fifth",
	}
	for i, name := range []string{
		"Graphic designers", "Special effects artists and animators", "Fine artists and illustrators", "Art directors",
		"Interior designers", "Set and exhibit designers", "Web and digital interface designers", "Web developers",
		"Writers and authors", "Editors", "Technical writers", "Journalists", "Public relations specialists",
		"Interpreters and translators", "Producers and directors", "Music directors and composers",
		"Musicians and singers", "Photographers", "Film and video editors", "Sound engineering technicians",
	} {
		t[groups["occupation"][i]] = name
	}
	return t
}
