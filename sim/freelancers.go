package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// freelancers shares out orders, and decides who gives up (equations 31 to 35):
//
//	X = X0 trend p^-price_elasticity (1 - b)                                orders
//	ln p += price_rate (pass_through ln hours + excess ln(X/capacity) - substitute b - ln p)
//
// Orders go by weight: potential x (Q/H)^talent_exponent x craft premium, so AI
// moves orders from who does not use it well to who does. Income is smoothed;
// after patience_months under the own reservation a share leave gives up,
// seek_job of those to look for a job, the others for good; a basic income and
// what levies pay count toward it, and not toward the income that newcomers
// follow. Newcomers follow income. Those who stay recover because others leave:
// read exits_income beside freelance_income_usd.
//
// Source: Society of Authors 2024 for lost work, Zhang, Yuan and Xiong for an
// image market; the rest is assumed.
var freelancers = Mechanism{
	Name: "freelancers", Asks: "Who gets the orders, who gives up?",
	Writes: append([]string{"Occupations", "Flows", "Money", "Bills", "Paid"}, newcomerWrites...),
	Begin:  (*World).orderBooks,
	Rows: func(w *World, c *rows, worker int) {
		p, t := &w.Params.Freelancers, &w.tallies[worker]
		list := w.hiring.listOf(c.lo)
		lost, leave := w.stream(drawLost), w.stream(drawLeave)
		orders := w.newOrders()
		for i := range c.n {
			state := c.State[i]
			if state == Vacant {
				continue
			}
			if c.Flags[i]&LostWork != 0 && lost.Uniform(c.ID[i]^1<<63) < p.LostMemory {
				c.Flags[i] &^= LostWork
			}
			if state != Freelancing {
				continue
			}
			o := c.Occupation[i]
			if c.Output[i] > 0 { // who turned freelance this month has orders from the next
				orders.earn(c, i)
				orders.need(c, i, t)
				w.goOn(c, i, leave.Bits(c.ID[i]), t, list)
				t.paid[o]++
			}
			if c.State[i] == Freelancing {
				t.freelancers[o]++
			}
		}
	},
	Settle: (*World).enterFreelancing,
}

// orders is what the month's orders bring, by occupation, and whose luck is
// drawn for them.
type orders struct {
	w              *World
	rate           [Occupations]float64
	lumpy, reserve draw.Stream
	based          bool // somebody has a basic income
}

func (w *World) newOrders() (s orders) {
	s.w, s.lumpy, s.reserve, s.based = w, w.stream(drawLumpy), w.trait(drawReservation), w.pulled(BasicIncome)
	for o := range w.Occupations {
		s.rate[o] = w.orderRate(o)
	}
	return s
}

// earn gives a freelancer the orders of a good or bad month, smoothed into the
// income of equation 33; some lose work to AI.
func (s *orders) earn(c *rows, i int) {
	p := &s.w.Params.Freelancers
	o := c.Occupation[i]
	harm, luck := halves(s.lumpy.Bits(c.ID[i]))
	if harm < p.LostWork*s.w.Occupations[o].Bypass {
		c.Flags[i] |= LostWork
	}
	month := 1 + float64(p.Lumpiness*(float64(2*luck)-1))
	c.Pay[i] = toward(c.Pay[i], float64(s.rate[o]*float64(c.Output[i])*month), p.Smoothing)
	c.Months[i] = later(c.Months[i])
}

// need counts the months in a row in which a freelancer's income, with a
// dividend of the levies and a basic income, is under what they must have to go
// on: the own share R of what like talent earned at the start.
func (s *orders) need(c *rows, i int, t *tally) {
	p := &s.w.Params.Freelancers
	aid := s.w.Occupations[c.Occupation[i]].Dividend
	if s.based {
		aid += s.w.payBasicIncome(c.at(i), t)
	}
	own := p.ReservationLow + float64((p.ReservationHigh-p.ReservationLow)*s.reserve.Uniform(c.ID[i]))
	if c.Pay[i]+aid < own*p.IncomeRatio*float64(c.Potential[i]) {
		c.LowMonths[i] = min(c.LowMonths[i], math.MaxUint8-1) + 1
	} else {
		c.LowMonths[i] = 0
	}
}

// orderBooks moves orders and price of each occupation (equations 31 and 32).
func (w *World) orderBooks() {
	w.hiring.begin(w)
	p := &w.Params.Freelancers
	for i := range w.Occupations {
		o := &w.Occupations[i]
		n := o.FreelanceNow
		if w.BurnIn {
			o.OrderBase, o.CapacityBase = float64(n), o.Capacity
		}
		o.Orders = o.OrderBase * w.trend(i) * (1 - o.Bypass)
		if o.LnOrderPrice != 0 {
			o.Orders *= num.Exp(-p.PriceElasticity * o.LnOrderPrice)
		}
		if o.Kept > 0 { // organisations that keep staff commission less
			o.Orders = max(0.2*o.Orders, o.Orders-float64(p.Leakage*o.Kept))
		}
		scarce := 0.0
		if o.Capacity > 0 && o.CapacityBase > 0 && o.Orders > 0 {
			scarce = num.Log(o.Orders / o.OrderBase * (o.CapacityBase / o.Capacity))
		}
		target := float64(p.PassThrough*o.LnHours) + float64(p.Excess*scarce) - float64(p.Substitute*o.Bypass)
		o.LnOrderPrice = toward(o.LnOrderPrice, target, p.PriceRate)
		o.IncomeRatio = 1
		if n > 0 && o.OrderBase > 0 {
			o.IncomeRatio = o.Orders / float64(n) * num.Exp(o.LnOrderPrice)
		}
	}
}

// orderRate is the month's income per unit of weight (equation 33).
func (w *World) orderRate(o int) float64 {
	occ := &w.Occupations[o]
	if occ.OrderWeight == 0 {
		return 0
	}
	price := occ.OrderPriceUSD
	if w.BurnIn {
		price = w.Params.Freelancers.IncomeRatio * occ.OrderWeight / max(1, float64(occ.FreelanceNow))
	}
	return occ.Orders * price * num.Exp(occ.LnOrderPrice) / occ.OrderWeight
}

// goOn decides whether a freelancer carries on (equation 34): retirement and leaving as
// among employees, giving up after months of low income, and promotion.
func (w *World) goOn(c *rows, i int, key uint64, t *tally, list *chunkList) {
	p := &w.Params.Freelancers
	u, v := halves(key)
	exit := w.exitFor(c.at(i), u-p.Leave)
	switch {
	case u < exit:
		w.leaveField(c.at(i), t, FlowExits, list)
	case float64(c.LowMonths[i]) >= p.PatienceMonths && u < exit+p.Leave:
		if v < p.SeekJob {
			c.State[i], c.Months[i], c.LowMonths[i] = Unemployed, 0, 0
		} else {
			w.leaveField(c.at(i), t, FlowExitsIncome, list)
		}
	default:
		w.promote(c, i, v)
	}
}

// enterFreelancing lets newcomers in: as many as at the start on the exogenous
// index, times the income ratio to a power; in the burn-in as many as
// keep the number of the tables.
func (w *World) enterFreelancing() {
	h, luck := &w.hiring, w.stream(drawEntry)
	for i := range h.chunks {
		w.release(h.chunks[i].vacated)
	}
	w.settleFlows()
	w.payLevies()
	for o := range w.Occupations {
		occ := &w.Occupations[o]
		n := w.entry(o, w.countFreelancers(o), luck.Uniform(uint64(o)))
		for k := range n {
			row := w.newcomer(o, w.personID(o, 1, k), k&1)
			c := &w.Creatives
			c.State[row] = Freelancing
			c.Pay[row] = w.Params.Freelancers.IncomeRatio * float64(c.Potential[row]) * min(2, occ.IncomeRatio)
		}
		w.Flows[o][FlowEntrants] += int64(n)
		if w.BurnIn {
			occ.entries += int64(n)
			occ.entrants += w.Flows[o][FlowEntrants]
		} else {
			occ.Missing += float64(occ.EntrantsBase*w.trend(o)) - float64(w.Flows[o][FlowEntrants])
		}
	}
}

// entry is how many begin to freelance in an occupation this month (equation
// 35). In the burn-in an excess over the target is made up for in the year that
// follows, or small occupations would only ever grow.
func (w *World) entry(o int, now int64, u float64) int {
	occ := &w.Occupations[o]
	if w.BurnIn {
		n := max(0, occ.FreelanceTarget-now-(occ.excess+11)/12)
		occ.excess = max(0, occ.excess+now+n-occ.FreelanceTarget)
		return int(n)
	}
	x := occ.EntryBase * w.trend(o) * w.appeal(o, Freelancing)
	if occ.IncomeRatio > 0 && occ.IncomeRatio != 1 {
		x *= num.Pow(min(3, occ.IncomeRatio), w.Params.Freelancers.Entry)
	}
	return int(math.Floor(x + u))
}

// countFreelancers takes the number of an occupation's freelancers after this
// month's leaving from the tallies.
func (w *World) countFreelancers(o int) (n int64) {
	gather(w, &n, func(t *tally) *int64 { return &t.freelancers[o] })
	return n
}

// payBasicIncome is what a freelancer gets this month without work, in USD.
func (w *World) payBasicIncome(i int, t *tally) float64 {
	usd := w.lever(BasicIncome, i)
	if usd > 0 {
		w.billPerson(t.purse(), PerRecipient, i, 1)
		t.money[w.Creatives.Occupation[i]][MoneyIncome] += micro(usd)
	}
	return usd
}

// payLevies enters what freelancers were paid out of levies: to each who had
// orders this month the dividend of the occupation.
func (w *World) payLevies() {
	for o := range w.Occupations {
		n := int64(0)
		gather(w, &n, func(t *tally) *int64 { return &t.paid[o] })
		w.Paid[o] = float64(n) * w.Occupations[o].Dividend
	}
}
