package plots

import (
	"fmt"
	"math"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
)

// The tables of groups show who gains and who loses: a row a group, a column a
// policy, and in each cell the difference from the reference.
var (
	groupsWork        = groupsOf("groups-work", "Who gains and who loses work", atWork, "domain", "size", "contract", "stage", "income")
	occupationsWork   = groupsOf("occupations-work", "Occupations that gain and lose work", atWork, "occupation")
	groupsIncome      = groupsOf("groups-income", "Whose freelance income rises and falls", income, "domain", "stage", "income")
	occupationsIncome = groupsOf("occupations-income", "Occupations whose freelance income rises and falls", income, "occupation")
)

func groupsOf(id, shows string, m outcomeWords, by ...string) Kind {
	return Kind{ID: id, Shows: shows, By: by[0], Columns: []string{m.column}, Paired: true,
		compare: func(l *ledger, f *Figure) error { return buildGroups(l, f, m, by) }}
}

// groupRow is a row of the table: a group, or the head of a grouping.
type groupRow struct {
	head, title string
	cells       []Estimate
}

func buildGroups(l *ledger, f *Figure, m outcomeWords, by []string) error {
	rows, any := l.groupRows(m, by), false
	for _, r := range rows {
		for _, e := range r.cells {
			if defined(e.Value) {
				f.Values, any = append(f.Values, e), true
			}
		}
	}
	if !any {
		return fmt.Errorf("the comparison holds no differences of %s by %s; compare again with its groups", m.column, list(by))
	}
	sure, tellable := 0, 0
	for _, e := range f.Values {
		if e.N > 1 && defined(e.Low) {
			tellable++
		}
		if e.sure() {
			sure++
		}
	}
	switch {
	case tellable == 0:
	case sure == 0:
		f.Title, f.claimed = m.label+": nothing "+luck, []Estimate{}
	default:
		f.Title = fmt.Sprintf("%d of %d differences by %s are more than luck", sure, len(f.Values), map[bool]string{true: by[0], false: "group"}[len(by) == 1])
	}
	f.Subtitle = m.label + " " + l.against() + ", mean of " + l.duration() + ", per cent. " + l.where()
	f.Caption = groupsCaption(l, m, f.Values)
	f.Alt = fmt.Sprintf("Table of numbers, coloured: %d groups under %s. %s", len(rows), counted(len(l.arms), "policy", "policies"), tableBelow)
	f.Footer = l.foot("Number: mean of paired runs. Ground: the stronger, the farther from zero; grey, without a ground: could be luck.", f.Values)
	f.Body = groupsBody(l, rows, f.Values)
	return nil
}

// groupRows reads the table, with a head before each grouping if there are
// several.
func (l *ledger) groupRows(m outcomeWords, by []string) []groupRow {
	var rows []groupRow
	for _, grouping := range by {
		head := groupHeads[grouping]
		for _, group := range l.groupsIn(grouping, m.column) {
			r := groupRow{title: l.groupTitle(group)}
			if len(by) > 1 {
				r.head, head = head, ""
			}
			for _, p := range l.arms {
				e, _ := l.change(l.world, p, grouping, group, m, scenarios.OverPeriod)
				e.Measure = m.label + " by " + grouping
				r.cells = append(r.cells, e)
			}
			rows = append(rows, r)
		}
	}
	return rows
}

// groupHeads are what stands above the groups of a grouping.
var groupHeads = map[string]string{
	"domain": "Domain", "size": "Size of the organisation", "contract": "Contract", "stage": "Career stage", "income": "Pay at the start", "occupation": "Occupation",
}

// groupsIn are the groups of a grouping for which a measure is defined, in the
// order of the effects.
func (l *ledger) groupsIn(by, column string) []string {
	var groups []string
	seen := map[string]bool{}
	for i := range l.c.Effects {
		e := &l.c.Effects[i]
		if e.By != by || e.Column != column || e.World != l.world || e.When != scenarios.OverPeriod || seen[e.Group] || !defined(float64(e.PerCent.Value)) {
			continue
		}
		seen[e.Group] = true
		groups = append(groups, e.Group)
	}
	return groups
}

// groupTitle is what readers call a group.
func (l *ledger) groupTitle(key string) string {
	labels := l.c.Titles
	if l.Labels[key] != "" {
		labels = l.Labels
	}
	b := book{Data: Data{Labels: labels}}
	return b.title(key)
}

// groupsCaption names the ends of what is more than luck.
func groupsCaption(l *ledger, m outcomeWords, values []Estimate) string {
	var low, high *Estimate
	for i := range values {
		e := &values[i]
		if !e.sure() {
			continue
		}
		if low == nil || e.Value < low.Value {
			low = e
		}
		if high == nil || e.Value > high.Value {
			high = e
		}
	}
	if low == nil {
		return paragraph("No number could be told from luck.", assumption(values))
	}
	said := func(e *Estimate) string {
		return l.groupTitle(e.Group) + " under " + lowerFirst(l.titleOf(e.Arm)) + " (" + e.signed() + "%)"
	}
	return paragraph(
		sentence("of the numbers that are more than luck the lowest is of "+said(low)+", the highest of "+said(high)),
		"About one in twenty numbers would be coloured by luck alone; neighbours may change places.", assumption(values))
}

// titleOf is the title of a policy by its key.
func (l *ledger) titleOf(key string) string {
	for _, p := range l.arms {
		if p.key == key {
			return p.title
		}
	}
	return key
}

func groupsBody(l *ledger, rows []groupRow, values []Estimate) canvas.Body {
	far := 0.0
	for _, e := range values {
		if e.sure() {
			far = max(far, math.Abs(e.Value))
		}
	}
	digits := 0
	if far < 9.95 {
		digits = 1
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Choose(12, 11), Wrap: s.Choose(230, 128), Least: 17, X: canvas.Columns(len(l.arms)), Heads: l.columnHeads(s)}
		cells := mark.Cells{Size: 11, Spell: signedTo(digits)}
		for _, r := range rows {
			if r.head != "" {
				out.Rows, cells.Rows = append(out.Rows, mark.Row{Label: r.head, Head: true}), append(cells.Rows, nil)
			}
			row := make([]mark.Cell, len(r.cells))
			for j, e := range r.cells {
				row[j].Value = e.Value
				if e.sure() {
					row[j].Ground = mark.Tint(e.Value, far)
				}
			}
			out.Rows, cells.Rows = append(out.Rows, mark.Row{Label: r.title}), append(cells.Rows, row)
		}
		out.Marks = []canvas.Mark{cells}
		return out
	})
}

// columnHeads are the policies as heads of columns, in their colours. The
// width of a column is taken at its least, since labels differ by figure.
func (l *ledger) columnHeads(s canvas.Size) canvas.ColumnTitles {
	h := canvas.ColumnTitles{Size: s.Choose(12, 11), Width: (s.Inner() - s.Choose(208, 136)) / float64(max(len(l.arms), 1))}
	for _, p := range l.arms {
		h.Titles, h.Colours = append(h.Titles, p.title+p.mark), append(h.Colours, p.colour)
	}
	return h
}
