package plots

import (
	"fmt"
	"slices"

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
	k := ofPolicies(id, shows, column, func(b *book, f *Figure, m finding.Measure) error { return buildGroups(b, f, m, by) })
	k.By = by[0]
	return k
}

func buildGroups(b *book, f *Figure, m finding.Measure, by []string) error {
	g := grid{rows: b.groupRows(m, by), sign: finding.Signed, marked: func(e finding.Estimate) bool { return m.Assumed || b.Study.Arm(e.Arm).Assumed }}
	if f.Values = g.values(); len(f.Values) == 0 {
		return fmt.Errorf("the comparison holds no differences of %s by %s; compare again with its groups", m.Column, finding.And(by))
	}
	sure := len(g.coloured())
	switch {
	case !tallied(f.Values, 1).told:
	case sure == 0:
		f.Title, f.claimed = m.Label+": nothing "+luck, []finding.Estimate{}
	default:
		f.Title = fmt.Sprintf("%d of %d differences by %s %s more than luck", sure, len(f.Values), map[bool]string{true: by[0], false: "group"}[len(by) == 1], finding.Word(sure, "is", "are"))
	}
	f.Subtitle = m.Name() + " " + b.against() + ", mean of " + b.Study.Period() + ", per cent. " + b.where()
	f.Caption = finding.Paragraph(g.ends(func(e finding.Estimate) string {
		return b.title(e.Group) + " under " + finding.Lower(b.Study.Arm(e.Arm).Title)
	}), "Neighbours may change places.")
	f.Alt = fmt.Sprintf("Table of numbers, coloured: %d groups under %s.", len(g.rows), counted(len(b.arms), "policy", "policies"))
	f.Footer = "Number: mean of paired runs. Ground: the stronger, the farther from zero; grey, without a ground: could be luck. Sorted by the mean of the policies."
	f.Body, f.Key = groupsBody(b, g)
	return nil
}

// groupRows reads the table, with a head before each grouping if there are
// several.
func (b *book) groupRows(m finding.Measure, by []string) []gridRow {
	var rows []gridRow
	for _, grouping := range by {
		var own []gridRow
		for _, group := range b.Study.Groups(grouping) {
			r := gridRow{title: b.title(group)}
			for _, p := range b.arms {
				e, _ := b.effect(b.world, p, grouping, group, m.Column, finding.OverPeriod)
				e.Label = m.Label + " by " + grouping
				r.cells = append(r.cells, e)
			}
			if slices.ContainsFunc(r.cells, func(e finding.Estimate) bool { return finding.Defined(e.Value) && e.Unit == "%" }) {
				own = append(own, r)
			}
		}
		if len(by) > 1 && len(own) > 0 {
			rows = append(rows, gridRow{head: groupHeads[grouping]})
		}
		bySize(own)
		rows = append(rows, own...)
	}
	return rows
}

// groupHeads are what stands above the groups of a grouping.
var groupHeads = map[string]string{
	"domain": "Domain", "size": "Size of the organisation", "contract": "Contract", "stage": "Career stage", "income": "Pay at the start", "occupation": "Occupation",
}

func groupsBody(b *book, g grid) (canvas.Body, canvas.Key) {
	ground, key := g.ground("%")
	return g.body(ground, func(s canvas.Size) mark.Rows {
		return mark.Rows{Size: s.Choose(12, 11), Wrap: s.Choose(230, 128), Least: 17, Heads: b.columnHeads(s)}
	}), key
}

// columnHeads are the policies as heads of columns. The
// width of a column is taken at its least, since labels differ by figure.
func (b *book) columnHeads(s canvas.Size) canvas.ColumnTitles {
	h := canvas.ColumnTitles{Size: s.Choose(12, 11), Width: (s.Inner() - s.Choose(208, 136)) / float64(max(len(b.arms), 1))}
	for _, p := range b.arms {
		h.Titles, h.Colours = append(h.Titles, p.title+p.mark), append(h.Colours, canvas.Ink)
	}
	return h
}
