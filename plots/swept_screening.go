package plots

import (
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
)

// mostNamed and fewNamed are how many dots of a scatter have names, wide and narrow.
const mostNamed, fewNamed = 8, 4

// bends are the ratios of sigma to mu* between which a factor acts alike everywhere, in
// one direction, nearly so, or otherwise in other places.
var bends = []mark.Ray{{Slope: 0.1, Name: "\u03c3/\u03bc* = 0.1"}, {Slope: 0.5, Name: "0.5"}, {Slope: 1, Name: "1"}}

// screening sets sigma against Morris's mu*: how much a factor moves the measure, and
// whether it does so alike everywhere.
var screening = sweptKind{id: "screening", of: byDesign("morris"), build: func(s *swept, f *Figure) error {
	x := s.first()
	factor, unit := reading(x, true, estimatesOf(x.Rows, 0, 2)...)
	scatter := mark.Crosses{Size: 11}
	for i := range x.Rows {
		r := &x.Rows[i]
		size, spread := r.Numbers[0].Scaled(factor), r.Numbers[2].Scaled(factor)
		f.Values = append(f.Values, size, spread)
		colour := canvas.Blue
		if r.Choice {
			colour = canvas.Brown
		}
		scatter.Points = append(scatter.Points, withoutEnds(mark.Cross{X: mark.Dot{Value: size.Value, Color: colour}, Y: mark.Dot{Value: spread.Value}, Label: r.Label}))
	}
	rank := func(r *sensitivity.Row) finding.Estimate { return r.Numbers[0] }
	f.Title = s.leaders(rank, x.ByLuck)
	f.Subtitle = s.subject(unit) + " To the right: mean size of a factor's effect (\u03bc*). Up: how much it differs from place to place (\u03c3)."
	f.Caption = said(x.Rows, 0, factor, finding.Unsigned)
	f.Alt = "Scatter chart: a dot for each factor, \u03bc* to the right and \u03c3 upwards, with lines where \u03c3 is 0.1, 0.5 and 1 times \u03bc*."
	f.Footer = s.foot(finding.Paragraph("Lines, from below: under 0.1 it acts alike everywhere; under 0.5 in one direction; under 1 nearly so; above, interactions or curves.", small(len(x.Rows))), x.Warnings)
	if mixed(x.Rows) {
		f.Key = canvas.Key{{Sample: canvas.DotSample, Colour: canvas.Blue, Text: "Assumption"}, {Sample: canvas.DotSample, Colour: canvas.Brown, Text: "Choice"}}
	}
	f.Body = screeningBody(scatter)
	return nil
}}

// withoutEnds is a dot without intervals, which the ranking beside it has.
func withoutEnds(c mark.Cross) mark.Cross {
	nothing := finding.Undefined("", 0).Value
	c.X.Low, c.X.High, c.Y.Low, c.Y.High = nothing, nothing, nothing, nothing
	return c
}

// small says which dots have no name.
func small(factors int) string {
	if factors <= fewNamed {
		return ""
	}
	return "Named: those that move it most of " + finding.Count(factors) + " factors."
}

// foremostNamed is the scatter with so many names: the others, and what does not move, are small.
func foremostNamed(scatter mark.Crosses, most int) mark.Crosses {
	scatter.Points = slices.Clone(scatter.Points)
	for i := range scatter.Points {
		if q := &scatter.Points[i]; i >= most || !(q.X.Value > 0) {
			q.Label, q.Small, q.X.Color = "", true, canvas.Faded(q.X.Color, 0.6)
		}
	}
	return scatter
}

func screeningBody(scatter mark.Crosses) canvas.Body {
	across, up := scatter.Extents()
	rays := mark.Rays{Rays: bends, Size: 11}
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(300, 260) },
		Draw: func(c canvas.Area, s canvas.Size) {
			wider := float64(0.06 * (across.High - across.Low))
			x := scaleOf(across.And(0).And(across.High+wider), int(s.Choose(6, 3)), "")
			y := scaleOf(up.And(0).And(up.High+float64(0.08*(up.High-up.Low))), 5, "")
			panel := canvas.Panel{
				XMin: x.Low, XMax: x.High, YMin: y.Low, YMax: y.High,
				Axes:  canvas.Axes{X: x.Ticks, Y: y.Ticks, Size: s.Text()},
				Marks: []canvas.Mark{rays, foremostNamed(scatter, int(s.Choose(mostNamed, fewNamed)))},
			}
			c.Max.Y -= 14 // names of rays above
			panel.Alone(c, s.Text(), max(8, rays.Room()))
		},
	}
}
