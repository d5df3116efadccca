package sim

import (
	"math"
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
	signal    float64 // how much of ability a proposal on a platform shows
	legalRisk float64
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
	new := 1 + float64(p.Complement*float64(o.Modality[modalityCode]*o.Awareness)) // what AI itself makes somebody build
	for k := range m.needs {
		e := m.elastic[k]
		m.needs[k] = float64(o.NeedScale*w.trend(i)) * new
		m.price[k] = -float64(e * o.LnOrderPrice)
		m.house[k] = -float64(e * w.Domains[o.Domain].LnPrice)
		m.own[k] = p.Own + float64(e*cheap) - float64(m.stakes[k]*float64(p.Legal*law.LegalRisk))
	}
	m.label(w.labels(i))
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
		known := person + b.worth(k, m, offer, 1)
		if c.Channel[j] == ToPerson {
			known += p.Loyalty
		}
		take(known, ToPerson)
	}
	got := b.seek(j)
	if got.row >= 0 {
		if u := person + got.worth; u > best {
			best, channel, fresh = u, ToPerson, true
		}
	}
	house := m.house[k] + b.luck(j, ToHouse) - habit
	if c.Channel[j] == ToHouse {
		house += p.Loyalty
	}
	take(house, ToHouse)
	c.Flags[j] &^= DoesWithout
	if channel == ToNobody {
		c.Flags[j] |= DoesWithout
	}
	if m.q > 0 && c.Flags[j]&KnowsAI != 0 && !b.bound(j) {
		take(b.alone(j, m)+b.luck(j, ToSelf), ToSelf)
	}
	fresh = fresh && channel == ToPerson
	b.settle(j, channel, fresh, &got)
	return fresh
}

// worth is the utility of a freelancer's work by its price and its quality, of
// which a share is seen.
func (b *buyers) worth(k uint8, m *choiceTerms, offer uint64, seen float64) float64 {
	p := &b.w.Params
	return float64(float64(p.Clients.Worth*seen)*lnQuality(offer)) - float64(m.elastic[k]*p.Freelancers.PassThrough*lnHours(offer))
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

// found is whom a client found, and how; row is -1 if nobody.
type found struct {
	row      int32
	offer    uint64
	referred bool
	worth    float64 // as the client sees it
	bids     int64   // on a platform
	ability  float64 // sum of the bidders' log quality
}

// consider takes an offer if it is the best so far, by worth and the client's
// luck with this one.
func (f *found) consider(row int32, offer uint64, worth float64) {
	if f.row < 0 || worth > f.worth {
		f.row, f.offer, f.worth = row, offer, worth
	}
}

// seek asks for offers: with probability referral whom the client's peers
// commission, else, or if they know nobody, on a platform, where those with time
// left bid, the likelier the more. The best offer counts. On a platform a proposal
// shows the less of ability the more people write it with AI (Galdin and Silbert
// 2025), so that clients choose by price and by luck.
func (b *buyers) seek(j int) found {
	w, c := b.w, &b.w.Clients
	o, k := c.Occupation[j], c.Kind[j]
	m, fresh := &b.market[o], w.Params.Use.FreshScale
	got := found{row: -1}
	if b.search.Uniform(uint64(j)<<3) < w.Params.Clients.Referral {
		for n := range clientPeers {
			i, offer := b.recommended(j, n, o)
			if offer != 0 && !b.served(j, i, offer) {
				got.consider(i, offer, b.worth(k, m, offer, 1)+float64(fresh*gumbel(b.mood.Bits(uint64(j)<<32|offer&math.MaxUint32))))
			}
		}
		if got.row >= 0 {
			got.referred = true
			return got
		}
	}
	list := w.hiring.sellers[o]
	for n := range clientPeers {
		if len(list) == 0 {
			break
		}
		x := b.search.Bits(uint64(j)<<3 | uint64(n) + 1)
		i := list[(x>>32)*uint64(len(list))>>32]
		offer := w.Creatives.Offer[i]
		if uint64(uint32(x))*mostLeft>>32 >= timeLeft(offer) {
			continue // has no time
		}
		if b.served(j, i, offer) {
			continue // was asked before
		}
		got.bids++
		got.ability += lnQuality(offer)
		got.consider(i, offer, b.worth(k, m, offer, m.signal)+float64(fresh*gumbel(b.mood.Bits(uint64(j)<<32|offer&math.MaxUint32))))
	}
	return got
}

// served tells whether an offer is that of a client's own supplier, who is no other
// freelancer wherever the client comes by the offer.
func (b *buyers) served(j int, row int32, offer uint64) bool {
	c := &b.w.Clients
	return row == c.Supplier[j] && uint32(offer) == c.Hired[j]
}

// recommended is whom a client's n-th peer commissions, or, where that person has
// no time left, a colleague; an offer of 0 if nobody.
func (b *buyers) recommended(j, n int, occupation uint8) (int32, uint64) {
	shown := b.w.Clients.Published[b.peerOf(j, n)]
	i := int32(shown>>shownRow) - 1
	if i < 0 {
		return 0, 0
	}
	offer := b.w.Creatives.Offer[i]
	if !seller(offer, occupation) || offer&(1<<15-1) != shown>>shownPerson&(1<<15-1) {
		return 0, 0
	}
	if timeLeft(offer) == 0 {
		return b.colleague(i, occupation)
	}
	return i, offer
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
func (b *buyers) settle(j int, channel uint8, fresh bool, got *found) {
	c := &b.w.Clients
	old := c.Channel[j]
	if channel == ToSelf && old == ToPerson && b.present(j) != 0 {
		b.leave(c.Supplier[j])
	}
	if fresh {
		c.Supplier[j], c.Hired[j] = got.row, uint32(got.offer)
		c.Flags[j] &^= Referred
		if got.referred {
			c.Flags[j] |= Referred
		} else {
			s := b.sale(j)
			s.Hired++
			s.Ability += micro(lnQuality(got.offer) - got.ability/float64(got.bids))
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
