package sim

import (
	"math"
	"testing"
)

// witnessed plays a month and has clients watched as they begin, and freelancers'
// work as these begin.
func witnessed(w *World) (months []ClientMonth, work []Work, moved bool) {
	atClients, atFreelancers, began := 0, 0, [2]bool{}
	for k := range Schedule {
		switch Schedule[k].Name {
		case "clients":
			atClients = k
		case "freelancers":
			atFreelancers = k
		}
	}
	w.StepTraced(func(_, k int, begin bool) {
		switch {
		case begin && k == atClients && !began[0]:
			began[0] = true
			before := w.Digest()
			for o := range w.Occupations {
				months = append(months, w.WeighClients(o)...)
			}
			moved = w.Digest() != before
		case begin && k == atFreelancers && !began[1]:
			began[1] = true
			for i := range w.Creatives.ID {
				work = append(work, w.WorkOf(i))
			}
		}
	})
	return months, work, moved
}

// What a witness is told of clients is what they do, to the last digit, and moves
// nothing.
func TestClientsDoWhatTheirWitnessIsTold(t *testing.T) {
	w := lab(800, at(30))
	c := &w.Clients
	var ways [Ways]int
	tried, failed, heard, gone := 0, 0, 0, 0
	for range 60 {
		months, work, moved := witnessed(w)
		if moved {
			t.Fatal("watching clients moves the world")
		}
		var persons, sent [Occupations]float64
		for j := range months {
			m := &months[j]
			if m.Row != j || m.After != c.order(j) || m.Kind != c.Kind[j] {
				t.Fatalf("client %d in month %d: told %+v, is %+v", j, w.Month-1, m.After, c.order(j))
			}
			if m.Tried() && m.Success == (c.Flags[j]&LooksAgain != 0) || m.Heard && c.Flags[j]&KnowsAI == 0 {
				t.Fatalf("client %d in month %d: told %+v, has flags %b", j, w.Month-1, m, c.Flags[j])
			}
			if m.Looked {
				ways[m.Look.Best()]++
				if channelOf[m.Look.Best()] != m.After.Channel || m.Look.Best() == WayOther && (m.After.Row != m.Look.Found.Row || m.After.Months != 1) {
					t.Fatalf("client %d in month %d goes way %d to %+v", j, w.Month-1, m.Look.Best(), m.After)
				}
			} else if m.After.Channel != m.Before.Channel || m.After.Row != m.Before.Row {
				t.Fatalf("client %d in month %d changes without a look", j, w.Month-1)
			}
			tried, heard, gone = tried+one(m.Tried()), heard+one(m.Heard), gone+one(m.Gone)
			failed += one(m.Tried() && !m.Success)
			if m.After.Channel == ToPerson {
				persons[c.Occupation[j]] += m.Need * orderUnit
			}
			if m.Sent {
				sent[c.Occupation[j]] += m.Need * orderUnit
			}
		}
		for o := range w.Occupations {
			occ, served := &w.Occupations[o], 0.0
			for i, x := range work {
				if int(w.Creatives.Occupation[i]) == o {
					served += x.Own + x.Sent
				}
			}
			all := occ.Sales.Total()
			within(t, "orders", served, occ.Orders, 1e-4)
			within(t, "asked of suppliers", persons[o], float64(all.Persons), 1e-9)
			within(t, "sent on", sent[o], float64(all.Failed), 1e-9)
		}
	}
	for way, n := range ways {
		if n < 5 {
			t.Errorf("%d clients go way %d: too few to tell", n, way)
		}
	}
	if tried < 100 || failed < 20 || failed > tried-20 || heard < 20 || gone < 5 {
		t.Errorf("%d attempts of which %d failed, %d heard, %d suppliers gone: too few to tell", tried, failed, heard, gone)
	}
}

func one(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// The terms of a look are those of equation 21.
func TestTheTermsOfALookAreThoseOfTheEquation(t *testing.T) {
	w := lab(800, at(60))
	for range 40 {
		w.Step()
	}
	months, _, _ := witnessed(w)
	p, c, seen := &w.Params.Clients, &w.Clients, 0
	for j := range months {
		m := &months[j]
		l := &m.Look
		if !m.Looked {
			continue
		}
		habit := p.Loyalty
		if c.Flags[j]&HouseBound != 0 {
			habit = -habit
		}
		within(t, "habit of organisations", l.Terms[WayHouse][WeighHabit], -habit, 0)
		within(t, "ordering nothing", l.Terms[WayNone][WeighPull], w.Idle[m.Kind], 0)
		if l.Open[WayStay] {
			loyal := 0.0
			if m.Before.Channel == ToPerson {
				loyal = p.Loyalty
			}
			within(t, "loyalty", l.Terms[WayStay][WeighLoyalty], loyal, 0)
			if l.Open[WayOther] {
				within(t, "taste", l.Terms[WayStay][WeighTaste], l.Terms[WayOther][WeighTaste], 0)
			}
		}
		if l.Open[WayAlone] {
			seen++
			a := &l.Terms[WayAlone]
			within(t, "pull", a[WeighPull], p.Own, 0)
			within(t, "price", a[WeighPrice], []float64{p.ElasticityHousehold, (p.ElasticityHousehold + p.ElasticityLarge) / 2, p.ElasticityLarge}[m.Kind]*-math.Log(p.CostRatio), 1e-12)
			within(t, "quality", a[WeighQuality], p.Worth*math.Log(l.Makes/w.Occupations[c.Occupation[j]].CraftBase), 1e-12)
			within(t, "distrust", a[WeighDistrust], -[]float64{0, p.Stakes / 2, p.Stakes}[m.Kind]*(1-l.Trust), 1e-12)
		}
		sum := 0.0
		for _, x := range l.Terms[WayHouse] {
			sum += x
		}
		within(t, "utility", l.Utility(WayHouse), sum, 0)
	}
	if seen < 20 {
		t.Errorf("%d clients weigh AI", seen)
	}
}

// A freelancer's clients are those whose commissions go there, and nobody else
// has any.
func TestClientsOfAFreelancerAreThoseThatOrder(t *testing.T) {
	w := lab(800, at(30))
	for range 24 {
		w.Step()
	}
	c, all := &w.Clients, 0
	for i := range w.Creatives.ID {
		list := w.ClientsOf(i)
		if w.Creatives.State[i] != Freelancing && list != nil {
			t.Errorf("row %d does not freelance and has clients %v", i, list)
		}
		for _, j := range list {
			if c.Channel[j] != ToPerson || int(c.Supplier[j]) != i || c.Hired[j] != shownID(w.Creatives.ID[i]) {
				t.Errorf("client %d does not order from row %d", j, i)
			}
		}
		all += len(list)
	}
	held := 0
	for j := range c.Channel {
		if i := c.Supplier[j]; c.Channel[j] == ToPerson && w.Creatives.State[i] == Freelancing && c.Hired[j] == shownID(w.Creatives.ID[i]) {
			held++
		}
	}
	if all != held || all < 50 {
		t.Errorf("%d clients are somebody's, %d order from a freelancer", all, held)
	}
}
