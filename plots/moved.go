package plots

import (
	"errors"
	"image/color"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Role is which of the futures a line of a page is.
type Role string

// Roles, from the one drawn first.
const (
	WithoutAI Role = "without-ai" // the world in which AI stays as in 2021
	Reference Role = "reference"  // the same world without the policies
	Before    Role = "before"     // what the page showed before the last change
	Now       Role = "now"
)

// A Future is one future of a measure, month by month from January 2021 on.
type Future struct {
	Role  Role
	Title string // as a label at its end
	Line  []finding.Estimate
}

// Moved is what a page shows of one measure: futures beside each other, or, where only
// Gap is given, the difference of the present choice from the reference.
type Moved struct {
	ID      string
	Measure finding.Measure
	Futures []Future // each role once at most
	// Gap is the paired difference of Now to Reference; drawn instead of the futures.
	Gap   []finding.Estimate
	Runs  int
	World string
	Place string
	Today float64 // as of [Data]
}

// Figure draws it.
func (m Moved) Figure() Figure {
	f := Figure{Sheet: canvas.Sheet{ID: m.ID, Title: m.Measure.Label}}
	if len(m.Futures) == 0 && len(m.Gap) == 0 {
		f.Missing = errors.New("there is no future to draw; give one")
		return f
	}
	factor, unit := 1.0, ""
	if m.Measure.Unit == "share" {
		factor, unit = 100, "%"
	}
	f.Subtitle = finding.Capital(m.Measure.Subtitle())
	f.Alt = "Line chart by month."
	extent := canvas.Nothing()
	var series []mark.Series
	from, to := 0.0, 0.0
	add := func(line []finding.Estimate, name string, tint color.NRGBA, dash []float64, width float64, band bool) {
		t := track{}
		for month, e := range line {
			t.X = append(t.X, finding.Year(month))
			t.Mean, t.From, t.To = append(t.Mean, factor*e.Value), append(t.From, factor*e.Low), append(t.To, factor*e.High)
		}
		from, to = t.X[0], t.X[len(t.X)-1]+1.0/12
		if !band {
			t.From, t.To = nil, nil
		}
		extent = withTracks(extent, t)
		s := mark.Series{Line: mark.Line{X: t.X, Y: t.Mean, Color: tint, Width: width}, Low: t.From, High: t.To, Name: name}
		_ = dash
		series = append(series, s)
	}
	if len(m.Gap) > 0 {
		add(m.Gap, "difference", canvas.Blue, nil, 2, true)
		extent = extent.And(0)
	} else {
		for _, role := range []Role{WithoutAI, Reference, Before, Now} {
			k := slices.IndexFunc(m.Futures, func(f Future) bool { return f.Role == role })
			if k < 0 {
				continue
			}
			tint := map[Role]color.NRGBA{WithoutAI: canvas.Green, Reference: canvas.Reference, Before: canvas.Faded(canvas.Blue, 0.55), Now: canvas.Blue}[role]
			add(m.Futures[k].Line, m.Futures[k].Title, tint, nil, map[Role]float64{Now: 2, Before: 1.25}[role], role == Now)
		}
	}
	y := scaleOf(extent, 5, unit)
	f.Body = canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(220, 200) },
		Draw: func(c canvas.Area, s canvas.Size) {
			chart := mark.Chart{Series: series, At: mark.Today{X: m.Today}, Size: s.Text(), Inside: s.Narrow()}
			timePanel(from, to, y, len(m.Gap) > 0, s, chart).Alone(c, s.Text(), chart.Room())
		},
	}
	return f
}
