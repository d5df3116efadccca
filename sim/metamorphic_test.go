package sim

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// moveOrganisations gives organisations other numbers; who works where stays.
func moveOrganisations(w *World, to []int) {
	o, c, old := &w.Orgs, &w.Cells, append([]int32(nil), w.Orgs.FirstCell...)
	back := make([]int, len(to))
	for f, g := range to {
		back[g] = f
	}
	cells := make([]int, len(c.Base)) // where each cell goes
	first := []int32{0}
	for _, f := range back {
		for k := old[f]; k < old[f+1]; k++ {
			cells[k] = int(first[len(first)-1] + k - old[f])
		}
		first = append(first, first[len(first)-1]+old[f+1]-old[f])
	}
	for k, f := range c.Organisation {
		c.Organisation[k] = int32(to[f])
	}
	reorderAll(c.each, cells)
	reorderAll(func(f func(column)) {
		o.each(func(col column) {
			if col.name != "Orgs.FirstCell" {
				f(col)
			}
		})
	}, to)
	o.FirstCell = first
	for i, k := range w.Creatives.Cell {
		if k >= 0 {
			w.Creatives.Cell[i] = int32(cells[k])
		}
	}
}

// Organisations have no numbers: in prices and wishes for heads, where no luck
// is drawn, others change nothing but the rounding of sums.
func TestRelabelledOrganisationsHaveTheSamePrices(t *testing.T) {
	a := factory(func(f int) float64 { return float64(f%7) / 7 }, firms(60))
	b := a.Clone()
	moveOrganisations(b, permutation(60, 8))
	run(a, 30)
	run(b, 30)
	for d := range a.Domains {
		within(t, "price of a domain", b.Domains[d].LnPrice, a.Domains[d].LnPrice, 1e-11)
		within(t, "shares", b.Domains[d].LnShares, a.Domains[d].LnShares, 1e-11)
	}
	for o := range a.Occupations {
		for k, x := range a.Occupations[o].Account {
			within(t, "account of a cause", whole(b.Occupations[o].Account[k]), whole(x), 1e-4)
		}
	}
}

// In the whole model other numbers are other luck and nothing else: over seeds
// the difference of each measure has mean zero.
func TestRelabelledOrganisationsDifferOnlyInLuck(t *testing.T) {
	const replicates = 24
	names := []string{"ai_use", "org_adoption", "employed", "skill", "fear", "pay_usd", "unemployed"}
	gaps := make([][]float64, len(names))
	for r := range replicates {
		a := lab(800, at(26), spare(40), seed(uint64(100+r)))
		b := a.Clone()
		moveOrganisations(b, permutation(20, uint64(r)))
		play(t, a, 18)
		play(t, b, 18)
		for k, name := range names {
			i := ColumnIndex(name)
			gaps[k] = append(gaps[k], b.Now.Groups[0].Values[i]-a.Now.Groups[0].Values[i])
		}
	}
	for k, name := range names {
		mean, se := meanAndError(gaps[k])
		unsurprising(t, name, mean, 0, se)
	}
}

// Money has no unit: with every sum of dollars doubled, shares stay and sums
// double. What tools and courses cost is weighed against pay, of which there is a
// least one in dollars; freelancers who want little work earn less than that, so
// such costs count in a world of employees, and nothing in one with freelancers.
func TestCurrencyDoesNotMatter(t *testing.T) {
	free := tuned(func(p *Params) { p.Use.Cost, p.Training.Cost = 0, 0 })
	staffed := func(p *plan) {
		people(0.95, 0)(p)
		tuned(func(p *Params) { p.Employees.TurnFreelance = 0 })(p)
	}
	for _, o := range []option{free, staffed} {
		// the cap of insurance is in dollars, and levies need freelancers to be paid to
		uninsured := with(func(w *World) {
			w.Rules = everyRule(0.5, Moratorium, Insurance)
			if w.Occupations[0].Freelancing == 0 {
				w.Rules = everyRule(0.5, Moratorium, Insurance, Licence, AILevy)
			}
		})
		a, b := busy(1500, o, uninsured), busy(1500, o, uninsured, with((*World).doubleDollars))
		play(t, a, 24)
		play(t, b, 24)
		for k, c := range Columns {
			x, y := a.Now.Groups[0].Values[k], b.Now.Groups[0].Values[k]
			if strings.HasSuffix(c.Name, "_usd") {
				x *= 2
			}
			off := 1e-5
			if c.Unit == "Gini" || c.Name == "income_top_tenth" { // classes of pay begin at 64 dollars, and some freelancers earn less
				off = 5e-3
			}
			if !math.IsNaN(x) || !math.IsNaN(y) {
				within(t, c.Name, y, x, off*math.Abs(x))
			}
		}
	}
}

// doubleDollars doubles every sum of dollars in a world.
func (w *World) doubleDollars() {
	w.Params.Training.FeeUSD *= 2
	w.Params.Use.ToolUSD *= 2
	for i := range w.Rules {
		switch w.Rules[i].Design.Charge {
		case PerRecipient:
			w.Rules[i].Dose *= 2
		case PerKeptYear, PerSharedPay, PerMissingIncome, PerCommission: // what is counted is dollars
		default:
			w.Rules[i].UnitCost *= 2
		}
	}
	for o := range w.Occupations {
		occ := &w.Occupations[o]
		for k := range occ.PayLog {
			occ.PayLog[k] += math.Ln2
		}
		occ.OrderPriceUSD *= 2
		occ.IncomeBase *= 2
		occ.WorkPriceUSD *= 2
	}
	for i := range w.People {
		w.Creatives.Pay[i] *= 2
		w.Creatives.Potential[i] *= 2
	}
}

// A row that stands for twice as many persons doubles persons, clients, orders,
// works and sums of money, and no share, mean or price.
func TestWeightScalesTotalsAndNothingElse(t *testing.T) {
	a := busy(1500)
	b := a.Clone()
	b.Weight *= 2
	for f := range b.Orgs.Firms {
		b.Orgs.Firms[f] *= 2
	}
	play(t, a, 12)
	play(t, b, 12)
	totals := map[string]bool{"persons": true, "orders": true, "works": true, "organisations": true, "clients": true, "posts": true, "bids": true}
	for k, c := range Columns {
		for g := range a.Now.Groups {
			x, y := a.Now.Groups[g].Values[k], b.Now.Groups[g].Values[k]
			if totals[c.Unit] || c.Name == "revenue_usd" || strings.HasSuffix(c.Name, "_cost_usd") || strings.HasPrefix(c.Name, "levy_") {
				x *= 2
			}
			if !math.IsNaN(x) || !math.IsNaN(y) {
				within(t, c.Name, y, x, 1e-12*math.Abs(x))
			}
		}
	}
}

// Groups of a grouping add up to all, and shares lie between those of groups.
func TestGroupsAddUpToAll(t *testing.T) {
	w := busy(2000)
	play(t, w, 12)
	for _, name := range []string{"people", "employed", "freelancing", "unemployed"} {
		k := ColumnIndex(name)
		for _, by := range Groupings {
			if slices.Contains(clientGroupings, by) {
				continue
			}
			sum := 0.0
			for _, g := range w.Now.Groups {
				if g.By == by {
					sum += g.Values[k]
				}
			}
			if by == "sector" { // only employees have one
				if name == "employed" {
					within(t, name+" by "+by, sum, w.Now.Groups[0].Values[k], 1e-9)
				}
				continue
			}
			within(t, name+" by "+by, sum, w.Now.Groups[0].Values[k], 1e-9)
		}
	}
}
