package sim

import (
	"math"
	"testing"
)

// trading is a freelance market with its clients, in which people neither come nor
// go. Clients know of AI, and some try it.
func trading(n int, options ...option) *World {
	w := lab(n, append([]option{people(0, 1), at(40), capable(0.6), only("policy", "production", "clients", "orders", "freelancers"), tuned(still)}, options...)...)
	for o := range w.Occupations {
		w.Occupations[o].EntryBase, w.Occupations[o].EntrantsBase, w.Occupations[o].Reliability = 0, 0, 0.8
	}
	for j := range w.Clients.Kind {
		w.Clients.Flags[j] |= KnowsAI
	}
	for i := range w.People {
		w.Creatives.Skill[i] = 0.5
		if i%2 == 0 {
			w.Creatives.Depth[i], w.Creatives.Flags[i] = 0.6, Uses
		}
	}
	return w
}

// served is the orders that a freelancer had this month, in normal months: what the
// own clients ask for, as far as the hours go, and a share of the idle hours.
func (w *World) served(i int) (orders, room float64) {
	c := &w.Creatives
	ask, room := float64(c.Book[i]&bookMask), float64(c.Output[i])
	own := min(ask, room)
	return (own + w.Occupations[c.Occupation[i]].Fill*(room-own)) / orderUnit, room / orderUnit
}

// What clients ask of freelancers is served as far as hours go: by the one who is
// asked, or by the others of the occupation, whose idle hours are filled alike; no
// order is unfilled as long as somebody is idle. Requests, orders served, sent on
// and unfilled add up, to the unit.
func TestOrdersGoWhereThereAreHours(t *testing.T) {
	full, part := 0, 0
	for _, scale := range []float64{0.3, 1, 1.5, 4} {
		w := trading(2000)
		for o := range w.Occupations {
			w.Occupations[o].NeedScale = scale * (1 + 0.1*float64(o))
		}
		for range 12 {
			run(w, 1)
			for i := range w.Occupations {
				o := &w.Occupations[i]
				s := o.Sales.Total()
				var asked int64
				orders, room, idle, over := 0.0, 0.0, 0.0, 0.0
				for r := w.OccStart[i]; r < w.OccStart[i+1]; r++ {
					n, most := w.served(int(r))
					if n > most+1e-9 {
						t.Fatalf("a freelancer with hours for %v orders serves %v", most, n)
					}
					ask := w.Creatives.Book[r] & bookMask
					asked += ask
					orders, room = orders+n, room+most
					idle += max(0, most-float64(ask)/orderUnit)
					over += max(0, float64(ask)/orderUnit-most)
				}
				if asked != s.Persons {
					t.Fatalf("clients asked for %d, freelancers were asked for %d", s.Persons, asked)
				}
				on := over + float64(s.Failed)/orderUnit
				within(t, "fill", o.Fill, min(1, on/idle), 1e-6)
				within(t, "orders", o.Orders, orders, 1e-4)
				within(t, "hours", o.Capacity, room, 1e-4)
				within(t, "requests", o.Orders+o.Unfilled, float64(s.Persons+s.Failed)/orderUnit, 1e-4)
				within(t, "unfilled", o.Unfilled, max(0, on-idle), 1e-4)
				full, part = full+int(share01(o.Unfilled > 1)), part+int(share01(o.Fill > 0 && o.Fill < 1))
				if s.Failed == 0 || over == 0 {
					t.Errorf("failures of %d units, %v orders too many", s.Failed, over)
				}
			}
		}
	}
	if full < 20 || part < 20 {
		t.Errorf("in %d months all hours were used, in %d some", full, part)
	}
}

// A freelancer's hours are slack times what the person wants to work, over the share
// of time that AI leaves of a work.
func TestHoursAreThoseThatOneWantsToWork(t *testing.T) {
	w := trading(600)
	run(w, 1)
	for i := range w.People {
		m := float64(w.Creatives.Depth[i])
		p := w.Params.Production
		saved := p.OutputShare * p.Saving * m * 0.6 * (0.4 + 0.6*0.5) * (2 - 2*float64(w.Creatives.Craft[i]))
		want := w.Params.Freelancers.Slack * orderUnit * float64(w.Creatives.Hours[i]) / (1 - saved)
		within(t, "hours", float64(w.Creatives.Output[i])/want, 1, 1e-6)
	}
	mean, square := 0.0, 0.0
	const n = 100_000
	for id := range uint64(n) {
		x := w.hoursWanted(id)
		if x < 0 {
			t.Fatalf("somebody wants to work %v", x)
		}
		mean, square = mean+x/n, square+x*x/n
	}
	unsurprising(t, "mean of hours wanted", mean, 1, math.Sqrt((square-1)/n))
}

// The price of an hour settles at excess x ln(use over that of the start), with some
// rows that work as at the start; it goes there by its share of the way a month, and
// the burn-in knows no prices.
func TestPriceSettlesAtExcessTimesLogUse(t *testing.T) {
	w := lab(800, people(0, 1), only("orders"))
	p, c := w.Params.Freelancers, &w.Creatives
	for i := range w.People {
		c.Output[i], c.Book[i] = 20, []int64{4, 8, 15, 19}[c.Occupation[i]]
	}
	burning := w.Clone()
	burning.BurnIn = true
	run(burning, 10)
	run(w, 1)
	first := w.Clone()
	run(w, 400)
	for i := range w.Occupations {
		o := &w.Occupations[i]
		n := float64(o.Freelancing)
		orders, room := n*[]float64{4, 8, 15, 19}[i]/orderUnit, n*20/orderUnit
		within(t, "orders", o.Orders, orders, 1e-4)
		use := (orders + steadyRows*o.UseBase) / (room + steadyRows)
		known := p.Excess * math.Log(use/o.UseBase)
		within(t, "log price", o.LnOrderPrice, known, 1e-6)
		within(t, "log price after a month", first.Occupations[i].LnOrderPrice, p.Smoothing*known, 1e-6)
		within(t, "log price in the burn-in", burning.Occupations[i].LnOrderPrice, 0, 0)
		if math.Abs(known) < 0.05 {
			t.Errorf("occupation %d: the log of the price is %v", i, known)
		}
	}
	// without any freelancer nothing moves
	none := lab(400, people(1, 0), only("orders"))
	none.Occupations[0].LnOrderPrice = 0.3
	run(none, 3)
	within(t, "price where nobody works", none.Occupations[0].LnOrderPrice, 0.3, 0)
	within(t, "orders where nobody works", none.Occupations[0].Orders, 0, 0)
}

// An income is orders times the price of one's work: potential, the premium on
// craft, scarcity, and the own hours of a work as far as clients see that. Without
// smoothing incomes add up to what clients spend.
func TestIncomeIsOrdersTimesPrice(t *testing.T) {
	w := trading(2000, tuned(func(p *Params) { p.Freelancers.Smoothing = 1 }))
	for o := range w.Occupations {
		w.Occupations[o].LnOrderPrice, w.Occupations[o].MachineShare = 0.1*float64(o), 0.2
	}
	run(w, 3)
	c, p := &w.Creatives, w.Params
	var spent, orders [Occupations]float64
	quick := 0.0
	for i := range w.People {
		o := &w.Occupations[c.Occupation[i]]
		n, _ := w.served(i)
		saved := p.Production.OutputShare * p.Production.Saving * float64(c.Depth[i]) * 0.6 * 0.7 * (2 - 2*float64(c.Craft[i]))
		premium := 1 + p.Pay.CraftPay*(1-p.Pay.PremiumLoss*o.MachineShare)*(float64(c.Craft[i])-o.CraftBase)
		price := p.Freelancers.IncomeRatio * float64(c.Potential[i]) * premium * math.Exp(o.LnOrderPrice) * math.Pow(1-saved, p.Freelancers.PassThrough)
		within(t, "income", c.Pay[i], n*price, 4e-4*n*price+1e-9) // hours are shown in steps
		spent[c.Occupation[i]] += c.Pay[i]
		orders[c.Occupation[i]] += n
		quick = max(quick, saved)
	}
	for i := range w.Occupations {
		o := &w.Occupations[i]
		within(t, "spent on orders", o.SpentOnOrders, spent[i], 1e-6*spent[i])
		m := w.marketOf(&counts{occ: []int{i}}, new(marketSum))
		within(t, "price of an order", m.price(), spent[i]/orders[i], 1e-4)
	}
	if quick < 0.05 {
		t.Errorf("nobody saves more than %v of the time", quick)
	}
}

// Income is smoothed, and newcomers see its ratio to that of the start.
func TestIncomeIsSmoothed(t *testing.T) {
	w := trading(800, tuned(func(p *Params) { p.Freelancers.Excess = 0 })) // the price is smoothed, too
	before, ratio := append([]float64(nil), w.Creatives.Pay...), w.Occupations[1].IncomeRatio
	sharp := w.Clone()
	sharp.Params.Freelancers.Smoothing = 1
	for range 3 {
		run(w, 1)
		run(sharp, 1)
		s := w.Params.Freelancers.Smoothing
		for i := range w.People {
			within(t, "income", w.Creatives.Pay[i], before[i]+s*(sharp.Creatives.Pay[i]-before[i]), 1e-6*max(1, before[i]))
		}
		o := &w.Occupations[1]
		now := o.SpentOnOrders / float64(o.FreelanceNow) / o.IncomeBase
		within(t, "income ratio", o.IncomeRatio, ratio+s*(now-ratio), 1e-9)
		before, ratio = append(before[:0], w.Creatives.Pay...), o.IncomeRatio
	}
}

// A freelancer is poor whose hours bring less than the own share of what like talent
// earned with as many at the start, whatever the hours; a basic income helps.
func TestThePoorAreThoseWhoseHoursBringLittle(t *testing.T) {
	for _, basic := range []float64{0, 200} {
		w := trading(3000, tuned(func(p *Params) { p.Freelancers.Smoothing = 0 }), ruled(pulling(BasicIncome, basic)))
		c, p := &w.Creatives, w.Params.Freelancers
		luck, share := w.Trait(drawReservation), make([]float64, w.People)
		for i := range w.People {
			share[i] = float64(i%100) / 100
			c.Pay[i] = share[i] * p.IncomeRatio * float64(c.Potential[i]) * float64(c.Hours[i])
		}
		run(w, 2)
		poor := 0.0
		for i := range w.People {
			line := p.ReservationLow + (p.ReservationHigh-p.ReservationLow)*luck.Uniform(c.ID[i])
			usual := p.IncomeRatio * float64(c.Potential[i]) * float64(c.Hours[i])
			want := 2 * share01(share[i]*usual+basic < line*usual)
			if math.Abs(share[i]+basic/usual-line) > 1e-6 {
				within(t, "months of low income", float64(c.LowMonths[i]), want, 0)
			}
			poor += want / 2
		}
		if poor < 300 || poor > 2500 {
			t.Errorf("%v are poor", poor)
		}
	}
}

// Orders and hours of those who use AI, and of the others.
func TestOrdersOfUsersAreToldApart(t *testing.T) {
	w := trading(1500, only("policy", "production", "clients", "orders", "freelancers", "measure"))
	run(w, 2)
	var orders, hours [2]float64
	for i := range w.People {
		n, _ := w.served(i)
		k := int(w.Creatives.Flags[i] & Uses)
		orders[k], hours[k] = orders[k]+n, hours[k]+float64(w.Creatives.Hours[i])
	}
	got := w.Now.Groups[0].Values[ColumnIndex("orders_ai_users")]
	within(t, "orders of users", got, orders[1]/hours[1]/(orders[0]/hours[0]), 1e-4)
	if got < 1.02 {
		t.Errorf("users, who work quicker and sell for less, have %v of the orders of others", got)
	}
	all := 0.0
	for o := range w.Occupations {
		all += w.Occupations[o].Orders
	}
	within(t, "orders of all", orders[0]+orders[1], all, 1e-3)
	within(t, "orders as told", w.Now.Groups[0].Values[ColumnIndex("orders")], all, 1e-9)
	unfilled, room := 0.0, 0.0
	for o := range w.Occupations {
		unfilled, room = unfilled+w.Occupations[o].Unfilled, room+w.Occupations[o].Capacity
	}
	within(t, "unfilled orders as told", w.Now.Groups[0].Values[ColumnIndex("unfilled_orders")], unfilled, 1e-9)
	within(t, "use of hours as told", w.Now.Groups[0].Values[ColumnIndex("hours")], all/room, 1e-9)
}

// The last months of the burn-in are the start of the market: orders, use of hours,
// what an order costs and what a freelancer earns are their means, prices are as
// nothing.
func TestTheStartIsTheMeanOfTheLastMonths(t *testing.T) {
	w := lab(900, spare(200))
	type sums struct{ orders, use, spent, heads float64 }
	last := make([]sums, len(w.Occupations))
	var idle [ClientKinds]float64
	w.Month, w.BurnIn = -BurnInMonths, true
	for w.Month < 0 {
		counted := w.Month >= -referenceMonths
		run(w, 1)
		for i := range last {
			if o := &w.Occupations[i]; counted {
				last[i].orders += o.Orders
				last[i].use += o.Orders / o.Capacity
				last[i].spent += o.SpentOnOrders
				last[i].heads += float64(o.FreelanceNow)
			}
		}
		for k := range idle {
			idle[k] += share01(counted) * w.Idle[k] / referenceMonths
		}
	}
	w.BurnIn = false
	w.rebase()
	for i, s := range last {
		o := &w.Occupations[i]
		within(t, "orders of the start", o.OrderBase, s.orders/referenceMonths, 1e-9*s.orders)
		within(t, "use of the start", o.UseBase, s.use/referenceMonths, 1e-9)
		within(t, "price of the start", o.OrderPriceUSD, s.spent/s.orders, 1e-9*s.spent)
		within(t, "income of the start", o.IncomeBase, s.spent/s.heads, 1e-9*s.spent)
		within(t, "income ratio of the start", o.IncomeRatio, 1, 0)
	}
	for k := range idle {
		within(t, "what clients find in nothing", w.Idle[k], idle[k], 1e-9)
	}
}

// The burn-in steers what a kind of client finds in ordering nothing, and the needs
// of an occupation: in the end a share latent of the needs of each kind is left, and
// freelancers are asked for the orders of the tables.
func TestBurnInSteersLatentNeedsAndOrders(t *testing.T) {
	for _, latent := range []float64{0.15, 0.4} {
		w := lab(4000, spare(400), tuned(func(p *Params) { p.Clients.Latent = latent }))
		for o := range w.Occupations {
			w.Occupations[o].NeedScale = 0.7 + 0.2*float64(o)
		}
		for k := range w.Idle {
			w.Idle[k] = w.Params.Clients.Loyalty + 0.5*float64(k)
		}
		var kinds [ClientKinds]Sale
		asked := make([]float64, len(w.Occupations))
		w.PlayBurnIn(func() bool {
			if w.Month <= -referenceMonths {
				return false
			}
			for i := range w.Occupations {
				o := &w.Occupations[i]
				for k := range o.Sales {
					addUp(&kinds[k/(sources*lengths)], &o.Sales[k])
				}
				asked[i] += float64(o.Sales.Total().Persons) / orderUnit / float64(o.FreelanceTarget) / (referenceMonths - 1)
			}
			return false
		})
		for k := range kinds {
			within(t, "latent needs of a "+KindNames[k], part(kinds[k].Latent, kinds[k].Needs), latent, 0.03)
		}
		for i, x := range asked {
			within(t, "orders asked of freelancers of "+w.Occupations[i].Name, x, 1, 0.05)
		}
	}
}
