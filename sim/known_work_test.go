package sim

import (
	"math"
	"testing"
)

// still is a labour market in which nothing happens that the test does not
// switch on: no exits, no changes of job, no promotion, no newcomers.
func still(p *Params) {
	e := &p.Employees
	e.Unemployment, e.Exit, e.JobToJob, e.Layoff = 0, 0, 0, 0
	e.Discouraged, e.TurnFreelance, e.Mobility, e.OutsideFill = 0, 0, 0, 0
	e.JuniorMonths, e.MidMonths, e.Boom = 1e18, 1e18, 1e18
	p.Freelancers.Leave = 0
}

// With posts for all, finding is the search effort, and unemployment settles
// at s/(s + f): 0.0143 and 0.265 a month give 5.1 %. Over months a person is a
// chain of two states with memory 1 - s - f, which gives the standard error.
func TestUnemploymentSettlesAtSeparationsOverFlows(t *testing.T) {
	const n, warm, months, s, f = 4000, 40, 120, 0.0143, 0.265
	w := lab(n, people(0.95, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.Unemployment, p.Employees.SearchEffort, p.Employees.CrossLevel = s, f, 1
	}))
	mean := 0.0
	for month := range warm + months {
		for k := range w.Cells.Desired {
			w.Cells.Desired[k] = w.Cells.Staff[k] + 200
		}
		w.Step()
		if month >= warm {
			for _, state := range w.Creatives.State {
				if state == Unemployed {
					mean += 1.0 / n / months
				}
			}
		}
	}
	known := s / (s + f)
	memory := 1 - s - f
	se := math.Sqrt(known * (1 - known) / n * (1 + memory) / (1 - memory) / months)
	unsurprising(t, "unemployment", mean, known, se)
	within(t, "and that is", known, 0.051, 0.0005)
}

// Blind applications are urns and balls: A applicants to V posts fill
// V (1 - exp(-A/V)) of them.
func TestHiresFollowUrnsAndBalls(t *testing.T) {
	const replicates, posts = 40, 300
	var hires []float64
	known := 0.0
	for r := range replicates {
		w := lab(2000, occupations(1), domains(1), firms(100), seed(uint64(r+1)), people(0.6, 0), only("employees"), tuned(still), tuned(func(p *Params) {
			p.Employees.SearchEffort, p.Employees.JuniorPosts, p.Employees.CrossLevel = 1, 0, 0
		}))
		applicants := 0.0
		for i := range w.People {
			w.Creatives.Stage[i] = Mid
			if w.Creatives.State[i] == Unemployed {
				applicants++
			}
		}
		for k := range w.Cells.Desired {
			w.Cells.Desired[k] = w.Cells.Staff[k] + posts/100
		}
		w.Step()
		hires = append(hires, float64(w.Flows[0][FlowFound]))
		known = posts * (1 - math.Exp(-applicants/posts))
	}
	mean, se := meanAndError(hires)
	unsurprising(t, "hires", mean, known, se)
}

// Whoever found a job is not hired again in the same month: with nobody
// leaving or changing jobs there are no separations, and every hire is a find.
func TestNobodyIsHiredTwiceInAMonth(t *testing.T) {
	w := lab(3000, people(0.5, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.SearchEffort, p.Employees.JuniorPosts, p.Employees.CrossLevel, p.Employees.Mobility = 1, 0.5, 1, 1
	}))
	for k := range w.Cells.Desired {
		w.Cells.Desired[k] = w.Cells.Staff[k] + 15
	}
	run(w, 1)
	var found, hires, separations int64
	for o := range w.Occupations {
		found, hires, separations = found+w.Flows[o][FlowFound], hires+w.Flows[o][FlowHires], separations+w.Flows[o][FlowSeparations]
	}
	if found != hires || separations != 0 || found < 300 {
		t.Errorf("%d hires, %d finds, %d separations", hires, found, separations)
	}
}

// As machines take over, openings for juniors fall to
// 0.42 (1 - 0.9 min(1, 1.5 depth + 0.25 use q)), but not under a quota.
func TestPostsForJuniorsFollowDepthAndUse(t *testing.T) {
	for _, c := range []struct {
		depth        float32
		users, quota float64
	}{{0, 0, 0}, {0.3, 0.5, 0}, {1, 1, 0}, {1, 1, 0.2}} {
		w := lab(6000, people(1, 0), capable(0.6), only("policy", "production", "employees"), tuned(still), tuned(func(p *Params) {
			p.Policy.JuniorQuota, p.Policy.Start, p.Policy.Ramp = c.quota, 0, 0
		}))
		for f := range w.Orgs.Depth {
			w.Orgs.Depth[f] = c.depth
		}
		for i := range w.People {
			if float64(i%10) < 10*c.users {
				w.Creatives.Flags[i] |= Uses
			}
		}
		for k := range w.Cells.Desired {
			w.Cells.Desired[k] = w.Cells.Staff[k] + 200
		}
		run(w, 1)
		posts, junior := 0.0, 0.0
		for o := range w.Occupations {
			posts, junior = posts+float64(w.Flows[o][FlowOpenings]), junior+float64(w.Flows[o][FlowJuniorOpenings])
		}
		p := w.Params.Employees
		known := max(c.quota, p.JuniorPosts*(1-p.JuniorLoss*min(1, p.JuniorDepth*float64(c.depth)+p.JuniorUse*c.users*0.6)))
		unsurprising(t, "posts for juniors", junior/posts, known, math.Sqrt(known*(1-known)/posts))
	}
}

// Heads in excess because of AI are laid off at a small share of the excess a
// month, those in excess because the exogenous index fell at a large one.
func TestExcessHeadsMeltAtTheRateOfTheirCause(t *testing.T) {
	const n, slow, quick = 20000, 0.06, 0.5
	for _, c := range []struct {
		rate float64
		halt func(w *World)
	}{
		{slow, func(w *World) {
			for f := range w.Orgs.Automated {
				w.Orgs.Automated[f] = 0.5
			}
		}},
		{quick, func(w *World) {
			for o := range w.Occupations {
				w.Occupations[o].Trend = []float64{0.5}
			}
		}},
	} {
		w := lab(n, people(1, 0), firms(200), only("demand", "employees"), tuned(still), with(c.halt), tuned(func(p *Params) {
			p.Employees.Layoff, p.Employees.TrendLayoff, p.Employees.SearchEffort = slow, quick, 0
		}))
		before := append([]int32(nil), w.Cells.Staff...)
		run(w, 1)
		for i, state := range w.Creatives.State { // who lost work to AI remembers it
			if state == Unemployed && (w.Creatives.Flags[i]&LostWork != 0) != (c.rate == slow) {
				t.Fatalf("laid off at %v with flags %b", c.rate, w.Creatives.Flags[i])
			}
		}
		gone, known, variance := 0.0, 0.0, 0.0
		for k, heads := range w.Cells.Staff {
			chance := c.rate * float64(before[k]-w.Cells.Desired[k]) / float64(before[k])
			gone += float64(before[k] - heads)
			known += chance * float64(before[k])
			variance += chance * (1 - chance) * float64(before[k])
		}
		within(t, "heads in excess", known/c.rate, n/2, n/200)
		unsurprising(t, "layoffs", gone, known, math.Sqrt(variance))
	}
}

// The wage curve is on the level: ln w settles at -0.1 ln(u/u0) + 0.05 ln y
// and stays there; as a rule of growth it would drift.
func TestWagesSettleOnTheWageCurve(t *testing.T) {
	w := lab(400, only("pay"))
	for i := range w.Occupations {
		o := &w.Occupations[i]
		o.Employed, o.Unemployed = 900_000, int64(10_000+40_000*i)
		o.UnemploymentBase, o.LnYield = 0.05, 0.1*float64(i)
	}
	known := func(i int) float64 {
		u := (float64(w.Occupations[i].Unemployed) + 0.5) / (float64(900_000+w.Occupations[i].Unemployed) + 10)
		return -w.Params.Pay.WageCurve*math.Log(u/0.05) + w.Params.Pay.PassThrough*0.1*float64(i)
	}
	for _, months := range []int{400, 400} {
		run(w, months)
		for i := range w.Occupations {
			within(t, "log wage", w.Occupations[i].LnWage, known(i), 1e-9)
		}
	}
	c := &w.Creatives
	for i := range w.People {
		if c.State[i] == Employed {
			o := int(c.Occupation[i])
			premium := 1 + w.Params.Pay.CraftPay*(float64(c.Craft[i])-w.Occupations[o].CraftBase)
			within(t, "pay", c.Pay[i]/float64(c.Potential[i]), premium*math.Exp(known(o)), 1e-8)
		}
	}
}

// bazaar is a freelance market alone: nobody comes, nobody goes, and all work
// at depth m with capability 0.8, skill and craft one half.
func bazaar(m float64, options ...option) *World {
	w := lab(1200, append([]option{people(0, 1), capable(0.8), only("production", "freelancers"), tuned(still)}, options...)...)
	for i := range w.People {
		w.Creatives.Skill[i], w.Creatives.Craft[i], w.Creatives.Depth[i] = 0.5, 0.5, float32(m)
	}
	for o := range w.Occupations {
		w.Occupations[o].EntryBase, w.Occupations[o].EntrantsBase = 0, 0
	}
	return w
}

// The price of an order settles where
//
//	ln p (1 + e eta) = theta ln h + e (ln(1 - b) - ln capacity) - g b,
//
// capacity having grown by 1/h, and orders at X0 p^-eta (1 - b).
func TestOrderPriceSettlesAtItsFixedPoint(t *testing.T) {
	for _, m := range []float64{0, 0.8} {
		w := bazaar(m)
		p := w.Params.Freelancers
		for i := range w.Occupations {
			w.Occupations[i].Bypass = 0.15 * float64(i)
		}
		run(w, 300)
		hours := 1 / w.knownYield(m)
		for i := range w.Occupations {
			o := &w.Occupations[i]
			b := 0.15 * float64(i)
			right := p.PassThrough*math.Log(hours) + p.Excess*(math.Log(1-b)+math.Log(hours)) - p.Substitute*b
			known := right / (1 + p.Excess*p.PriceElasticity)
			within(t, "log price of an order", o.LnOrderPrice, known, 1e-6)
			within(t, "orders", o.Orders/o.OrderBase, math.Exp(-p.PriceElasticity*known)*(1-b), 1e-6)
		}
	}
}

// What clients pay is what freelancers get: with even months and no smoothing
// incomes add up to orders times price, shared by weight.
func TestFreelancersGetWhatClientsPay(t *testing.T) {
	w := bazaar(0.6, tuned(func(p *Params) { p.Freelancers.Lumpiness, p.Freelancers.Smoothing = 0, 1 }))
	for i := range w.Occupations {
		w.Occupations[i].Bypass = 0.1
	}
	run(w, 5)
	for i := range w.Occupations {
		o := &w.Occupations[i]
		income := 0.0
		for r := w.OccStart[i]; r < w.OccStart[i+1]; r++ {
			income += w.Creatives.Pay[r]
		}
		paid := o.Orders * o.OrderPriceUSD * math.Exp(o.LnOrderPrice)
		within(t, "incomes over payments", income/paid, 1, 1e-6)
	}
}

// Of two freelancers of like potential the one whose works are better by a
// factor gets more orders by that factor to the power of talent_exponent.
func TestOrdersGoByQuality(t *testing.T) {
	w := bazaar(0, tuned(func(p *Params) {
		p.Freelancers.Lumpiness, p.Freelancers.Smoothing, p.Pay.CraftPay = 0, 1, 0
	}))
	c := &w.Creatives
	better := float32(0.5)
	for i := range w.People {
		c.Potential[i] = 3000
		if i%2 == 0 {
			c.Depth[i] = better
		}
	}
	for o := range w.Occupations {
		w.Occupations[o].Reliability = 0.9
	}
	run(w, 1)
	p := w.Params.Production
	ratio := (0.5 + 0.5*0.8*(p.QualityGain*0.5*0.7-p.ErrorLoss*0.1*0.5)) / 0.5
	within(t, "ratio of incomes", c.Pay[0]/c.Pay[1], math.Pow(ratio, w.Params.Freelancers.TalentExponent), 1e-6)
}

// Loss of work to AI strikes freelancers with chance l a month, and is
// forgotten with chance m: the share who remember settles at l/(l + m - l m).
func TestLostWorkIsRememberedForAWhile(t *testing.T) {
	const n, bypass = 4000, 0.6
	w := bazaar(0, func(p *plan) { p.people = n })
	for o := range w.Occupations {
		w.Occupations[o].Bypass = bypass
	}
	run(w, 120)
	l, m := w.Params.Freelancers.LostWork*bypass, w.Params.Freelancers.LostMemory
	known, got := l/(l+m-l*m), 0.0
	for _, f := range w.Creatives.Flags {
		got += share01(f&LostWork != 0) / n
	}
	unsurprising(t, "who lost work", got, known, math.Sqrt(known*(1-known)/n))
}

// Careers take 1/chance months on average; a stage more brings a tenth more.
func TestPromotionsComeAtTheirPaceAndPayATenth(t *testing.T) {
	const n = 6000
	w := lab(n, people(1, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.JuniorMonths, p.Employees.MidMonths = 50, 100
	}))
	stages, potential := append([]uint8(nil), w.Creatives.Stage...), append([]float32(nil), w.Creatives.Potential...)
	run(w, 1)
	risen, could := [Stages]float64{}, [Stages]float64{}
	for i, s := range stages {
		could[s]++
		if w.Creatives.Stage[i] == s {
			within(t, "potential", float64(w.Creatives.Potential[i]), float64(potential[i]), 0)
			continue
		}
		risen[s]++
		within(t, "stage", float64(w.Creatives.Stage[i]), float64(s+1), 0)
		within(t, "potential after a rise", float64(w.Creatives.Potential[i]/potential[i]), 1.1, 1e-6)
	}
	unsurprising(t, "juniors", risen[Junior]/could[Junior], 1.0/50, math.Sqrt(0.02*0.98/could[Junior]))
	unsurprising(t, "mid", risen[Mid]/could[Mid], 1.0/100, math.Sqrt(0.01*0.99/could[Mid]))
	within(t, "seniors", risen[Senior], 0, 0)
}

// Freelancers under their reservation income are patient for some months, then
// leave at 10 % a month, half of them to look for a job.
func TestPoorFreelancersLoseTheirPatience(t *testing.T) {
	const n = 8000
	w := bazaar(0, func(p *plan) { p.people = n }, tuned(func(p *Params) { p.Freelancers.Leave = 0.1 }))
	for o := range w.Occupations {
		w.Occupations[o].OrderBase /= 100 // hardly an order is left
	}
	for i := range w.Creatives.Pay {
		w.Creatives.Pay[i] = 0
	}
	p := w.Params.Freelancers
	for month := 1; month <= 12; month++ {
		before := 0.0
		for _, s := range w.Creatives.State {
			before += share01(s == Freelancing)
		}
		w.Step()
		left, jobless := 0.0, 0.0
		for o := range w.Occupations {
			left += float64(w.Flows[o][FlowExitsIncome])
		}
		for _, s := range w.Creatives.State {
			jobless += share01(s == Unemployed)
		}
		if float64(month) < p.PatienceMonths {
			within(t, "leavers in a month of patience", left+jobless, 0, 0)
		} else if month == 12 {
			chance := 0.1 * (1 - p.SeekJob)
			unsurprising(t, "leavers", left/before, chance, math.Sqrt(chance*(1-chance)/before))
		}
	}
}

// Who is out of work for over half a year may give up, and some try
// freelancing; both at their monthly chance, the second times the income ratio.
func TestTheUnemployedGiveUpOrTurnFreelance(t *testing.T) {
	const n = 12000
	w := lab(n, people(0, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.Discouraged, p.Employees.TurnFreelance = 0.05, 0.04
	}))
	long, total := 0.0, 0.0
	for i := range w.People {
		w.Creatives.Months[i] = uint16(i % 12) // a month more when it is asked
		long += share01(i%12+1 > discouragedAfter)
		total++
	}
	for o := range w.Occupations {
		w.Occupations[o].IncomeRatio = 0.5
	}
	run(w, 1)
	gone, turned := 0.0, 0.0
	for o := range w.Flows {
		gone += float64(w.Flows[o][FlowExitsUnemployed])
	}
	for _, s := range w.Creatives.State {
		turned += share01(s == Freelancing)
	}
	unsurprising(t, "gave up", gone, 0.05*long, math.Sqrt(0.05*0.95*long))
	chance := 0.02 * (1 - 0.05*long/total)
	unsurprising(t, "turned freelance", turned, chance*total, math.Sqrt(chance*total))
}

// Posts that nobody here filled go to newcomers at their monthly share, three in
// ten of the experienced ones to seniors.
func TestOpenPostsGoToNewcomersAtTheirShare(t *testing.T) {
	w := lab(6000, people(1, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.OutsideFill, p.Employees.JuniorPosts = 0.35, 0.4
	}))
	posts := 0.0
	for k := range w.Cells.Desired {
		w.Cells.Desired[k] = w.Cells.Staff[k] + 200
		posts += 200
	}
	rows := w.Rows()
	run(w, 1)
	came, experienced, senior := 0.0, 0.0, 0.0
	for i, s := range w.Creatives.Stage[rows:] {
		if w.Creatives.State[rows+i] == Employed {
			came++
			experienced += share01(s != Junior)
			senior += share01(s == Senior)
		}
	}
	unsurprising(t, "newcomers", came, 0.35*posts, math.Sqrt(0.35*0.65*posts))
	unsurprising(t, "experienced newcomers", experienced/came, 0.6, math.Sqrt(0.6*0.4/came))
	unsurprising(t, "senior newcomers", senior/experienced, 0.3, math.Sqrt(0.3*0.7/experienced))
}

// Who finds nothing may try another occupation or leave the field, at the
// mobility chance and along the shares of the mobility table.
func TestMobilityFollowsItsTable(t *testing.T) {
	const n, mobility = 16000, 0.2
	w := lab(n, people(0, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.SearchEffort, p.Employees.Mobility, p.Employees.CrossLevel, p.Employees.JuniorPosts = 1, mobility, 0, 0.5
	}))
	for k, o := range w.Cells.Occupation { // posts in occupation 0 only, for all who come
		if o == 0 {
			w.Cells.Desired[k] = 5000
		}
	}
	before := append([]uint8(nil), w.Creatives.Occupation...)
	run(w, 1)
	moved, left, others := 0.0, 0.0, 0.0
	for i, o := range before {
		if o == 0 {
			continue
		}
		others++
		moved += share01(w.Creatives.State[i] == Employed && w.Creatives.Occupation[i] == 0)
		left += share01(w.Creatives.State[i] == Vacant)
	}
	to, out := mobility*0.7/3, mobility*0.3
	unsurprising(t, "moved to occupation 0", moved/others, to, math.Sqrt(to*(1-to)/others)) // one in 10,000 finds no post
	unsurprising(t, "left the field", left/others, out, math.Sqrt(out*(1-out)/others))
}

// Who finds nothing at the own level is hired at the neighbouring one at the
// rate of urns and balls times cross_level.
func TestCrossLevelHiringIsARate(t *testing.T) {
	const cross = 0.5
	w := lab(12000, occupations(1), domains(1), people(0.5, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.SearchEffort, p.Employees.CrossLevel, p.Employees.JuniorPosts = 1, cross, 1
	}))
	seekers, posts := 0.0, 0.0
	for i := range w.People {
		w.Creatives.Stage[i] = Senior
		seekers += share01(w.Creatives.State[i] == Unemployed)
	}
	for k := range w.Cells.Desired {
		w.Cells.Desired[k] = w.Cells.Staff[k] + 500
		posts += 500
	}
	run(w, 1)
	chance := cross * posts / seekers * (1 - math.Exp(-seekers/posts))
	unsurprising(t, "found a junior post", float64(w.Flows[0][FlowFound])/seekers, chance, math.Sqrt(chance*(1-chance)/seekers))
}

// The exogenous index is read at its month, and its last value stands beyond
// the table.
func TestExogenousIndexIsReadAtItsMonth(t *testing.T) {
	w := bazaar(0)
	index := []float64{1, 1.1, 0.8, 0.9}
	for o := range w.Occupations {
		w.Occupations[o].Trend = index
	}
	w.Params.Freelancers.PriceRate = 0
	for month := range 8 {
		run(w, 1)
		for o := range w.Occupations {
			within(t, "orders", w.Occupations[o].Orders/w.Occupations[o].OrderBase, index[min(month, 3)], 1e-12)
		}
	}
}

// The premium on craft shrinks with the machine share of the occupation.
func TestPremiumOnCraftShrinksWithTheMachineShare(t *testing.T) {
	for _, share := range []float64{0, 0.5, 1} {
		w := lab(200, only("pay"))
		w.Params.Pay.Adjust = 0
		for o := range w.Occupations {
			w.Occupations[o].MachineShare = share
		}
		run(w, 1)
		c, p := &w.Creatives, w.Params.Pay
		for i := range w.People {
			if c.State[i] == Employed {
				known := 1 + p.CraftPay*(1-p.PremiumLoss*share)*(float64(c.Craft[i])-w.Occupations[c.Occupation[i]].CraftBase)
				within(t, "pay over potential", c.Pay[i]/float64(c.Potential[i]), known, 1e-9)
			}
		}
	}
}
