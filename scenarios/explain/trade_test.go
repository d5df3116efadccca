package explain

import (
	"math"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// What clients are noted to do to everybody adds up to what the tables say of
// clients: orders, and who bought, by kind. Whoever comes was nowhere else, and
// what a client weighed is what it did.
func TestWhatClientsAreNotedToDoAddsUpToTheMeasures(t *testing.T) {
	c := all(t)
	var orders [labMonths]float64
	var asked [sim.ClientKinds][labMonths]float64
	clients := map[string]int{}
	for _, s := range c.stories {
		held := s.first.Clients.Kinds
		for i := range s.months {
			m := &s.months[i]
			orders[i] += (m.Work.Own + m.Work.Sent) * c.world.Weight
			for k, n := range m.Asked {
				asked[k][i] += float64(n) * c.world.Weight
			}
			if m.Work.Own+m.Work.Sent > m.Work.Room+1e-9 || m.Work.Passed > 0 && m.Work.Sent > 1e-9 {
				t.Fatalf("creative %d in %s: %+v is more than the hours allow, or work is sent on both ways", s.id, finding.Month(i), m.Work)
			}
			for k := range m.Came {
				held[m.Came[k].Kind]++
				clients["came"]++
			}
			for k := range m.Left {
				held[m.Left[k].Kind]--
				clients[[sim.Ways]string{"for nothing", "stays", "to another", "to an organisation", "to AI"}[m.Left[k].Look.Best()]]++
			}
			if m.After.State != sim.Freelancing {
				held = [sim.ClientKinds]int{}
			} else if m.After.Clients.Kinds != held {
				t.Fatalf("creative %d in %s: %v order from them, those who came and left make it %v", s.id, finding.Month(i), m.After.Clients.Kinds, held)
			}
		}
	}
	for i, sent := range c.sent {
		for k, n := range sent {
			asked[k][i] += float64(n) * c.world.Weight
		}
	}
	want := c.table.Line("1", "all", "all", "orders")
	for i, x := range orders {
		if math.Abs(x-want[i]) > 1e-3*c.world.Weight {
			t.Fatalf("in %s %v orders are noted, %v measured", finding.Month(i), x, want[i])
		}
		for k, kind := range sim.KindNames {
			if got, want := asked[k][i], c.table.Line("1", "client_kind", kind, "buyers")[i]; math.Abs(got-want) > 1e-6 {
				t.Fatalf("in %s buyers of kind %s: %v are noted, %v measured", finding.Month(i), kind, got, want)
			}
		}
	}
	if clients["came"] < 100 || clients["to AI"] < 30 || clients["for nothing"] < 20 || clients["stays"] > 0 {
		t.Errorf("too few clients come and go to tell: %v", clients)
	}
}

// A client that leaves for AI is work lost to it.
func TestAClientThatLeavesForAIIsWorkLost(t *testing.T) {
	n := 0
	for _, s := range all(t).stories {
		for i := range s.months {
			if m := &s.months[i]; goesTo(m, sim.ToSelf) && m.After.Here {
				if n++; !m.After.LostWork {
					t.Errorf("creative %d in %s: a client left for AI and no work is lost", s.id, finding.Month(i))
				}
			}
		}
	}
	if n < 30 {
		t.Errorf("%d months in which a client leaves for AI", n)
	}
}

// leaver is a client that looked at the market and leaves for a way, with terms
// that speak for that way and for staying.
func leaver(way uint8, months int, there, here [sim.ClientWeights]float64) *sim.ClientMonth {
	c := &sim.ClientMonth{Kind: sim.SmallFirm, Before: sim.Order{Channel: sim.ToPerson, Months: months}, Looked: true, Asks: 0.25, Chance: 0.625}
	c.Look.Open[sim.WayStay], c.Look.Open[way] = true, true
	c.Look.Terms[sim.WayStay], c.Look.Terms[way] = here, there
	c.Look.Trust, c.Look.Makes = 0.5, 0.4
	return c
}

// Every way on which a client leaves is told with what weighed most on each side.
func TestAClientThatLeavesIsToldWithItsReasons(t *testing.T) {
	s := newStory(all(t).world, all(t).scenario, 0, Facts{})
	s.now = &Month{Number: 50}
	held := [sim.ClientWeights]float64{sim.WeighHabit: 2, sim.WeighLoyalty: 1, sim.WeighQuality: 0.25}
	for _, c := range []struct {
		client *sim.ClientMonth
		want   string
	}{
		{leaver(sim.WayAlone, 20, [sim.ClientWeights]float64{sim.WeighPull: 3, sim.WeighPrice: 4, sim.WeighDistrust: -1, sim.WeighMood: 0.5}, held),
			"A small firm that ordered from them since July 2023 makes the work itself with AI from now on. For it weighed most how cheap AI is (+4.00) and the pull of making it itself (+3.00); against it its habit of freelancers (−2.00) and loyalty to them (−1.00). It trusts AI at 0.50. AI in its hands comes to 0.40, of 1 at most, and its jobs ask for 0.25: 62% of its attempts would succeed."},
		{leaver(sim.WayAlone, 51, [sim.ClientWeights]float64{sim.WeighPull: 3, sim.WeighDistrust: -1, sim.WeighRules: -3, sim.WeighMood: 5}, held),
			"A small firm that ordered from them since before January 2021 makes the work itself with AI from now on. For it weighed most the pull of making it itself (+3.00); against it legal risk and labels (−3.00) and its habit of freelancers (−2.00). But for the mood of the month (+5.00) it would have stayed. It trusts AI at 0.50."},
		{leaver(sim.WayNone, 50, [sim.ClientWeights]float64{sim.WeighPull: 4}, [sim.ClientWeights]float64{sim.WeighPrice: -1, sim.WeighQuality: -0.5, sim.WeighLoyalty: 1}),
			"A small firm that ordered from them since January 2021 orders nothing any more. For it weighed most how little the work is worth to it (+4.00) and their price (+1.00); against it loyalty to them (−1.00)."},
		{leaver(sim.WayOther, 1, [sim.ClientWeights]float64{sim.WeighQuality: 3, sim.WeighPrice: 0.5}, [sim.ClientWeights]float64{sim.WeighLoyalty: 1}),
			"A small firm that ordered from them since February 2025 orders from another freelancer from now on. For it weighed most better work (+3.00) and a lower price (+0.50); against it loyalty to them (−1.00)."},
		{leaver(sim.WayHouse, 3, [sim.ClientWeights]float64{sim.WeighHabit: 2}, [sim.ClientWeights]float64{sim.WeighHabit: -2, sim.WeighPrice: 0.25}),
			"A small firm that ordered from them since December 2024 orders from an organisation from now on. For it weighed most its habit of organisations (+4.00); against it how cheap they are (−0.25)."},
	} {
		v, got := s.leaves(c.client)
		if !strings.HasPrefix(got, c.want) || mangled.MatchString(got) {
			t.Errorf("told %q,\nwant %q", got, c.want)
		}
		if sum := c.client.Look.Utility(c.client.Look.Best()) - c.client.Look.Utility(sim.WayStay); sum <= 0 || v["way"] != float64(c.client.Look.Best()) {
			t.Errorf("%v by %v", v, sum)
		}
	}
	s.now.Number = 400
	if got := s.since(leaver(sim.WayNone, 255, held, held)); got != "February 2033 at the latest" {
		t.Errorf("a client of 255 months or more ordered since %s", got)
	}
}

// Every way on which a client comes is told, with where it comes from.
func TestAClientThatComesIsToldWithWhereItComesFrom(t *testing.T) {
	s := newStory(all(t).world, all(t).scenario, 0, Facts{})
	firm := int32(-1)
	for j, k := range s.world.Clients.Kind {
		if k == sim.LargeFirm {
			firm = int32(j)
		}
	}
	for _, c := range []struct {
		client sim.ClientMonth
		want   string
	}{
		{sim.ClientMonth{Look: sim.Look{Open: [sim.Ways]bool{sim.WayStay: true}, Terms: [sim.Ways][sim.ClientWeights]float64{sim.WayStay: {sim.WeighMood: 1}}, Found: sim.Find{Row: 5}}},
			"A household orders from them again. Until now it ordered nothing."},
		{sim.ClientMonth{Look: sim.Look{Found: sim.Find{Peer: -1, By: -1}}, Before: sim.Order{Channel: sim.ToNobody}},
			"A household begins to order from them. It found them on a platform. Until now it ordered nothing."},
		{sim.ClientMonth{Look: sim.Look{Found: sim.Find{Peer: firm, By: -1}}, Before: sim.Order{Channel: sim.ToPerson}},
			"A household begins to order from them. It found them by the word of a large organisation that orders from them. Until now it ordered from another freelancer."},
		{sim.ClientMonth{Look: sim.Look{Found: sim.Find{Peer: firm, By: 3}}, Before: sim.Order{Channel: sim.ToHouse}},
			"A household begins to order from them. It found them by a colleague without time, whom a large organisation had recommended. Until now it ordered from an organisation."},
		{sim.ClientMonth{Look: sim.Look{Found: sim.Find{Peer: -1, By: -1}}, Before: sim.Order{Channel: sim.ToPerson}, Gone: true},
			"A household begins to order from them. It found them on a platform. The freelancer from whom it ordered before no longer freelances."},
		{sim.ClientMonth{Look: sim.Look{Found: sim.Find{Peer: -1, By: -1}}, Before: sim.Order{Channel: sim.ToSelf}, Failed: true},
			"A household begins to order from them. It found them on a platform. Until now it made the work itself with AI, and its last attempt failed."},
		{sim.ClientMonth{Look: sim.Look{Found: sim.Find{Peer: -1, By: -1}}, Before: sim.Order{Channel: sim.ToSelf}},
			"A household begins to order from them. It found them on a platform. Until now it made the work itself with AI."},
	} {
		if _, got := s.joins(&c.client); got != c.want {
			t.Errorf("told %q,\nwant %q", got, c.want)
		}
	}
}

func TestClientsAndWorkAreWrittenForReaders(t *testing.T) {
	work := func(own, sent float64) string { return (&story{year: tally{own: own, sent: sent}}).workOfYear() }
	patrons := func(kinds ...int) string {
		return (&Facts{Clients: buyers{Kinds: [sim.ClientKinds]int(kinds)}}).patrons()
	}
	for _, c := range []struct{ got, want string }{
		{work(0, 0), ""}, {work(6, 2), "work of 8.0 normal months, 75% of it for own clients, the rest sent on to them"},
		{work(0, 0.012), "work of 0.012 normal months, all of it sent on to them"}, {work(40, 0), "work of 40 normal months, all of it for own clients"},
		{work(999, 1), "work of 1,000 normal months, nearly all of it for own clients"},
		{patrons(0, 0, 0), "No client orders from them: their work is what others send on."}, {patrons(0, 1, 0), "A small firm orders from them."},
		{patrons(2, 1, 3), "Two households, a small firm and three large organisations order from them."},
		{wanted(0.0345), "3.5% of a freelancer's usual hours"}, {wanted(2.74), "2.7 times a freelancer's usual hours"},
		{withClients(Facts{}), "no client of their own"}, {withClients(Facts{Clients: buyers{Kinds: [sim.ClientKinds]int{0, 1, 0}}}), "one client"},
		{withClients(Facts{Clients: buyers{Kinds: [sim.ClientKinds]int{1, 1, 0}}}), "two clients"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
