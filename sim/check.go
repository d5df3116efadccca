package sim

import (
	"fmt"
	"math"
)

// Check says what must be true after every step, and names the first thing
// that is not: people, jobs and clients' needs add up, shares are shares, nothing is NaN, the
// decomposition and every client's dollar add up.
func (w *World) Check() error {
	for _, f := range []func() error{w.checkPeople, w.checkJobs, w.checkOrganisations, w.checkClients, w.checkMarkets, w.checkDecomposition, w.checkBalance, w.checkMoney} {
		if err := f(); err != nil {
			return fmt.Errorf("month %d: %w", w.Month-1, err)
		}
	}
	return nil
}

func (w *World) checkPeople() error {
	c := &w.Creatives
	vacant := 0
	for i := range c.State {
		if c.State[i] == Vacant {
			vacant++
			continue
		}
		if c.State[i] > Unemployed || !(c.Alpha[i] > 0 && c.Beta[i] > 0) {
			return fmt.Errorf("creative %d has state %d, evidence %v and %v", c.ID[i], c.State[i], c.Alpha[i], c.Beta[i])
		}
		if (c.State[i] == Employed) != (c.Cell[i] >= 0) {
			return fmt.Errorf("creative %d has state %d and cell %d", c.ID[i], c.State[i], c.Cell[i])
		}
		if c.State[i] == Employed && w.Cells.Occupation[c.Cell[i]] != c.Occupation[i] {
			return fmt.Errorf("creative %d of occupation %d has a job of occupation %d", c.ID[i], c.Occupation[i], w.Cells.Occupation[c.Cell[i]])
		}
		for k, x := range [...]float32{c.Craft[i], c.Skill[i], c.Trust[i], c.Attitude[i], c.Fear[i], c.Depth[i]} {
			if !(x >= 0 && x <= 1) {
				return fmt.Errorf("creative %d: %s is %v", c.ID[i], [...]string{"craft", "skill", "trust", "attitude", "fear", "depth"}[k], x)
			}
		}
		if !(c.Pay[i] >= 0) || math.IsInf(c.Pay[i], 0) || !(c.Potential[i] > 0) {
			return fmt.Errorf("creative %d: pay is %v, potential %v", c.ID[i], c.Pay[i], c.Potential[i])
		}
	}
	free := 0
	for _, f := range w.hiring.free {
		free += len(f)
	}
	if free != vacant {
		return fmt.Errorf("%d rows are vacant, %d are listed so", vacant, free)
	}
	return nil
}

func (w *World) checkJobs() error {
	staff := make([]int32, len(w.Cells.Staff))
	for i, k := range w.Creatives.Cell {
		if w.Creatives.State[i] == Employed {
			staff[k]++
		}
	}
	for k, n := range w.Cells.Staff {
		if n != staff[k] {
			return fmt.Errorf("job %d counts %d heads and has %d", k, n, staff[k])
		}
		if s := w.Cells.Star[k]; !(s >= 0) || math.IsInf(float64(s), 0) {
			return fmt.Errorf("job %d wants %v heads", k, s)
		}
	}
	return nil
}

func (w *World) checkOrganisations() error {
	for f := range w.Orgs.Stage {
		o := &w.Orgs
		for k, x := range [...]float32{o.Depth[f], o.Automated[f], o.Absorptive[f], o.Complement[f], o.Encouragement[f]} {
			if !(x >= 0 && x <= 1) {
				return fmt.Errorf("organisation %d: %s is %v", f, [...]string{"depth", "automated share", "absorptive capacity", "complementarity", "encouragement"}[k], x)
			}
		}
		for k, x := range [...]float32{o.LnPrice[f], o.LnValue[f], o.LnShare[f]} {
			if y := float64(x); math.IsNaN(y) || math.IsInf(y, 0) {
				return fmt.Errorf("organisation %d: %s is %v", f, [...]string{"price", "value", "share"}[k], x)
			}
		}
	}
	return nil
}

// checkClients holds that clients are somebody, commission somebody, and that what
// they did this month is all that they need.
func (w *World) checkClients() error {
	c := &w.Clients
	for j := range c.Kind {
		if int(c.Occupation[j]) >= len(w.Occupations) || c.Kind[j] >= ClientKinds || c.Channel[j] >= Channels {
			return fmt.Errorf("client %d has occupation %d, kind %d and channel %d", j, c.Occupation[j], c.Kind[j], c.Channel[j])
		}
		if s := int(c.Supplier[j]); s < -1 || s >= w.Rows() || s < 0 && c.Channel[j] == ToPerson {
			return fmt.Errorf("client %d commissions row %d", j, s)
		}
		if k := c.Skill[j]; !(k >= 0 && k <= 1) || !(c.Alpha[j] > 0 && c.Beta[j] > 0) {
			return fmt.Errorf("client %d has AI skill %v, evidence %v and %v", j, k, c.Alpha[j], c.Beta[j])
		}
		if v := c.Volume[j]; !(v >= 0) || math.IsInf(float64(v), 0) {
			return fmt.Errorf("client %d needs %v orders a month", j, v)
		}
	}
	for i := range w.Occupations {
		s := w.Occupations[i].Sales.Total()
		if met := s.Persons + s.Houses + s.Own + s.OwnHouse + s.Failed + s.Latent; met != s.Needs {
			return fmt.Errorf("%s: clients need %d, and %d are asked for, made or left", w.Occupations[i].Name, s.Needs, met)
		}
	}
	return nil
}

func (w *World) checkMarkets() error {
	for i := range w.Occupations {
		o := &w.Occupations[i]
		for k, x := range [...]float64{o.Quality, o.Reliability, o.Awareness, o.Bypass, o.MachineShare, o.Unemployment, o.HouseBypass, o.Fill} {
			if !(x >= 0 && x <= 1) {
				return fmt.Errorf("%s: %s is %v", o.Name, [...]string{"quality", "reliability", "awareness", "bypass", "machine share", "unemployment", "bypass of organisations", "fill"}[k], x)
			}
		}
		for k, x := range [...]float64{o.LnOrderPrice, o.Orders, o.LnWage, o.LnYield, o.Variety, o.Missing, w.Domains[o.Domain].LnPrice} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return fmt.Errorf("%s: %s is %v", o.Name, [...]string{"order price", "orders", "wage", "yield", "variety", "missing entrants", "price of the domain"}[k], x)
			}
		}
		if x := w.trend(i); !(x > 0) || math.IsInf(x, 0) {
			return fmt.Errorf("%s: the trend is %v", o.Name, x)
		}
		if l := w.Ledger(i); !(math.Abs(l.Budget-l.Freelancers-l.Organisations-l.AI-l.Nobody-l.Saved) <= 1e-6*math.Abs(l.Budget)) {
			return fmt.Errorf("%s: clients' dollars do not add up: %+v", o.Name, l)
		}
	}
	return nil
}

// checkBalance holds that whoever was here at the start or came is here or left.
func (w *World) checkBalance() error {
	if w.BurnIn {
		return nil
	}
	balance := w.StartPeople
	here := int64(0)
	for i := range w.Occupations {
		o := &w.Occupations[i]
		balance += o.Came - o.Left
		here += o.Employed + o.Freelancing + o.Unemployed
	}
	if balance != here {
		return fmt.Errorf("%d rows of people are here, %d came or stayed", here, balance)
	}
	return nil
}

// checkDecomposition holds that the causes of change in employment add up.
func (w *World) checkDecomposition() error {
	for i := range w.Occupations {
		o := &w.Occupations[i]
		m := w.marketOf(&counts{occ: []int{i}}, new(marketSum))
		sum := 0.0
		for _, x := range m.causes {
			sum += ratio(x, m.start)
		}
		if o.Start > 0 && !(math.Abs(sum-float64(o.Employed-o.Start)/float64(o.Start)) <= 1e-12) {
			return fmt.Errorf("%s: causes add up to %v of the start, the change is %v", o.Name, sum, float64(o.Employed-o.Start)/float64(o.Start))
		}
	}
	return nil
}

// checkMoney holds that nobody pays a negative amount, that what rules cost is
// what is booked, and that levies are paid out in the month they come in.
func (w *World) checkMoney() error {
	var billed, booked, receipts int64
	paid := 0.0
	for o := range w.Occupations {
		for k, x := range w.Money[o] {
			if x < 0 {
				return fmt.Errorf("%s: money of kind %d is %v", w.Occupations[o].Name, k, whole(x))
			}
		}
		m := &w.Money[o]
		booked += m[MoneyPublic] + m[MoneyFirms]
		receipts += m[MoneyLevyUsers] + m[MoneyLevyFirms] + m[MoneyLevyBuyers]
		paid += w.Paid[o]
	}
	for r := range w.Bills {
		for _, x := range w.Bills[r] {
			billed += x
		}
	}
	if billed != booked {
		return fmt.Errorf("rules cost %v and %v is booked", whole(billed), whole(booked))
	}
	if in := whole(receipts); !w.Without["freelancers"] && !(math.Abs(in-paid) <= 1e-12*in) {
		return fmt.Errorf("levies bring %v and pay %v", in, paid)
	}
	return nil
}

// Ledger is where the dollars go that clients would spend if they had all their
// needs made at the start's prices: to freelancers and organisations, to AI, to
// nobody, for needs that are left and orders that nobody had hours for, or saved.
// Saved has two parts, each from its own cause: AI instead of a person, and
// cheaper commissions (which costs when they become dearer).
type Ledger struct{ Budget, Freelancers, Organisations, AI, Nobody, Saved float64 }

// Ledger is the month's ledger of an occupation, in USD a row.
func (w *World) Ledger(i int) Ledger {
	o := &w.Occupations[i]
	s, usd := o.Sales.Total(), o.OrderPriceUSD/orderUnit
	own := float64(float64(s.Own+s.OwnHouse) * usd)
	ai := w.clientsSpend(i)
	worth := float64(o.Orders * o.OrderPriceUSD)
	return Ledger{
		Budget: float64(float64(s.Needs) * usd), Freelancers: o.SpentOnOrders, Organisations: float64(float64(s.Houses) * usd), AI: ai,
		Nobody: float64(float64(s.Latent)*usd) + float64(o.Unfilled*o.OrderPriceUSD),
		Saved:  own - ai + (worth - o.SpentOnOrders),
	}
}
