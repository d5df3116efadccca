package sim

import "slices"

// What follows tells what clients do to somebody who watches one creative: the
// mechanism itself, played on copies of all that it writes. Ask within the month,
// as in witness.go.

// WeightNames names what a client weighs, in the order of Look.Terms.
var WeightNames = [ClientWeights]string{"pull", "price", "quality", "habit", "loyalty", "distrust", "rules", "taste", "mood"}

// Order is where a client's commissions go, and since when.
type Order struct {
	Channel uint8
	Row     int32  // of the supplier, -1 without one
	Hired   uint32 // the lower half of that person's ID
	Months  int    // with the same supplier or on the same channel, 255 at most
}

// To tells whether the commissions go to a creative in a row who has an ID.
func (o Order) To(row int, id uint64) bool {
	return o.Channel == ToPerson && int(o.Row) == row && o.Hired == shownID(id)
}

// order is a client's.
func (c *Clients) order(j int) Order {
	return Order{c.Channel[j], c.Supplier[j], c.Hired[j], int(c.Tenure[j])}
}

// ClientMonth is what a client does in a month, and why.
type ClientMonth struct {
	Row           int
	Kind          uint8
	Before, After Order
	Looked        bool    // at the market, as Look says
	Heard         bool    // of AI, for the first time
	Gone          bool    // the supplier of before no longer freelances in the occupation
	Failed        bool    // the attempt of the month before did
	Need          float64 // orders, 1 = a freelancer's normal month in 2021
	Look          Look
	Asks          float64 // what its jobs ask of AI, share
	Chance        float64 // that an attempt with AI serves the need
	Success       bool    // the attempt of this month did
	Sent          bool    // it did not, and whoever has time among freelancers makes it good
}

// Tried tells whether the client made this month's commission with AI.
func (m *ClientMonth) Tried() bool { return m.After.Channel == ToSelf && m.Need > 0 }

// WeighClients plays the month of every client of an occupation, in the order of
// their rows. Ask as clients begin.
func (w *World) WeighClients(occupation int) []ClientMonth {
	past := *w
	past.Clients.each(func(c column) { c.move(c.data.Len(), c.data.Cap()) })
	past.Creatives.Book = slices.Clone(w.Creatives.Book)
	past.openMarket()
	b := past.newBuyers(new([Occupations]Sales))
	var list []ClientMonth
	for j := int(w.ClientStart[occupation]); j < int(w.ClientStart[occupation+1]); j++ {
		list = append(list, b.tell(j))
	}
	return list
}

// tell plays a client's month and tells of it.
func (b *buyers) tell(j int) ClientMonth {
	c := &b.w.Clients
	m := ClientMonth{Row: j, Kind: c.Kind[j], Before: c.order(j), Asks: float64(c.Ask[j])}
	flags, failed := c.Flags[j], b.sales[c.Occupation[j]].Total().Failed
	m.Failed = flags&LooksAgain != 0
	m.Gone = c.Channel[j] == ToPerson && b.present(j) == 0
	b.seen = Look{}
	b.think(j, j+1)
	b.month(j, b.us[0], b.vs[0])
	m.After, m.Look = c.order(j), b.seen
	m.Looked = m.Look.Open[WayNone]
	m.Heard = c.Flags[j]&^flags&KnowsAI != 0
	m.Need = float64(b.need(j)) / orderUnit
	m.Chance = b.succeeds(j)
	m.Success = m.Tried() && c.Flags[j]&LooksAgain == 0
	m.Sent = b.sales[c.Occupation[j]].Total().Failed > failed
	return m
}

// ClientsOf are the clients who order from the freelancer in a row, by row of
// client; nil for who does not freelance.
func (w *World) ClientsOf(row int) []int {
	c := &w.Creatives
	if c.State[row] != Freelancing {
		return nil
	}
	var list []int
	for j := w.ClientStart[c.Occupation[row]]; j < w.ClientStart[c.Occupation[row]+1]; j++ {
		if w.Clients.order(int(j)).To(row, c.ID[row]) {
			list = append(list, int(j))
		}
	}
	return list
}

// Work is what a freelancer's month brought, in orders: 1 = a normal month in
// 2021.
type Work struct {
	Own    float64 // orders of own clients
	Sent   float64 // orders that others had no hours for, or that clients failed to make
	Passed float64 // orders of own clients that the hours were too few for
	Room   float64 // orders that the hours allow
}

// WorkOf is the month's work of the freelancer in a row, none for who has none
// yet (equation 33). Ask between orders and freelancers.
func (w *World) WorkOf(row int) Work {
	c := &w.Creatives
	if c.State[row] != Freelancing || c.Output[row] == 0 {
		return Work{}
	}
	ask, room := float64(c.Book[row]&bookMask), float64(c.Output[row])
	own := min(ask, room)
	sent := float64(w.Occupations[c.Occupation[row]].Fill * (room - own))
	return Work{own / orderUnit, sent / orderUnit, (ask - own) / orderUnit, room / orderUnit}
}

// LeftForAI tells whether a client of the freelancer in a row, or of who was there
// before, makes its commissions with AI from this month on. Ask between clients
// and production.
func (w *World) LeftForAI(row int) bool { return w.Creatives.Book[row]>>bookShift > 0 }
