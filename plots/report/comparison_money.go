package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
)

// BillTable is what each policy costs and who pays, in the main world: a row an
// arm or one of its policies, a column a payer.
type BillTable struct {
	Unit  string // "Billion USD"
	Heads []string
	Rows  []BillRow
}

// BillRow is the bills of an arm, or of one of its policies.
type BillRow struct {
	Title      string
	Part       bool // of an arm: one of its policies
	Cells      []Cell
	Both       Cell // public and firms; of an arm only
	Discounted Cell
	N          int
}

// payerHead is a column of bills.
type payerHead struct{ payer, head string }

// payerHeads are the columns in their order.
var payerHeads = []payerHead{
	{scenarios.PayerPublic, "Public"}, {scenarios.PayerFirms, "Firms"},
	{scenarios.PayerLevyIn, "Levy in"}, {scenarios.PayerLevyOut, "Levy out"},
}

// bearerHeads are those who bear levies.
var bearerHeads = []payerHead{
	{scenarios.PayerOrganisations, "Organisations"}, {scenarios.PayerClients, "Clients"}, {scenarios.PayerCreatives, "Creatives"},
}

// billed is an empty table of the payers who pay anything, with their keys and
// the factor to its unit; false if nobody does.
func (r *ComparisonReport) billed(heads []payerHead) (t BillTable, payers []string, factor float64, any bool) {
	most := 0.0
	for _, h := range heads {
		for i := range r.Run.Comparison.Bills {
			if b := &r.Run.Comparison.Bills[i]; b.Payer == h.payer && b.World == r.world() && b.Value != 0 {
				most = math.Max(most, math.Abs(float64(b.Value)))
				if !slices.Contains(payers, h.payer) {
					payers, t.Heads = append(payers, h.payer), append(t.Heads, h.head)
				}
			}
		}
	}
	if t.Unit = "Million USD"; most >= 1e9 {
		t.Unit = "Billion USD"
		return t, payers, 1e-9, len(payers) > 0
	}
	return t, payers, 1e-6, len(payers) > 0
}

// borne is who bears the levies, of the arms that have any.
func (r *ComparisonReport) borne() BillTable {
	t, payers, factor, any := r.billed(bearerHeads)
	if !any {
		return BillTable{}
	}
	for _, arm := range r.compared() {
		row := r.billRow(arm, "", payers, factor)
		if slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Value != "0" && c.Value != absent }) {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// bills reads the table; the sums of public and firms are those of the figure.
func (r *ComparisonReport) bills(figures []plots.Figure) BillTable {
	c := r.Run.Comparison
	t, payers, factor, any := r.billed(payerHeads)
	if !any {
		return BillTable{}
	}
	for _, arm := range r.compared() {
		row := r.billRow(arm, "", payers, factor)
		row.Both = r.bothCell(figures, arm, factor)
		t.Rows = append(t.Rows, row)
		if len(c.Arms[arm].Policies) < 2 {
			continue
		}
		for _, p := range c.Arms[arm].Policies {
			row := r.billRow(arm, p.Name, payers, factor)
			row.Title, row.Part = cmp.Or(p.Title, p.Name)+mark(p.Assumed), true
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// billRow is the bills of one policy of an arm, of all of them for "".
func (r *ComparisonReport) billRow(arm int, policy string, payers []string, factor float64) BillRow {
	c := r.Run.Comparison
	row := BillRow{Title: r.armTitle(arm), N: c.Replicates, Cells: make([]Cell, len(payers))}
	sum, any := 0.0, false
	for i := range row.Cells {
		row.Cells[i] = Cell{Spelling: Spelling{Value: absent}}
	}
	for i := range c.Bills {
		b := &c.Bills[i]
		at := slices.Index(payers, b.Payer)
		if b.World != r.world() || b.Arm != arm || b.Policy != policy || at < 0 {
			continue
		}
		row.Cells[at] = amount(b.Estimate.Scaled(factor))
		if d := float64(b.Discounted); (b.Payer == scenarios.PayerPublic || b.Payer == scenarios.PayerFirms) && finite(d) {
			sum, any = sum+d*factor, true
		}
	}
	if row.Discounted = (Cell{Spelling: Spelling{Value: absent}}); any {
		row.Discounted = amount(scenarios.Estimate{Value: scenarios.Number(sum), Low: scenarios.Number(math.NaN()), High: scenarios.Number(math.NaN())})
	}
	return row
}

// bothCell is what public and firms pay together, as the figure has it.
func (r *ComparisonReport) bothCell(figures []plots.Figure, arm int, factor float64) Cell {
	if f := find(figures, "who-pays"); f != nil {
		for _, e := range f.Values {
			if e.Measure == "Public and firms" && e.Arm == r.Run.Comparison.Arms[arm].Name {
				return amount(estimate(e).Scaled(factor))
			}
		}
	}
	return Cell{Spelling: Spelling{Value: absent}}
}

// amount is an amount of money as a cell.
func amount(e scenarios.Estimate) Cell {
	if e.Value == 0 {
		return Cell{Spelling: Spelling{Value: "0"}}
	}
	return Cell{Spelling: spell(e, false)}
}

// RatioTable is costs per effect: a row a ratio, a column a policy.
type RatioTable struct {
	Heads []Head
	Rows  []RatioRow
}

// RatioRow is one ratio.
type RatioRow struct {
	Label, Payer string
	Cells        []Cell // Note says why a value is not defined
	N            int
}

// ratios reads the ratios of the main world.
func (r *ComparisonReport) ratios() RatioTable {
	c := r.Run.Comparison
	t := RatioTable{Heads: r.heads()}
	at := map[[2]string]int{}
	for i := range c.Ratios {
		x := &c.Ratios[i]
		j := slices.Index(r.compared(), x.Arm)
		if x.World != r.world() || j < 0 {
			continue
		}
		key := [2]string{x.Kind, x.Payer}
		k, known := at[key]
		if !known {
			k = len(t.Rows)
			at[key] = k
			t.Rows = append(t.Rows, RatioRow{Label: x.Label, Payer: x.Payer, N: c.Replicates, Cells: make([]Cell, len(t.Heads))})
		}
		t.Rows[k].Cells[j] = ratioCell(x)
	}
	return t
}

// ratioCell is a ratio with its interval, or why it is not defined.
func ratioCell(x *scenarios.Ratio) Cell {
	if !finite(float64(x.Value)) {
		return Cell{Spelling: Spelling{Value: "not defined"}, Class: "luck", Note: x.Why}
	}
	c := Cell{Spelling: spell(x.Estimate, false)}
	if x.Value < 0 {
		c.Note = "the effect is a loss"
	}
	return c
}
