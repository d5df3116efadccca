package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// group is what the measures of one row of the table are read from.
type group struct {
	*counts
	w      *World
	market *marketSum // nil: the group is not made of occupations
	sale   *saleSum   // nil: nor of clients

	pay, income spread // of all who work, of freelancers among them
}

// saleSum is what the clients of a group did, in units of orders and rows, and
// what they spent, in USD a row.
type saleSum struct {
	Sale
	spent, bids float64
}

// row fills a group's line of the table, in the order of Columns.
func (w *World) row(all *groups, c *counts, line []float64) {
	g := &all.line
	*g = group{c, w, w.marketOf(c, &all.market), w.salesOf(all, c, &all.sale), spreadOf(c.pays), spreadOf(c.incomes)}
	for k := range line {
		line[k] = Columns[k].value(g)
	}
}

// undefined is the value of a measure that a group has no part in.
var undefined = math.NaN()

// working is the number of rows at work.
func (c *counts) working() float64 { return c.get(sumEmployed) + c.get(sumFreelancing) }

// The kinds of measures. counted is a sum over the rows of a group, each its
// mean over all of them, per one sum over another, persons a number of rows in
// persons.

func counted(k int) func(*group) float64 { return func(g *group) float64 { return g.get(k) } }

func each(k int) func(*group) float64 {
	return func(g *group) float64 { return ratio(g.get(k), g.all()) }
}

func per(k, of int) func(*group) float64 {
	return func(g *group) float64 { return ratio(g.get(k), g.get(of)) }
}

func persons(rows func(*group) float64) func(*group) float64 {
	return func(g *group) float64 {
		if g.clients != nil { // nobody is a client
			return undefined
		}
		return rows(g) * g.w.Weight
	}
}

// barrier is the share of non-users whom a barrier keeps from use.
func barrier(b int) func(*group) float64 {
	return func(g *group) float64 { return ratio(g.get(sumBarrier+b), g.all()-g.get(sumUses)) }
}

// organisation is a share of organisations.
func organisation(share func(*orgCount) (part, all int64)) func(*group) float64 {
	return func(g *group) float64 {
		if g.orgs == nil {
			return undefined
		}
		part, all := share(g.orgs)
		return ratio(float64(part), float64(all))
	}
}

// firmCount is a number of real organisations.
func firmCount(of func(*orgCount) int64) func(*group) float64 {
	return func(g *group) float64 {
		if g.orgs == nil {
			return undefined
		}
		return whole(of(g.orgs))
	}
}

// market reads the markets of a group that is made of occupations.
func market(read func(*marketSum) float64) func(*group) float64 {
	return func(g *group) float64 {
		if g.market == nil {
			return undefined
		}
		return read(g.market)
	}
}

// flow is a flow in persons, shared one that may have two causes.
func flow(f Flow) func(*group) float64 {
	return market(func(m *marketSum) float64 { return m.in(f) })
}

func shared(f Flow) func(*group) float64 {
	return market(func(m *marketSum) float64 { return whole(m.flows[f]) * m.weight })
}

// bought reads what clients did, of groups that are made of occupations or of
// clients.
func bought(read func(s *saleSum, weight float64) float64) func(*group) float64 {
	return func(g *group) float64 {
		if g.sale == nil {
			return undefined
		}
		return read(g.sale, g.w.Weight)
	}
}

// salesOf adds up what the clients of a group did; nil if it has none.
func (w *World) salesOf(all *groups, c *counts, sum *saleSum) *saleSum {
	if c.clients == nil && len(c.occ) == 0 {
		return nil
	}
	*sum = saleSum{}
	if c.clients == nil {
		for _, o := range c.occ {
			sum.add(w, o, &all.sold[o], &all.sold[o])
		}
		return sum
	}
	for o := range w.Occupations {
		var sale Sale
		for k := range w.Occupations[o].Sales {
			if c.clients(k) {
				addUp(&sale, &w.Occupations[o].Sales[k])
			}
		}
		sum.add(w, o, &sale, &all.sold[o])
	}
	return sum
}

// add adds what some of an occupation's clients did, of what all of them did.
func (sum *saleSum) add(w *World, occupation int, some, all *Sale) {
	o := &w.Occupations[occupation]
	addUp(&sum.Sale, some)
	if o.Capacity > 0 {
		sum.bids += float64(float64(some.Posts*clientPeers) * (1 - o.Orders/o.Capacity))
	}
	sum.spent += float64(o.SpentOnOrders * part(some.Persons+some.Failed, all.Persons+all.Failed))
}

// cause is the change in employees by a cause, or by none of them, as a share of
// the start.
func cause(k int) func(*group) float64 {
	return market(func(m *marketSum) float64 { return ratio(m.causes[k], m.start) })
}

// usd is money of some kinds.
func usd(kinds ...int) func(*group) float64 {
	return market(func(m *marketSum) float64 { return m.usd(kinds...) })
}

// desiredStaff is in persons: of organisations, or of an occupation.
func (w *World) desiredStaff(c *counts) float64 {
	switch {
	case c.orgs != nil:
		return float64(c.orgs.desired) * w.Weight
	case len(c.occ) == 1:
		return float64(c.desired) * w.Weight
	}
	return undefined
}

// marketSum is what the occupations of a group have of markets, flows and money:
// people in persons, the rest in rows, to which weight belongs.
type marketSum struct {
	weight                        float64
	left, missing                 float64 // persons
	orders, spent, works, revenue float64
	standing                      float64 // what the orders of the start would cost
	room, unfilled                float64 // orders that freelancers have hours for; that nobody had
	used                          [2]rowUse
	base, supply, demand, bypass  float64 // weighted with orders of the start
	variety, people               float64 // weighted with people at work
	causes                        [Causes + 1]float64
	start, trend                  float64 // employees of the start, and on the trend
	flows                         [NFlows]int64
	money                         [NMoney]int64
	paid                          float64 // out of levies to freelancers, in USD
}

// in is a flow in persons.
func (m *marketSum) in(f Flow) float64 { return float64(m.flows[f]) * m.weight }

// rate is one flow over another.
func (m *marketSum) rate(f, of Flow) float64 { return ratio(float64(m.flows[f]), float64(m.flows[of])) }

// usd adds money of some kinds.
func (m *marketSum) usd(kinds ...int) float64 {
	x := int64(0)
	for _, k := range kinds {
		x += m.money[k]
	}
	return float64(whole(x) * m.weight)
}

// price is what an order costs; where nobody ordered, what one would.
func (m *marketSum) price() float64 {
	if m.orders == 0 {
		return ratio(m.standing, m.base)
	}
	return m.spent / m.orders
}

// marketOf adds up the markets of a group's occupations; nil without any.
func (w *World) marketOf(c *counts, m *marketSum) *marketSum {
	if len(c.occ) == 0 {
		return nil
	}
	*m = marketSum{weight: w.Weight}
	now := 0.0
	for _, i := range c.occ {
		m.add(w, i)
		now += float64(w.Occupations[i].Employed)
	}
	rest := now - m.start
	for k := range Causes {
		rest -= m.causes[k]
	}
	m.causes[Causes] = rest
	m.left, m.missing = m.left*w.Weight, m.missing*w.Weight
	m.paid = float64(m.paid * w.Weight)
	return m
}

// add adds the market of an occupation.
func (m *marketSum) add(w *World, i int) {
	o := &w.Occupations[i]
	for f, n := range w.Flows[i] {
		m.flows[f] += n
	}
	for k, x := range w.Money[i] {
		m.money[k] += x
	}
	m.paid += w.Paid[i]
	m.left += float64(o.Left)
	m.missing += o.Missing
	m.orders += o.Orders
	m.spent += o.SpentOnOrders
	m.standing += float64(o.OrderBase * float64(o.OrderPriceUSD*num.Exp(o.LnOrderPrice)))
	m.works += o.Works
	m.revenue += float64(o.Works * float64(o.WorkPriceUSD*num.Exp(w.Domains[o.Domain].LnPrice)))
	m.room += o.Capacity
	m.unfilled += o.Unfilled
	for k := range m.used {
		m.used[k].orders += o.Used[k].orders
		m.used[k].hours += o.Used[k].hours
	}
	m.base += o.OrderBase
	m.supply += float64(o.OrderBase * w.aiSupply(i))
	m.demand += float64(o.OrderBase * w.aiDemand(i))
	m.bypass += float64(o.OrderBase * o.Bypass)
	atWork := float64(o.Employed + o.Freelancing)
	m.variety += float64(o.Variety * atWork)
	m.people += atWork
	for k, x := range o.Realised {
		m.causes[k] += whole(x)
	}
	m.start += float64(o.Start)
	m.trend += float64(float64(o.Start) * w.trend(i))
}
