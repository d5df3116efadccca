package plots

import (
	"fmt"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The bands show the same paths a panel a policy, each with the interval of its
// mean, above the lines of the others in grey: all panels share their scale.
var (
	bandsWork   = ofPolicies("bands-work", "People at work, one policy a panel", finding.AtWork, buildBands)
	bandsIncome = ofPolicies("bands-income", "Freelance income, one policy a panel", "freelance_income_usd", buildBands)
)

func buildBands(b *book, f *Figure, m finding.Measure) error {
	all := b.courses(m)
	switch {
	case len(all) == 0:
		return b.lacks(m.Column)
	case len(all) <= 2:
		return fmt.Errorf("with %s the bands stand in the figure of lines; compare three or more policies for a panel each", counted(len(all), "policy", "policies"))
	}
	b.tellPaths(f, m, all)
	f.Title = b.bandsTitle(m, all)
	f.Caption = finding.Paragraph(f.Caption, "A band is about each point in time, not about whole paths.")
	f.Alt = "Small line charts: " + finding.Cardinal(len(all)) + " policies over time, each with the interval of its mean."
	f.Footer = "Line: mean of paired runs over the twelve months up to then; band: its 95% interval; thin grey: the other policies."
	f.Key = b.bands()
	f.Body = bandsBody(b, m, all)
	return nil
}

// bandsTitle counts the policies that stand apart from zero at the end.
func (b *book) bandsTitle(m finding.Measure, all []course) string {
	t := tallied(finding.Each(all, func(k course) finding.Estimate { return k.end }), len(all))
	sure := t.up + t.down
	switch {
	case !t.told:
		return ""
	case sure == 0:
		return fitting(m.Label+" in "+finding.Moment(b.Study.Months-1)+": nothing "+luck, "No difference "+luck)
	}
	said := cardinalOf(sure, len(all)) + " policies " + finding.Word(sure, "differs", "differ") + " from " + b.Study.ReferenceTitle()
	if sure == len(all) {
		said = "All " + finding.Cardinal(sure) + " policies differ from " + b.Study.ReferenceTitle()
	}
	return fitting(said+" in "+finding.Moment(b.Study.Months-1), said)
}

// counted is "one policy", "3 policies".
func counted(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return finding.Cardinal(n) + " " + many
}

func bandsBody(b *book, m finding.Measure, all []course) canvas.Body {
	e := canvas.Nothing().And(0)
	for _, k := range all {
		e = e.With(k.track.Mean, k.track.Low, k.track.High)
	}
	y := scaleOf(e, 4, "%").SignedTicks()
	return canvas.Body{
		Height: func(s canvas.Size) float64 {
			columns := int(s.Choose(2, 1))
			return float64(float64((len(all)+columns-1)/columns)*(s.Choose(110, 96)+40)) + 10
		},
		Draw: func(c canvas.Area, s canvas.Size) {
			out := canvas.Facets{Columns: int(s.Choose(2, 1)), Size: s.Text(), Right: 8}
			for i, k := range all {
				chart := mark.Chart{At: b.begin()}
				if i > 0 {
					chart.At.Label = ""
				}
				for j, other := range all {
					if grey := other.series(s, canvas.Faded(canvas.Reference, 0.55)); j != i {
						grey.Low, grey.Width, grey.Dash = nil, 0.75, nil
						chart.Series = append(chart.Series, grey)
					}
				}
				clr := k.policy.colour
				if b.many() {
					clr = canvas.Blue // the one that the panel is about
				}
				chart.Series = append(chart.Series, k.series(s, clr))
				from, to := k.span()
				p := timePanel(from, to, y, true, s, chart)
				p.Title, p.Note, p.NoteColor = k.policy.title+dagged(k.end), told(k.end, len(b.arms), k.policy.idle, s), colourOf(k.policy, k.end, len(b.arms))
				out.Panels = append(out.Panels, p)
			}
			out.Draw(c)
		},
	}
}
