package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// bearers are those who bear levies, in the order of the table.
var bearers = []struct{ payer, head string }{
	{scenarios.PayerOrganisations, "Organisations"}, {scenarios.PayerClients, "Clients"}, {scenarios.PayerCreatives, "Creatives"},
}

// moneyTables are who pays, who bears the levies, and what effects cost.
func (r *Report) moneyTables() []Table {
	return slices.DeleteFunc([]Table{r.billTable(), r.levyTable(), r.ratioTable()}, func(t Table) bool { return len(t.Rows) == 0 })
}

// scale is the unit of some bills, and the factor to it.
func scale(bills []scenarios.Bill) (name string, factor float64) {
	most := 0.0
	for _, b := range bills {
		if finding.Defined(b.Value) {
			most = math.Max(most, math.Abs(b.Value))
		}
	}
	if most >= 1e9 {
		return "Billion USD", 1e-9
	}
	return "Million USD", 1e-6
}

// paid are the payers who pay anything in the main world.
func (r *Report) paid(payer string) bool {
	return slices.ContainsFunc(r.Study.Bills, func(b scenarios.Bill) bool {
		return b.Payer == payer && b.World == r.Study.World() && b.Value != 0 && finding.Defined(b.Value)
	})
}

// billTable is what each policy costs and who pays, levies in columns of their
// own: a row an arm, or one of its policies.
func (r *Report) billTable() Table {
	s := r.Study
	name, factor := scale(s.Bills)
	t := Table{ID: "bills", Title: "Who pays", First: "Policy",
		Caption: name + " of 2024: mean, and 95% interval of the mean over runs. Discounted: public and firms at 3% a year, to January 2027."}
	var payers []string
	for _, p := range scenarios.Payers {
		if r.paid(p.Payer) {
			payers, t.Heads = append(payers, p.Payer), append(t.Heads, Head{p.Head, "n"})
		}
	}
	if len(payers) == 0 {
		return t
	}
	t.Heads = append(append(t.Heads, numbers("Public and firms", "Discounted")...), runsHead)
	for _, a := range s.Others() {
		t.Rows = append(t.Rows, r.billRow(a, "", a.Marked(), payers, factor))
		for _, p := range a.Policies {
			if len(a.Policies) > 1 {
				t.Rows = append(t.Rows, r.billRow(a, p.Name, finding.Marked(cmp.Or(p.Title, p.Name), p.Assumed), payers, factor))
			}
		}
	}
	return t
}

// billRow is the bills of one policy of an arm, of all of them for "", to one
// place and so that public and firms add up to their sum.
func (r *Report) billRow(a *scenarios.Arm, policy, title string, payers []string, factor float64) TableRow {
	s := r.Study
	row := TableRow{Title: title, Part: policy != ""}
	read := func(payer string) (e finding.Estimate, discounted float64) {
		b := s.Bill(s.World(), a.Name, policy, payer)
		if b == nil {
			return finding.Undefined("", 0), math.NaN()
		}
		return b.Scaled(factor), factor * b.Discounted
	}
	var list []finding.Estimate
	for _, payer := range payers {
		e, _ := read(payer)
		list = append(list, e)
	}
	both, _ := read(scenarios.PayerBoth)
	public, soon := read(scenarios.PayerPublic)
	firms, later := read(scenarios.PayerFirms)
	place := finding.Together(append(list, both)...)
	if finding.Defined(both.Value) {
		place = finding.Adding(place, both.Value, public.Value, firms.Value)
	}
	row.Cells = amounts(append(list, both, finding.Certain(soon+later)), place)
	row.Cells = append(row.Cells, runs(s.Replicates))
	return row
}

// amounts are amounts of money as cells, to one place.
func amounts(list []finding.Estimate, place int) []Cell {
	return finding.Each(list, func(e finding.Estimate) Cell { return amount(e, place) })
}

// amount is an amount of money as a cell.
func amount(e finding.Estimate, place int) Cell {
	if e.Value == 0 {
		return Cell{Text: "0"}
	}
	return level(e, place)
}

// levyTable is who bears the levies, of the arms that have any.
func (r *Report) levyTable() Table {
	s := r.Study
	name, factor := scale(s.Bills)
	t := Table{ID: "borne", Title: "Who bears the levies", First: "Policy",
		Caption: name + " of 2024: mean, and 95% interval of the mean over runs. They add up to what the levies take in."}
	for _, x := range bearers {
		t.Heads = append(t.Heads, Head{x.head, "n"})
	}
	t.Heads = append(t.Heads, Head{"All together", "n"}, runsHead)
	for _, a := range s.Others() {
		all := s.Bill(s.World(), a.Name, "", scenarios.PayerLevyIn)
		if all == nil || !(all.Value > 0) {
			continue
		}
		var list []finding.Estimate
		var parts []float64
		for _, x := range bearers {
			e := finding.Certain(0)
			if b := s.Bill(s.World(), a.Name, "", x.payer); b != nil && finding.Defined(b.Value) {
				e = b.Scaled(factor)
			}
			list, parts = append(list, e), append(parts, e.Value)
		}
		list = append(list, all.Scaled(factor))
		row, place := TableRow{Title: a.Marked()}, finding.Adding(finding.Together(list...), factor*all.Value, parts...)
		row.Cells = append(amounts(list, place), runs(s.Replicates))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ratioTable is costs per effect in the main world: a row a ratio, a column a
// policy.
func (r *Report) ratioTable() Table {
	s := r.Study
	t := Table{ID: "ratios", Title: "What an effect costs", First: "Cost", Heads: append(append([]Head{{"Paid by", ""}}, r.armHeads()...), runsHead),
		Caption: "2024 USD for one unit of the effect, with the 95% interval of Fieller. Not defined where the effect could be luck."}
	seen := map[[2]string]bool{}
	for _, x := range s.Ratios {
		key := [2]string{x.Kind, x.Payer}
		if seen[key] || x.World != s.World() {
			continue
		}
		seen[key] = true
		row := TableRow{Title: x.Label, Cells: []Cell{{Text: x.Payer}}}
		for _, a := range s.Others() {
			row.Cells = append(row.Cells, ratioCell(s.Ratio(s.World(), a.Name, x.Kind, x.Payer)))
		}
		row.Cells = append(row.Cells, runs(s.Replicates))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ratioCell is a ratio with its interval, or why it is not defined.
func ratioCell(x *scenarios.Ratio) Cell {
	if x == nil || !finding.Defined(x.Value) {
		why := ""
		if x != nil {
			why = x.Why
		}
		return Cell{Text: "not defined", Class: "luck", Note: why}
	}
	c := level(x.Estimate, x.Place10())
	c.Text = finding.Marked(c.Text, x.Assumed)
	return c
}
