package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// row turns the counts of a group into its line of the table, in the order of
// Columns. What a group has no part in is NaN.
func (w *World) row(c *counts) []float64 {
	nan := math.NaN()
	r := make([]float64, 0, len(Columns))
	put := func(x ...float64) { r = append(r, x...) }
	all := c.all()
	work := c.get(sumEmployed) + c.get(sumFreelancing)
	put(all*w.Weight, c.get(sumEmployed)*w.Weight, c.get(sumFreelancing)*w.Weight, c.get(sumUnemployed)*w.Weight)
	market := w.marketOf(c)
	put(market.left, market.entrants, market.missing, market.exits, market.exitsUnemployed, market.exitsIncome)
	put(ratio(c.get(sumJunior), c.get(sumEmployed)), market.finding)
	put(ratio(c.get(sumUses), all), ratio(c.get(sumDepth), c.get(sumUses)))
	if g := c.orgs; g != nil {
		put(share(g.adopt, g.all), share(g.adopt10, g.all10), share(g.any10, g.all10), share(g.adoptStaff, g.staff))
	} else {
		put(nan, nan, nan, nan)
	}
	put(ratio(c.get(sumTrust), all), ratio(c.get(sumTrust)-float64(w.Reliable*all), all))
	for _, k := range []int{sumOverCount, sumAttitude, sumBad, sumFear, sumSkill, sumCraft, sumTrained} {
		put(ratio(c.get(k), all))
	}
	put(w.desiredStaff(c))
	put(market.openings, market.hires, market.separations, market.automation, market.clients, market.other)
	put(market.orders, market.orderPrice, ratio(c.get(sumIncome), c.get(sumFreelancing)), ratio(c.get(sumLost), all))
	put(ratio(c.get(sumPay), c.get(sumEmployed)))
	p10, gini := spread(c.pays)
	put(p10, gini, ratio(work+c.get(sumHours), work), market.output, market.price, ratio(c.get(sumQuality), work))
	put(market.variety, market.revenue, market.supply, market.demand, market.bypass)
	put(market.causes[:]...)
	put(market.public, market.firm, market.levy, market.paid)
	users := all - c.get(sumUses)
	for b := range Barriers {
		put(ratio(c.get(sumBarrier+b), users))
	}
	put(market.courses, market.juniors, market.displaced, market.displacedFinding, market.transfer)
	return r
}

func share(a, b int64) float64 { return ratio(float64(a), float64(b)) }

// desiredStaff is in persons: of organisations, or of an occupation.
func (w *World) desiredStaff(c *counts) float64 {
	switch {
	case c.orgs != nil:
		return float64(c.orgs.desired) * w.Weight
	case len(c.occ) == 1:
		return float64(c.desired) * w.Weight
	}
	return math.NaN()
}

// marketRow is what a group of occupations has of markets and flows.
type marketRow struct {
	left, entrants, missing, exits, exitsUnemployed, exitsIncome, finding float64
	openings, hires, separations, automation, clients, other              float64
	orders, orderPrice, output, price, variety, revenue                   float64
	supply, demand, bypass                                                float64
	causes                                                                [Causes + 1]float64
	public, firm, levy, paid                                              float64
	courses, juniors, displaced, displacedFinding, transfer               float64
}

// nothing is the row of a group that is not made of occupations.
func nothing() marketRow {
	n := math.NaN()
	m := marketRow{n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, [Causes + 1]float64{}, n, n, n, n, n, n, n, n, n}
	for k := range m.causes {
		m.causes[k] = n
	}
	return m
}

// marketOf adds up the markets of a group's occupations. Shares are weighted
// with orders of the start, variety with people at work.
func (w *World) marketOf(c *counts) marketRow {
	if len(c.occ) == 0 {
		return nothing()
	}
	var m marketRow
	var flows [NFlows]int64
	var base, spent, works, start, now, variety, people float64
	for _, i := range c.occ {
		o := &w.Occupations[i]
		for f, n := range w.Flows[i] {
			flows[f] += n
		}
		m.left += float64(o.Left)
		m.missing += o.Missing
		price := o.OrderPriceUSD * num.Exp(o.LnOrderPrice)
		m.orders += o.Orders
		spent += float64(o.Orders * price)
		works += o.Works
		m.revenue += float64(o.Works * float64(o.WorkPriceUSD*num.Exp(w.Domains[o.Domain].LnPrice)))
		base += o.OrderBase
		m.supply += float64(o.OrderBase * w.aiSupply(i))
		m.demand += float64(o.OrderBase * w.aiDemand(i))
		m.bypass += float64(o.OrderBase * o.Bypass)
		n := float64(o.Employed + o.Freelancing)
		variety += float64(o.Variety * n)
		people += n
		for k, x := range o.Realised {
			m.causes[k] += whole(x)
		}
		start += float64(o.Start)
		now += float64(o.Employed)
	}
	m.finding = ratio(float64(flows[FlowFound]), float64(flows[FlowJobless]))
	m.orderPrice = ratio(spent, m.orders)
	m.supply, m.demand, m.bypass = ratio(m.supply, base), ratio(m.demand, base), ratio(m.bypass, base)
	m.variety = ratio(variety, people)
	rest := now - start
	for k := range Causes {
		rest -= m.causes[k]
	}
	m.causes[Causes] = rest
	for k := range m.causes {
		m.causes[k] = ratio(m.causes[k], start)
	}
	m.revenue += spent
	m.price = ratio(m.revenue, works+m.orders)
	m.output = works + m.orders
	w.inPersons(&m, &flows)
	w.money(&m, c, &flows)
	return m
}

// inPersons scales rows to persons.
func (w *World) inPersons(m *marketRow, flows *[NFlows]int64) {
	n := func(f Flow) float64 { return float64(flows[f]) * w.Weight }
	m.left, m.missing = m.left*w.Weight, m.missing*w.Weight
	m.orders, m.output, m.revenue = m.orders*w.Weight, m.output*w.Weight, m.revenue*w.Weight
	m.entrants, m.exits = n(FlowEntrants), n(FlowExits)
	m.exitsUnemployed, m.exitsIncome = n(FlowExitsUnemployed), n(FlowExitsIncome)
	m.openings, m.hires, m.separations = n(FlowOpenings), n(FlowHires), n(FlowSeparations)
	m.automation = whole(flows[FlowDisplacedAutomation]) * w.Weight
	m.clients = whole(flows[FlowDisplacedClients]) * w.Weight
	m.other = whole(flows[FlowDisplacedOther]) * w.Weight
}

// money is who pays and who is paid. Without a policy every item is 0.
func (w *World) money(m *marketRow, c *counts, flows *[NFlows]int64) {
	var sum [NMoney]int64
	paid := 0.0
	for _, o := range c.occ {
		for k, x := range w.Money[o] {
			sum[k] += x
		}
		paid += w.Paid[o]
	}
	usd := func(kinds ...int) float64 {
		x := int64(0)
		for _, k := range kinds {
			x += sum[k]
		}
		return float64(whole(x) * w.Weight)
	}
	m.public, m.firm = usd(MoneyPublic), usd(MoneyFirms)
	m.levy, m.paid = usd(MoneyLevyUsers, MoneyLevyFirms, MoneyLevyBuyers), float64(paid*w.Weight)
	m.transfer = ratio(usd(MoneyIncome)+m.paid, c.get(sumFreelancing)*w.Weight)
	n := func(f Flow) float64 { return float64(flows[f]) * w.Weight }
	m.courses, m.juniors, m.displaced = n(FlowCourses), n(FlowJuniorHires), n(FlowDisplacedJobless)
	m.displacedFinding = ratio(n(FlowDisplacedFound), n(FlowDisplacedJobless))
}

// spread gives the 10th percentile and the Gini coefficient of classed pay.
func spread(pays *[payBins]int64) (p10, gini float64) {
	if pays == nil {
		return math.NaN(), math.NaN()
	}
	var n, sum float64
	for b, k := range pays {
		n += float64(k)
		sum += float64(float64(k) * payOf(b))
	}
	if n == 0 {
		return math.NaN(), math.NaN()
	}
	p10 = math.NaN()
	tenth := float64(0.1 * n)
	var people, money, area float64
	for b, k := range pays {
		if k == 0 {
			continue
		}
		if people < tenth && people+float64(k) >= tenth {
			lo, hi := payFloor(b), payFloor(b+1)
			p10 = lo + float64((hi-lo)*((tenth-people)/float64(k)))
		}
		next := money + float64(float64(k)*payOf(b))
		area += float64(float64(k) / n * ((money + next) / (2 * sum)))
		people, money = people+float64(k), next
	}
	return p10, 1 - float64(2*area)
}
