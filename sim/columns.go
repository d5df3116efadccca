package sim

// Column is one measure of the output. Undefined values (a share of nobody, a
// measure that does not exist for a group) are NaN.
type Column struct {
	Name, Label, Unit, Doc string
	// Assumed: the measure rests on a parameter without a field estimate.
	Assumed bool
}

// Columns are the measures of series.csv, in their order there. People are
// persons (not rows), flows are persons a month, money is constant 2024 USD.
var Columns = []Column{
	{"people", "People in creative work", "persons", "employed, freelancing or unemployed in the occupations of the tables", false},
	{"employed", "Employees", "persons", "", false},
	{"freelancing", "Freelancers", "persons", "", false},
	{"unemployed", "Unemployed creatives", "persons", "", false},
	{"left", "Have left creative work", "persons", "since the start", false},
	{"entrants", "Entrants", "persons", "into jobs and freelancing, this month", false},
	{"missing_entrants", "Missing entrants", "persons", "entrants at the start's rate on the exogenous index, minus entrants, since the start", false},
	{"exits", "Exits", "persons", "out of creative work, this month", false},
	{"exits_unemployed", "Exits out of unemployment", "persons", "this month", false},
	{"exits_income", "Exits for low freelance income", "persons", "this month", false},
	{"junior_share", "Juniors among employees", "share", "", false},
	{"job_finding", "Job finding", "share", "of the unemployed who found a job this month", false},
	{"ai_use", "Creatives using generative AI", "share", "of people, this month", false},
	{"depth", "Machine share of users' work", "share", "mean over users", false},
	{"org_adoption", "Organisations using generative AI", "share", "pilot or integrated, every size", false},
	{"org_adoption_10plus", "Organisations with 10 and more staff using generative AI", "share", "", false},
	{"org_any_ai_10plus", "Organisations with 10 and more staff using any AI", "share", "with the conventional AI of 2021", false},
	{"org_adoption_staff", "Staff whose organisation uses generative AI", "share", "weighted by creative staff", false},
	{"trust", "Trust in AI", "share", "mean published trust", false},
	{"over_trust", "Over-trust", "share", "trust minus reliability, mean", false},
	{"over_trusting_share", "Trust more than is earned", "share", "", false},
	{"attitude", "AI is good for my field", "share", "mean attitude", false},
	{"bad_for_field_share", "AI is bad for my field", "share", "attitude under 0.30", false},
	{"fear", "Fear of displacement", "share", "mean", false},
	{"skill", "AI skill", "share", "mean", false},
	{"craft", "Craft", "share", "mean", false},
	{"trained_share", "Trained in AI", "share", "ever took a course", false},
	{"desired_staff", "Desired staff", "persons", "", false},
	{"openings", "Open posts", "persons", "before hiring, this month", false},
	{"hires", "Hires", "persons", "this month", false},
	{"separations", "Separations", "persons", "this month, all causes", false},
	{"displaced_automation", "Laid off: automation and augmentation", "persons", "this month", false},
	{"displaced_clients", "Laid off: clients' own use of AI", "persons", "this month", true},
	{"displaced_other", "Laid off: other causes", "persons", "this month", false},
	{"orders", "Freelance orders", "orders", "this month; 1 = a freelancer's normal month in 2021", true},
	{"order_price_usd", "Price of an order", "USD", "", true},
	{"freelance_income_usd", "Freelance income", "USD/month", "mean, smoothed", true},
	{"lost_work_share", "Lost work to AI", "share", "of people, within about a year", true},
	{"pay_usd", "Pay of employees", "USD/month", "mean", false},
	{"pay_p10_usd", "Pay, lowest tenth", "USD/month", "10th percentile of employees' pay and freelancers' income", false},
	{"pay_gini", "Inequality of pay", "Gini", "of employees' pay and freelancers' income", false},
	{"hours_per_work", "Hours a work takes", "index", "2021 = 1, mean over those who work", false},
	{"output", "Works produced by people and organisations", "works", "this month; 1 = a creative's normal month in 2021", false},
	{"price_usd", "Price of a work", "USD", "", false},
	{"quality", "Quality of works", "index", "mean over those who work", false},
	{"variety", "Variety of works", "share", "one minus the mean similarity of two works of an occupation", true},
	{"revenue_usd", "Revenue of human work", "USD/month", "organisations and freelancers", false},
	{"ai_share_supply", "AI-only works in supply", "share", "", true},
	{"ai_share_demand", "AI-only works in demand", "share", "by attention", true},
	{"client_ai_share", "Commissions that clients make with AI themselves", "share", "", true},
	{"dlog_augmentation", "Change in employees: augmentation", "share of start", "since the start, realised", false},
	{"dlog_automation", "Change in employees: automation", "share of start", "since the start, realised", false},
	{"dlog_clients", "Change in employees: clients' own use", "share of start", "since the start, realised", true},
	{"dlog_demand", "Change in employees: demand expansion", "share of start", "since the start, realised", false},
	{"dlog_rest", "Change in employees: rest", "share of start", "since the start; the five add up to the change", false},
	{"public_cost_usd", "Public outlay", "USD", "on policies, this month", false},
	{"firm_cost_usd", "Firms' compliance cost", "USD", "this month", false},
	{"levy_receipts_usd", "Levy receipts", "USD", "on what is spent on AI, this month", false},
	{"levy_paid_usd", "Levy paid out", "USD", "to freelancers, this month", false},
	{"barrier_cost", "Held back by cost", "share", "of non-users", false},
	{"barrier_skill", "Held back by skill", "share", "of non-users", false},
	{"barrier_trust", "Held back by trust", "share", "of non-users", false},
	{"barrier_fear", "Held back by fear", "share", "of non-users", false},
	{"barrier_rights", "Held back by rights", "share", "of non-users", false},
	{"barrier_culture", "Held back by culture", "share", "of non-users", false},
	{"courses", "Courses in AI", "persons", "courses and retrainings begun, this month", false},
	{"junior_hires", "Juniors hired", "persons", "this month", false},
	{"displaced_unemployed", "Without a job after losing work to AI", "persons", "at the beginning of the month", true},
	{"displaced_finding", "Job finding of the displaced", "share", "of those, found a job this month", true},
	{"transfer_usd", "Transfers to freelancers", "USD/month", "basic income and payments from levies, mean of all freelancers", true},
}

// ColumnIndex is the place of a measure in Columns, or -1.
func ColumnIndex(name string) int {
	for i, c := range Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// Groupings are the ways in which measures are split.
var Groupings = []string{"all", "domain", "occupation", "size", "contract", "stage", "income", "sector"}
