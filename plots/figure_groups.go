package plots

import (
	"fmt"
	"math"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The tables of groups show who gains and who loses: a row a group, a column a
// policy, and in each cell the difference from the reference.
var (
	groupsWork        = groupsOf("groups-work", "Who gains and who loses work", finding.AtWork, "domain", "size", "contract", "stage", "income")
	occupationsWork   = groupsOf("occupations-work", "Occupations that gain and lose work", finding.AtWork, "occupation")
	groupsIncome      = groupsOf("groups-income", "Whose freelance income rises and falls", "freelance_income_usd", "domain", "stage", "income")
	occupationsIncome = groupsOf("occupations-income", "Occupations whose freelance income rises and falls", "freelance_income_usd", "occupation")
)

func groupsOf(id, shows, column string, by ...string) Kind {
	return Kind{ID: id, Shows: shows, By: by[0], Columns: []string{column}, Paired: true,
		policies: true, build: func(b *book, f *Figure) error { return buildGroups(b, f, b.Study.Measure(column), by) }}
}

// groupRow is a row of the table: a group, or the head of a grouping.
type groupRow struct {
	head, title string
	cells       []finding.Estimate
}

func buildGroups(b *book, f *Figure, m finding.Measure, by []string) error {
	rows, any := b.groupRows(m, by), false
	for _, r := range rows {
		for _, e := range r.cells {
			if finding.Defined(e.Value) {
				f.Values, any = append(f.Values, e), true
			}
		}
	}
	if !any {
		return fmt.Errorf("the comparison holds no differences of %s by %s; compare again with its groups", m.Column, finding.And(by))
	}
	sure, tellable := 0, 0
	for _, e := range f.Values {
		if e.N > 1 && finding.Defined(e.Low) {
			tellable++
		}
		if e.Sure() {
			sure++
		}
	}
	switch {
	case tellable == 0:
	case sure == 0:
		f.Title, f.claimed = m.Label+": nothing "+luck, []finding.Estimate{}
	default:
		f.Title = fmt.Sprintf("%d of %d differences by %s are more than luck", sure, len(f.Values), map[bool]string{true: by[0], false: "group"}[len(by) == 1])
	}
	f.Subtitle = m.Label + " " + b.against() + ", mean of " + b.Study.Period() + ", per cent. " + b.where()
	f.Caption = groupsCaption(b, m, f.Values)
	f.Alt = fmt.Sprintf("Table of numbers, coloured: %d groups under %s. %s", len(rows), counted(len(b.arms), "policy", "policies"), tableBelow)
	f.Footer = b.foot("Number: mean of paired runs. Ground: the stronger, the farther from zero; grey, without a ground: could be luck.", rests(f.Values))
	f.Body = groupsBody(b, rows, f.Values)
	return nil
}

// groupRows reads the table, with a head before each grouping if there are
// several.
func (b *book) groupRows(m finding.Measure, by []string) []groupRow {
	var rows []groupRow
	for _, grouping := range by {
		head := groupHeads[grouping]
		for _, group := range b.groupsIn(grouping, m.Column) {
			r := groupRow{title: b.groupTitle(group)}
			if len(by) > 1 {
				r.head, head = head, ""
			}
			for _, p := range b.arms {
				e, _ := b.effect(b.world, p, grouping, group, m.Column, finding.OverPeriod)
				e.Label = m.Label + " by " + grouping
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
func (b *book) groupsIn(by, column string) []string {
	var groups []string
	seen := map[string]bool{}
	for i := range b.Study.Effects {
		e := &b.Study.Effects[i]
		if e.By != by || e.Column != column || e.World != b.world || e.When != finding.OverPeriod || seen[e.Group] || !finding.Defined(float64(e.PerCent.Value)) {
			continue
		}
		seen[e.Group] = true
		groups = append(groups, e.Group)
	}
	return groups
}

// groupTitle is what readers call a group.
func (b *book) groupTitle(key string) string {
	return b.title(key)
}

// groupsCaption names the ends of what is more than luck.
func groupsCaption(b *book, m finding.Measure, values []finding.Estimate) string {
	var low, high *finding.Estimate
	for i := range values {
		e := &values[i]
		if !e.Sure() {
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
		return finding.Paragraph("No number could be told from luck.", assumption(rests(values)))
	}
	said := func(e *finding.Estimate) string {
		return b.groupTitle(e.Group) + " under " + finding.Lower(b.titleOf(e.Arm)) + " (" + e.Spell(finding.Signed).Value + "%)"
	}
	return finding.Paragraph(
		finding.Sentence("of the numbers that are more than luck the lowest is of "+said(low)+", the highest of "+said(high)),
		"About one in twenty numbers would be coloured by luck alone; neighbours may change places.", assumption(rests(values)))
}

// titleOf is the title of a policy by its key.
func (b *book) titleOf(key string) string {
	for _, p := range b.arms {
		if p.key == key {
			return p.title
		}
	}
	return key
}

func groupsBody(b *book, rows []groupRow, values []finding.Estimate) canvas.Body {
	far := 0.0
	for _, e := range values {
		if e.Sure() {
			far = max(far, math.Abs(e.Value))
		}
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Choose(12, 11), Wrap: s.Choose(230, 128), Least: 17, X: canvas.Columns(len(b.arms)), Heads: b.columnHeads(s)}
		cells := mark.Cells{Size: 11, Spell: signedTo(digitsOf(far))}
		for _, r := range rows {
			if r.head != "" {
				out.Rows, cells.Rows = append(out.Rows, mark.Row{Label: r.head, Head: true}), append(cells.Rows, nil)
			}
			row := make([]mark.Cell, len(r.cells))
			for j, e := range r.cells {
				row[j].Value = e.Value
				if e.Sure() {
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
func (b *book) columnHeads(s canvas.Size) canvas.ColumnTitles {
	h := canvas.ColumnTitles{Size: s.Choose(12, 11), Width: (s.Inner() - s.Choose(208, 136)) / float64(max(len(b.arms), 1))}
	for _, p := range b.arms {
		h.Titles, h.Colours = append(h.Titles, p.title+p.mark), append(h.Colours, p.colour)
	}
	return h
}
