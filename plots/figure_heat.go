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

// last is the last number of a row, which sorts the rows.
func (r gridRow) last() finding.Estimate { return r.cells[len(r.cells)-1] }

func buildOccupationYears(b *book, f *Figure) error {
	groups, err := b.needGroups("occupation")
	if err != nil {
		return err
	}
	g := grid{sign: finding.Signed, marked: func(finding.Estimate) bool { return true }} // the subtitle carries it
	for _, group := range groups {
		t, row := b.relative("occupation", group, "employed"), gridRow{title: b.title(group)}
		for _, i := range b.decemberPlaces() {
			row.cells = append(row.cells, b.changeAt(t, i, "Employees against the world without AI", group, "%", "employed"))
		}
		g.rows = append(g.rows, row)
	}
	slices.SortStableFunc(g.rows, func(x, y gridRow) int { return cmp.Compare(sortable(x.last().Value), sortable(y.last().Value)) })
	f.Values = g.values()
	f.Title = heatTitle(b, g)
	f.Subtitle = b.differing("employed") + " against the world without AI in December, per cent. " + b.where()
	f.Caption = finding.Paragraph(g.ends(func(e finding.Estimate) string { return b.title(e.Group) + " in " + e.When[:4] }))
	f.Alt = fmt.Sprintf("Table of numbers, coloured: %s occupations by year.", finding.Cardinal(len(groups)))
	f.Footer = "Number: mean of paired runs. Ground: the stronger, the farther from zero; grey, without a ground: could be luck."
	f.Body, f.Key = heatBody(b, g)
	return nil
}

// heatTitle counts the occupations whose last number is surely a loss, all
// numbers of the table looked at.
func heatTitle(b *book, g grid) string {
	looks := len(g.values())
	ends := finding.Each(g.rows, gridRow.last)
	switch t := tallied(ends, looks); {
	case !t.told:
		return ""
	case t.down == 0:
		return "No occupation's loss of employees " + luck
	default:
		return b.dated(fmt.Sprintf("%d of %d occupations %s employees", t.down, len(ends), finding.Word(t.down, "loses", "lose")))
	}
}

// fittingPlaces are those of n places that fit: all, or every second, third, ...
// counted from the last.
func fittingPlaces(n int, width, room float64) []int {
	step := 1
	for step < n && width/math.Ceil(float64(n)/float64(step)) < room {
		step++
	}
	return slices.DeleteFunc(places(n), func(k int) bool { return (n-1-k)%step != 0 })
}

// room is the width that every cell needs.
func (g grid) room(n int) float64 {
	room := 0.0
	for _, row := range g.cells(places(n), func(float64) mark.Cell { return mark.Cell{} }) {
		for _, cell := range row {
			room = max(room, canvas.Lettering{Size: 11}.Width(cell.Text)+6)
		}
	}
	return room
}

func heatBody(b *book, g grid) (canvas.Body, canvas.Key) {
	ground, key := g.ground("%")
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		rows := mark.Rows{Rows: g.labels(), Size: s.Choose(12, 11), Wrap: s.Choose(230, 130), Least: 17}
		at := b.decemberPlaces()
		width := s.Inner() - rows.LabelWidth() - 8
		columns := fittingPlaces(len(at), width, g.room(len(at)))
		named := fittingPlaces(len(columns), width, canvas.Lettering{Size: 11}.Width("2035")+4)
		rows.Feet = make([]string, len(columns))
		for _, k := range named {
			rows.Feet[k] = b.date(at[columns[k]])[:4]
		}
		rows.X, rows.Marks = canvas.Columns(len(columns)), []canvas.Mark{mark.Cells{Size: 11, Rows: g.cells(columns, ground)}}
		return rows
	}), key
}
