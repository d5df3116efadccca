package sim

import (
	"sync/atomic"

	"github.com/atelier-sim/atelier/sim/num"
)

// choiceTerms are what the clients of an occupation weigh alike this month.
type choiceTerms struct {
	needs     [ClientKinds]float64 // a month, over their volumes
	price     [ClientKinds]float64 // utility of the price of an hour
	house     [ClientKinds]float64 // of an organisation's work
	own       [ClientKinds]float64 // of making it with AI, before quality, trust and taste
	stakes    [ClientKinds]float64 // weight of distrust
	elastic   [ClientKinds]float64
	q         float64 // what AI can do
	reliable  float64
	usual     float64 // quality of a person's work at the start
	legalRisk float64
}

// audience is for whom else a kind of client buys: a household for itself, a
// large organisation for all who see its works. Errors and labels matter so much.
var audience = [ClientKinds]float64{Household: 0, SmallFirm: 0.5, LargeFirm: 1}

// choiceTerms makes them (equation 21).
func (w *World) choiceTerms(i int) (m choiceTerms) {
	o, p := &w.Occupations[i], &w.Params.Clients
	law := w.Market(o.Domain)
	m.q, m.reliable, m.usual = o.Quality, o.Reliability, o.CraftBase
	m.elastic = [ClientKinds]float64{p.ElasticityHousehold, 0.5 * (p.ElasticityHousehold + p.ElasticityLarge), p.ElasticityLarge}
	m.stakes = [ClientKinds]float64{audience[Household] * p.Stakes, audience[SmallFirm] * p.Stakes, audience[LargeFirm] * p.Stakes}
	human, machine := w.labels(i)
	cheap := -num.Log(p.CostRatio) - law.LnPrice
	for k := range m.needs {
		e := m.elastic[k]
		m.needs[k] = o.NeedScale * w.trend(i)
		m.price[k] = -float64(e*o.LnOrderPrice) + float64(audience[k]*human)
		m.house[k] = -float64(e*w.Domains[o.Domain].LnPrice) + float64(audience[k]*human)
		m.own[k] = p.Own + float64(e*cheap) - float64(m.stakes[k]*float64(p.Legal*law.LegalRisk)) + float64(audience[k]*machine)
	}
	if o.Kept > 0 && o.OrderBase > 0 { // organisations that keep staff commission less
		m.needs[LargeFirm] *= max(0.2, 1-float64(w.Params.Freelancers.Leakage*o.Kept/o.OrderBase))
	}
	return m
}

// made is q_e, the quality of what a client of an AI skill makes with AI.
func (m *choiceTerms) made(skill float32) float64 { return m.q * handles(float64(skill)) }

// choose is a client's look at the market (equation 21). Every channel has a
// utility, with lasting and fresh luck of the client's own: the best is taken.
// It tells whether the commissions go to another freelancer from now on.
func (b *buyers) choose(j int, offer uint64) (fresh bool) {
	w, c := b.w, &b.w.Clients
	p, o, k := &w.Params.Clients, c.Occupation[j], c.Kind[j]
	m := &b.market[o]
	habit := p.Loyalty
	if c.Flags[j]&HouseBound != 0 {
		habit = -p.Loyalty
	}
	best, channel := w.Idle[k]+b.luck(j, ToNobody), ToNobody
	take := func(u float64, ch uint8) {
		if u > best {
			best, channel = u, ch
		}
	}
	person := m.price[k] + b.luck(j, ToPerson) + habit
	if offer != 0 {
		take(person+b.worth(k, m, offer)+p.Loyalty, ToPerson)
	}
	row, found, referred := b.seek(j)
	if row >= 0 {
		if u := person + b.worth(k, m, found); u > best {
			best, channel, fresh = u, ToPerson, true
		}
	}
	house := m.house[k] + b.luck(j, ToHouse) - habit
	if c.Channel[j] == ToHouse {
		house += p.Loyalty
	}
	take(house, ToHouse)
	if m.q > 0 && c.Flags[j]&KnowsAI != 0 && !b.bound(j) {
		take(b.alone(j, m)+b.luck(j, ToSelf), ToSelf)
	}
	fresh = fresh && channel == ToPerson
	b.settle(j, channel, fresh, row, found, referred)
	return fresh
}

// worth is the utility of a freelancer's work by its quality and price.
func (b *buyers) worth(k uint8, m *choiceTerms, offer uint64) float64 {
	p := &b.w.Params
	return float64(p.Clients.Worth*lnQuality(offer)) - float64(m.elastic[k]*p.Freelancers.PassThrough*lnHours(offer))
}

// alone is the utility of making it with AI: quality as the client can make it,
// less what distrust in it costs, by the stakes.
func (b *buyers) alone(j int, m *choiceTerms) float64 {
	c, p := &b.w.Clients, b.trusting
	k := c.Kind[j]
	peers, _ := b.heard(j)
	s := 0.5 * (p.SusceptibilityLow + p.SusceptibilityHigh)
	own := float64(c.Alpha[j] / (c.Alpha[j] + c.Beta[j]))
	trust := own + float64(s*(peers-own))
	return m.own[k] + float64(b.w.Params.Clients.Worth*num.Log(m.made(c.Skill[j])/m.usual)) - float64(m.stakes[k]*(1-trust))
}

// luck is a client's lasting taste for a channel and its mood, on the scales of
// creatives' (equation 13).
func (b *buyers) luck(j int, channel uint8) float64 {
	p := &b.w.Params.Use
	key := uint64(j)<<3 | uint64(channel)
	return float64(p.FixedScale*gumbel(b.taste.Bits(key))) + float64(p.FreshScale*gumbel(b.mood.Bits(key)))
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

// seek asks for an offer: with probability referral whom the client's peers
// commission, else, or if they know nobody, on a platform. The best offer counts;
// -1 if there is none.
func (b *buyers) seek(j int) (row int32, best uint64, referred bool) {
	c, p := &b.w.Clients, &b.w.Params.Clients
	o := c.Occupation[j]
	row = -1
	top := 0.0
	consider := func(i int32, offer uint64) {
		if x := b.worth(c.Kind[j], &b.market[o], offer); row < 0 || x > top {
			row, best, top = i, offer, x
		}
	}
	if b.search.Uniform(uint64(j)<<3) < p.Referral {
		for k := range clientPeers {
			shown := b.w.Clients.Published[b.peerOf(j, k)]
			i := int32(shown>>shownRow) - 1
			if i < 0 {
				continue
			}
			offer := b.w.Creatives.Offer[i]
			if !seller(offer, o) || offer&(1<<15-1) != shown>>shownPerson&(1<<15-1) {
				continue
			}
			if offer&offerFull != 0 {
				i, offer = b.colleague(i, o)
			}
			if offer != 0 {
				consider(i, offer)
			}
		}
		if row >= 0 {
			return row, best, true
		}
	}
	list, s := b.w.hiring.sellers[o], b.sale(j)
	s.Posts++
	for k := range clientPeers {
		if len(list) == 0 {
			break
		}
		i := list[b.search.Below(uint64(j)<<3|uint64(k)+1, uint64(len(list)))]
		if offer := b.w.Creatives.Offer[i]; offer&offerFull == 0 {
			s.Bids++
			consider(i, offer)
		}
	}
	return row, best, false
}

// colleague is whom a freelancer without time recommends: the first of the own
// peers who works in the occupation and has time; an offer of 0 if there is none.
func (b *buyers) colleague(row int32, occupation uint8) (int32, uint64) {
	c := &b.w.Creatives
	for _, i := range c.Peers[int(row)*Degree : int(row+1)*Degree] {
		if offer := c.Offer[i]; seller(offer, occupation) && offer&offerFull == 0 {
			return int32(i), offer
		}
	}
	return 0, 0
}

// settle enters a choice. A supplier who is left for AI has lost work to it.
func (b *buyers) settle(j int, channel uint8, fresh bool, row int32, offer uint64, referred bool) {
	c := &b.w.Clients
	old := c.Channel[j]
	if channel == ToSelf && old == ToPerson && c.Supplier[j] >= 0 {
		b.leave(c.Supplier[j])
	}
	if fresh {
		c.Supplier[j], c.Hired[j] = row, uint32(offer)
		c.Flags[j] &^= Referred
		if referred {
			c.Flags[j] |= Referred
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
