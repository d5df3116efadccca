package mark

import (
	"gonum.org/v1/plot/vg"

	"github.com/atelier-sim/atelier/plots/canvas"
)

// Table is differences by row and column, tinted, under the titles of the
// columns. A head stands above the first row of each part.
type Table struct {
	Rows  []TableRow
	Far   float64 // the distance from zero of the strongest tint
	Spell func(float64) string
}

// TableRow is a row of a table.
type TableRow struct {
	Head, Title string
	Values      []float64
	Faint       []bool // the number gets no tint
}

const rowUnits, headUnits = 17.0, 27.0 // heights of a row and of a head

// Height is the height of the table under its titles.
func (t Table) Height(titles canvas.ColumnTitles) float64 {
	_, _, total := t.places()
	return total*rowUnits + titles.Height() + 4
}

// places are the rows' middles, from zero downwards in units of a row: a head
// takes more.
func (t Table) places() (at []float64, heads map[int]float64, total float64) {
	heads = map[int]float64{}
	for i, r := range t.Rows {
		if r.Head != "" {
			heads[i] = total + 13/rowUnits
			total += headUnits / rowUnits
		}
		at = append(at, total+0.5)
		total++
	}
	return at, heads, total
}

// Draw draws the rows one by one, since a head stands between some.
func (t Table) Draw(c canvas.Area, titles canvas.ColumnTitles, s canvas.Size) {
	label := canvas.Lettering{Size: s.Choose(12, 11), Colour: canvas.Ink, Align: canvas.Right}
	bold := canvas.Lettering{Size: s.Choose(12, 11), Colour: canvas.Ink, Bold: true}
	wide := s.Choose(200, 128)
	left := 0.0
	for _, r := range t.Rows {
		left = max(left, label.Width(label.Fit(r.Title, wide)))
	}
	left += 8
	at, heads, total := t.places()
	height := (float64(c.Max.Y-c.Min.Y) - titles.Height()) / total
	top := float64(c.Max.Y) - titles.Height()
	for i, r := range t.Rows {
		middle := top - at[i]*height
		if y, first := heads[i]; first {
			bold.Write(c, c.Min.X, vg.Length(top-y*height-bold.CapHeight()), r.Head)
		}
		label.Write(c, c.Min.X+vg.Length(left-8), vg.Length(middle-label.CapHeight()/2), label.Fit(r.Title, left-8))
		cells := Tints{Far: t.Far, Size: 11, Spell: t.Spell, Values: [][]float64{r.Values}, Faint: [][]bool{r.Faint}}
		line := canvas.Area{Canvas: c.Canvas, Rectangle: vg.Rectangle{
			Min: vg.Point{X: c.Min.X + vg.Length(left), Y: vg.Length(middle - height/2)},
			Max: vg.Point{X: c.Max.X, Y: vg.Length(middle + height/2)},
		}}
		canvas.Panel{XMin: -0.5, XMax: float64(len(r.Values)) - 0.5, YMin: -0.5, YMax: 0.5, Axes: canvas.Axes{Sideways: true}, Marks: []canvas.Mark{cells}}.Draw(line, 11)
	}
	titles.Draw(c, float64(c.Min.X)+left, float64(c.Max.X))
}
