package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/par"
)

// freelancers earn what they were asked for, and decide whether to go on
// (equations 33 to 35). A month brings the orders of the own clients as far as the
// hours go, and a share of what was sent on; each is paid by talent:
//
//	income = orders income_ratio Potential premium p (hours of a work)^pass_through
//
// Income is smoothed. After patience_months in which an hour that one wants to
// work brought less than the own reservation, a share leave gives up, seek_job of
// those to look for a job, the others for good; a basic income and what levies
// pay count toward it, and not toward the income that newcomers follow. Those who
// stay recover because others leave: read exits_income beside
// freelance_income_usd.
//
// Source: Society of Authors 2024 for lost work, JPMorgan Chase Institute 2016 for
// leaving; the rest is assumed.
var freelancers = Mechanism{
	Name: "freelancers", Asks: "What did I earn, do I go on?",
	Writes: append([]string{"Occupations", "Flows", "Money", "Bills", "Paid", "Offer", "Book"}, newcomerWrites...),
	Begin: func(w *World) {
		w.hiring.begin(w)
		w.hiring.price(w.Params.Freelancers.PassThrough)
	},
	Rows: func(w *World, c *Rows, worker int) {
		p, t := &w.Params.Freelancers, &w.tallies[worker]
		list := w.hiring.listOf(c.lo)
		lost, leave := w.Stream(drawLost), w.Stream(drawLeave)
		orders, most := w.newOrders(), w.mostExit()
		for i := range c.n {
			if c.Flags[i]&LostWork != 0 && lost.Uniform(c.ID[i]^1<<63) < p.LostMemory && c.State[i] != Vacant {
				c.Flags[i] &^= LostWork
			}
		}
		for _, k := range c.those(Freelancing, &t.room, &t.room.rows[0]) {
			i := int(k % par.Chunk)
			o := c.Occupation[i]
			if c.Output[i] > 0 { // who turned freelance this month has orders from the next
				orders.earn(c, i)
				bridged := orders.need(c, i, t)
				w.goOn(c, i, bridged, leave.Bits(c.ID[i]), most, t, list)
				t.paid[o] += few(c.Hours[i])
			}
			if c.State[i] == Freelancing {
				t.freelancers[o]++
			}
		}
		for o, usd := range orders.spent {
			t.income[o] += micro(usd)
			t.found[o] += micro(orders.found[o] / orderUnit)
			for k, u := range orders.used[o] {
				t.used[o][k][0] += micro(u.orders)
				t.used[o][k][1] += micro(u.hours)
			}
		}
	},
	Settle: (*World).enterFreelancing,
}

// rowUse are orders of some freelancers, and the hours that they want to work, in
// normal months.
type rowUse struct{ orders, hours float64 }

// orderBook is what the month's orders bring, by occupation.
type orderBook struct {
	w              *World
	price          [Occupations]float64 // of an order, over potential
	fill           [Occupations]float64
	slope, usual   [Occupations]float64 // premium on craft (equation 37)
	worth          *[hourSteps]float64  // what the hours of a work do to its price
	spent          [Occupations]float64
	found          [Occupations]float64 // of it, on what was sent on
	used           [Occupations][2]rowUse
	reserve        draw.Stream
	based, insured bool // somebody has a basic income, an insurance
}

func (w *World) newOrders() (s orderBook) {
	s.w, s.reserve, s.based, s.insured = w, w.Trait(drawReservation), w.pulled(BasicIncome), w.pulled(IncomeInsurance)
	s.worth = &w.hiring.worth
	for i := range w.Occupations {
		o := &w.Occupations[i]
		s.price[i] = w.Params.Freelancers.IncomeRatio * num.Exp(o.LnOrderPrice)
		s.fill[i] = o.Fill
		s.slope[i], s.usual[i] = w.craftSlope(i), o.CraftBase
	}
	return s
}

// price lists (hours of a work)^pass_through for all hours that an offer can tell, once for a
// world: the last of them are those without AI, which leave a price as it is.
func (h *hiring) price(pass float64) {
	if h.pass == pass && h.worth[hoursUnit] == 1 {
		return
	}
	h.pass = pass
	for k, ln := range lnOfHours {
		h.worth[k] = pass * ln
	}
	num.Exps(h.worth[:])
}

// earn is the month's income, smoothed (equation 33); who is left by a client for
// AI has lost work to it.
func (s *orderBook) earn(c *Rows, i int) {
	p, o := &s.w.Params.Freelancers, c.Occupation[i]%Occupations
	if c.Book[i]>>bookShift > 0 {
		c.Flags[i] |= LostWork
	}
	ask, room := float64(c.Book[i]&bookMask), float64(c.Output[i])
	own := min(ask, room)
	found := float64(s.fill[o] * (room - own))
	n := (own + found) / orderUnit
	rate := s.price[o] * float64(c.Potential[i]) * premiumOn(c.Craft[i], s.slope[o], s.usual[o]) * s.worth[hoursOf(c.Offer[i])]
	u := &s.used[o][c.Flags[i]&Uses]
	u.orders += n
	u.hours += float64(c.Hours[i])
	usd := float64(n * rate)
	s.spent[o] += usd
	s.found[o] += float64(found * rate)
	c.Pay[i] = toward(c.Pay[i], usd, p.Smoothing)
	c.Months[i] = later(c.Months[i])
}

// need counts the months in a row in which what an hour brought, with a
// dividend of the levies and a basic income, is under what a freelancer must have
// to go on: the own share R of what like talent earned at the start. An insurance
// bridges the first of them for those whom it lifts over it: it tells whether.
func (s *orderBook) need(c *Rows, i int, t *tally) (bridged bool) {
	p := &s.w.Params.Freelancers
	aid := s.w.dividend(c.Occupation[i], c.Hours[i])
	if s.based {
		aid += s.w.payBasicIncome(c.At(i), t)
	}
	own := p.ReservationLow + float64((p.ReservationHigh-p.ReservationLow)*s.reserve.Uniform(c.ID[i]))
	usual := p.usualIncome(c.Potential[i], c.Hours[i])
	if c.Pay[i]+aid >= own*usual {
		c.LowMonths[i] = 0
		return false
	}
	c.LowMonths[i] = min(c.LowMonths[i], math.MaxUint8-1) + 1
	if s.insured {
		aid += s.w.payIncomeInsurance(c.At(i), usual-c.Pay[i]-aid, t)
		bridged = c.Pay[i]+aid >= own*usual
	}
	return bridged
}

// usualIncome is what a freelancer of like talent earned at the start for the hours
// that one wants to work.
func (p *FreelancerParams) usualIncome(potential, hours float32) float64 {
	return float64(p.IncomeRatio * float64(potential) * float64(hours))
}

// goOn decides whether a freelancer carries on (equation 34): retirement and leaving as
// among employees, at most with a chance of most, giving up after months of low income,
// and promotion.
func (w *World) goOn(c *Rows, i int, bridged bool, key uint64, most float64, t *tally, list *chunkList) {
	p := &w.Params.Freelancers
	u, v := draw.Halves(key)
	exit := w.usualExit(c.Stage[i])
	if u-p.Leave < most {
		exit = w.exitFor(c.At(i), u-p.Leave)
	}
	switch {
	case u < exit:
		w.leaveField(c.At(i), t, FlowExits, list)
	case float64(c.LowMonths[i]) >= p.PatienceMonths && !bridged && u < exit+p.Leave:
		if v < p.SeekJob {
			t.flows[c.Occupation[i]][FlowStoppedFreelance]++
			c.State[i], c.Months[i], c.LowMonths[i], c.Book[i] = Unemployed, 0, 0, 0
		} else {
			w.leaveField(c.At(i), t, FlowExitsIncome, list)
		}
	default:
		w.promote(c, i, v)
	}
}

// enterFreelancing lets newcomers in: as many as at the start on the exogenous
// index, times the income ratio to a power; in the burn-in as many as
// keep the number of the tables.
func (w *World) enterFreelancing() {
	h, luck := &w.hiring, w.Stream(drawEntry)
	for i := range h.chunks {
		w.release(h.chunks[i].vacated)
	}
	w.settleFlows()
	w.payLevies()
	for o := range w.Occupations {
		occ := &w.Occupations[o]
		w.bookIncome(o)
		w.payCommissions(o)
		n := w.entry(o, w.countFreelancers(o), luck.Uniform(uint64(o)))
		for k := range n {
			row := w.newcomer(o, w.personID(o, 1, k), k&1)
			c := &w.Creatives
			c.State[row] = Freelancing
			c.Pay[row] = w.Params.Freelancers.IncomeRatio * float64(c.Potential[row]) * float64(c.Hours[row])
		}
		w.Flows[o][FlowEntrants] += int64(n)
		w.Flows[o][FlowEntrantsFreelance] += int64(n)
		if w.BurnIn {
			occ.entries += int64(n)
			occ.entrants += w.Flows[o][FlowEntrants]
		} else {
			occ.Missing += float64(occ.EntrantsBase*w.trend(o)) - float64(w.Flows[o][FlowEntrants])
		}
	}
}

// bookIncome enters what clients spent on orders, and moves what newcomers see
// of it.
func (w *World) bookIncome(i int) {
	o, sum := &w.Occupations[i], int64(0)
	gather(w, &sum, func(t *tally) *int64 { return &t.income[i] })
	o.SpentOnOrders = whole(sum)
	for k := range o.Used {
		var used [2]int64
		gather(w, &used, func(t *tally) *[2]int64 { return &t.used[i][k] })
		o.Used[k] = rowUse{whole(used[0]), whole(used[1])}
	}
	n := float64(o.FreelanceNow)
	switch {
	case w.BurnIn:
		o.past.pay(w.Month, o.SpentOnOrders, n)
	case n > 0 && o.IncomeBase > 0:
		o.IncomeRatio = toward(o.IncomeRatio, o.SpentOnOrders/n/o.IncomeBase, w.Params.Freelancers.Smoothing)
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
// orders this month the dividend of the occupation by the hours that one wants to
// work.
func (w *World) payLevies() {
	for o := range w.Occupations {
		n := int64(0)
		gather(w, &n, func(t *tally) *int64 { return &t.paid[o] })
		w.Paid[o] = whole(n) * w.Occupations[o].Dividend
	}
}
