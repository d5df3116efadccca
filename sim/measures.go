package sim

import "slices"

// Measure is one column of the output, and all that is said of it: rows of
// tables, subtitles, lists, the dictionary and sentences follow from here.
// Undefined values (a share of nobody, a measure that does not exist for a group)
// are NaN.
type Measure struct {
	Name  string // column of series.csv
	Label string // head of a row or axis
	Unit  string // "persons", "share", "USD", ...
	// Of says of whom or what a share or mean is taken, as words behind "of";
	// "" for counts and sums.
	Of  string
	Doc string
	// Noun is the measure within a sentence, More and Fewer a rise and a fall
	// of it.
	Noun, More, Fewer string
	Better            int  // 1: more of it is better; -1: less; 0: neither
	Told              Told // where it is told of
	// Assumed: it rests on what nobody has measured. One rule for all, which a
	// test in infer holds to the arithmetic: a measure is assumed unless the effect
	// of AI on it, run minus frozen twin, surely stays within a tenth of itself
	// when a parameter by which AI acts on others' work, and whose source says that
	// it is assumed, goes to an end of its range.
	Assumed bool
	value   func(g *group) float64
	sum     []string // columns whose sum it is; such a measure is not a column
}

// Told says where a measure is told of.
type Told uint16

// Where measures are told of.
const (
	Main     Told = 1 << iota // in the main table of every report
	Compared                  // among the differences between futures
	ByGroup                   // and of groups of creatives too
	ByClient                  // and of groups of clients
	Ranked                    // by it futures are ranked
	Followed                  // month by month
	Precise                   // its interval is to become narrow
	Gained                    // in the tables of who gains and who loses
	Scored                    // on the scorecard of a comparison
)

const told, everywhere = Main | Compared, Main | Compared | ByGroup | Ranked | Followed

// At tells whether a measure is told of there.
func (m Measure) At(where Told) bool { return m.Told&where != 0 }

// Flow tells whether a measure counts what happens in a month and costs money
// or teaches: a period has the sum of it, not the mean.
func (m Measure) Flow() bool { return m.Unit == "USD" || m.Name == "courses" }

// Columns are the measures of series.csv, in their order there. People are
// persons (not rows), flows are persons a month, money is constant 2024 USD.
var Columns = []Measure{
	{Name: "people", Label: "People in creative work", Unit: "persons", Doc: "employed, freelancing or unemployed in an occupation of the model",
		Noun: "people in creative work", More: "more people in creative work", Fewer: "fewer people in creative work", Better: 1, Told: told | ByGroup, Assumed: true,
		value: persons(func(g *group) float64 { return g.all() })},
	{Name: "employed", Label: "Employees", Unit: "persons", Noun: "employees", More: "more employees", Fewer: "fewer employees", Better: 1, Told: everywhere | Gained | Scored, Assumed: true,
		value: persons(counted(sumEmployed))},
	{Name: "freelancing", Label: "Freelancers", Unit: "persons", Noun: "freelancers", More: "more freelancers", Fewer: "fewer freelancers", Told: told | ByGroup | Scored, Assumed: true,
		value: persons(counted(sumFreelancing))},
	{Name: "unemployed", Label: "Unemployed creatives", Unit: "persons", Noun: "unemployed creatives", More: "more unemployed", Fewer: "fewer unemployed", Better: -1, Told: told, Assumed: true,
		value: persons(counted(sumUnemployed))},
	{Name: "left", Label: "Have left creative work", Unit: "persons", Doc: "since the start", Assumed: true,
		value: market(func(m *marketSum) float64 { return m.left })},
	{Name: "entrants", Label: "Entrants", Unit: "persons", Doc: "into jobs and freelancing, this month", Assumed: true, value: flow(FlowEntrants)},
	{Name: "missing_entrants", Label: "Missing entrants", Unit: "persons", Doc: "entrants at the start's rate on the exogenous index, minus entrants, since the start", Assumed: true,
		value: market(func(m *marketSum) float64 { return m.missing })},
	{Name: "exits", Label: "Exits", Unit: "persons", Doc: "out of creative work, this month", Assumed: true, value: flow(FlowExits)},
	{Name: "exits_unemployed", Label: "Exits out of unemployment", Unit: "persons", Doc: "this month", Assumed: true, value: flow(FlowExitsUnemployed)},
	{Name: "exits_income", Label: "Exits for low freelance income", Unit: "persons", Doc: "this month", Assumed: true, value: flow(FlowExitsIncome)},
	{Name: "junior_share", Label: "Juniors among employees", Unit: "share", Of: "employees", Noun: "juniors among employees", More: "more juniors", Fewer: "fewer juniors",
		Better: 1, Told: told | Ranked | Scored, Assumed: true, value: per(sumJunior, sumEmployed)},
	{Name: "job_finding", Label: "Job finding", Unit: "share", Of: "the unemployed", Doc: "found a job this month", Assumed: true,
		value: market(func(m *marketSum) float64 { return m.rate(FlowFound, FlowJobless) })},
	{Name: "ai_use", Label: "Creatives using generative AI", Unit: "share", Of: "creatives", Doc: "this month",
		Noun: "creatives using AI", More: "more creatives using AI", Fewer: "fewer creatives using AI", Told: told | ByGroup | Followed | Scored, value: each(sumUses)},
	{Name: "ever_used", Label: "Ever used generative AI", Unit: "share", Of: "creatives", Noun: "creatives who ever used AI", More: "more who ever used AI",
		Fewer: "fewer who ever used AI", value: each(sumEver)},
	{Name: "depth", Label: "Machine share of users' work", Unit: "share", Of: "the work of users of AI", Doc: "mean over users", Noun: "the machine share of users' work",
		More: "a larger machine share", Fewer: "a smaller machine share", Told: told, value: per(sumDepth, sumUses)},
	{Name: "org_adoption", Label: "Organisations using generative AI", Unit: "share", Of: "organisations", Doc: "pilot or integrated, every size",
		Noun: "organisations using AI", More: "more organisations using AI", Fewer: "fewer organisations using AI", Told: told,
		value: organisation(func(o *orgCount) (a, b int64) { return o.adopt, o.all })},
	{Name: "org_adoption_10plus", Label: "Organisations with 10 and more staff using generative AI", Unit: "share", Of: "organisations with 10 and more staff",
		value: organisation(func(o *orgCount) (a, b int64) { return o.adopt10, o.all10 })},
	{Name: "org_any_ai_10plus", Label: "Organisations with 10 and more staff using any AI", Unit: "share", Of: "organisations with 10 and more staff", Doc: "with the conventional AI of 2021",
		value: organisation(func(o *orgCount) (a, b int64) { return o.any10, o.all10 })},
	{Name: "org_any_ai", Label: "Organisations using any AI", Unit: "share", Of: "organisations", Doc: "every size, with the conventional AI of 2021",
		value: organisation(func(o *orgCount) (a, b int64) { return o.any, o.all })},
	{Name: "org_closures", Label: "Organisations that closed", Unit: "organisations", Doc: "within the last twelve months; as many of like size opened in their place", Assumed: true,
		value: firmCount(func(o *orgCount) int64 { return o.young })},
	{Name: "org_adoption_new", Label: "New organisations using generative AI", Unit: "share", Of: "organisations that opened since the start",
		value: organisation(func(o *orgCount) (a, b int64) { return o.freshAdopt, o.fresh })},
	{Name: "org_adoption_staff", Label: "Staff whose organisation uses generative AI", Unit: "share", Of: "creative staff",
		value: organisation(func(o *orgCount) (a, b int64) { return o.adoptStaff, o.staff })},
	{Name: "trust", Label: "Trust in AI", Unit: "share", Of: "creatives", Doc: "mean published trust, 0 to 1", Noun: "trust in AI", More: "more trust in AI", Fewer: "less trust in AI",
		Told: told, value: each(sumTrust)},
	{Name: "trust_high", Label: "Trust AI", Unit: "share", Of: "creatives", Doc: "trust above measure.high, as a yes in a survey", Noun: "creatives who trust AI",
		More: "more who trust AI", Fewer: "fewer who trust AI", value: each(sumTrusting)},
	{Name: "over_trust", Label: "Over-trust", Unit: "share", Of: "creatives", Doc: "the rate of success that they expect of AI minus the true one, mean", Noun: "over-trust", More: "more over-trust", Fewer: "less over-trust",
		Better: -1, Told: Compared, Assumed: true, value: each(sumOver)},
	{Name: "over_trusting_share", Label: "Trust more than is earned", Unit: "share", Of: "creatives", Doc: "expect AI to succeed more often than it does", value: each(sumOverCount)},
	{Name: "attitude", Label: "AI is good for my field", Unit: "share", Of: "creatives", Doc: "mean attitude, 0 to 1", Noun: "attitude to AI", More: "a better attitude to AI",
		Fewer: "a worse attitude to AI", Told: told, Assumed: true, value: each(sumAttitude)},
	{Name: "bad_for_field_share", Label: "AI is bad for my field", Unit: "share", Of: "creatives", Doc: "attitude below attitude.bad", Assumed: true, value: each(sumBad)},
	{Name: "risks_outweigh_share", Label: "AI's risks outweigh its chances", Unit: "share", Of: "creatives", Doc: "attitude below measure.high, as a yes in a survey", Assumed: true, value: each(sumRisks)},
	{Name: "fear", Label: "Fear of displacement", Unit: "share", Of: "creatives", Doc: "mean, 0 to 1", Noun: "fear of displacement", More: "more fear of displacement",
		Fewer: "less fear of displacement", Better: -1, Told: everywhere | Scored, Assumed: true, value: each(sumFear)},
	{Name: "fear_high", Label: "Afraid of displacement", Unit: "share", Of: "creatives", Doc: "fear above measure.high, as a yes in a survey", Noun: "creatives afraid of displacement",
		More: "more afraid of displacement", Fewer: "fewer afraid of displacement", Better: -1, Assumed: true, value: each(sumAfraid)},
	{Name: "skill", Label: "AI skill", Unit: "share", Of: "creatives", Doc: "mean, 0 to 1", Noun: "AI skill", More: "more AI skill", Fewer: "less AI skill", Better: 1,
		Told: told | ByGroup, value: each(sumSkill)},
	{Name: "craft", Label: "Craft", Unit: "share", Of: "creatives", Doc: "mean, 0 to 1", Noun: "craft", More: "more craft", Fewer: "less craft", Better: 1, Told: told, Assumed: true, value: each(sumCraft)},
	{Name: "trained_share", Label: "Trained in AI", Unit: "share", Of: "creatives", Doc: "ever took a course", Noun: "creatives trained in AI", More: "more trained in AI",
		Fewer: "fewer trained in AI", Told: Compared, value: each(sumTrained)},
	{Name: "desired_staff", Label: "Desired staff", Unit: "persons", Assumed: true, value: func(g *group) float64 { return g.w.desiredStaff(g.counts) }},
	{Name: "trend_staff", Label: "Staff wanted without AI", Unit: "persons", Doc: "employees of the start on the trend: up to May 2025 the observed index over what AI does to employment in the model, then a projection; the same in all futures of a world and seed",
		value: market(func(m *marketSum) float64 { return m.trend * m.weight })},
	{Name: "openings", Label: "Open posts", Unit: "persons", Doc: "before hiring, this month", Assumed: true, value: flow(FlowOpenings)},
	{Name: "hires", Label: "Hires", Unit: "persons", Doc: "this month", Assumed: true, value: flow(FlowHires)},
	{Name: "separations", Label: "Separations", Unit: "persons", Doc: "this month, all causes", Assumed: true, value: flow(FlowSeparations)},
	{Name: "displaced_automation", Label: "Laid off: automation and augmentation", Unit: "persons", Doc: "this month", Assumed: true, value: shared(FlowDisplacedAutomation)},
	{Name: "displaced_clients", Label: "Laid off: clients' own use of AI", Unit: "persons", Doc: "this month", Assumed: true, value: shared(FlowDisplacedClients)},
	{Name: "displaced_other", Label: "Laid off: other causes", Unit: "persons", Doc: "this month", Assumed: true, value: shared(FlowDisplacedOther)},
	{Name: "orders", Label: "Freelance orders", Unit: "orders", Doc: "this month; 1 = a freelancer's normal month in 2021", Noun: "freelance orders", More: "more freelance orders",
		Fewer: "fewer freelance orders", Better: 1, Told: told | ByGroup | ByClient | Followed | Precise | Gained | Scored, Assumed: true,
		value: func(g *group) float64 {
			switch {
			case g.market != nil:
				return g.market.orders * g.w.Weight
			case g.sale != nil:
				return float64(g.sale.Persons+g.sale.Failed) / orderUnit * g.w.Weight
			}
			return undefined
		}},
	{Name: "order_price_usd", Label: "Price of an order", Unit: "USD an order", Of: "orders", Doc: "mean", Noun: "the price of an order", More: "higher prices of orders",
		Fewer: "lower prices of orders", Assumed: true, value: market((*marketSum).price)},
	{Name: "freelance_income_usd", Label: "Freelance income", Unit: "USD/month", Of: "freelancers", Doc: "mean, smoothed", Noun: "freelance income", More: "higher freelance income",
		Fewer: "lower freelance income", Better: 1, Told: everywhere | Precise | Gained, Assumed: true, value: per(sumIncome, sumFreelancing)},
	{Name: "lost_work_share", Label: "Lost work to AI", Unit: "share", Of: "people in creative work", Doc: "within about a year", Noun: "people who lost work to AI",
		More: "more who lost work to AI", Fewer: "fewer who lost work to AI", Better: -1, Told: told | ByGroup, Assumed: true, value: each(sumLost)},
	{Name: "pay_usd", Label: "Pay of employees", Unit: "USD/month", Of: "employees", Doc: "mean", Noun: "pay of employees", More: "higher pay", Fewer: "lower pay", Better: 1,
		Told: told | ByGroup | Gained, Assumed: true, value: per(sumPay, sumEmployed)},
	{Name: "pay_p10_usd", Label: "Pay, lowest tenth", Unit: "USD/month", Of: "employees", Doc: "10th percentile",
		Noun: "the lowest tenth of employees' pay", More: "higher lowest pay", Fewer: "lower lowest pay", Better: 1, Told: told | Ranked, Assumed: true,
		value: func(g *group) float64 { return lowestWages(&g.pay, &g.income) }},
	{Name: "pay_gini", Label: "Inequality of pay", Unit: "Gini", Of: "people at work", Doc: "employees' pay and freelancers' income; who gives up is not counted", Noun: "inequality of pay", More: "more inequality of pay",
		Fewer: "less inequality of pay", Better: -1, Told: Compared, Assumed: true, value: func(g *group) float64 { return g.pay.gini() }},
	{Name: "hours_per_work", Label: "Hours a work takes", Unit: "index", Of: "people at work", Doc: "2021 = 1, mean",
		value: func(g *group) float64 { return ratio(g.working()+g.get(sumHours), g.working()) }},
	{Name: "output", Label: "Works produced by people and organisations", Unit: "works", Doc: "this month; 1 = a creative's normal month in 2021", Noun: "works", More: "more works",
		Fewer: "fewer works", Told: told, Assumed: true, value: market(func(m *marketSum) float64 { return (m.works + m.orders) * m.weight })},
	{Name: "price_usd", Label: "Price of a work", Unit: "USD a work", Of: "works", Doc: "mean", Noun: "the price of a work", More: "higher prices", Fewer: "lower prices", Better: -1,
		Told: told, Assumed: true, value: market(func(m *marketSum) float64 { return ratio(m.revenue+m.spent, m.works+m.orders) })},
	{Name: "quality", Label: "Quality of works", Unit: "index", Of: "people at work", Doc: "mean", Noun: "quality of works", More: "higher quality of works", Fewer: "lower quality of works",
		Better: 1, Told: told | Ranked, Assumed: true, value: func(g *group) float64 { return ratio(g.get(sumQuality), g.working()) }},
	{Name: "variety", Label: "Variety of works", Unit: "index", Of: "pairs of works of an occupation", Doc: "one minus the mean similarity of two works of an occupation",
		Noun: "variety of works", More: "more variety of works", Fewer: "less variety of works", Better: 1, Told: told | Ranked, Assumed: true,
		value: market(func(m *marketSum) float64 { return ratio(m.variety, m.people) })},
	{Name: "revenue_usd", Label: "Revenue of human work", Unit: "USD/month", Doc: "organisations and freelancers", Noun: "revenue of human work", More: "more revenue", Fewer: "less revenue",
		Better: 1, Told: Compared, Assumed: true, value: market(func(m *marketSum) float64 { return (m.revenue + m.spent) * m.weight })},
	{Name: "ai_share_supply", Label: "AI-only works in supply", Unit: "share", Of: "works on offer", Noun: "AI-only works on offer", More: "more AI-only works on offer",
		Fewer: "fewer AI-only works on offer", Assumed: true, value: market(func(m *marketSum) float64 { return ratio(m.supply, m.base) })},
	{Name: "ai_share_demand", Label: "AI-only works in demand", Unit: "share", Of: "attention", Noun: "AI-only works in demand", More: "more AI-only works in demand",
		Fewer: "fewer AI-only works in demand", Assumed: true, value: market(func(m *marketSum) float64 { return ratio(m.demand, m.base) })},
	{Name: "client_ai_share", Label: "Commissions that clients make with AI themselves", Unit: "share", Of: "commissions",
		Doc: "of those that freelancers could have had: made with AI, over those and the orders that freelancers are asked for", Noun: "commissions that clients make themselves",
		More: "more made by clients themselves", Fewer: "fewer made by clients themselves", Better: -1, Told: told | ByClient, Assumed: true,
		value: func(g *group) float64 {
			switch {
			case g.market != nil:
				return ratio(g.market.bypass, g.market.base)
			case g.sale != nil:
				return part(g.sale.Own, g.sale.Own+g.sale.Persons+g.sale.Failed)
			}
			return undefined
		}},
	{Name: "dlog_augmentation", Label: "Change in employees: augmentation", Unit: "share of start", Doc: "since the start, realised", Told: Compared, value: cause(causeAugmentation)},
	{Name: "dlog_automation", Label: "Change in employees: automation", Unit: "share of start", Doc: "since the start, realised", Told: Compared, Assumed: true, value: cause(causeAutomation)},
	{Name: "dlog_clients", Label: "Change in employees: clients' own use", Unit: "share of start", Doc: "since the start, realised", Told: Compared, Assumed: true, value: cause(causeClients)},
	{Name: "dlog_demand", Label: "Change in employees: demand expansion", Unit: "share of start", Doc: "since the start, realised: of prices, wages in them, and what works are worth", Told: Compared, Assumed: true, value: cause(causeDemand)},
	{Name: "dlog_rest", Label: "Change in employees: rest", Unit: "share of start", Doc: "since the start; the five add up to the change", Told: Compared, Assumed: true, value: cause(Causes)},
	{Name: "public_cost_usd", Label: "Public outlay", Unit: "USD", Doc: "on policies, this month", Better: -1, Told: Compared, Assumed: true, value: usd(MoneyPublic)},
	{Name: "firm_cost_usd", Label: "Firms' compliance cost", Unit: "USD", Doc: "this month", Better: -1, Told: Compared, Assumed: true, value: usd(MoneyFirms)},
	{Name: "levy_receipts_usd", Label: "Levy receipts", Unit: "USD", Doc: "on what is spent on AI, this month", Told: Compared, Assumed: true, value: usd(MoneyLevyUsers, MoneyLevyFirms, MoneyLevyBuyers)},
	{Name: "levy_paid_usd", Label: "Levy paid out", Unit: "USD", Doc: "to freelancers, this month", Told: Compared, Assumed: true, value: market(func(m *marketSum) float64 { return m.paid })},
	{Name: "barrier_cost", Label: "Held back by cost", Unit: "share", Of: "non-users", Assumed: true, value: barrier(barrierCost)},
	{Name: "barrier_skill", Label: "Held back by skill", Unit: "share", Of: "non-users", Assumed: true, value: barrier(barrierSkill)},
	{Name: "barrier_trust", Label: "Held back by trust", Unit: "share", Of: "non-users", Assumed: true, value: barrier(barrierTrust)},
	{Name: "barrier_fear", Label: "Held back by fear", Unit: "share", Of: "non-users", Assumed: true, value: barrier(barrierFear)},
	{Name: "barrier_rights", Label: "Held back by rights", Unit: "share", Of: "non-users", Assumed: true, value: barrier(barrierRights)},
	{Name: "barrier_culture", Label: "Held back by culture", Unit: "share", Of: "non-users", Assumed: true, value: barrier(barrierCulture)},
	{Name: "courses", Label: "Courses in AI", Unit: "persons", Doc: "courses and retrainings begun, this month", Noun: "courses in AI", More: "more courses", Fewer: "fewer courses",
		Told: Compared, Assumed: true, value: flow(FlowCourses)},
	{Name: "junior_hires", Label: "Juniors hired", Unit: "persons", Doc: "this month", Assumed: true, value: flow(FlowJuniorHires)},
	{Name: "displaced_unemployed", Label: "Without a job after losing work to AI", Unit: "persons", Doc: "at the beginning of the month", Assumed: true, value: flow(FlowDisplacedJobless)},
	{Name: "displaced_finding", Label: "Job finding of the displaced", Unit: "share", Of: "those without a job after losing work to AI", Doc: "found a job this month", Told: Compared, Assumed: true,
		value: market(func(m *marketSum) float64 { return ratio(m.in(FlowDisplacedFound), m.in(FlowDisplacedJobless)) })},
	{Name: "transfer_usd", Label: "Transfers to freelancers", Unit: "USD/month", Of: "freelancers", Doc: "basic income, insurance and payments from levies, mean", Told: Compared, Assumed: true,
		value: func(g *group) float64 {
			if g.market == nil {
				return undefined
			}
			return ratio(g.market.usd(MoneyIncome)+g.market.paid, g.get(sumFreelancing)*g.w.Weight)
		}},
	{Name: "belief", Label: "Expected success of AI", Unit: "share", Of: "creatives", Doc: "rate of success that they expect of AI, each try they saw counted once, mean", value: each(sumBelief)},
	{Name: "buyers", Label: "Clients who buy of freelancers", Unit: "clients", Doc: "this month; a row of clients counts as much as a row of creatives", Noun: "clients who buy of freelancers",
		More: "more buyers", Fewer: "fewer buyers", Better: 1, Told: Compared | ByClient, Assumed: true, value: bought(func(s *saleSum, weight float64) float64 { return float64(s.Buyers) * weight })},
	{Name: "spend_per_buyer_usd", Label: "Spent per buyer", Unit: "USD/month", Of: "clients who buy of freelancers", Doc: "on freelance orders; of kinds of clients at the mean price of the occupation",
		Noun: "what a buyer spends", More: "more spent per buyer", Fewer: "less spent per buyer", Better: 1, Told: Compared | ByClient, Assumed: true, value: bought(func(s *saleSum, _ float64) float64 { return ratio(s.spent, float64(s.Buyers)) })},
	{Name: "repeat_share", Label: "Orders that go to the supplier of before", Unit: "share", Of: "orders asked of freelancers", Noun: "orders to the supplier of before", More: "more orders to the supplier of before",
		Fewer: "fewer orders to the supplier of before", Told: Compared | ByClient, Assumed: true,
		value: bought(func(s *saleSum, _ float64) float64 { return ratio(float64(s.Repeat), float64(s.Persons)) })},
	{Name: "latent_share", Label: "Needs that nobody serves", Unit: "share", Of: "needs of clients", Doc: "too dear for what they are worth; orders that nobody had hours for are not among them",
		Noun: "needs that nobody serves", More: "more needs that nobody serves", Fewer: "fewer needs that nobody serves", Better: -1, Told: Compared | ByClient, Assumed: true, value: bought(func(s *saleSum, _ float64) float64 { return ratio(float64(s.Latent), float64(s.Needs)) })},
	{Name: "posts", Label: "Posts on platforms", Unit: "posts", Doc: "orders of clients who found their supplier on a platform, this month", Noun: "posts on platforms", More: "more posts on platforms",
		Fewer: "fewer posts on platforms", Told: Compared | ByClient, Assumed: true, value: bought(func(s *saleSum, weight float64) float64 { return float64(s.Posts) * weight })},
	{Name: "bids", Label: "Bids on platforms", Unit: "bids", Doc: "offers to these posts: of those whom a client asks the share with idle hours, this month", Noun: "bids on platforms",
		More: "more bids on platforms", Fewer: "fewer bids on platforms", Told: Compared | ByClient, Assumed: true, value: bought(func(s *saleSum, weight float64) float64 { return s.bids * weight })},
	{Name: "platform_ability", Label: "Ability in hiring on platforms", Unit: "log points", Of: "new suppliers from platforms", Doc: "quality of who is hired over that of who bids, logs, mean", Assumed: true,
		value: bought(func(s *saleSum, _ float64) float64 { return ratio(whole(s.Ability), float64(s.Hired)) })},
	{Name: "hours", Label: "Freelancers' hours in use", Unit: "share", Of: "the hours that freelancers have", Assumed: true,
		value: market(func(m *marketSum) float64 { return ratio(m.orders, m.room) })},
	{Name: "unfilled_orders", Label: "Orders that nobody had hours for", Unit: "orders", Doc: "this month", Assumed: true,
		value: market(func(m *marketSum) float64 { return m.unfilled * m.weight })},
	{Name: "orders_ai_users", Label: "Orders of freelancers who use AI", Unit: "ratio", Of: "those of other freelancers", Doc: "orders per hour that one wants to work, users over others",
		value: market(func(m *marketSum) float64 {
			return ratio(ratio(m.used[1].orders, m.used[1].hours), ratio(m.used[0].orders, m.used[0].hours))
		})},
	{Name: "income_gini", Label: "Inequality of freelance income", Unit: "Gini", Of: "freelancers", Doc: "of income, smoothed", Assumed: true,
		value: func(g *group) float64 { return g.income.gini() }},
	{Name: "income_top_tenth", Label: "Freelance income of the top tenth", Unit: "share", Of: "freelance income", Doc: "of income, smoothed", Assumed: true,
		value: func(g *group) float64 { return g.income.topTenth() }},
	{Name: "jobs_found", Label: "Found a job", Unit: "persons", Doc: "who were without one, this month", Assumed: true, value: flow(FlowFound)},
	{Name: "jobs_lost", Label: "Lost their job", Unit: "persons", Doc: "employees who are without one from this month on, all causes", Assumed: true, value: flow(FlowLostJob)},
	{Name: "exits_employed", Label: "Exits out of a job", Unit: "persons", Doc: "this month", Assumed: true, value: flow(FlowExitsEmployed)},
	{Name: "turned_freelance", Label: "Turned freelance", Unit: "persons", Doc: "who were without a job, this month", Assumed: true, value: flow(FlowTurnedFreelance)},
	{Name: "stopped_freelance", Label: "Gave up freelancing to look for a job", Unit: "persons", Doc: "this month; the others who give up leave creative work", Assumed: true, value: flow(FlowStoppedFreelance)},
	{Name: "entrants_freelance", Label: "Entrants into freelancing", Unit: "persons", Doc: "of entrants, this month", Assumed: true, value: flow(FlowEntrantsFreelance)},
}

// Names of the measures that are sums of columns.
const (
	AtWork   = "at_work"
	Received = "freelance_received_usd"
)

// sums are measures that follow from columns.
var sums = []Measure{
	{Name: AtWork, Label: "People at work", Unit: "persons", Doc: "employees and freelancers", Noun: "people at work", More: "more people at work", Fewer: "fewer people at work",
		Better: 1, Told: everywhere | Precise | Gained | Scored, Assumed: true, sum: []string{"employed", "freelancing"}},
	{Name: Received, Label: "Freelance income with transfers", Unit: "USD/month", Of: "freelancers", Doc: "with basic income, insurance and payments from levies", Noun: "freelance income with transfers",
		More: "higher income with transfers", Fewer: "lower income with transfers", Better: 1, Told: told | ByGroup | Ranked | Scored, Assumed: true, sum: []string{"freelance_income_usd", "transfer_usd"}},
}

// Measures are all measures: people at work, which every report is about first,
// the columns of series.csv, and the other sums of columns, each behind the
// first column that it is made of.
var Measures = allMeasures()

func allMeasures() []Measure {
	list := []Measure{sums[0]}
	for _, c := range Columns {
		list = append(list, c)
		if c.Name == sums[1].sum[0] {
			list = append(list, sums[1])
		}
	}
	return list
}

// MeasuresAt are the measures that are told of in a place, in their order.
func MeasuresAt(where Told) []Measure {
	var list []Measure
	for _, m := range Measures {
		if m.At(where) {
			list = append(list, m)
		}
	}
	return list
}

// MeasureOf is the measure of a name; one that is not known has its name for a
// label.
func MeasureOf(name string) Measure {
	for _, m := range Measures {
		if m.Name == name {
			return m
		}
	}
	return Measure{Name: name, Label: name}
}

// In reads the measure in a row of values by Columns.
func (m Measure) In(row []float64) float64 {
	if m.sum == nil {
		return row[ColumnIndex(m.Name)]
	}
	total := 0.0
	for _, name := range m.sum {
		total += row[ColumnIndex(name)]
	}
	return total
}

// ColumnIndex is the place of a measure in Columns, or -1.
func ColumnIndex(name string) int {
	return slices.IndexFunc(Columns, func(m Measure) bool { return m.Name == name })
}

// Groupings are the ways in which measures are split: those of creatives, then
// those of clients.
var Groupings = append([]string{"all", "domain", "occupation", "size", "contract", "stage", "income", "sector"}, ClientGroupings...)

// ClientGroupings are those of clients: by kind, by where they found their
// supplier and by length of their orders. Only measures of what clients buy are
// defined there.
var ClientGroupings = []string{"client_kind", "order_source", "order_length"}
