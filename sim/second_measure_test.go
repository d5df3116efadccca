package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// What is counted: the facts that next month reads, and the measures of all, of each domain
// and of each occupation (equations 19, 46, 47 and the definitions of the columns).

// A kind of people is summed up apart, and groups are sums of kinds: so the rounding of sums
// is the same in every grouping. The place is the size of the employer, or 4 of
// freelancers and 5 of the unemployed.
type kind struct{ occupation, stage, place uint8 }

// A count is what is known of some people: sums by name, in units of 2^-20.
type count map[string]int64

func (c count) of(name string) float64 { return amount(c[name]) }
func (c count) people() float64        { return c.of("employed") + c.of("freelancing") + c.of("unemployed") }
func (c count) working() float64       { return c.of("employed") + c.of("freelancing") }

// plus adds counts up.
func plus(counts ...count) count {
	sum := count{}
	for _, c := range counts {
		for name, n := range c {
			sum[name] += n
		}
	}
	return sum
}

// measure renews facts, and outside the burn-in makes the month's table.
func (s *second) measure() {
	for o := range s.Occupations {
		occ, flows := &s.Occupations[o], &s.Flows[o]
		if s.BurnIn {
			occ.away += flows[FlowAway]
			occ.back += flows[FlowBack]
		} else {
			occ.Pool += float64(flows[FlowAway]-flows[FlowBack]) + float64(occ.PoolIn*s.trend(o)) - float64(s.Params.Employees.Return*occ.Pool)
		}
		occ.Left += flows[FlowExits]
		occ.Came += flows[FlowEntrants]
	}
	kinds := s.count()
	occupations := make([]count, len(s.Occupations))
	for o := range occupations {
		levels := [2]count{{}, {}}
		displaced := 0.0
		for k, c := range kinds {
			if int(k.occupation) == o {
				levels[levelOf(k.stage)] = plus(levels[levelOf(k.stage)], c)
				if k.place == 5 {
					displaced += c.of("lost")
				}
			}
		}
		occ := &s.Occupations[o]
		occ.Displaced = int64(displaced)
		occ.Present = [2]Minds{minds(levels[0]), minds(levels[1])}
		occupations[o] = plus(levels[0], levels[1])
		s.renew(o, occupations[o])
	}
	all := plus(occupations...)
	s.LostShare, s.FearMean = 0, 0
	if n := all.people(); n > 0 {
		s.LostShare, s.FearMean = all.of("lost")/n, all.of("fear")/n
	}
	if !s.BurnIn {
		s.table(all, occupations)
	}
}

// count sums up people by kind.
func (s *second) count() map[kind]count {
	sums := map[kind]map[string]*running{}
	for i := range s.people {
		c := &s.people[i]
		if c.State == Vacant {
			continue
		}
		k := kind{c.Occupation, c.Stage, SizeClasses + c.State - Freelancing}
		if c.State == Employed {
			k.place = s.firms[s.jobs[c.Cell].Organisation].Size
		}
		if sums[k] == nil {
			sums[k] = map[string]*running{}
		}
		s.facts(i, func(name string, x float64) {
			if x == 0 {
				return
			}
			if sums[k][name] == nil {
				sums[k][name] = &running{}
			}
			sums[k][name].add(i, x)
		})
	}
	counts := map[kind]count{}
	for k, list := range sums {
		counts[k] = count{}
		for name, sum := range list {
			counts[k][name] = sum.close()
		}
	}
	return counts
}

// facts are what a person adds to the sums.
func (s *second) facts(i int, add func(name string, x float64)) {
	c, p := &s.people[i], &s.Params
	yes := func(name string, is bool) {
		if is {
			add(name, 1)
		}
	}
	_, mean := s.innate(c.ID)
	prior := float64(p.Trust.PriorStrength * mean)
	good := max(0, float64(c.Alpha)-prior)
	bad := max(0, float64(c.Beta)-(p.Trust.PriorStrength-prior)) / p.Trust.FailureRatio
	belief, right := (mean+good)/(1+good+bad), s.Reliable
	if s.Occupations[c.Occupation].Quality > 0 && s.pulled(Audit) {
		right = 1 - float64((1-s.Reliable)*(1-s.lever(Audit, i)))
	}
	add([...]string{Employed: "employed", Freelancing: "freelancing", Unemployed: "unemployed"}[c.State], 1)
	add([...]string{"no barrier", "cost", "skill barrier", "trust barrier", "fear barrier", "rights", "culture"}[c.Flags>>5], 1)
	yes("junior", c.State == Employed && c.Stage == Junior)
	yes("trusting", float64(c.Trust) > p.Measure.High)
	yes("afraid", float64(c.Fear) > p.Measure.High)
	yes("bad", float64(c.Attitude) < p.Attitude.Bad)
	yes("risks", float64(c.Attitude) < p.Measure.High)
	yes("overtrusting", belief > right)
	yes("trained", c.Flags&Trained != 0)
	yes("lost", c.Flags&LostWork != 0)
	yes("ever", c.Flags&EverUsed != 0)
	add("trust", float64(c.Trust))
	add("belief", belief)
	add("over", belief-right)
	add("attitude", float64(c.Attitude))
	add("fear", float64(c.Fear))
	add("skill", float64(c.Skill))
	add("craft", float64(c.Craft))
	add("depth", float64(c.Depth))
	if c.Flags&Uses != 0 {
		add("uses", 1)
		add("users' skill", float64(c.Skill))
		add("users' good", good)
		add("users' bad", bad)
	}
	if c.State != Unemployed {
		quality, saved := s.work(i)
		m := float64(c.Depth)
		add([...]string{Employed: "pay", Freelancing: "income"}[c.State], c.Pay)
		add("quality", quality)
		add("yield", 1/(1-saved)-1)
		add("hours", -saved)
		add("depth of work", m)
		add("its square", m*m)
	}
}

// minds is what people know and think of AI, for newcomers.
func minds(c count) (m Minds) {
	n, users := c.people(), c.of("uses")
	if n == 0 {
		return m
	}
	m.People, m.Users, m.Fear, m.Attitude = n, users/n, c.of("fear")/n, c.of("attitude")/n
	if users > 0 {
		m.UserSkill, m.Depth, m.Good, m.Bad = c.of("users' skill")/users, c.of("depth")/users, c.of("users' good")/users, c.of("users' bad")/users
	}
	if n > users {
		m.Skill = (c.of("skill") - c.of("users' skill")) / (n - users)
	}
	return m
}

// renew renews what next month's mechanisms read of an occupation.
func (s *second) renew(o int, c count) {
	occ, p := &s.Occupations[o], &s.Params.Production
	occ.Employed, occ.Freelancing, occ.Unemployed = int64(c.of("employed")), int64(c.of("freelancing")), int64(c.of("unemployed"))
	occ.Users = int64(c.of("uses"))
	work := c.working()
	if work == 0 {
		return
	}
	occ.MachineShare = c.of("depth of work") / work
	occ.CraftMean, occ.SkillMean = c.of("craft")/c.people(), c.of("skill")/c.people()
	if s.BurnIn {
		occ.CraftBase = occ.CraftMean
	}
	occ.LnYield = num.Log1p(c.of("yield") / work)
	a, idea, rho := s.attention(o), p.IdeaShare, p.Similarity
	m1 := float64((1-a)*(idea*occ.MachineShare)) + float64(a*idea)
	m2 := float64((1-a)*(idea*idea*(c.of("its square")/work))) + float64(a*(idea*idea))
	occ.Variety = 1 - (rho+float64((1-rho)*(m1*m1)))/(1-float64(2*(1-rho)*(m1-m2)))
}

// attention is A, the share of attention that AI-only works get.
func (s *second) attention(o int) float64 {
	b := s.Occupations[o].Bypass
	seen := float64(s.Params.Clients.Attention * s.Params.Clients.Flood * b)
	return seen / (seen + 1 - b)
}

// table is the month's: the measures of all, of domains and of occupations.
func (s *second) table(all count, occupations []count) {
	every := []int{}
	domains, within := make([]count, len(s.Domains)), make([][]int, len(s.Domains))
	for o, c := range occupations {
		d := s.Occupations[o].Domain
		domains[d], within[d], every = plus(domains[d], c), append(within[d], o), append(every, o)
	}
	s.Now = Month{Number: s.Month}
	add := func(by, name string, values map[string]float64) {
		row := make([]float64, len(Columns))
		for k := range Columns {
			x, have := values[Columns[k].Name]
			if !have {
				panic("the second model has no " + Columns[k].Name)
			}
			row[k] = x
		}
		s.Now.Groups = append(s.Now.Groups, Group{by, name, row})
	}
	add("all", "all", s.measures(all, every, s.countFirms(func(*firm) bool { return true })))
	for d := range domains {
		add("domain", s.Domains[d].Name, s.measures(domains[d], within[d], s.countFirms(func(f *firm) bool { return int(f.Domain) == d })))
	}
	for o := range occupations {
		add("occupation", s.Occupations[o].Name, s.measures(occupations[o], []int{o}, nil))
	}
}

// countFirms counts organisations, in real ones, their staff and the heads they want.
func (s *second) countFirms(counts func(*firm) bool) count {
	c := count{}
	for f := range s.firms {
		o := &s.firms[f]
		if !counts(o) {
			continue
		}
		n, staff := units(float64(o.Firms)), int64(0)
		for _, k := range s.jobsOf[f] {
			staff += int64(s.jobs[k].Staff)
			c["desired"] += int64(s.jobs[k].Desired)
		}
		add := func(name string) {
			c[name] += n
			if o.Size > 0 {
				c[name+"10"] += n
			}
		}
		add("all")
		c["staff"] += staff
		if o.Stage != NoAI {
			add("generative")
			c["adopters"] += staff
		}
		if o.Stage != NoAI || o.Legacy != 0 {
			add("any")
		}
		if o.Founded > 0 {
			add("fresh")
			if o.Stage != NoAI {
				add("freshGenerative")
			}
			if int(o.Founded)+12 > s.Month+1 {
				add("young")
			}
		}
	}
	return c
}

// quotient is a ratio, no number where there is nothing to divide by.
func quotient(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}

// measures are all columns of a group: of its people, its occupations and its
// organisations, if organisations are counted in it.
func (s *second) measures(c count, occupations []int, firms count) map[string]float64 {
	v := s.measuresOfPeople(c)
	s.measuresOfMarkets(v, c, occupations)
	s.measuresOfClients(v, occupations)
	s.measuresOfPay(v, occupations)
	for name, parts := range map[string][2]string{"org_adoption": {"generative", "all"}, "org_adoption_10plus": {"generative10", "all10"}, "org_any_ai_10plus": {"any10", "all10"},
		"org_any_ai": {"any", "all"}, "org_adoption_new": {"freshGenerative", "fresh"}, "org_adoption_staff": {"adopters", "staff"}} {
		v[name] = math.NaN()
		if firms != nil {
			v[name] = quotient(float64(firms[parts[0]]), float64(firms[parts[1]]))
		}
	}
	v["org_closures"] = math.NaN()
	if firms != nil {
		v["org_closures"], v["desired_staff"] = firms.of("young"), float64(firms["desired"])*s.Weight
	}
	return v
}

func (s *second) measuresOfPeople(c count) map[string]float64 {
	n, users, working := c.people(), c.of("uses"), c.working()
	each := func(name string) float64 { return quotient(c.of(name), n) }
	barrier := func(name string) float64 { return quotient(c.of(name), n-users) }
	return map[string]float64{
		"people": n * s.Weight, "employed": c.of("employed") * s.Weight, "freelancing": c.of("freelancing") * s.Weight, "unemployed": c.of("unemployed") * s.Weight,
		"junior_share": quotient(c.of("junior"), c.of("employed")), "ai_use": each("uses"), "ever_used": each("ever"), "depth": quotient(c.of("depth"), users),
		"trust": each("trust"), "trust_high": each("trusting"), "over_trust": each("over"), "over_trusting_share": each("overtrusting"), "belief": each("belief"),
		"attitude": each("attitude"), "bad_for_field_share": each("bad"), "risks_outweigh_share": each("risks"), "fear": each("fear"), "fear_high": each("afraid"), "skill": each("skill"), "craft": each("craft"),
		"trained_share": each("trained"), "lost_work_share": each("lost"), "freelance_income_usd": quotient(c.of("income"), c.of("freelancing")), "pay_usd": quotient(c.of("pay"), c.of("employed")),
		"hours_per_work": quotient(working+c.of("hours"), working), "quality": quotient(c.of("quality"), working),
		"barrier_cost": barrier("cost"), "barrier_skill": barrier("skill barrier"), "barrier_trust": barrier("trust barrier"), "barrier_fear": barrier("fear barrier"),
		"barrier_rights": barrier("rights"), "barrier_culture": barrier("culture"),
	}
}

// measuresOfMarkets are those of markets, flows and money.
func (s *second) measuresOfMarkets(v map[string]float64, c count, occupations []int) {
	var flows [NFlows]int64
	var money [NMoney]int64
	sum := map[string]float64{}
	for _, o := range occupations {
		occ := &s.Occupations[o]
		for k, n := range s.Flows[o] {
			flows[k] += n
		}
		for k, x := range s.Money[o] {
			money[k] += x
		}
		work := float64(occ.Employed + occ.Freelancing)
		b, base := occ.Bypass, occ.OrderBase
		for name, x := range map[string]float64{"paid": s.Paid[o], "left": float64(occ.Left), "missing": occ.Missing, "orders": occ.Orders, "spent": occ.SpentOnOrders,
			"standing": base * (occ.OrderPriceUSD * num.Exp(occ.LnOrderPrice)), "works": occ.Works, "revenue": occ.Works * (occ.WorkPriceUSD * num.Exp(s.Domains[occ.Domain].LnPrice)),
			"room": occ.Capacity, "unfilled": occ.Unfilled, "orders0": occ.Used[0].orders, "hours0": occ.Used[0].hours, "orders1": occ.Used[1].orders, "hours1": occ.Used[1].hours,
			"base": base, "supply": base * s.aiSupply(uint8(o)), "attention": base * s.attention(o), "bypass": base * b, "variety": occ.Variety * work, "atWork": work,
			"start": float64(occ.Start), "trend": float64(occ.Start) * s.trend(o), "now": float64(occ.Employed),
			"augmentation": amount(occ.Realised[causeAugmentation]), "automation": amount(occ.Realised[causeAutomation]), "clients": amount(occ.Realised[causeClients]), "demand": amount(occ.Realised[causeDemand])} {
			sum[name] += x
		}
		v["desired_staff"] = 0
		for k := range s.jobs {
			if int(s.jobs[k].Occupation) == o {
				v["desired_staff"] += float64(s.jobs[k].Desired)
			}
		}
		v["desired_staff"] *= s.Weight
	}
	usd := func(kinds ...int) float64 {
		x := int64(0)
		for _, k := range kinds {
			x += money[k]
		}
		return float64(amount(x) * s.Weight)
	}
	flow := func(f Flow) float64 { return float64(flows[f]) * s.Weight }
	part := func(f, of Flow) float64 { return quotient(float64(flows[f]), float64(flows[of])) }
	for name, f := range map[string]Flow{"entrants": FlowEntrants, "exits": FlowExits, "exits_unemployed": FlowExitsUnemployed, "exits_income": FlowExitsIncome, "openings": FlowOpenings,
		"hires": FlowHires, "separations": FlowSeparations, "courses": FlowCourses, "junior_hires": FlowJuniorHires, "displaced_unemployed": FlowDisplacedJobless,
		"jobs_found": FlowFound, "jobs_lost": FlowLostJob, "exits_employed": FlowExitsEmployed, "turned_freelance": FlowTurnedFreelance, "stopped_freelance": FlowStoppedFreelance,
		"entrants_freelance": FlowEntrantsFreelance} {
		v[name] = flow(f)
	}
	for name, f := range map[string]Flow{"displaced_automation": FlowDisplacedAutomation, "displaced_clients": FlowDisplacedClients, "displaced_other": FlowDisplacedOther} {
		v[name] = amount(flows[f]) * s.Weight
	}
	for name, k := range map[string]string{"left": "left", "missing_entrants": "missing", "trend_staff": "trend", "orders": "orders", "unfilled_orders": "unfilled", "levy_paid_usd": "paid"} {
		v[name] = float64(sum[k] * s.Weight)
	}
	for name, parts := range map[string][2]string{"variety": {"variety", "atWork"}, "ai_share_supply": {"supply", "base"}, "ai_share_demand": {"attention", "base"}, "client_ai_share": {"bypass", "base"},
		"dlog_augmentation": {"augmentation", "start"}, "dlog_automation": {"automation", "start"}, "dlog_clients": {"clients", "start"}, "dlog_demand": {"demand", "start"}, "hours": {"orders", "room"}} {
		v[name] = quotient(sum[parts[0]], sum[parts[1]])
	}
	rest := sum["now"] - sum["start"] - sum["augmentation"] - sum["automation"] - sum["clients"] - sum["demand"]
	v["dlog_rest"] = quotient(rest, sum["start"])
	v["job_finding"], v["displaced_finding"] = part(FlowFound, FlowJobless), quotient(flow(FlowDisplacedFound), flow(FlowDisplacedJobless))
	v["order_price_usd"] = sum["spent"] / sum["orders"]
	if sum["orders"] == 0 {
		v["order_price_usd"] = quotient(sum["standing"], sum["base"])
	}
	v["output"], v["price_usd"] = (sum["works"]+sum["orders"])*s.Weight, quotient(sum["revenue"]+sum["spent"], sum["works"]+sum["orders"])
	v["revenue_usd"] = (sum["revenue"] + sum["spent"]) * s.Weight
	v["public_cost_usd"], v["firm_cost_usd"] = usd(MoneyPublic), usd(MoneyFirms)
	v["levy_receipts_usd"] = usd(MoneyLevyUsers, MoneyLevyFirms, MoneyLevyBuyers)
	v["transfer_usd"] = quotient(usd(MoneyIncome)+v["levy_paid_usd"], c.of("freelancing")*s.Weight)
	v["orders_ai_users"] = quotient(quotient(sum["orders1"], sum["hours1"]), quotient(sum["orders0"], sum["hours0"]))
}

// measuresOfClients are those of what clients buy of freelancers.
func (s *second) measuresOfClients(v map[string]float64, occupations []int) {
	var sum Sale
	spent, bids := 0.0, 0.0
	for _, o := range occupations {
		occ := &s.Occupations[o]
		posts, asked := int64(0), int64(0)
		for _, x := range occ.Sales {
			sum.Buyers, sum.Repeat, sum.Persons, sum.Latent, sum.Needs = sum.Buyers+x.Buyers, sum.Repeat+x.Repeat, sum.Persons+x.Persons, sum.Latent+x.Latent, sum.Needs+x.Needs
			sum.Posts, sum.Ability, sum.Hired = sum.Posts+x.Posts, sum.Ability+x.Ability, sum.Hired+x.Hired
			posts += x.Posts
			asked += x.Persons + x.Failed
		}
		if occ.Capacity > 0 {
			bids += float64(float64(posts*4) * (1 - occ.Orders/occ.Capacity))
		}
		if asked > 0 {
			spent += occ.SpentOnOrders
		}
	}
	v["buyers"], v["posts"], v["bids"] = float64(sum.Buyers)*s.Weight, float64(sum.Posts)*s.Weight, bids*s.Weight
	v["spend_per_buyer_usd"], v["repeat_share"] = quotient(spent, float64(sum.Buyers)), quotient(float64(sum.Repeat), float64(sum.Persons))
	v["latent_share"], v["platform_ability"] = quotient(float64(sum.Latent), float64(sum.Needs)), quotient(amount(sum.Ability), float64(sum.Hired))
}

// measuresOfPay are those of how pay is spread: of people by class of pay.
func (s *second) measuresOfPay(v map[string]float64, occupations []int) {
	var employees, incomes, both [192]float64
	for i := range s.people {
		c := &s.people[i]
		for _, o := range occupations {
			if int(c.Occupation) != o {
				continue
			}
			switch c.State {
			case Employed:
				employees[payClass(c.Pay)]++
				both[payClass(c.Pay)]++
			case Freelancing:
				incomes[payClass(c.Pay)]++
				both[payClass(c.Pay)]++
			}
		}
	}
	v["pay_p10_usd"] = lowestTenth(&employees)
	v["pay_gini"], v["income_gini"] = gini(&both), gini(&incomes)
	v["income_top_tenth"] = highestTenth(&incomes)
}

// payClass is a sixteenth of an octave from 64 USD, even within the octave; from and middle
// are in USD.
func payClass(usd float64) int {
	fraction, exponent := math.Frexp(max(64, usd))
	return min(191, (exponent-7)*16+int((float64(2*fraction)-1)*16))
}

func classFrom(k int) float64 { return math.Ldexp(1+float64(float64(k%16)/16), 6+k/16) }
func classOf(k int) float64   { return 0.5 * (classFrom(k) + classFrom(k+1)) }

// heads and money of classes.
func inClasses(classes *[192]float64) (n, usd float64) {
	for k, x := range classes {
		n += x
		usd += float64(x * classOf(k))
	}
	return n, usd
}

func lowestTenth(classes *[192]float64) float64 {
	n, _ := inClasses(classes)
	tenth, seen := float64(0.1*n), 0.0
	for k, x := range classes {
		if x > 0 && seen+x >= tenth {
			return classFrom(k) + float64((classFrom(k+1)-classFrom(k))*((tenth-seen)/x))
		}
		seen += x
	}
	return math.NaN()
}

func gini(classes *[192]float64) float64 {
	n, usd := inClasses(classes)
	if n == 0 {
		return math.NaN()
	}
	money, area := 0.0, 0.0
	for k, x := range classes {
		next := money + float64(x*classOf(k))
		area += float64(x / n * ((money + next) / (2 * usd)))
		money = next
	}
	return 1 - float64(2*area)
}

func highestTenth(classes *[192]float64) float64 {
	n, usd := inClasses(classes)
	people, money := 0.0, 0.0
	for k := 191; k >= 0 && people < 0.1*n; k-- {
		x := classes[k]
		if people+x > 0.1*n {
			x = float64(0.1*n) - people
		}
		people += x
		money += float64(x * classOf(k))
	}
	return quotient(money, usd)
}
