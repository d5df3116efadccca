package sim

import (
	"math"
	"sync/atomic"

	"github.com/atelier-sim/atelier/sim/num"
)

// choiceTerms are what the clients of an occupation weigh alike this month.
type choiceTerms struct {
	needs    [ClientKinds]float64 // a month, over their volumes
	price    [ClientKinds]float64 // utility of the price of an hour
	house    [ClientKinds]float64 // of an organisation's work
	cheap    [ClientKinds]float64 // of the price of AI
	rules    [ClientKinds]float64 // what legal risk and labels cost who makes it with AI
	stakes   [ClientKinds]float64 // weight of distrust
	elastic  [ClientKinds]float64
	q        float64 // what AI can do
	reliable float64
	usual    float64 // quality of a person's work at the start
	signal   float64 // how much of ability a proposal on a platform shows
}

// choiceTerms makes them (equation 21).
func (w *World) choiceTerms(i int) (m choiceTerms) {
	o, p := &w.Occupations[i], &w.Params.Clients
	law := w.Market(o.Domain)
	m.q, m.reliable, m.usual = o.Quality, o.Reliability, o.CraftBase
	m.elastic = [ClientKinds]float64{p.ElasticityHousehold, 0.5 * (p.ElasticityHousehold + p.ElasticityLarge), p.ElasticityLarge}
	m.stakes = [ClientKinds]float64{0, 0.5 * p.Stakes, p.Stakes}
	m.signal = 1
	if people := o.Employed + o.Freelancing + o.Unemployed; people > 0 {
		m.signal -= float64(o.Users) / float64(people)
	}
	cheap := -num.Log(p.CostRatio) - law.LnPrice
	woken := 1 + float64(p.Complement*float64(o.Modality[modalityCode]*o.Awareness)) // what AI itself makes somebody build
	for k := range m.needs {
		e := m.elastic[k]
		m.needs[k] = float64(o.NeedScale*w.trend(i)) * woken
		m.price[k] = -float64(e * o.LnOrderPrice)
		m.house[k] = -float64(e * w.Domains[o.Domain].LnPrice)
		m.cheap[k] = float64(e * cheap)
		m.rules[k] = float64(m.stakes[k] * float64(p.Legal*law.LegalRisk))
	}
	m.label(w.labels(i))
	if o.Kept > 0 && o.OrderBase > 0 { // organisations that keep staff commission less
		m.needs[LargeFirm] *= max(0.2, 1-float64(w.Params.Freelancers.Leakage*o.Kept/o.OrderBase))
	}
	return m
}

// made is q_e, the quality of what a client of an AI skill makes with AI.
func (m *choiceTerms) made(skill float32) float64 { return float64(m.q * handles(float64(skill))) }

// openMarket reckons what the clients of each occupation weigh alike this month.
func (w *World) openMarket() {
	for o := range w.Occupations {
		w.hiring.market[o] = w.choiceTerms(o)
	}
}

// Ways: what a client that looks at the market chooses among.
const (
	WayNone  uint8 = iota // to order nothing
	WayStay               // its supplier
	WayOther              // another freelancer
	WayHouse              // an organisation
	WayAlone              // AI in its own hands
	Ways
)

// channelOf is where commissions go on each way.
var channelOf = [Ways]uint8{ToNobody, ToPerson, ToPerson, ToHouse, ToSelf}

// What a client weighs on a way, in logits.
const (
	WeighPull     = iota // of making it alone, or of ordering nothing
	WeighPrice           // how cheap it is
	WeighQuality         // how good it is
	WeighHabit           // a habit of freelancers or of organisations
	WeighLoyalty         // to whom it ordered from before
	WeighDistrust        // what an error of AI would cost, by its own trust
	WeighRules           // legal risk and labels
	WeighTaste           // lasting luck
	WeighMood            // luck of the month
	ClientWeights
)

// A Look is a client's look at the market: the ways that are open to it, what
// it weighs on each, and whom it found.
type Look struct {
	Open  [Ways]bool
	Terms [Ways][ClientWeights]float64
	Found Find
	Makes float64 // quality that it makes with AI, where that way is open
	Trust float64 // in AI, its own with its peers'
}

// A Find is a freelancer whom a client found, and how.
type Find struct {
	Row     int32 // of the freelancer, -1: nobody was found
	Peer    int32 // the client by whose word, -1: on a platform
	By      int32 // the freelancer without time who named them, -1: nobody
	offer   uint64
	luck    float64 // of the client with this one
	bids    int64   // on a platform
	ability float64 // sum of the bidders' log quality
}

// Utility is what speaks for a way in all.
func (l *Look) Utility(way uint8) float64 {
	sum := 0.0
	for _, x := range l.Terms[way] {
		sum += x
	}
	return sum
}

// Best is the way that is taken.
func (l *Look) Best() uint8 {
	way, _ := l.best()
	return way
}

// best is the way that is taken, and the one that would be if the client could not make it
// alone.
func (l *Look) best() (way, people uint8) {
	top := l.Utility(WayNone)
	for way := WayStay; way < WayAlone; way++ {
		if l.Open[way] {
			if u := l.Utility(way); u > top {
				people, top = way, u
			}
		}
	}
	if l.Open[WayAlone] && l.Utility(WayAlone) > top {
		return WayAlone, people
	}
	return people, people
}

// choose is a client's look at the market (equation 21). Every way has a
// utility, with lasting and fresh luck of the client's own: the best is taken.
// It tells whether the commissions go to another freelancer from now on.
func (b *buyers) choose(j int, offer uint64) (fresh bool) {
	b.look(j, offer)
	way, people := b.seen.best()
	b.w.Clients.Flags[j] &^= DoesWithout
	if people == WayNone {
		b.w.Clients.Flags[j] |= DoesWithout
	}
	b.settle(j, channelOf[way], way == WayOther, &b.seen.Found)
	return way == WayOther
}

// look weighs the ways that are open to a client, offer that of its supplier. Who
// watches a client asks for it too (witness_clients.go).
func (b *buyers) look(j int, offer uint64) {
	w, c := b.w, &b.w.Clients
	p, o, k := &w.Params.Clients, c.Occupation[j], c.Kind[j]
	m, l := &b.market[o], &b.seen
	*l = Look{}
	l.Open[WayNone], l.Open[WayHouse] = true, true
	l.Terms[WayNone][WeighPull] = w.Idle[k]
	habit := p.Loyalty
	if c.Flags[j]&HouseBound != 0 {
		habit = -p.Loyalty
	}
	if offer != 0 {
		b.weigh(k, m, offer, 1, habit, WayStay)
		if c.Channel[j] == ToPerson {
			l.Terms[WayStay][WeighLoyalty] = p.Loyalty
		}
	}
	if l.Found = b.seek(j); l.Found.Row >= 0 {
		b.weigh(k, m, l.Found.offer, m.shows(&l.Found), habit, WayOther)
	}
	house := &l.Terms[WayHouse]
	house[WeighPrice], house[WeighHabit] = m.house[k], -habit
	if c.Channel[j] == ToHouse {
		house[WeighLoyalty] = p.Loyalty
	}
	if m.q > 0 && c.Flags[j]&KnowsAI != 0 && !b.bound(j) {
		b.alone(j, m)
	}
	for way, ch := range channelOf {
		if l.Open[way] {
			t := &l.Terms[way]
			t[WeighTaste], t[WeighMood] = b.luck(j, ch)
		}
	}
	l.Terms[WayOther][WeighMood] += l.Found.luck
}

// shows is the share of a freelancer's ability that a client sees.
func (m *choiceTerms) shows(f *Find) float64 {
	if f.Peer < 0 {
		return m.signal
	}
	return 1
}

// weigh is a freelancer's offer on a way.
func (b *buyers) weigh(k uint8, m *choiceTerms, offer uint64, seen, habit float64, way uint8) {
	b.seen.Open[way] = true
	t := &b.seen.Terms[way]
	quality, cheaper := b.worth(k, m, offer, seen)
	t[WeighPrice], t[WeighQuality], t[WeighHabit] = m.price[k]+cheaper, quality, habit
}

// worth is the utility of a freelancer's work by its quality, of which a share is
// seen, and by how much cheaper it is than others' because it takes fewer hours.
func (b *buyers) worth(k uint8, m *choiceTerms, offer uint64, seen float64) (quality, cheaper float64) {
	p := &b.w.Params
	return float64(float64(p.Clients.Worth*seen) * lnQuality(offer)), -float64(m.elastic[k] * p.Freelancers.PassThrough * lnHours(offer))
}

// alone is making it with AI: quality as the client can make it, less what
// distrust in it costs, by the stakes.
func (b *buyers) alone(j int, m *choiceTerms) {
	c, k := &b.w.Clients, b.w.Clients.Kind[j]
	l := &b.seen
	l.Open[WayAlone], l.Makes, l.Trust = true, m.made(c.Skill[j]), b.trust(j)
	t := &l.Terms[WayAlone]
	t[WeighPull], t[WeighPrice], t[WeighRules] = b.w.Params.Clients.Own, m.cheap[k], -m.rules[k]
	t[WeighQuality] = float64(b.w.Params.Clients.Worth * num.Log(l.Makes/m.usual))
	t[WeighDistrust] = -float64(m.stakes[k] * (1 - l.Trust))
}

// trust is a client's own trust in AI with its peers'.
func (b *buyers) trust(j int) float64 {
	c, p := &b.w.Clients, b.trusting
	own := float64(c.Alpha[j] / (c.Alpha[j] + c.Beta[j]))
	if b.deaf {
		return own
	}
	peers, _ := b.heard(j)
	s := 0.5 * (p.SusceptibilityLow + p.SusceptibilityHigh)
	return own + float64(s*(peers-own))
}

// luck is a client's lasting taste for a channel and its mood, on the scales of
// creatives' (equation 13).
func (b *buyers) luck(j int, channel uint8) (taste, mood float64) {
	p := &b.w.Params.Use
	key := uint64(j)<<3 | uint64(channel)
	return float64(p.FixedScale * gumbel(b.taste.Bits(key))), float64(p.FreshScale * gumbel(b.mood.Bits(key)))
}

// gumbel is a draw of the standard Gumbel distribution, the largest of many
// lucks, from 64 random bits: linear between quantiles that lie 2^-10 apart, for
// a client that looks at the market draws eight, and logarithms would be most of
// what it costs.
func gumbel(bits uint64) float64 {
	k := bits >> (64 - gumbelBits)
	low := gumbels[k]
	return low + float64((gumbels[k+1]-low)*float64(uint32(bits))*0x1p-32)
}

const gumbelBits = 10

// gumbels are the quantiles -ln(-ln u) at u = k/1024; the ends stand a quarter of
// a step within, for the first and the last have none.
var gumbels = gumbelQuantiles()

func gumbelQuantiles() (g [1<<gumbelBits + 1]float64) {
	const n = 1 << gumbelBits
	for k := range g {
		u := min(n-0.25, max(0.25, float64(k))) / n
		g[k] = -num.Log(-num.Log(u))
	}
	return g
}

// seek asks for offers: with probability referral whom the client's peers
// commission, else, or if they know nobody, on a platform, where those with time
// left bid, the likelier the more. The best offer counts, by worth and the
// client's luck with this one. On a platform a proposal shows the less of ability
// the more people write it with AI (Galdin and Silbert 2025), so that clients
// choose by price and by luck.
func (b *buyers) seek(j int) Find {
	w := b.w
	o := w.Clients.Occupation[j]
	best, top := Find{Row: -1, Peer: -1, By: -1}, 0.0
	if b.search.Uniform(uint64(j)<<3) < w.Params.Clients.Referral {
		for n := range clientPeers {
			if x := b.recommended(b.peerOf(j, n), o); x.Row >= 0 && !b.served(j, &x) {
				b.consider(j, x, &best, &top)
			}
		}
		if best.Row >= 0 {
			return best
		}
	}
	list, bids, ability := w.hiring.sellers[o], int64(0), 0.0
	for n := range clientPeers {
		if len(list) == 0 {
			break
		}
		u := b.search.Bits(uint64(j)<<3 | uint64(n) + 1)
		x := Find{Row: list[(u>>32)*uint64(len(list))>>32], Peer: -1, By: -1}
		x.offer = w.Creatives.Offer[x.Row]
		if uint64(uint32(u))*mostLeft>>32 >= timeLeft(x.offer) || b.served(j, &x) {
			continue // has no time, or was asked before
		}
		bids++
		ability += lnQuality(x.offer)
		b.consider(j, x, &best, &top)
	}
	best.bids, best.ability = bids, ability
	return best
}

// consider takes whom a client found if that is the best so far.
func (b *buyers) consider(j int, x Find, best *Find, top *float64) {
	c := &b.w.Clients
	m := &b.market[c.Occupation[j]]
	x.luck = float64(b.w.Params.Use.FreshScale * gumbel(b.mood.Bits(uint64(j)<<32|x.offer&math.MaxUint32)))
	quality, cheaper := b.worth(c.Kind[j], m, x.offer, m.shows(&x))
	if u := quality + cheaper + x.luck; best.Row < 0 || u > *top {
		*best, *top = x, u
	}
}

// served tells whether a client found its own supplier, who is no other freelancer
// wherever the client comes by the offer.
func (b *buyers) served(j int, x *Find) bool {
	c := &b.w.Clients
	return x.Row == c.Supplier[j] && uint32(x.offer) == c.Hired[j]
}

// recommended is whom a client recommends: its supplier of last month or, if that
// one has no time left, a colleague.
func (b *buyers) recommended(peer int, occupation uint8) Find {
	shown := b.w.Clients.Published[peer]
	f := Find{Row: int32(shown>>shownRow) - 1, Peer: int32(peer), By: -1}
	if f.Row < 0 {
		return f
	}
	f.offer = b.w.Creatives.Offer[f.Row]
	switch {
	case !seller(f.offer, occupation) || f.offer&(1<<15-1) != shown>>shownPerson&(1<<15-1):
		f.Row = -1
	case timeLeft(f.offer) == 0:
		f.By = f.Row
		if f.Row, f.offer = b.colleague(f.Row, occupation); f.offer == 0 {
			f.Row = -1
		}
	}
	return f
}

// colleague is whom a freelancer without time recommends: the first of the own
// peers who works in the occupation and has time; an offer of 0 if there is none.
func (b *buyers) colleague(row int32, occupation uint8) (int32, uint64) {
	c := &b.w.Creatives
	for _, i := range c.Peers[int(row)*Degree : int(row+1)*Degree] {
		if offer := c.Offer[i]; seller(offer, occupation) && timeLeft(offer) > 0 {
			return int32(i), offer
		}
	}
	return 0, 0
}

// settle enters a choice. A supplier who is left for AI has lost work to it.
func (b *buyers) settle(j int, channel uint8, fresh bool, found *Find) {
	c := &b.w.Clients
	old := c.Channel[j]
	if channel == ToSelf && old == ToPerson && b.present(j) != 0 {
		b.leave(c.Supplier[j])
	}
	if fresh {
		c.Supplier[j], c.Hired[j] = found.Row, uint32(found.offer)
		c.Flags[j] &^= Referred
		if found.Peer >= 0 {
			c.Flags[j] |= Referred
		} else {
			s := b.sale(j)
			s.Hired++
			s.Ability += micro(lnQuality(found.offer) - found.ability/float64(found.bids))
		}
	}
	if fresh || channel != old {
		c.Tenure[j] = 0
	}
	c.Channel[j] = channel
}

// leave tells a freelancer that a client makes it with AI from now on.
func (b *buyers) leave(row int32) {
	atomic.AddInt64(&b.w.Creatives.Book[row], 1<<bookShift)
}
