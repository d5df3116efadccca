package plots

import (
	"image/color"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The paths show how far each policy is from the reference month by month: one
// line a policy, named directly.
var (
	pathsWork   = ofPolicies("paths-work", "People at work under each policy, over time", finding.AtWork, buildPaths)
	pathsIncome = ofPolicies("paths-income", "Freelance income under each policy, over time", "freelance_income_usd", buildPaths)
)

func buildPaths(b *book, f *Figure, m finding.Measure) error {
	all := b.courses(m)
	if len(all) == 0 {
		return b.lacks(m.Column)
	}
	b.tellPaths(f, m, all)
	f.Alt = "Line chart: " + counted(len(all), "policy", "policies") + " over time."
	marks := "Line: mean of paired runs over the twelve months up to then."
	if len(all) <= 2 {
		marks += " Band: its 95% interval."
		f.Key = b.bands()
	}
	f.Footer = marks
	f.Body = pathsBody(b, all)
	return nil
}

// tellPaths fills in the words that both figures of paths share. The headline
// is of the last twelve months.
func (b *book) tellPaths(f *Figure, m finding.Measure, all []course) {
	ends, said := make([]finding.Estimate, len(b.arms)), []string{}
	for _, k := range all {
		e := k.end
		for i, p := range b.arms {
			if p.key == k.policy.key {
				ends[i] = e
			}
		}
		f.Values = append(f.Values, b.yearEnds(k, m)...)
		said = append(said, k.policy.title+dagged(e)+" "+saying(e, len(b.arms), "lower", "higher"))
	}
	v := b.judge(ends)
	if f.claimed = v.claimed; v.told {
		f.Title = b.endTitle(v, m)
	}
	f.Subtitle = m.Name() + " " + b.against() + ", twelve-month mean, per cent. " + b.where()
	f.Caption = finding.Paragraph(
		finding.Sentence(m.Label+" in "+b.lastYear()+" "+b.against()+": "+strings.Join(said, "; ")), b.brackets())
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

func pathsBody(b *book, all []course) canvas.Body {
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(230, 190) },
		Draw: func(c canvas.Area, s canvas.Size) {
			e := canvas.Nothing().And(0)
			chart := mark.Chart{At: b.begin(), Size: s.Text(), Inside: s.Narrow()}
			for _, k := range all {
				line := k.series(s, k.policy.colour)
				if e = e.With(line.Y); len(all) <= 2 {
					e = e.With(line.Low, line.High)
				} else {
					line.Low = nil
				}
				line.Name, line.NameColor = k.policy.title+dagged(k.end), k.policy.colour
				if b.many() {
					line.Color, line.Width, line.Dash = canvas.Reference, 1.25, nil
				}
				chart.Series = append(chart.Series, line)
			}
			from, to := all[0].span()
			timePanel(from, to, scaleOf(e, 5, "%").SignedTicks(), true, s, chart).Alone(c, s.Text(), chart.Room())
		},
	}
}

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
