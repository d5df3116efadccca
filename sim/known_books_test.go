package sim

import (
	"math"
	"testing"
)

// A levy that is over pays nobody any more, in whatever occupation.
func TestALevyThatIsOverPaysNobody(t *testing.T) {
	for _, l := range []Lever{Licence, AILevy} {
		r := pulling(l, 0.5)
		r.End = 30
		w := busy(1500, func(p *plan) { p.changes = nil }, at(24), ruled(r))
		for w.Month < 36 {
			play(t, w, 1)
			for o := range w.Occupations {
				if paid := w.Occupations[o].Dividend; (paid > 0) != (w.Month <= 30) {
					t.Fatalf("%s until month 30: a freelancer of occupation %d gets %v in month %d", l, o, paid, w.Month-1)
				}
			}
		}
	}
}

// Whoever thinks again about AI is a lasting share of all, month by month; none
// do before it is there, or where nobody decides.
func TestSomeThinkAgainEveryMonth(t *testing.T) {
	again := func(w *World) float64 {
		n := 0.0
		for i := range w.People {
			n += share01(w.Weigh(i).Again)
		}
		return n / float64(w.People)
	}
	w := lab(6000, at(40))
	run(w, 1)
	p := w.Params.Use.Reconsider
	unsurprising(t, "who thinks again", again(w), p, math.Sqrt(p*(1-p)/6000))
	w.Without = map[string]bool{"use": true}
	if x := again(w); x != 0 {
		t.Errorf("%v think again where nobody decides", x)
	}
	early := lab(600)
	run(early, 1)
	if x := again(early); x != 0 {
		t.Errorf("%v think again before there is AI", x)
	}
}

// Memory grows with people, by what ARCHITECTURE.md says of a creative, and
// with organisations.
func TestBytesGrowWithPeopleAndOrganisations(t *testing.T) {
	small, large, more := lab(1000), lab(11000), lab(1000, firms(400))
	if each := float64(large.Bytes()-small.Bytes()) / 10000; each < 90 || each > 180 {
		t.Errorf("a creative takes %v bytes", each)
	}
	if small.Bytes() <= 0 || more.Bytes() <= small.Bytes() {
		t.Errorf("%d bytes with 20 organisations, %d with 400", small.Bytes(), more.Bytes())
	}
}

// What people, orders and money there are of a domain are those of its
// occupations together, and what all have those of the domains.
func TestADomainIsItsOccupations(t *testing.T) {
	w := busy(2500)
	play(t, w, 14)
	value := func(by, name, column string) float64 {
		for _, g := range w.Now.Groups {
			if g.By == by && g.Name == name {
				return g.Values[ColumnIndex(column)]
			}
		}
		t.Fatalf("no group %s %s", by, name)
		return 0
	}
	for _, c := range Columns {
		if c.Unit != "persons" && c.Unit != "USD" && c.Unit != "orders" && c.Unit != "works" && c.Name != "revenue_usd" {
			continue
		}
		all := 0.0
		for d := range w.Domains {
			sum := 0.0
			for o := range w.Occupations {
				if int(w.Occupations[o].Domain) == d {
					sum += value("occupation", w.Occupations[o].Name, c.Name)
				}
			}
			domain := value("domain", w.Domains[d].Name, c.Name)
			all += domain
			if !math.IsNaN(sum) {
				within(t, c.Name+" of a domain", domain, sum, 1e-6*math.Max(1, math.Abs(sum)))
			}
		}
		if whole := value("all", "all", c.Name); !math.IsNaN(all) {
			within(t, c.Name+" of all", whole, all, 1e-6*math.Max(1, math.Abs(all)))
		}
	}
}

// Check lets pass what is rare and right: the ends of every range.
func TestCheckLetsTheEndsOfRangesPass(t *testing.T) {
	first := sound(t)
	for name, set := range map[string]func(w *World, i int){
		"little evidence":       func(w *World, i int) { w.Creatives.Alpha[i], w.Creatives.Beta[i] = 0.01, 0.01 },
		"no craft, no skill":    func(w *World, i int) { w.Creatives.Craft[i], w.Creatives.Skill[i] = 0, 0 },
		"all craft, all skill":  func(w *World, i int) { w.Creatives.Craft[i], w.Creatives.Skill[i] = 1, 1 },
		"all fear, no trust":    func(w *World, i int) { w.Creatives.Fear[i], w.Creatives.Trust[i] = 1, 0 },
		"no pay":                func(w *World, i int) { w.Creatives.Pay[i] = 0 },
		"next to no potential":  func(w *World, i int) { w.Creatives.Potential[i] = 1e-3 },
		"no attitude, no depth": func(w *World, i int) { w.Creatives.Attitude[i], w.Creatives.Depth[i] = 0, 0 },
	} {
		w := first.Clone()
		for _, state := range []uint8{Employed, Freelancing, Unemployed} {
			set(w, w.someone(state))
		}
		if err := w.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Audits take away their share of what errors cost in quality (equation 18),
// of the staff of those who audit and of nobody else.
func TestAuditsTakeAwayTheirShareOfErrors(t *testing.T) {
	at := func(rules ...Rule) (*World, workshop) {
		w := lab(600, at(40), ruled(rules...))
		run(w, 1)
		for i := range w.People {
			w.Creatives.Depth[i], w.Creatives.Skill[i], w.Creatives.Trust[i] = 0.5, 0.25, 0.4
		}
		return w, w.newWorkshop()
	}
	plain, without := at()
	audited, with := at(pulling(Audit, 0.4))
	seen := [4]int{}
	first, second := plain.Creatives.rows(0, plain.People), audited.Creatives.rows(0, plain.People)
	for i := range plain.People {
		c := &audited.Creatives
		if c.State[i] == Vacant || c.State[i] != plain.Creatives.State[i] || c.Craft[i] != plain.Creatives.Craft[i] || c.ID[i] != plain.Creatives.ID[i] {
			continue
		}
		a, _ := without.work(first, i)
		b, _ := with.work(second, i)
		o := &plain.Occupations[c.Occupation[i]]
		want := 0.0
		if c.State[i] == Employed {
			want = 0.5 * o.Quality * 0.4 * plain.Params.Production.ErrorLoss * (1 - o.Reliability) * 0.75 * 2 * float64(c.Trust[i])
		}
		seen[c.State[i]]++
		within(t, "quality gained by audits", b-a, want, 1e-9)
	}
	if seen[Employed] < 100 || seen[Freelancing] < 50 {
		t.Errorf("only %v were compared", seen)
	}
}

// A share of a market lies between those of its occupations.
func TestSharesOfMarketsLieBetweenThoseOfOccupations(t *testing.T) {
	w := busy(2500)
	play(t, w, 20)
	for _, name := range []string{"ai_share_supply", "ai_share_demand", "client_ai_share", "variety", "order_price_usd", "price_usd"} {
		k := ColumnIndex(name)
		low, high, all := math.Inf(1), math.Inf(-1), math.NaN()
		for _, g := range w.Now.Groups {
			switch g.By {
			case "occupation":
				low, high = min(low, g.Values[k]), max(high, g.Values[k])
			case "all":
				all = g.Values[k]
			}
		}
		if !(all > 0 && low < high && all > low && all < high) {
			t.Errorf("%s: %v of all, of occupations %v to %v", name, all, low, high)
		}
	}
}
