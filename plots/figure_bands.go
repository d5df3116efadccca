package plots

import (
	"image/color"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The bands show how far each policy is from the reference month by month: a panel a
// policy, with the interval of its mean, above the lines of the others in grey. All panels
// share their scale.
var (
	bandsWork   = ofPolicies("bands-work", "People at work under each policy, over time", finding.AtWork, buildBands)
	bandsIncome = ofPolicies("bands-income", "Freelance income under each policy, over time", "freelance_income_usd", buildBands)
)

func buildBands(b *book, f *Figure, m finding.Measure) error {
	all := b.courses(m)
	if len(all) == 0 {
		return b.lacks(m.Column)
	}
	ends := make([]finding.Estimate, len(b.arms))
	for i, p := range b.arms {
		ends[i] = finding.Undefined("", 0)
		for _, k := range all {
			if k.policy.key == p.key {
				ends[i] = k.end
				f.Values = append(f.Values, b.yearEnds(k, m)...)
			}
		}
	}
	v := b.judge(ends)
	if f.claimed = v.claimed; v.told {
		f.Title = b.endTitle(v, m)
	}
	f.Subtitle = m.Name() + " " + b.against() + ", twelve-month mean, per cent. " + b.where()
	f.Caption = finding.Paragraph(b.reached(m.Label+" in "+b.lastYear(), ends, len(ends)), "A band is about each point in time, not about whole paths.")
	f.Alt = "Small line charts: " + counted(len(all), "policy", "policies") + " over time, each with the interval of its mean."
	f.Footer = "Line: mean of paired runs over the twelve months up to then; band: its 95% interval."
	if len(all) > 1 {
		f.Footer += " Thin grey: the other policies."
	}
	f.Key = b.bands()
	f.Body = bandsBody(b, m, all)
	return nil
}

// endTitle is the headline of the last month, dated where there is room.
func (b *book) endTitle(v verdicts, m finding.Measure) string {
	said := b.headline(v, m)
	if !claims(said) {
		return fitting(m.Label+" in "+finding.Moment(b.Study.Months-1)+": nothing "+luck, said)
	}
	return fitting(said+" in "+finding.Moment(b.Study.Months-1), said)
}

// lastYear is the last twelve months as a sentence says them: "2035".
func (b *book) lastYear() string {
	if (b.Study.Months-1)%12 == 11 {
		return finding.Moment(b.Study.Months - 1)
	}
	return "the twelve months to " + finding.Month(b.Study.Months-1)
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
			columns := columnsOf(len(all), s)
			return float64(float64((len(all)+columns-1)/columns)*(s.Choose(110, 96)+40)) + 10
		},
		Draw: func(c canvas.Area, s canvas.Size) {
			out := canvas.Facets{Columns: columnsOf(len(all), s), Size: s.Text(), Right: 8}
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

// columnsOf is how many of some panels stand side by side.
func columnsOf(panels int, s canvas.Size) int { return min(int(s.Choose(2, 1)), panels) }

// series is a course as a line with the interval of its mean.
func (k course) series(s canvas.Size, colour color.NRGBA) mark.Series {
	t := k.track.thin(s)
	out := mark.Series{Line: mark.Line{X: t.X, Y: t.Mean, Color: colour, Dash: k.policy.dash}, Low: t.Low, High: t.High}
	out.InnerLow, out.InnerHigh = t.inner(t.Low, t.High)
	return out
}

// span is the ends of a course's time axis.
func (k course) span() (from, to float64) { return k.track.X[0], k.track.X[len(k.track.X)-1] + 1.0/12 }

// begin is the upright line at the start of the policies.
func (b *book) begin() mark.Today {
	if b.Study.Start >= b.Study.Months {
		return mark.Today{X: finding.Year(b.Study.Months) + 1}
	}
	return mark.Today{X: finding.Year(b.Study.Start), Label: b.Study.Called("policies start"), Size: 11}
}
