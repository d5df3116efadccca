package sim

import (
	"math"
	"slices"
	"testing"
)

// An offer tells who it is, of which occupation, how much time is left, how quick
// and how good: each in its own bits, to its own precision.
func TestOffersSayWhatWasPacked(t *testing.T) {
	for _, id := range []uint64{0, 1, 4711, 1<<40 | 3<<32 | 1<<31 | 5, math.MaxUint64 >> 4} {
		for occupation := range uint8(Occupations) {
			for k, left := range []float64{-0.5, 0, 0.01, 1.0 / 3, 0.34, 0.67, 1} {
				for _, saved := range []float64{0, 0.001, 0.2, 0.45} {
					for _, quality := range []float64{0.05, 0.5, 1, 1.7, 7.9, 12} {
						offer := makeOffer(id, occupation, left, saved, quality)
						if uint32(offer) != shownID(id) || timeLeft(offer) != [...]uint64{0, 0, 1, 1, 2, 3, 3}[k] {
							t.Fatalf("id %d, left %v: %x", id, left, offer)
						}
						for o := range uint8(Occupations) {
							if seller(offer, o) != (o == occupation) {
								t.Fatalf("an offer of occupation %d is of occupation %d", occupation, o)
							}
						}
						within(t, "hours", math.Exp(lnHours(offer)), 1-saved, 0.5/hoursUnit)
						within(t, "quality", math.Exp(lnQuality(offer)), min(8, quality), 2.6/qualityUnit)
					}
				}
			}
		}
	}
	within(t, "hours without AI", lnHours(makeOffer(1, 1, 1, 0, 1)), 0, 0)
	if seller(0, 0) {
		t.Error("nothing is an offer")
	}
	seen := map[uint32]bool{} // newcomers of all months, in places that they may take one after another
	w := lab(200)
	for month := range 400 {
		w.Month = month
		for k := range 50 {
			seen[shownID(w.personID(3, 1, k))] = true
		}
	}
	if len(seen) != 400*50 {
		t.Errorf("%d of %d people cannot be told apart", 400*50-len(seen), 400*50)
	}
}

// searching are clients who all look at the market each month, and leave whoever
// they had for any other: what they find decides.
func searching(n int, options ...option) *World {
	w := fair(n, append([]option{deaf, tuned(func(p *Params) {
		p.Clients.Reconsider, p.Clients.Loyalty, p.Use.FreshScale, p.Freelancers.Slack = 1, 0, 0, 1.4
	})}, options...)...)
	for k := range w.Idle {
		w.Idle[k] = -1e6 // everybody buys
	}
	for d := range w.Domains {
		w.Domains[d].LnPrice = 1e6 // of people
	}
	for j := range w.Clients.Kind {
		w.Clients.Supplier[j] = -1
	}
	return w
}

// busyness fills what a freelancer was asked for last month, as a share of the
// hours.
func (w *World) busyness(of func(i int) float64) {
	for i := range w.People {
		w.Creatives.Output[i] = 1000
		w.Creatives.Book[i] = int64(1000 * of(i))
	}
}

// On a platform those bid who have time, the likelier the more; who has none takes
// nobody new, and keeps the clients there are.
func TestWhoHasTimeBids(t *testing.T) {
	w := searching(8000)
	w.busyness(func(i int) float64 { return []float64{0, 0.4, 0.8, 1, 1.7}[i%5] }) // thirds left: 3, 2, 1, 0, 0
	run(w, 1)
	var hired [5]float64
	all := 0.0
	for j, row := range w.Clients.Supplier {
		if row >= 0 {
			hired[row%5]++
			all++
		}
		if w.Clients.Flags[j]&Referred != 0 {
			t.Fatal("nobody was recommended")
		}
	}
	for k, left := range []float64{3, 2, 1, 0, 0} {
		p := left / 6
		if p == 0 {
			within(t, "new clients of those without time", hired[k], 0, 0)
			continue
		}
		unsurprising(t, "share of new clients", hired[k]/all, p, math.Sqrt(p*(1-p)/all))
	}
	// of five whom a client asks 6/15 bid, and of four in a row none with that chance
	none := math.Pow(1-6.0/15, clientPeers)
	unsurprising(t, "who finds nobody", 1-all/float64(len(w.Clients.Kind)), none, math.Sqrt(none*(1-none)/float64(len(w.Clients.Kind))))

	w = searching(600, tuned(func(p *Params) { p.Clients.Loyalty = 1 }))
	for j := range w.Clients.Kind { // all have a supplier, and nobody has time
		list := w.freelancersOf(int(w.Clients.Occupation[j]))
		w.Clients.Supplier[j] = list[j%len(list)]
		w.Clients.Hired[j], w.Clients.Channel[j] = shownID(w.Creatives.ID[w.Clients.Supplier[j]]), ToPerson
	}
	was := slices.Clone(w.Clients.Supplier)
	w.busyness(func(int) float64 { return 2 })
	run(w, 1)
	if !slices.Equal(was, w.Clients.Supplier) {
		t.Error("somebody without time took a new client, or lost one")
	}
}

// The best of the offers is taken: on a platform low quality is hired only if all
// four who are asked have it. Where everybody writes proposals with AI they say
// nothing of ability, and who is hired is as likely good as any.
func TestTheBestOfferIsTaken(t *testing.T) {
	for _, users := range []float64{0, 1} {
		w := searching(8000)
		w.busyness(func(int) float64 { return 0 })
		for o := range w.Occupations {
			w.Occupations[o].Users = int64(users * float64(w.Occupations[o].Freelancing))
		}
		for i := range w.People {
			w.Creatives.Craft[i] *= []float32{1.2, 0.8, 0.8}[i%3]
		}
		run(w, 1)
		low, n := 0.0, 0.0
		for _, row := range w.Clients.Supplier {
			low, n = low+share01(row%3 != 0), n+1
		}
		p := math.Pow(2.0/3, 4)
		if users == 1 {
			p = 2.0 / 3
		}
		unsurprising(t, "who hired low quality", low/n, p, math.Sqrt(p*(1-p)/n))
		var all Sale
		for o := range w.Occupations {
			s := w.Occupations[o].Sales.Total()
			addUp(&all, &s)
		}
		within(t, "suppliers hired on platforms", float64(all.Hired), n, 0)
		ability := (2.0/3 - p) * math.Log(1.2/0.8)
		unsurprising(t, "ability of who is hired over that of bidders", whole(all.Ability)/n, ability, math.Log(1.5)*math.Sqrt((p*(1-p)+2.0/9/4)/n)+4e-4)
	}
	// of two as good the quicker is cheaper, and preferred
	w := searching(4000, capable(0.8))
	for i := range w.People {
		w.Creatives.Craft[i] = 0.5
		w.Creatives.Depth[i], w.Creatives.Skill[i] = 0.6*float32(i%2), 0.5
	}
	w.Params.Production.QualityGain, w.Params.Production.ErrorLoss = 0, 0
	run(w, 1)
	slow, n := 0.0, 0.0
	for _, row := range w.Clients.Supplier {
		slow, n = slow+share01(row%2 == 0), n+1
	}
	unsurprising(t, "who hired the slow", slow/n, 1.0/16, math.Sqrt(1.0/16*15/16/n))
}

// A share referral asks its peers first, and takes whom one of them commissions; a
// recommended one without time sends the client on to a colleague in the occupation
// who has some. Who knows nobody goes to a platform.
func TestReferralsGoToSuppliersOfPeersAndTheirColleagues(t *testing.T) {
	for _, share := range []float64{1, 0.4} {
		w := searching(3000, tuned(func(p *Params) { p.Clients.Referral = share }))
		c, people := &w.Clients, &w.Creatives
		w.busyness(func(i int) float64 { return 1.2 * share01(i%2 == 0) }) // every other has no time
		for j := range c.Kind {
			list := w.freelancersOf(int(c.Occupation[j]))
			if j/8%2 == 0 { // runs of clients whose neighbours know nobody
				c.Supplier[j] = list[j*31%len(list)]
				c.Hired[j], c.Channel[j] = shownID(people.ID[c.Supplier[j]]), ToPerson
			} else {
				c.Supplier[j], c.Channel[j] = -1, ToNobody
			}
		}
		w.publishClients()
		was, b := slices.Clone(c.Supplier), w.opened()
		asked, lone, colleagues := 0.0, 0.0, 0
		run(w, 1)
		for j, now := range c.Supplier {
			var could []int32 // whom the peers can recommend
			for k := range clientPeers {
				i := was[b.peerOf(j, k)]
				switch {
				case i < 0:
				case i%2 != 0:
					could = append(could, i)
				default: // no time
					for _, p := range people.Peers[int(i)*Degree : int(i+1)*Degree] {
						if people.Occupation[p] == c.Occupation[j] && p%2 != 0 {
							could = append(could, int32(p))
							break
						}
					}
				}
			}
			could = slices.DeleteFunc(could, func(i int32) bool { return i == was[j] }) // is no other
			if now < 0 || now == was[j] {
				continue // found nobody on a platform, or nobody better
			}
			referred := c.Flags[j]&Referred != 0
			switch {
			case len(could) == 0 && referred:
				t.Fatalf("client %d, who knows nobody, was recommended %d", j, now)
			case len(could) > 0:
				asked, lone = asked+share01(referred), lone+share01(!referred)
			}
			if !referred {
				continue
			}
			if !slices.Contains(could, now) {
				t.Fatalf("client %d was recommended %d, and could be %v", j, now, could)
			}
			suppliers := false
			for k := range clientPeers {
				suppliers = suppliers || was[b.peerOf(j, k)] == now
			}
			colleagues += int(share01(!suppliers))
		}
		if share == 1 {
			within(t, "who went to a platform all the same", lone, 0, 0)
		} else if got := asked / (asked + lone); got < share-0.05 || got > share+0.1 { // some find nobody on platforms
			t.Errorf("of those who could ask a peer %v did, want %v", got, share)
		}
		if asked < 300 || colleagues < 30 {
			t.Errorf("%v asked a peer, and %d went on to a colleague", asked, colleagues)
		}
	}
}

// A client whose supplier is gone looks for another the same month: when the person
// has left the field or freelancing, changed the occupation, or sits in a place that
// somebody else had, even a newcomer of another month who came there as that one did.
func TestWhoseSupplierIsGoneLooksForAnother(t *testing.T) {
	w := fair(2400, deaf, tuned(func(p *Params) { p.Clients.Reconsider = 0 }))
	c, people := &w.Clients, &w.Creatives
	for i := range w.People {
		people.ID[i] = 1<<40 | uint64(people.Occupation[i])<<32 | 1<<31 | uint64(i)
	}
	bought := 0
	for j := range c.Kind {
		if c.Channel[j] == ToPerson {
			c.Hired[j] = shownID(people.ID[c.Supplier[j]])
			c.Tenure[j] = 9
			bought++
		}
	}
	was := slices.Clone(c.Supplier)
	for i := range w.People {
		switch i % 8 {
		case 0:
			people.State[i], people.ID[i] = Vacant, 0
		case 1:
			people.State[i] = Unemployed
		case 2:
			people.Occupation[i] = (people.Occupation[i] + 1) % 4
		case 3:
			people.ID[i] += 5 << 40
		}
	}
	kept := 0
	run(w, 1)
	for j, i := range was {
		if i < 0 {
			continue
		}
		stays := i%8 > 3
		if kept += int(share01(stays)); stays != (c.Supplier[j] == i && c.Tenure[j] == 10) {
			t.Fatalf("client %d of a supplier in row %d is in channel %d with supplier %d, for %d months", j, i, c.Channel[j], c.Supplier[j], c.Tenure[j])
		}
		if c.Channel[j] == ToPerson {
			row := c.Supplier[j]
			if people.State[row] != Freelancing || people.Occupation[row] != c.Occupation[j] || c.Hired[j] != shownID(people.ID[row]) {
				t.Fatalf("client %d of occupation %d commissions row %d in state %d of occupation %d", j, c.Occupation[j], row, people.State[row], people.Occupation[row])
			}
		}
	}
	if kept < bought/3 || kept > 2*bought/3 {
		t.Errorf("%d of %d suppliers are there", kept, bought)
	}
}

// Word of mouth concentrates orders: without it the tenth of freelancers with the
// most has fewer of them.
func TestWordOfMouthConcentratesOrders(t *testing.T) {
	top := func(referral float64, s uint64) float64 {
		w := fair(1000, deaf, seed(s), tuned(func(p *Params) {
			p.Clients.Referral, p.Clients.Reconsider, p.Use.FreshScale, p.Freelancers.Slack = referral, 0.3, 0.6, 1.4
		}))
		run(w, 40)
		n := make([]float64, w.People)
		for j, i := range w.Clients.Supplier {
			if w.Clients.Channel[j] == ToPerson {
				n[i] += float64(w.Clients.Volume[j])
			}
		}
		slices.Sort(n)
		slices.Reverse(n)
		sum, most := 0.0, 0.0
		for k, x := range n {
			if sum += x; k < len(n)/10 {
				most += x
			}
		}
		return most / sum
	}
	var gaps []float64
	for s := range uint64(12) {
		gaps = append(gaps, top(0.65, s)-top(0, s))
	}
	if mean, se := meanAndError(gaps); mean < bar*se {
		t.Errorf("with word of mouth the top tenth has %v more of orders, standard error %v", mean, se)
	} else {
		t.Logf("with word of mouth the top tenth has %v more of orders, standard error %v", mean, se)
	}
}
