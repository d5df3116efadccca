package sim

import (
	"math"
	"testing"
)

// needsOf plays months and gives each client's needs, in units of orders.
func needsOf(w *World, months int, each func(month int, needs []int64)) {
	for m := range months {
		b, needs := w.opened(), make([]int64, len(w.Clients.Kind))
		for j := range needs {
			needs[j] = b.need(j)
		}
		run(w, 1)
		sum := int64(0)
		for _, n := range needs {
			sum += n
		}
		all := int64(0)
		for o := range w.Occupations {
			all += w.Occupations[o].Sales.Total().Needs
		}
		if all != sum {
			panic("lab: needs are not those of the month")
		}
		each(m, needs)
	}
}

// A client's needs come at regular intervals, in whole orders of a week's or a
// month's work: over months they are its volume times the scale of needs and the
// exogenous index, up to three orders; those of an occupation are the same in every
// month, within a few orders.
func TestNeedsAverageTheVolumes(t *testing.T) {
	const months = 200
	index := []float64{1, 1.2, 0.7, 0.9}
	w := fair(2000, deaf)
	for o := range w.Occupations {
		w.Occupations[o].NeedScale = 0.6 + 0.3*float64(o)
	}
	trend := w.Clone()
	for o := range trend.Occupations {
		trend.Occupations[o].Trend = index
	}
	size := func(j int) float64 {
		if w.Clients.Flags[j]&LongOrders != 0 {
			return orderUnit
		}
		return weekUnits
	}
	sum, most := make([]float64, len(w.Clients.Kind)), 0.0
	needsOf(w, months, func(_ int, needs []int64) {
		var all [Occupations]float64
		for j, n := range needs {
			if float64(n) != size(j)*math.Floor(float64(n)/size(j)) {
				t.Fatalf("client %d needs %d units, of orders of %v", j, n, size(j))
			}
			sum[j] += float64(n)
			all[w.Clients.Occupation[j]] += float64(n)
		}
		for i := range w.Occupations {
			o := &w.Occupations[i]
			want := o.NeedScale * orderUnit * float64(o.Freelancing) / ((1 - w.Params.Clients.Latent) * (1 - w.Params.Clients.Houses))
			most = max(most, math.Abs(all[i]-want))
		}
	})
	for j, n := range sum {
		want := float64(w.Clients.Volume[j]) * w.Occupations[w.Clients.Occupation[j]].NeedScale * orderUnit * months
		within(t, "needs of a client, in orders", n/size(j), want/size(j), 3)
	}
	if most > 6*orderUnit {
		t.Errorf("needs of an occupation are off by %v units", most)
	}
	last := make([]float64, len(index))
	needsOf(trend, 4, func(m int, needs []int64) {
		for j, n := range needs {
			last[m] += float64(n) / trend.Occupations[trend.Clients.Occupation[j]].NeedScale
		}
	})
	for m, x := range index {
		within(t, "needs by the index", last[m]/last[0], x, 0.02)
	}
	needsOf(trend, 1, func(_ int, needs []int64) { // the last value stands beyond the table
		all := 0.0
		for j, n := range needs {
			all += float64(n) / trend.Occupations[trend.Clients.Occupation[j]].NeedScale
		}
		within(t, "needs beyond the table", all/last[0], index[3], 0.02)
	})
}

// What clients do in a month is counted where they belong: by kind, by where they
// found their supplier and by the length of their orders; the cells add up.
func TestSalesAreWhatARecountGives(t *testing.T) {
	for _, n := range []int{60, 1500} { // among a few, clients often come by whom they have already
		recountSales(t, n)
	}
}

func recountSales(t *testing.T, n int) {
	w := fair(n, deaf, tuned(func(p *Params) {
		p.Clients.Referral, p.Freelancers.Slack = 0.5, 1.4
		if n < 1000 {
			p.Clients.Loyalty, p.Clients.Reconsider = 0, 0.6
		}
	}), only("policy", "production", "clients", "orders", "freelancers"), tuned(still))
	run(w, 6)
	c := &w.Clients
	for j := 0; j < len(c.Kind); j += 4 {
		c.Flags[j] |= KnowsAI // of what there is not yet
	}
	supplier, hired := append([]int32(nil), c.Supplier...), append([]uint32(nil), c.Hired...)
	needsOf(w, 1, func(_ int, needs []int64) {
		var known [Occupations]Sales
		for j, n := range needs {
			source, length := 0, 0
			if c.Flags[j]&Referred != 0 {
				source = 1
			}
			if c.Flags[j]&LongOrders != 0 {
				length = 1
			}
			if c.Channel[j] != ToPerson && (supplier[j] != c.Supplier[j] || hired[j] != c.Hired[j]) {
				t.Fatalf("client %d goes to channel %d and has another supplier", j, c.Channel[j])
			}
			s := &known[c.Occupation[j]][int(c.Kind[j])*4+source*2+length]
			s.Clients++
			s.Knowing += int64(share01(j%4 == 0))
			s.Needs += n
			switch c.Channel[j] {
			case ToNobody:
				s.Latent += n
			case ToHouse:
				s.Houses += n
			case ToPerson:
				s.Persons += n
				if n > 0 {
					s.Buyers++
				}
				if supplier[j] == c.Supplier[j] && hired[j] == c.Hired[j] {
					s.Repeat += n
				}
				if source == 0 {
					s.Posts += n / map[int]int64{0: weekUnits, 1: orderUnit}[length]
				}
			}
		}
		filled, zero := 0, Sale{}
		for i := range w.Occupations {
			var sum Sale
			for k, s := range w.Occupations[i].Sales {
				known[i][k].Hired, known[i][k].Ability = s.Hired, s.Ability // see TestAbilityOnPlatforms
				if s != known[i][k] {
					t.Errorf("occupation %d, cell %d: %+v, want %+v", i, k, s, known[i][k])
				}
				filled += int(share01(s != zero))
				addUp(&sum, &s)
			}
			if sum != w.Occupations[i].Sales.Total() {
				t.Errorf("the cells of occupation %d add up to %+v, the total is %+v", i, sum, w.Occupations[i].Sales.Total())
			}
		}
		if n > 1000 && filled != len(w.Occupations)*saleCells {
			t.Errorf("%d cells are filled", filled)
		}
	})
}

// What clients buy by kind, by source and by length of orders adds up to what all
// buy, and shares of all lie between those of the groups.
func TestGroupsOfClientsAddUpToAll(t *testing.T) {
	w := busy(2500)
	play(t, w, 24)
	value := func(g Group, name string) float64 { return g.Values[ColumnIndex(name)] }
	all := w.Now.Groups[0]
	bought := map[string]float64{} // who buys, by the names of their groups
	for i := range w.Occupations {
		for kind, k := range KindNames {
			for source, s := range SourceNames {
				for length, l := range LengthNames {
					n := float64(w.Occupations[i].Sales[kind*4+source*2+length].Buyers)
					bought[k], bought[s], bought[l] = bought[k]+n, bought[s]+n, bought[l]+n
				}
			}
		}
	}
	for _, by := range clientGroupings {
		sums, low, high := map[string]float64{}, map[string]float64{}, map[string]float64{}
		for _, g := range w.Now.Groups {
			if g.By != by {
				continue
			}
			for _, name := range []string{"orders", "buyers", "posts", "bids"} {
				sums[name] += value(g, name)
			}
			sums["spent"] += value(g, "buyers") * value(g, "spend_per_buyer_usd")
			within(t, "buyers of "+g.Name, value(g, "buyers"), bought[g.Name], 1e-9)
			if posts := value(g, "posts"); (posts > 0) != (g.Name != "referral") {
				t.Errorf("%v posts of %s", posts, g.Name)
			}
			for _, name := range []string{"repeat_share", "latent_share"} {
				x := value(g, name)
				if low[name] == 0 || x < low[name] {
					low[name] = x
				}
				high[name] = max(high[name], x)
			}
		}
		// of groups of clients orders are those that are asked for
		within(t, "orders by "+by, sums["orders"], value(all, "orders")+value(all, "unfilled_orders"), 1e-3)
		for _, name := range []string{"buyers", "posts"} {
			within(t, name+" by "+by, sums[name], value(all, name), 1e-9)
		}
		within(t, "bids by "+by, sums["bids"], value(all, "bids"), 1e-6*value(all, "bids"))
		within(t, "spent by "+by, sums["spent"]/(value(all, "buyers")*value(all, "spend_per_buyer_usd")), 1, 1e-9)
		for name, x := range low {
			if all := value(all, name); !(x > 0 && x < all && all < high[name]) {
				t.Errorf("%s of all is %v, by %s %v to %v", name, all, by, x, high[name])
			}
		}
	}
	spent, bids := 0.0, 0.0
	for i := range w.Occupations {
		o := &w.Occupations[i]
		spent += o.SpentOnOrders
		bids += float64(o.Sales.Total().Posts*clientPeers) * (1 - o.Orders/o.Capacity) // of four who are asked
	}
	within(t, "bids", value(all, "bids"), bids, 1e-9*bids)
	within(t, "spent by all", value(all, "buyers")*value(all, "spend_per_buyer_usd"), spent, 1e-9*spent)
}

// Who knows of AI has work built with it: needs grow with the share of clients who
// know, by the part of code in an occupation's work.
func TestWorkThatAIAsksFor(t *testing.T) {
	w := lab(400)
	for o := range w.Occupations {
		w.Occupations[o].Modality = [Modalities]float64{0: 1 - 0.3*float64(o), modalityCode: 0.3 * float64(o)}
		w.Occupations[o].Awareness = 0.5
	}
	for o := range w.Occupations {
		for kind, x := range w.choiceTerms(o).needs {
			within(t, "needs of a "+KindNames[kind], x, 1+w.Params.Clients.Complement*0.3*float64(o)*0.5, 1e-12)
		}
	}
}
