package sim

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// Clients and orders (equations 20, 21, 31, 32 and the burn-in's steering).

// A stall is what the clients of an occupation weigh alike in a month.
type stall struct {
	needs, price, house, cheap, rules, stakes, elastic [ClientKinds]float64
	signal                                             float64 // share of ability that a bid on a platform shows
}

// A way is what a client may choose; its terms are added in their order.
type way struct {
	open                                                               bool
	pull, price, quality, habit, loyalty, distrust, rules, taste, mood float64
}

func (w *way) utility() float64 {
	return 0 + w.pull + w.price + w.quality + w.habit + w.loyalty + w.distrust + w.rules + w.taste + w.mood
}

// A found freelancer, by word of mouth or on a platform where some bid.
type found struct {
	row       int32
	offer     uint64
	mouth     bool
	luck      float64
	bids      int
	abilities float64
}

// clientsMonth is equations 20, 21 and 31.
func (s *second) clientsMonth() {
	for o := range s.Occupations {
		s.Occupations[o].Sales = Sales{}
	}
	var last []uint64 // what other clients see
	for j := range s.buyers {
		last = append(last, s.buyers[j].Published)
	}
	markets := make([]stall, len(s.Occupations))
	for o := range markets {
		markets[o] = s.stall(o)
	}
	for j := range s.buyers {
		s.clientMonth(j, &markets[s.buyers[j].Occupation], last)
	}
	for j := range s.buyers {
		c := &s.buyers[j]
		c.Published = min(0xffff, uint64(c.Alpha/(c.Alpha+c.Beta)*65536))
		switch c.Channel {
		case ToSelf:
			c.Published |= 1 << 16
		case ToPerson:
			c.Published |= uint64(c.Hired&0x7fff)<<17 | uint64(c.Supplier+1)<<32
		}
	}
	for o := range s.Occupations {
		occ, all := &s.Occupations[o], s.sold(o)
		occ.Bypass = over(all.Own, all.Own+all.Persons+all.Failed)
		occ.HouseBypass = over(all.OwnHouse, all.OwnHouse+all.Houses)
		occ.Awareness = over(all.Knowing, all.Clients)
	}
	if s.BurnIn {
		s.steerClients()
	}
}

// over is a share of a count, 0 of nothing.
func over(some, all int64) float64 {
	if all == 0 {
		return 0
	}
	return float64(some) / float64(all)
}

// sold adds up what the clients of an occupation did.
func (s *second) sold(o int) (all Sale) {
	for _, x := range s.Occupations[o].Sales {
		all.Needs, all.Persons, all.Houses, all.Own = all.Needs+x.Needs, all.Persons+x.Persons, all.Houses+x.Houses, all.Own+x.Own
		all.OwnHouse, all.Failed, all.Latent = all.OwnHouse+x.OwnHouse, all.Failed+x.Failed, all.Latent+x.Latent
		all.Knowing, all.Clients = all.Knowing+x.Knowing, all.Clients+x.Clients
	}
	return all
}

// stall is what speaks for each way alike, by kind of client (21), and needs (31).
func (s *second) stall(o int) (m stall) {
	p, occ := &s.Params.Clients, &s.Occupations[o]
	law := &s.Levers.market[occ.Domain]
	m.elastic = [ClientKinds]float64{p.ElasticityHousehold, 0.5 * (p.ElasticityHousehold + p.ElasticityLarge), p.ElasticityLarge}
	m.stakes = [ClientKinds]float64{0, 0.5 * p.Stakes, p.Stakes}
	m.signal = 1
	if people := occ.Employed + occ.Freelancing + occ.Unemployed; people > 0 {
		m.signal = 1 - float64(occ.Users)/float64(people)
	}
	human, machine := s.labelled(o)
	for k := range m.needs {
		public := []float64{0, 0.5, 1}[k]
		m.needs[k] = occ.NeedScale * s.trend(o) * (1 + float64(p.Complement*(occ.Modality[4]*occ.Awareness)))
		m.price[k] = -float64(m.elastic[k]*occ.LnOrderPrice) + float64(public*human)
		m.house[k] = -float64(m.elastic[k]*s.Domains[occ.Domain].LnPrice) + float64(public*human)
		m.cheap[k] = m.elastic[k] * (-num.Log(p.CostRatio) - law.LnPrice)
		m.rules[k] = float64(m.stakes[k]*(p.Legal*law.LegalRisk)) - float64(public*machine)
	}
	if occ.Kept > 0 && occ.OrderBase > 0 {
		m.needs[LargeFirm] *= max(0.2, 1-s.Params.Freelancers.Leakage*occ.Kept/occ.OrderBase)
	}
	return m
}

// labelled is what labels add to the worth of human works and take from that of others.
func (s *second) labelled(o int) (human, machine float64) {
	p, law := &s.Params.Clients, &s.Levers.market[s.Occupations[o].Domain]
	if law.Disclosure == 0 && law.HumanLabel == 0 {
		return 0, 0
	}
	supply := s.aiSupply(uint8(o))
	ours, theirs, unlabelled := float64((1-supply)*(1-law.HumanLabel)), float64(supply*(1-law.Disclosure)), 0.0
	if theirs > 0 {
		unlabelled = num.Log(1 - float64(p.Disclosure*(theirs/(theirs+ours))))
	}
	before := num.Log(1 - float64(p.Disclosure*supply))
	human = float64((1-law.HumanLabel)*unlabelled) - before
	machine = float64(law.Disclosure*num.Log(1-p.Disclosure)) + float64((1-law.Disclosure)*unlabelled) - before
	return p.Worth * human, p.Worth * machine
}

// sale is where a client's month counts: by kind, source of the supplier and length.
func (s *second) sale(c *client) *Sale {
	k := int(c.Kind) * 4
	if c.Flags&Referred != 0 {
		k += 2
	}
	if c.Flags&LongOrders != 0 {
		k++
	}
	return &s.Occupations[c.Occupation].Sales[k]
}

// clientMonth is one client's month.
func (s *second) clientMonth(j int, m *stall, last []uint64) {
	c, p := &s.buyers[j], &s.Params.Clients
	if c.Flags&TriedAI != 0 {
		s.forget(c)
	}
	u, v := halved(s.luck(drawClientAgain).Bits(uint64(j)))
	looks := u < p.Reconsider || c.Flags&LooksAgain != 0 || c.Channel == ToPerson && s.supplied(c) == 0 || c.Channel == ToSelf && s.bound(j)
	_, using := s.heard(j, last)
	if c.Flags&KnowsAI == 0 && s.Occupations[c.Occupation].Quality > 0 && v < p.Innovation+float64(p.Imitation*using) {
		c.Flags |= KnowsAI
		looks = true
	}
	fresh := false
	if looks {
		c.Flags &^= LooksAgain
		fresh = s.choose(j, m, last)
	}
	c.Tenure = min(c.Tenure, 254) + 1
	sale := s.sale(c)
	sale.Clients++
	if c.Flags&KnowsAI != 0 {
		sale.Knowing++
	}
	if need := s.need(j, m); need > 0 {
		sale.Needs += need
		s.commission(j, need, fresh)
	}
}

// forget lets evidence and unused skill fade (3, 8).
func (s *second) forget(c *client) {
	p, t := &s.Params.Trust, &s.Params.Training
	a, b, k, prior := float64(c.Alpha), float64(c.Beta), float64(c.Skill), float64(p.PriorStrength*p.PriorMean)
	c.Alpha = float32(a + float64(p.Forgetting*(prior-a)))
	c.Beta = float32(b + float64(p.Forgetting*(p.PriorStrength-prior-b)))
	if c.Channel != ToSelf {
		c.Skill = float32(k + float64(t.Decay*(t.Floor-k)))
	}
}

// sells tells whether an offer is of a freelancer of the occupation.
func sells(offer uint64, occupation uint8) bool {
	return offer>>37&1 == 1 && uint8(offer>>32&31) == occupation
}

// supplied is the offer of a client's supplier, 0 if that person no longer freelances there.
func (s *second) supplied(c *client) uint64 {
	if c.Supplier < 0 {
		return 0
	}
	offer := s.people[c.Supplier].Offer
	if !sells(offer, c.Occupation) || uint32(offer) != c.Hired {
		return 0
	}
	return offer
}

// bound tells whether a client may buy no work made with AI.
func (s *second) bound(j int) bool {
	c := &s.buyers[j]
	return c.Kind == LargeFirm && s.lasting(drawProcures).Uniform(uint64(j)) < s.Levers.market[s.Occupations[c.Occupation].Domain].Procurement
}

// peer is one of the four other clients that a client hears of: two neighbours and two
// from anywhere in the occupation.
func (s *second) peer(j, k int) int {
	o := s.buyers[j].Occupation
	from := int(s.ClientStart[o])
	n := int(s.ClientStart[o+1]) - from
	switch k {
	case 0:
		return from + (j-from+1)%n
	case 1:
		return from + (j-from+n-1)%n
	}
	return from + int(s.lasting(drawClientPeers).Below(uint64(j)<<2|uint64(k), uint64(n)))
}

// heard is the mean trust of a client's peers, and the share who use AI.
func (s *second) heard(j int, last []uint64) (trust, using float64) {
	var sum, uses uint64
	for k := range 4 {
		shown := last[s.peer(j, k)]
		sum += shown & 0xffff
		uses += shown >> 16 & 1
	}
	return float64(sum) / (4 * 65536), float64(uses) / 4
}

// choose is a client's look at the market: it takes the best way, and tells whether
// its commissions go to another freelancer from now on.
func (s *second) choose(j int, m *stall, last []uint64) bool {
	c, p := &s.buyers[j], &s.Params.Clients
	k, habit := c.Kind, p.Loyalty
	if c.Flags&HouseBound != 0 {
		habit = -p.Loyalty
	}
	ways := [5]way{} // nothing, the supplier, another, an organisation, alone
	ways[0] = way{open: true, pull: s.Idle[k]}
	if offer := s.supplied(c); offer != 0 {
		ways[1] = s.hires(m, k, offer, 1, habit)
		if c.Channel == ToPerson {
			ways[1].loyalty = p.Loyalty
		}
	}
	other := s.seek(j, m, last)
	if other.row >= 0 {
		ways[2] = s.hires(m, k, other.offer, m.shows(&other), habit)
	}
	ways[3] = way{open: true, price: m.house[k], habit: -habit}
	if c.Channel == ToHouse {
		ways[3].loyalty = p.Loyalty
	}
	occ := &s.Occupations[c.Occupation]
	if occ.Quality > 0 && c.Flags&KnowsAI != 0 && !s.bound(j) {
		made := occ.Quality * (0.4 + float64(0.6*float64(c.Skill)))
		ways[4] = way{open: true, pull: p.Own, price: m.cheap[k], rules: -m.rules[k], quality: p.Worth * num.Log(made/occ.CraftBase), distrust: -(m.stakes[k] * (1 - s.clientTrust(j, last)))}
	}
	for n, channel := range []uint8{ToNobody, ToPerson, ToPerson, ToHouse, ToSelf} {
		if ways[n].open {
			key := uint64(j)<<3 | uint64(channel)
			ways[n].taste = s.Params.Use.FixedScale * gumbelOf(s.lasting(drawClientTaste).Bits(key))
			ways[n].mood = s.Params.Use.FreshScale * gumbelOf(s.luck(drawClientMood).Bits(key))
		}
	}
	ways[2].mood += other.luck
	best, people := 0, 0
	for n := range ways {
		if ways[n].open && ways[n].utility() > ways[best].utility() {
			best = n
		}
		if n < 4 {
			people = best
		}
	}
	c.Flags &^= DoesWithout
	if people == 0 {
		c.Flags |= DoesWithout
	}
	s.turn(c, []uint8{ToNobody, ToPerson, ToPerson, ToHouse, ToSelf}[best], best == 2, &other)
	return best == 2
}

// hires is the way to a freelancer, of whose ability a share is seen.
func (s *second) hires(m *stall, kind uint8, offer uint64, seen, habit float64) way {
	quality, cheaper := s.worth(m, kind, offer, seen)
	return way{open: true, price: m.price[kind] + cheaper, quality: quality, habit: habit}
}

// worth is the utility of an offer's quality, and of its taking fewer hours.
func (s *second) worth(m *stall, kind uint8, offer uint64, seen float64) (quality, cheaper float64) {
	return s.Params.Clients.Worth * seen * lnWorth(offer), -(m.elastic[kind] * s.Params.Freelancers.PassThrough * num.Log(float64(offer>>40&4095)/4095))
}

// lnWorth is the log of an offer's quality over the usual one.
func lnWorth(offer uint64) float64 { return num.Log((float64(offer>>52) + 0.5) / 512) }

func (m *stall) shows(f *found) float64 {
	if f.mouth {
		return 1
	}
	return m.signal
}

// clientTrust is a client's own trust in AI with its peers'.
func (s *second) clientTrust(j int, last []uint64) float64 {
	c, p := &s.buyers[j], &s.Params.Trust
	own := float64(c.Alpha / (c.Alpha + c.Beta))
	peers, _ := s.heard(j, last)
	return own + float64(0.5*(p.SusceptibilityLow+p.SusceptibilityHigh)*(peers-own))
}

// gumbelOf is a standard Gumbel draw, linear between the quantiles at k/1024, of which
// the first and the last stand at a quarter of a step.
func gumbelOf(bits uint64) float64 {
	at := func(k uint64) float64 {
		u := min(1024-0.25, max(0.25, float64(k))) / 1024
		return -num.Log(-num.Log(u))
	}
	k := bits >> 54
	return at(k) + float64((at(k+1)-at(k))*float64(uint32(bits))/(1<<32))
}

// seek asks for offers: whom peers commission, or those on a platform who have time. The
// best counts, by worth and luck.
func (s *second) seek(j int, m *stall, last []uint64) found {
	c, luck, best, top := &s.buyers[j], s.luck(drawClientSearch), found{row: -1}, 0.0
	consider := func(x found) {
		if x.row == c.Supplier && uint32(x.offer) == c.Hired {
			return // its own supplier is no other
		}
		x.luck = s.Params.Use.FreshScale * gumbelOf(s.luck(drawClientMood).Bits(uint64(j)<<32|x.offer&0xffffffff))
		quality, cheaper := s.worth(m, c.Kind, x.offer, m.shows(&x))
		if u := quality + cheaper + x.luck; best.row < 0 || u > top {
			best, top = x, u
		}
	}
	if luck.Uniform(uint64(j)<<3) < s.Params.Clients.Referral {
		for k := range 4 {
			if x := s.recommended(last[s.peer(j, k)], c.Occupation); x.row >= 0 {
				consider(x)
			}
		}
		if best.row >= 0 {
			return best
		}
	}
	bids, abilities := 0, 0.0
	for k := range 4 {
		list := s.sellers[c.Occupation]
		if len(list) == 0 {
			break
		}
		bits := luck.Bits(uint64(j)<<3 | uint64(k+1))
		row := list[(bits>>32)*uint64(len(list))>>32]
		x := found{row: row, offer: s.people[row].Offer}
		busy := uint64(uint32(bits))*3>>32 >= x.offer>>38&3 // no time for this one
		if busy || row == c.Supplier && uint32(x.offer) == c.Hired {
			continue
		}
		bids++
		abilities += lnWorth(x.offer)
		consider(x)
	}
	best.bids, best.abilities = bids, abilities
	return best
}

// recommended is the supplier that a peer showed, or the first colleague of theirs who has time.
func (s *second) recommended(shown uint64, occupation uint8) found {
	row := int32(shown>>32) - 1
	if row < 0 {
		return found{row: -1}
	}
	offer := s.people[row].Offer
	if !sells(offer, occupation) || offer&0x7fff != shown>>17&0x7fff {
		return found{row: -1}
	}
	if offer>>38&3 > 0 {
		return found{row: row, offer: offer, mouth: true}
	}
	for _, i := range s.people[row].Peers {
		if x := s.people[i].Offer; sells(x, occupation) && x>>38&3 > 0 {
			return found{row: int32(i), offer: x, mouth: true}
		}
	}
	return found{row: -1}
}

// turn enters a choice. Whom a client leaves for AI is told so by the book.
func (s *second) turn(c *client, channel uint8, fresh bool, other *found) {
	if channel == ToSelf && c.Channel == ToPerson && s.supplied(c) != 0 {
		s.people[c.Supplier].Book += 1 << 32
	}
	if fresh {
		c.Supplier, c.Hired = other.row, uint32(other.offer)
		c.Flags &^= Referred
		if other.mouth {
			c.Flags |= Referred
		} else {
			sale := s.sale(c)
			sale.Hired++
			sale.Ability += units(lnWorth(other.offer) - other.abilities/float64(other.bids))
		}
	}
	if fresh || channel != c.Channel {
		c.Tenure = 0
	}
	c.Channel = channel
}

// need is a client's need of the month, in thirds of a week (31).
func (s *second) need(j int, m *stall) int64 {
	c := &s.buyers[j]
	const golden = 0.6180339887498949
	month, place, size := float64(float64(s.Month+120)*golden), float64(float64(j)*golden), orderSize(c)
	at := place + (month - math.Floor(month))
	at -= math.Floor(at)
	return int64(math.Floor(float64(float64(c.Volume)*m.needs[c.Kind]*(13/float64(size)))+at)) * size
}

func orderSize(c *client) int64 {
	if c.Flags&LongOrders != 0 {
		return 13
	}
	return 3
}

// commission brings a need where it was decided to go.
func (s *second) commission(j int, need int64, fresh bool) {
	c := &s.buyers[j]
	sale := s.sale(c)
	posts := func() {
		if c.Flags&Referred == 0 {
			sale.Posts += need / orderSize(c)
		}
	}
	switch c.Channel {
	case ToPerson:
		s.people[c.Supplier].Book += need
		sale.Persons += need
		sale.Buyers++
		if !fresh {
			sale.Repeat += need
		}
		posts()
	case ToHouse:
		sale.Houses += need
	case ToNobody:
		sale.Latent += need
	case ToSelf:
		c.Flags |= TriedAI
		works := s.attempt(j, c)
		switch {
		case works && c.Flags&HouseBound != 0:
			sale.OwnHouse += need
		case works:
			sale.Own += need
		case c.Flags&DoesWithout != 0:
			sale.Latent += need
		case c.Flags&HouseBound != 0:
			sale.Houses += need
		default:
			sale.Failed += need
			sale.Buyers++
			posts()
		}
	}
}

// attempt is a client's own attempt with AI, and what it teaches.
func (s *second) attempt(j int, c *client) bool {
	occ, t := &s.Occupations[c.Occupation], &s.Params.Training
	k := float64(c.Skill)
	made := float64(occ.Quality * (0.4 + float64(0.6*k)))
	works := s.luck(drawClientTry).Uniform(uint64(j)) < occ.Reliability*num.Logistic(s.Params.Clients.Fit*(made-float64(c.Ask)))
	if k < t.UseCeiling {
		c.Skill = float32(k + float64(t.UseGain*(t.UseCeiling-k)))
	}
	if works {
		c.Alpha++
	} else {
		c.Beta += float32(s.Params.Trust.FailureRatio)
		c.Flags |= LooksAgain
	}
	return works
}

// steerClients sets in the burn-in what nothing is worth, and the size of needs.
func (s *second) steerClients() {
	var needs, latent [ClientKinds]int64
	for o := range s.Occupations {
		occ := &s.Occupations[o]
		for k, x := range occ.Sales {
			needs[k/4] += x.Needs
			latent[k/4] += x.Latent
		}
		if got := s.sold(o).Persons; got > 0 {
			miss := float64(occ.FreelanceTarget*13)/float64(got) - 1
			occ.NeedScale *= 1 + float64(0.05*max(-1, min(1, miss)))
		}
	}
	for k := range needs {
		if needs[k] > 0 {
			left := max(0.01, min(0.99, over(latent[k], needs[k])))
			s.Idle[k] += float64(0.05 * (num.Logit(s.Params.Clients.Latent) - num.Logit(left)))
		}
		if s.Month >= -36 {
			s.IdleSum[k] += s.Idle[k]
		}
	}
}

// orders is equation 32.
func (s *second) orders() {
	n := len(s.Occupations)
	served, excess, spare, hours := make([]running, n), make([]running, n), make([]running, n), make([]int64, n)
	for i := range s.people {
		c := &s.people[i]
		if c.State != Freelancing {
			continue
		}
		o, asked, room := c.Occupation, float64(uint32(c.Book)), float64(c.Output)
		own := min(asked, room)
		served[o].add(i, own)
		excess[o].add(i, asked-own)
		spare[o].add(i, room-own)
		hours[o] += units(float64(c.Hours))
	}
	for o := range s.Occupations {
		s.Occupations[o].HoursWanted = amount(hours[o])
		s.clearMarket(o, amount(served[o].close()), amount(excess[o].close()), amount(spare[o].close()))
	}
}

// clearMarket settles an occupation's market, given what is served, too much, and idle.
func (s *second) clearMarket(o int, served, excess, spare float64) {
	occ, p := &s.Occupations[o], &s.Params.Freelancers
	law := &s.Levers.market[occ.Domain]
	public := 0.0
	if law.Commissions > 0 {
		public = math.Floor(float64(law.Commissions*occ.OrderBase*(s.trend(o)*13)) + 0.5)
		sale := &occ.Sales[int(LargeFirm)*4+1]
		sale.Needs += int64(public)
		sale.Persons += int64(public)
	}
	all := s.sold(o)
	on := excess + float64(all.Failed) + public
	occ.Public, occ.Fill = 0, 0
	if public > 0 {
		occ.Public = public / on
	}
	if spare > 0 {
		occ.Fill = min(1, on/spare)
	}
	occ.Orders = (served + float64(occ.Fill*spare)) / 13
	occ.Unfilled = max(0, float64(all.Persons+all.Failed)/13-occ.Orders)
	occ.Capacity = (served + spare) / 13
	if occ.Capacity == 0 {
		return
	}
	if s.BurnIn {
		if s.Month >= -36 {
			occ.past.orders += occ.Orders
			occ.past.use += occ.Orders / occ.Capacity
			occ.past.months++
		}
		return
	}
	target := 0.0
	if occ.UseBase > 0 && occ.Orders > 0 {
		target = p.Excess * num.Log((occ.Orders+float64(10*occ.UseBase))/(occ.Capacity+10)/occ.UseBase)
	}
	if law.Floored > 0 && target < law.LnFloor {
		target += float64(law.Floored * (law.LnFloor - target))
	}
	occ.LnOrderPrice += float64(p.Smoothing * (target - occ.LnOrderPrice))
}
