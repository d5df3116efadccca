package report

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// asked is what the orders of a group of clients are called: those of all
// freelancers are what they had hours for.
const asked = "Orders asked of freelancers"

// clientColumn is a group of clients.
type clientColumn struct{ by, group string }

// clientColumns are the groups of some groupings that the study tells of.
func (r *Report) clientColumns(groupings ...string) []clientColumn {
	var list []clientColumn
	for _, by := range groupings {
		for _, group := range r.Study.Groups(by) {
			list = append(list, clientColumn{by, group})
		}
	}
	return list
}

// clientTables are what is told of clients: of a run a row a measure and a column
// a group, of a comparison a table for each measure with a column a policy.
func (r *Report) clientTables() []Table {
	var list []Table
	if !r.Study.Paired() {
		return nil
	}
	if r.Study.Kind == scenarios.KindRun {
		list = []Table{
			r.clientTable("clients-kind", "By kind of client", sim.MeasuresAt(sim.ByClient), r.clientColumns("client_kind")),
			r.clientTable("clients-orders", "By source and length of orders", finding.Each([]string{"orders", "buyers", "spend_per_buyer_usd", "repeat_share"}, sim.MeasureOf), r.clientColumns("order_source", "order_length")),
		}
	} else {
		for i, m := range sim.MeasuresAt(sim.ByClient) {
			t := r.clientPolicies(m, r.clientColumns("client_kind"))
			t.Folded = i > 0
			list = append(list, t)
		}
	}
	return slices.DeleteFunc(list, func(t Table) bool { return len(t.Rows) == 0 })
}

// clientName is what a measure of groups of clients is called.
func (r *Report) clientName(m sim.Measure) string {
	said := r.Study.Measure(m.Name)
	if m.Name == "orders" {
		said.Label = asked
	}
	return said.Name()
}

// clientTable is of a run: the level of each group at the end, and in the row below
// it the difference from without AI. All differences of a row are looked at
// together.
func (r *Report) clientTable(id, title string, measures []sim.Measure, columns []clientColumn) Table {
	s := r.Study
	t := Table{ID: id, Title: title, First: "Measure",
		Caption: finding.Capital(s.WhenText()) + ". " + r.meanAndSpread() + "In the second row of a measure: difference from " + s.ReferenceTitle() +
			", below it the 95% interval of the mean of paired runs; of shares in percentage points (pt), of the rest in per cent. Grey could be luck, all numbers of the row looked at. † rests on an assumed effect."}
	t.Heads = append(numbers(finding.Each(columns, func(c clientColumn) string { return s.GroupTitle(c.group) })...), runsHead)
	for _, m := range measures {
		row := TableRow{Title: r.clientName(m)}
		levels, changes := r.ofClients(s.Others()[0].Name, m, columns)
		if !slices.ContainsFunc(levels, func(e finding.Estimate) bool { return finding.Defined(e.Value) }) {
			continue
		}
		if slices.ContainsFunc(levels, func(e finding.Estimate) bool { return e.Value >= 1e5 }) {
			row.Title += ", thousand"
			levels = finding.Each(levels, func(e finding.Estimate) finding.Estimate { return e.Scaled(1e-3) })
		}
		place := finding.Together(levels...)
		row.Cells = append(finding.Each(levels, func(e finding.Estimate) Cell { return level(e, place) }), runs(s.Replicates))
		change := TableRow{Title: "against without AI", Part: true, Cells: append(differences(changes, len(changes)), runs(s.Replicates))}
		t.Rows = append(t.Rows, row, change)
	}
	return t
}

// ofClients are the levels of a measure in groups of clients under an arm, and their
// differences from the reference, as readers see them.
func (r *Report) ofClients(arm string, m sim.Measure, columns []clientColumn) (levels, changes []finding.Estimate) {
	s := r.Study
	for _, c := range columns {
		own, change := finding.Undefined("", 0), finding.Undefined("", 0)
		if l := s.GroupLevel(s.World(), arm, c.by, c.group, m.Name, s.When()); l != nil {
			own = l.Shown(false)
		}
		if e := s.GroupEffect(s.World(), arm, c.by, c.group, m.Name, s.When()); e != nil {
			change = e.Shown()
		}
		levels, changes = append(levels, own), append(changes, change)
	}
	return levels, changes
}

// clientPolicies is of a comparison: a measure by kind of client, its level in the
// reference and how far each policy is from it. All of its differences are looked
// at together.
func (r *Report) clientPolicies(m sim.Measure, rows []clientColumn) Table {
	s := r.Study
	t := Table{ID: "clients-" + m.Name, Title: r.clientName(m) + " by kind of client", First: "Clients",
		Caption: finding.Capital(s.WhenText()) + ", " + s.World() + " world. Differences from " + s.ReferenceTitle() +
			", below them the 95% interval of the mean of paired runs: of shares in percentage points (pt), of the rest in per cent. Grey could be luck, all numbers of the table looked at. † rests on an assumed effect.",
		Heads: append(append(numbers(finding.Capital(s.ReferenceTitle())), r.armHeads()...), runsHead)}
	levels, _ := r.ofClients(s.Against, m, rows)
	if slices.ContainsFunc(levels, func(e finding.Estimate) bool { return e.Value >= 1e5 }) {
		t.Title += ", thousand"
		levels = finding.Each(levels, func(e finding.Estimate) finding.Estimate { return e.Scaled(1e-3) })
	}
	for i, c := range rows {
		var list []finding.Estimate
		for _, a := range s.Others() {
			_, changes := r.ofClients(a.Name, m, []clientColumn{c})
			list = append(list, changes...)
		}
		if !slices.ContainsFunc(list, func(e finding.Estimate) bool { return finding.Defined(e.Value) }) {
			continue
		}
		cells := append([]Cell{level(levels[i], levels[i].Place10())}, differences(list, len(rows)*len(list))...)
		t.Rows = append(t.Rows, TableRow{Title: s.GroupTitle(c.group), Cells: append(cells, runs(s.Replicates))})
	}
	return t
}
