package sim

import (
	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/par"
)

// Orders are counted in thirds of a week, of which a freelancer's normal month of
// 2021 has 13: whole ones, so that sums do not depend on their order.
const (
	orderUnit = 13
	weekUnits = orderUnit * 12 / 52
)

// What clients ask of a freelancer in a month stands in Book: units of orders in
// the lower half, units that an earlier client makes with AI from this month on
// in the upper.
const (
	bookMask  = 1<<32 - 1
	bookShift = 32
)

// orders brings what clients ask for to who has hours for it (equations 31 and
// 32). Who is full serves as much as the hours allow; the rest, and what clients
// tried and failed to make, is sent on to those of the occupation with idle
// hours, alike per hour. What finds nobody is unfilled. The price of an hour
// follows how much of the hours is used:
//
//	ln p += smoothing (excess ln(use/use of the start) - ln p)
//
// a level, not an integral: a shortage does not spiral.
//
// Source: Qiao, Rui and Xiong 2023 for loss that shows in prices more than in
// volume; speeds are assumed.
var orders = Mechanism{
	Name: "orders", Asks: "Who can take the orders, and at what price?",
	Writes: []string{"Occupations"},
	Rows: func(w *World, c *Rows, worker int) {
		var served, over, spare [Occupations]float64
		var heads, hours [Occupations]int64
		t := &w.tallies[worker]
		for _, k := range c.those(Freelancing, &t.room, &t.room.rows[0]) {
			i := k % par.Chunk
			o := c.Occupation[i] % Occupations
			ask, room := float64(c.Book[i]&bookMask), float64(c.Output[i])
			own := min(ask, room)
			served[o] += own
			over[o] += ask - own
			spare[o] += room - own
			hours[o] += few(c.Hours[i])
			heads[o]++
		}
		for o := range w.Occupations {
			if heads[o] > 0 {
				s := &t.orders[o]
				s.served += micro(served[o])
				s.over += micro(over[o])
				s.spare += micro(spare[o])
				s.hours += hours[o]
			}
		}
	},
	Settle: func(w *World) {
		for o := range w.Occupations {
			var sum orderSum
			gather(w, &sum, func(t *tally) *orderSum { return &t.orders[o] })
			w.clear(o, &sum)
		}
	},
}

// orderSum is what an occupation's freelancers were asked for, in 2^-20 units, and
// the hours that they want to work.
type orderSum struct{ served, over, spare, hours int64 }

// clear settles the market of an occupation for the month.
func (w *World) clear(i int, sum *orderSum) {
	o, p := &w.Occupations[i], &w.Params.Freelancers
	public := w.commission(i)
	sales := o.Sales.Total()
	on := whole(sum.over) + float64(sales.Failed) + public
	o.Public, o.HoursWanted = 0, whole(sum.hours)
	if public > 0 {
		o.Public = public / on
	}
	spare := whole(sum.spare)
	o.Fill = 0
	if spare > 0 {
		o.Fill = min(1, on/spare)
	}
	found := float64(o.Fill * spare)
	o.Orders = (whole(sum.served) + found) / orderUnit
	o.Unfilled = max(0, float64(sales.Persons+sales.Failed)/orderUnit-o.Orders)
	room := (whole(sum.served) + spare) / orderUnit
	o.Capacity = room
	if room == 0 {
		return
	}
	use := o.Orders / room
	if w.BurnIn {
		o.past.add(w.Month, o.Orders, use)
		return
	}
	target := 0.0
	if o.UseBase > 0 && use > 0 {
		// as if some more had hours that are used as at the start: or a handful of
		// freelancers would see prices that luck alone throws about
		use = (o.Orders + float64(steadyRows*o.UseBase)) / (room + steadyRows)
		target = p.Excess * num.Log(use/o.UseBase)
	}
	if law := w.Market(o.Domain); law.Floored > 0 && target < law.LnFloor {
		target = toward(target, law.LnFloor, law.Floored)
	}
	o.LnOrderPrice = toward(o.LnOrderPrice, target, p.Smoothing)
}

// pastOrders are sums over the last months of the burn-in.
type pastOrders struct{ orders, use, spent, heads, months float64 }

func (p *pastOrders) add(month int, orders, use float64) {
	if month >= -referenceMonths {
		p.orders += orders
		p.use += use
		p.months++
	}
}

// pay adds what the orders of such a month brought to its freelancers.
func (p *pastOrders) pay(month int, spent, heads float64) {
	if month >= -referenceMonths {
		p.spent += spent
		p.heads += heads
	}
}

// setOrders makes the last months of the burn-in the start of the market.
func (w *World) setOrders() {
	for i := range w.Occupations {
		o := &w.Occupations[i]
		o.OrderBase, o.UseBase, o.IncomeBase = 0, 0, 0
		if n := o.past.months; n > 0 {
			o.OrderBase, o.UseBase = o.past.orders/n, o.past.use/n
		}
		if o.past.orders > 0 {
			o.OrderPriceUSD = o.past.spent / o.past.orders
		}
		if o.past.heads > 0 {
			o.IncomeBase = o.past.spent / o.past.heads
		}
		o.IncomeRatio = 1
	}
	for k := range w.Idle {
		w.Idle[k] = w.IdleSum[k] / referenceMonths
	}
}
