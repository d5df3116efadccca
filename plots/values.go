package plots

import (
	"image/color"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// decembers is what a track of a level says each December and in its last
// month: the rows of the table under a figure.
func (b *book) decembers(t track, measure, group, unit, column string) []finding.Estimate {
	return b.each(func(i int) finding.Estimate { return b.levelAt(t, i, measure, group, unit, column) })
}

// decemberChanges is the same of a track of differences.
func (b *book) decemberChanges(t track, measure, group, unit, column string) []finding.Estimate {
	return b.each(func(i int) finding.Estimate { return b.changeAt(t, i, measure, group, unit, column) })
}

// each is the defined estimates of Decembers and of the last month.
func (b *book) each(at func(i int) finding.Estimate) []finding.Estimate {
	var out []finding.Estimate
	for _, i := range b.decemberPlaces() {
		if e := at(i); finding.Defined(e.Value) {
			out = append(out, e)
		}
	}
	return out
}

// decemberPlaces are the positions of Decembers and of the last month.
func (b *book) decemberPlaces() []int {
	return slices.DeleteFunc(places(len(b.months)), func(i int) bool { return b.months[i]%12 != 11 && i != b.endOf() })
}

// observed is the observed points of a column that lie within the time axis,
// in the order given, multiplied by factor, and their estimates. With groups,
// those of single groups are among them, else only those of everyone. A figure
// that the evidence keeps for several groups is one point.
func (b *book) observed(column string, factor float64, groups bool) ([]evidence.Point, []finding.Estimate) {
	type figure struct {
		label       string
		year, value float64
	}
	var points []evidence.Point
	var values []finding.Estimate
	seen := map[figure]bool{}
	from, to := b.span()
	for _, p := range b.Observed {
		everyone := p.Group == "" || p.Group == table.All
		same := figure{p.Label, p.Year, p.Value}
		if p.Series != column || !everyone && !groups || !finding.Defined(p.Value) || p.Year < from || p.Year > to || seen[same] {
			continue
		}
		seen[same] = true
		p.Value, p.Low, p.High = p.Value*factor, p.Low*factor, p.High*factor
		if !everyone {
			p.SameDefinition = false // another population than the line's
		}
		points = append(points, p)
		values = append(values, finding.Estimate{
			Place: finding.Place{Column: column, Label: p.Label, Group: p.Group, When: finding.Date(monthOf(p.Year)), Unit: "%"},
			Value: p.Value, Low: p.Low, High: p.High, Method: Observed,
		})
	}
	return points, values
}

// monthOf is the month number in which a decimal year falls.
func monthOf(year float64) int { return int(math.Floor(float64((year-finding.FirstYear)*12) + 1e-6)) }

// pointsOf is the plotters of observed points: hollow where the definition is
// not the simulated one, filled where it is.
func pointsOf(points []evidence.Point, colour color.NRGBA) []mark.Points {
	out := []mark.Points{{Color: colour, Hollow: true}, {Color: colour}}
	for _, p := range points {
		to := &out[0]
		if p.SameDefinition {
			to = &out[1]
		}
		to.X, to.Y = append(to.X, p.Year), append(to.Y, p.Value)
		to.Low, to.High = append(to.Low, p.Low), append(to.High, p.High)
	}
	return out
}

// anyDefined tells whether any of the values can be drawn.
func anyDefined(values []finding.Estimate) bool {
	return slices.ContainsFunc(values, func(e finding.Estimate) bool { return finding.Defined(e.Value) })
}
