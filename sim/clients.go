package sim

import (
	"math"
	"sync/atomic"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/par"
)

// Kinds of clients.
const (
	Household uint8 = iota
	SmallFirm
	LargeFirm
)

// Channels: where a client's commissions go.
const (
	ToNobody uint8 = iota // a need that is too dear
	ToPerson              // a freelancer
	ToHouse               // an organisation
	ToSelf                // made with AI
	Channels
)

// Flags of a client.
const (
	KnowsAI     uint8 = 1 << iota // has heard what AI can do for it
	TriedAI                       // ever made a commission with AI
	LooksAgain                    // looks at the market next month, whatever its luck
	LongOrders                    // orders a month's work, not a week's
	HouseBound                    // whose habit is an organisation
	Referred                      // found the supplier by word of mouth
	DoesWithout                   // leaves a need when an attempt fails: people are too dear for it
)

// clients have needs and serve them (equations 20, 21 and 31). A client whose
// supplier is gone or whose attempt with AI failed looks at the market, any
// other with probability reconsider a month; it then chooses anew: its supplier,
// another freelancer, an organisation, AI in its own hands, or nothing
// (choice.go). This month's needs go where it was decided. Who makes it alone
// succeeds with probability
//
//	rel L(fit (q_e - ask)),   q_e = q (0.4 + 0.6 K)
//
// with ask what the client's jobs ask; a failure is bought from a person the
// same month, and remembered.
//
// Source: Bass 1969 for who hears of AI, Guo and Yang 2020 for evidence, Stanton
// and Thomas 2015 and Stanton and Thomas 2019 for search and repeat hiring; weights are
// assumed.
var clients = Mechanism{
	Name: "clients", Asks: "Whom do I commission, if anybody?",
	Writes: []string{"Clients.Channel", "Clients.Flags", "Clients.Tenure", "Clients.Skill", "Clients.Alpha", "Clients.Beta", "Clients.Supplier",
		"Clients.Hired", "Clients.Published", "Book", "Occupations", "Idle", "IdleSum"},
	Begin: (*World).openMarket,
	Clients: func(w *World, lo, hi, worker int) {
		b, far := w.newBuyers(&w.tallies[worker].sales), len(w.Creatives.Offer) >= farFrom
		for ; lo < hi; lo += metAtOnce {
			to := min(hi, lo+metAtOnce)
			if far {
				b.meet(lo, to)
			}
			b.think(lo, to)
			for j := lo; j < to; j++ {
				b.month(j, b.us[j-lo], b.vs[j-lo])
			}
		}
	},
	Settle: func(w *World) {
		w.publishClients()
		for i := range w.Occupations {
			o := &w.Occupations[i]
			o.Sales = Sales{}
			gather(w, &o.Sales, func(t *tally) *Sales { return &t.sales[i] })
			s := o.Sales.Total()
			o.Bypass = part(s.Own, s.Own+s.Persons+s.Failed)
			o.HouseBypass = part(s.OwnHouse, s.OwnHouse+s.Houses)
			o.Awareness = part(s.Knowing, s.Clients)
		}
		w.steerIdle()
	},
}

// part is a share of a count, 0 of nothing.
func part(some, all int64) float64 {
	if all == 0 {
		return 0
	}
	return float64(some) / float64(all)
}

// A Sale is what some clients of an occupation did in a month. Needs and their
// parts are in units of orders: a need is asked of a person, asked of an
// organisation, made with AI, tried and failed, or left.
type Sale struct {
	Needs, Persons, Houses, Own, OwnHouse, Failed, Latent int64
	Repeat                                                int64 // of Persons, asked of the supplier of before
	Clients, Buyers, Knowing                              int64 // clients; who bought of persons; who know of AI
	Posts                                                 int64 // orders of clients who found their supplier on a platform
	Hired, Ability                                        int64 // new suppliers from platforms; their log quality over that of the bidders, in 2^-20
}

// Sales are those of the clients of an occupation, by kind of client, by source of
// the supplier (a platform, or word of mouth) and by length of its orders.
type Sales [saleCells]Sale

const (
	sources   = 2
	lengths   = 2
	saleCells = ClientKinds * sources * lengths
)

// saleCell is where a client counts.
func saleCell(kind, flags uint8) int {
	return int(kind)*sources*lengths + int(flags&Referred/Referred)*lengths + int(flags&LongOrders/LongOrders)
}

// Total is what all clients of an occupation did.
func (s *Sales) Total() (sum Sale) {
	for k := range s {
		addUp(&sum, &s[k])
	}
	return sum
}

// buyers walk clients through a month.
type buyers struct {
	w                         *World
	again, try                draw.Stream
	taste, mood, search, peer draw.Stream
	deaf, stuck               bool // they hear nothing of each other, they learn nothing: ablations
	sales                     *[Occupations]Sales
	phase                     float64 // of this month's needs
	market                    *[Occupations]choiceTerms
	seen                      Look // the last client's
	trusting                  *TrustParams
	met                       uint64 // of no use but that it was read

	ids    [metAtOnce]uint64
	us, vs [metAtOnce]float64
}

// needStep spreads needs over months as evenly as the golden ratio does: the
// needs of a client come at regular intervals, those of many in every month
// alike, and no luck moves the demand of an occupation.
const needStep = 0.6180339887498949

// newBuyers are buyers whose month counts in sales.
func (w *World) newBuyers(sales *[Occupations]Sales) *buyers {
	b := &buyers{w: w, sales: sales, again: w.Stream(drawClientAgain), try: w.Stream(drawClientTry), taste: w.Trait(drawClientTaste),
		mood: w.Stream(drawClientMood), search: w.Stream(drawClientSearch), peer: w.Trait(drawClientPeers)}
	x := float64(float64(w.Month+BurnInMonths) * needStep)
	b.phase = x - math.Floor(x)
	b.market, b.trusting = &w.hiring.market, &w.Params.Trust
	b.deaf, b.stuck = w.clientsUnlike()
	return b
}

// farFrom is from how many creatives on what is known of them does not stay near a processor.
const farFrom = 1 << 16

// metAtOnce is for how many clients what they will read of their suppliers is asked for at a
// time. In a large world it is far away, and many reads in a row wait together; an addition
// to a book waits alone.
const metAtOnce = 64

// meet reads the offers and books of clients' suppliers, so that they are near when the clients'
// month comes to them, and changes nothing.
func (b *buyers) meet(lo, hi int) {
	c, people := &b.w.Clients, &b.w.Creatives
	for j := lo; j < hi; j++ {
		if row := c.Supplier[j]; row >= 0 && c.Channel[j] == ToPerson {
			b.met ^= people.Offer[row] ^ uint64(atomic.LoadInt64(&people.Book[row]))
		}
	}
}

// think draws for some clients whether they look at the market, and whether they hear of AI.
func (b *buyers) think(lo, hi int) {
	n := hi - lo
	for k := range n {
		b.ids[k] = uint64(lo + k)
	}
	b.again.Halves(b.us[:n], b.vs[:n], b.ids[:n])
}

// month is one client's month, with what think drew for it.
func (b *buyers) month(j int, u, v float64) {
	w, c := b.w, &b.w.Clients
	flags := c.Flags[j]
	if flags&TriedAI != 0 {
		b.fade(j)
	}
	offer, asked := uint64(0), c.Channel[j] == ToPerson
	if asked {
		offer = b.present(j)
	}
	looks := u < w.Params.Clients.Reconsider || flags&LooksAgain != 0 || asked && offer == 0 || c.Channel[j] == ToSelf && b.bound(j)
	if flags&KnowsAI == 0 && b.hear(j, v) {
		c.Flags[j] |= KnowsAI
		looks = true
	}
	fresh := false
	if looks {
		if !asked {
			offer = b.present(j) // it knows whom it commissioned before
		}
		c.Flags[j] &^= LooksAgain
		fresh = b.choose(j, offer)
	}
	c.Tenure[j] = min(c.Tenure[j], math.MaxUint8-1) + 1
	need, s := b.need(j), b.sale(j)
	s.Clients++
	s.Knowing += int64(c.Flags[j] & KnowsAI)
	if need > 0 {
		s.Needs += need
		b.commission(j, need, fresh, s)
	}
}

// sale is where a client's month counts.
func (b *buyers) sale(j int) *Sale {
	c := &b.w.Clients
	return &b.sales[c.Occupation[j]][saleCell(c.Kind[j], c.Flags[j])]
}

// need is this month's need of a client in units of orders: whole orders, a
// week's or a month's work each.
func (b *buyers) need(j int) int64 {
	c := &b.w.Clients
	m := &b.market[c.Occupation[j]]
	at := float64(float64(j)*needStep) + b.phase
	at -= float64(int64(at)) // it is positive, so this is its floor
	size, orders := b.size(j), float64(float64(c.Volume[j])*m.needs[c.Kind[j]])
	if size == weekUnits { // no division: it takes longer than all the rest
		orders *= orderUnit / float64(weekUnits)
	}
	return int64(float64(orders)+at) * size
}

// size is that of a client's orders, in units.
func (b *buyers) size(j int) int64 {
	if b.w.Clients.Flags[j]&LongOrders != 0 {
		return orderUnit
	}
	return weekUnits
}

// commission brings a client's need where it was decided to go.
func (b *buyers) commission(j int, need int64, fresh bool, s *Sale) {
	c := &b.w.Clients
	switch c.Channel[j] {
	case ToPerson:
		atomic.AddInt64(&b.w.Creatives.Book[c.Supplier[j]], need)
		s.Persons += need
		s.Buyers++
		if !fresh {
			s.Repeat += need
		}
		b.post(j, s, need)
	case ToHouse:
		s.Houses += need
	case ToSelf:
		b.attempt(j, need, s)
	default:
		s.Latent += need
	}
}

// post counts the orders of a client who found its supplier on a platform: there
// every order is posted.
func (b *buyers) post(j int, s *Sale, need int64) {
	if b.w.Clients.Flags[j]&Referred == 0 {
		s.Posts += need / b.size(j)
	}
}

// attempt makes a commission with AI: a success, or a failure that makes the
// client look again and that a person or an organisation has to make good, unless
// that is too dear.
func (b *buyers) attempt(j int, need int64, s *Sale) {
	c := &b.w.Clients
	c.Flags[j] |= TriedAI
	reliable, fit := b.fit(j)
	success := num.VersusLogistic(b.try.Uniform(uint64(j)), reliable, fit) < 0
	b.learn(j, success)
	if success {
		s.Own += need
		if c.Flags[j]&HouseBound != 0 {
			s.Own -= need
			s.OwnHouse += need
		}
		return
	}
	c.Flags[j] |= LooksAgain
	switch {
	case c.Flags[j]&DoesWithout != 0:
		s.Latent += need
	case c.Flags[j]&HouseBound != 0:
		s.Houses += need
	default:
		s.Failed += need
		s.Buyers++
		b.post(j, s, need)
	}
}

// learn is what an own attempt teaches a client: to handle AI, and how far to
// trust it.
func (b *buyers) learn(j int, success bool) {
	if b.stuck {
		return
	}
	c, t := &b.w.Clients, &b.w.Params.Training
	if k := float64(c.Skill[j]); k < t.UseCeiling {
		c.Skill[j] = float32(toward(k, t.UseCeiling, t.UseGain))
	}
	if success {
		c.Alpha[j]++
	} else {
		c.Beta[j] += float32(b.trusting.FailureRatio)
	}
}

// succeeds is the chance that a client's own attempt serves the need.
func (b *buyers) succeeds(j int) float64 {
	reliable, fit := b.fit(j)
	return reliable * num.Logistic(fit)
}

// fit is how reliable AI is in a client's jobs, and how far the client's own work is up to what
// they ask, in logits.
func (b *buyers) fit(j int) (reliable, logit float64) {
	c := &b.w.Clients
	m := &b.market[c.Occupation[j]]
	return m.reliable, b.w.Params.Clients.Fit * (float64(m.made(c.Skill[j])) - float64(c.Ask[j]))
}

// fade lets evidence and unused skill fade, by the rules of creatives
// (equations 3 and 8).
func (b *buyers) fade(j int) {
	c, p, t := &b.w.Clients, b.trusting, &b.w.Params.Training
	prior := float64(p.PriorStrength * p.PriorMean)
	c.Alpha[j] = float32(toward(float64(c.Alpha[j]), prior, p.Forgetting))
	c.Beta[j] = float32(toward(float64(c.Beta[j]), p.PriorStrength-prior, p.Forgetting))
	if c.Channel[j] != ToSelf {
		c.Skill[j] = float32(toward(float64(c.Skill[j]), t.Floor, t.Decay))
	}
}

// present is the offer of a client's supplier, 0 if that person no longer
// freelances in the occupation.
func (b *buyers) present(j int) uint64 {
	c := &b.w.Clients
	row := c.Supplier[j]
	if row < 0 {
		return 0
	}
	offer := b.w.Creatives.Offer[row]
	if !seller(offer, c.Occupation[j]) || uint32(offer) != c.Hired[j] {
		return 0
	}
	return offer
}

// What other clients see of one, in one word: from the lowest bit 16 of trust,
// one for using AI, 15 of the supplier's id, and the supplier's row plus 1.
const (
	shownUses   uint64 = 1 << 16
	shownPerson        = 17
	shownRow           = 32
)

// publishClients copies what other clients will see next month.
func (w *World) publishClients() {
	c := &w.Clients
	par.Chunks(w.Workers, len(c.Kind), func(_, _, lo, hi int) {
		for j := lo; j < hi; j++ {
			v := min(math.MaxUint16, uint64(float64(c.Alpha[j]/(c.Alpha[j]+c.Beta[j])*(1<<16))))
			switch c.Channel[j] {
			case ToSelf:
				v |= shownUses
			case ToPerson:
				v |= uint64(c.Hired[j]&(1<<15-1))<<shownPerson | uint64(c.Supplier[j]+1)<<shownRow
			}
			c.Published[j] = v
		}
	})
}

// clientPeers are how many other clients of the occupation a client hears of:
// two neighbours and two from anywhere in it.
const clientPeers = Degree / 2

// peerOf is the row of a client's peer.
func (b *buyers) peerOf(j, k int) int {
	start := b.w.ClientStart[b.w.Clients.Occupation[j]:]
	lo, n := int(start[0]), int(start[1]-start[0])
	switch k {
	case 0:
		return lo + (j-lo+1)%n
	case 1:
		return lo + (j-lo+n-1)%n
	}
	return lo + int(b.peer.Below(uint64(j)<<2|uint64(k), uint64(n)))
}

// hear tells whether a client hears of AI this month (equation 20): with
// probability innovation, and imitation times the share of its peers who use it.
func (b *buyers) hear(j int, u float64) bool {
	p := &b.w.Params.Clients
	if b.market[b.w.Clients.Occupation[j]].q == 0 || u >= p.Innovation+p.Imitation {
		return false
	}
	_, using := b.heard(j)
	return u < p.Innovation+float64(p.Imitation*using)
}

// heard is what a client's peers showed last month: their mean trust in AI, and
// the share who use it.
func (b *buyers) heard(j int) (trust, using float64) {
	shown := b.w.Clients.Published
	var sum, uses uint64
	for k := range clientPeers {
		v := shown[b.peerOf(j, k)]
		sum += v & math.MaxUint16
		uses += v >> 16 & 1
	}
	return float64(sum) / (clientPeers << 16), float64(uses) / clientPeers
}

// steerIdle sets in the burn-in what a kind of client finds in ordering nothing,
// so that a share `latent` of needs is left; and the size of needs, so that
// freelancers have the orders of the tables. The means of the last months stay.
func (w *World) steerIdle() {
	if !w.BurnIn {
		return
	}
	var kinds [ClientKinds]Sale
	for i := range w.Occupations {
		o := &w.Occupations[i]
		for k := range o.Sales {
			addUp(&kinds[k/(sources*lengths)], &o.Sales[k])
		}
		if got := o.Sales.Total().Persons; got > 0 {
			miss := float64(o.FreelanceTarget*orderUnit)/float64(got) - 1
			o.NeedScale *= 1 + float64(steerRate*max(-1, min(1, miss)))
		}
	}
	target := w.Params.Clients.Latent
	for k := range kinds {
		if n := &kinds[k]; n.Needs > 0 {
			left := max(0.01, min(0.99, part(n.Latent, n.Needs)))
			w.Idle[k] += float64(steerRate * (num.Logit(target) - num.Logit(left)))
		}
		if w.Month >= -referenceMonths {
			w.IdleSum[k] += w.Idle[k]
		}
	}
}
