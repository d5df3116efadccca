package plots

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

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
	f.Footer = l.foot("Number: mean of paired runs. Blue: more; brown: less; grey, without a ground: could be luck.", f.Values)
	f.body = groupsBody(l, rows, f.Values)
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

const groupRowHeight, groupHeadHeight = 17.0, 27.0

// places are the rows' middles, from zero downwards in units of a row: a head
// takes more.
func places(rows []groupRow) (at []float64, heads map[int]float64, total float64) {
	heads = map[int]float64{}
	for i, r := range rows {
		if r.head != "" {
			heads[i] = total + 13/groupRowHeight
			total += groupHeadHeight / groupRowHeight
		}
		at = append(at, total+0.5)
		total++
	}
	return at, heads, total
}

func groupsBody(l *ledger, rows []groupRow, values []Estimate) body {
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
	return body{
		height: func(s Size) float64 {
			_, _, total := places(rows)
			return total*groupRowHeight + l.columnHeads(s).height() + 4
		},
		draw: func(c draw.Canvas, s Size) { drawGroups(c, s, l, rows, far, digits) },
	}
}

// drawGroups draws the rows one by one, since a head stands between some.
func drawGroups(c draw.Canvas, s Size, l *ledger, rows []groupRow, far float64, digits int) {
	heads := l.columnHeads(s)
	label := lettering{size: s.choose(12, 11), colour: ink, align: right}
	bold := lettering{size: s.choose(12, 11), colour: ink, bold: true}
	wide := s.choose(200, 128)
	left := 0.0
	for _, r := range rows {
		left = max(left, label.width(label.fit(r.title, wide)))
	}
	left += 8
	at, above, total := places(rows)
	height := (float64(c.Max.Y-c.Min.Y) - heads.height()) / total
	top := float64(c.Max.Y) - heads.height()
	for i, r := range rows {
		middle := top - at[i]*height
		if y, first := above[i]; first {
			bold.write(c, c.Min.X, vg.Length(top-y*height-bold.capHeight()), r.head)
		}
		label.write(c, c.Min.X+vg.Length(left-8), vg.Length(middle-label.capHeight()/2), label.fit(r.title, left-8))
		cells := Tints{Far: far, Digits: digits, Size: 11, Values: [][]float64{nil}, Faint: [][]bool{nil}}
		for _, e := range r.cells {
			cells.Values[0], cells.Faint[0] = append(cells.Values[0], e.Value), append(cells.Faint[0], !e.sure())
		}
		line := draw.Canvas{Canvas: c.Canvas, Rectangle: vg.Rectangle{
			Min: vg.Point{X: c.Min.X + vg.Length(left), Y: vg.Length(middle - height/2)},
			Max: vg.Point{X: c.Max.X, Y: vg.Length(middle + height/2)},
		}}
		Panel{XMin: -0.5, XMax: float64(len(l.arms)) - 0.5, YMin: -0.5, YMax: 0.5, Axes: Axes{Sideways: true}, Marks: []plot.Plotter{cells}}.draw(line, 11)
	}
	heads.draw(c, float64(c.Min.X)+left, float64(c.Max.X))
}
