package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// occupationYears shows employment against the frozen world by occupation and
// year: a number in each cell, a colour for the eye.
var occupationYears = Kind{
	ID: "occupation-years", Shows: "Employment by occupation and year, against without AI", By: "occupation",
	Columns: []string{"employed"}, Paired: true,
	build: buildOccupationYears,
}

// heatTable is what the cells show: rows of occupations, lowest last number
// first, and columns of Decembers.
type heatTable struct {
	rows   []heatRow
	months []int // positions
	years  []string
}

type heatRow struct {
	group  string
	values []float64
	luck   []bool // the number could be luck
}

// last is the last defined number of a row, NaN if there is none.
func (r heatRow) last() float64 { t := track{Mean: r.values}; return pick(r.values, t.last()) }

func buildOccupationYears(b *book, f *Figure) error {
	groups, err := b.needGroups("occupation")
	if err != nil {
		return err
	}
	h := heatTable{}
	for i, m := range b.months {
		if m%12 == 11 || i == b.endOf() {
			h.months = append(h.months, i)
			h.years = append(h.years, fmt.Sprint(finding.FirstYear+m/12))
		}
	}
	e := canvas.Nothing()
	var sure []finding.Estimate
	for _, g := range groups {
		t := b.relative("occupation", g, "employed")
		row := heatRow{group: g}
		for _, i := range h.months {
			at := b.changeAt(t, i, "Employees against the world without AI", g, "%", "employed")
			row.values, row.luck = append(row.values, at.Value), append(row.luck, !at.Sure())
			if finding.Defined(at.Value) {
				f.Values = append(f.Values, at)
			}
			if at.Sure() {
				sure, e = append(sure, at), e.And(at.Value)
			}
		}
		h.rows = append(h.rows, row)
	}
	slices.SortStableFunc(h.rows, func(x, y heatRow) int { return cmp.Compare(sortable(x.last()), sortable(y.last())) })
	f.Title = heatTitle(b, h.rows)
	f.Subtitle = "Employees against the world without AI in December, per cent. " + b.where()
	f.Caption = heatCaption(b, sure)
	f.Alt = fmt.Sprintf("Table of numbers, coloured: %s occupations by year. %s", finding.Cardinal(len(groups)), tableBelow)
	f.Footer = b.foot("Number: mean of paired runs. Dark: fewer; light: more; no ground: could be luck.", b.assumed("employed"))
	f.Body = heatBody(b, h, e)
	return nil
}

// heatTitle counts the occupations whose last number is a sure loss.
func heatTitle(b *book, rows []heatRow) string {
	lost, told := 0, false
	for _, r := range rows {
		end := b.changeAt(b.relative("occupation", r.group, "employed"), b.endOf(), "", r.group, "%", "employed")
		told = told || end.N > 1 && finding.Defined(end.Low)
		if end.Sure() && end.Value < 0 {
			lost++
		}
	}
	switch {
	case !told:
		return ""
	case lost == 0:
		return "No occupation's loss of employees " + luck
	}
	return b.dated(fmt.Sprintf("%d of %d occupations lose employees", lost, len(rows)))
}

// heatCaption names the ends of what is more than luck.
func heatCaption(b *book, sure []finding.Estimate) string {
	if len(sure) == 0 {
		return finding.Paragraph("No number could be told from luck.", twin, assumption(b.assumed("employed")))
	}
	byValue := func(x, y finding.Estimate) int { return cmp.Compare(x.Value, y.Value) }
	low, high := slices.MinFunc(sure, byValue), slices.MaxFunc(sure, byValue)
	said := func(e finding.Estimate) string {
		return b.title(e.Group) + " in " + e.When[:4] + " (" + e.Spell(finding.Signed).Value + "%)"
	}
	return finding.Paragraph(
		finding.Sentence("of the numbers that are more than luck the lowest is of "+said(low)+", the highest of "+said(high)),
		"About one in twenty numbers would be coloured by luck alone.", twin, assumption(b.assumed("employed")))
}

// farthest is the largest number of the table, without its sign.
func (h heatTable) farthest() float64 {
	far := 0.0
	for _, r := range h.rows {
		for _, v := range r.values {
			if finding.Defined(v) {
				far = max(far, math.Abs(v))
			}
		}
	}
	return far
}

// every is the columns that fit: all of them, or every second, third, ...
// counted from the last.
func (h heatTable) every(width float64, digits int) []int {
	room := canvas.Lettering{Size: 11}.Width("\u22128"+fmt.Sprintf("%0*d", digits, 0)) + 8
	step := 1
	for step < len(h.months) && width/math.Ceil(float64(len(h.months))/float64(step)) < room {
		step++
	}
	var kept []int
	for k := range h.months {
		if (len(h.months)-1-k)%step == 0 {
			kept = append(kept, k)
		}
	}
	return kept
}

func heatBody(b *book, h heatTable, e canvas.Extent) canvas.Body {
	if !(e.Low <= e.High) {
		e = canvas.Extent{Low: -1, High: 1}
	}
	if e.Low == e.High {
		e.High++
	}
	digits := digitsOf(h.farthest())
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		rows := mark.Rows{Size: s.Choose(12, 11), Wrap: s.Choose(230, 130), Least: 17}
		for _, r := range h.rows {
			rows.Rows = append(rows.Rows, mark.Row{Label: b.title(r.group)})
		}
		columns := h.every(s.Inner()-rows.LabelWidth()-8, digits)
		cells := mark.Cells{Size: 11, Spell: signedTo(digits), Rows: make([][]mark.Cell, len(h.rows))}
		for _, k := range columns {
			rows.Feet = append(rows.Feet, h.years[k])
			for i, row := range h.rows {
				cell := mark.Cell{Value: row.values[k]}
				if !row.luck[k] {
					cell.Ground = mark.Heat(cell.Value, e.Low, e.High)
				}
				cells.Rows[i] = append(cells.Rows[i], cell)
			}
		}
		rows.X, rows.Marks = canvas.Columns(len(columns)), []canvas.Mark{cells}
		return rows
	})
}

// signedTo spells a difference with so many decimals.
func signedTo(digits int) func(float64) string {
	return func(v float64) string { return finding.SignedAt(v, -digits) }
}

// digitsOf is how many decimals the numbers of a table have of which the
// farthest from zero is far: fewer of them are written as zero.
func digitsOf(far float64) int {
	switch {
	case far < 0.95:
		return 2
	case far < 9.95:
		return 1
	}
	return 0
}
