package plots

import (
	"image/color"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
)

// mostLines is how many choices are lines of one figure; of more each has its own.
const mostLines = 5

// mostPanels is how many factors have a panel.
const mostPanels = 12

// mainEffects draws the mean of the measure along each factor, a panel a factor, and where
// choices were played under each assumption a line a choice.
var mainEffects = sweptKind{
	id: "effects", together: true,
	of:    func(s *swept) bool { return len(s.first().Rows) > 0 && len(s.first().Rows[0].Levels) > 0 },
	build: buildMainEffects,
}

func buildMainEffects(s *swept, f *Figure) error {
	x := s.first()
	var levels []finding.Estimate
	for _, r := range x.Rows {
		for _, l := range r.Levels {
			levels = append(levels, levelled(l.Number, x.Mean.Value))
		}
	}
	factor, unit := reading(x, false, levels...)
	colours := lineColours(s.all)
	extent := canvas.Nothing()
	var panels []canvas.Panel
	for _, r := range x.Rows[:min(len(x.Rows), mostPanels)] {
		panel := canvas.Panel{XMax: 1, Title: r.Label, Note: r.Low + " to " + r.High}
		if mixed(x.Rows) {
			panel.Note = sensitivity.KindOf(r.Choice) + ", " + panel.Note
		}
		for k := range s.all {
			line, points := s.line(&s.all[k], r.Factor, factor, colours[k], f)
			extent = extent.With(points.Y, points.Low, points.High)
			panel.Marks = append(panel.Marks, line, points)
		}
		panels = append(panels, panel)
	}
	rank := func(r *sensitivity.Row) finding.Estimate { return r.Numbers[0] }
	for k := range s.all { // one headline only where it holds under every choice
		one := &swept{s.Findings, s.all[k : k+1]}
		if title := one.leaders(rank, s.all[k].Rows[0].Numbers[1].Value); k == 0 || title == f.Title {
			f.Title = title
			continue
		}
		f.Title = ""
		break
	}
	f.Subtitle = s.subject(unit) + " Mean at each value of a factor, over all others; from its low end at the left to its high end."
	f.Caption = "Share of variance between values: " + said(x.Rows, 0, 1, finding.Unsigned)
	f.Alt = "Small line charts: one for each of " + counted(len(panels), "factor", "factors") + "."
	foot := "Upright lines: 95% interval, bootstrap of points."
	if len(s.all) > 1 {
		foot = "A line for each choice, played under the same assumptions. Their intervals are not drawn."
		for k := range s.all {
			f.Key = append(f.Key, canvas.Entry{Sample: canvas.LineSample, Colour: colours[k], Text: s.all[k].Choice})
		}
	}
	f.Footer = s.foot(finding.Paragraph(foot, s.left(len(panels))), x.Warnings)
	f.Body = panelsBody(panels, extent)
	return nil
}

// levelled is an estimate of a difference from a number as that of a level.
func levelled(e finding.Estimate, by float64) finding.Estimate {
	e.Value, e.Low, e.High = e.Value+by, e.Low+by, e.High+by
	return e
}

// lineColours are those of the choices: policies have their own.
func lineColours(all []sensitivity.Ranking) []color.NRGBA {
	if len(all) == 1 {
		return []color.NRGBA{canvas.Blue}
	}
	free := append([]color.NRGBA{canvas.Reference}, finding.Each(canvas.Light.Series[:], canvas.Hex)...)
	colours, taken := make([]color.NRGBA, len(all)), map[color.NRGBA]bool{}
	for k := range all {
		if slot, own := slots[all[k].Choice]; own {
			colours[k] = canvas.Hex(canvas.Light.Series[slot])
			taken[colours[k]] = true
		}
	}
	for k := range all {
		for _, c := range free {
			if colours[k].A == 0 && !taken[c] {
				colours[k], taken[c] = c, true
			}
		}
	}
	return colours
}

// line is a factor's line in one ranking, which may have it in another place, and its
// points; with their intervals where it is the only line.
func (s *swept) line(x *sensitivity.Ranking, name string, factor float64, colour color.NRGBA, f *Figure) (mark.Line, mark.Points) {
	points := mark.Points{Color: colour}
	for _, r := range x.Rows {
		if r.Factor != name {
			continue
		}
		for _, l := range r.Levels {
			e := levelled(l.Number, x.Mean.Value).Scaled(factor)
			f.Values = append(f.Values, e)
			points.X, points.Y = append(points.X, l.Place), append(points.Y, e.Value)
			if len(s.all) == 1 {
				points.Low, points.High = append(points.Low, e.Low), append(points.High, e.High)
			}
		}
	}
	return mark.Line{X: points.X, Y: points.Y, Color: colour, Width: 1.5}, points
}

// panelsBody lays panels out that share the axis of their values.
func panelsBody(panels []canvas.Panel, extent canvas.Extent) canvas.Body {
	columns := func(s canvas.Size) int { return min(int(s.Choose(4, 2)), len(panels)) }
	return canvas.Body{
		Height: func(s canvas.Size) float64 {
			rows := (len(panels) + columns(s) - 1) / columns(s)
			return float64(float64(rows)*(s.Choose(96, 88)+52)) + 10
		},
		Draw: func(c canvas.Area, s canvas.Size) {
			y := scaleOf(extent, 4, "")
			for i := range panels {
				panels[i].YMin, panels[i].YMax = y.Low, y.High
				panels[i].Axes = canvas.Axes{Y: y.Ticks, Size: s.Choose(12, 11)}
			}
			canvas.Facets{Panels: panels, Columns: columns(s), Size: s.Choose(12, 11), Right: 8}.Draw(c)
		},
	}
}
