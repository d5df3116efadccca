package plots

import (
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The paths show how far each policy is from the reference month by month: one
// line a policy, named directly.
var (
	pathsWork   = pathsOf("paths-work", "People at work under each policy, over time", finding.AtWork)
	pathsIncome = pathsOf("paths-income", "Freelance income under each policy, over time", "freelance_income_usd")
)

func pathsOf(id, shows, column string) Kind {
	return Kind{ID: id, Shows: shows, Columns: []string{column}, Paired: true,
		policies: true, build: func(b *book, f *Figure) error { return buildPaths(b, f, b.Study.Measure(column)) }}
}

func buildPaths(b *book, f *Figure, m finding.Measure) error {
	all := b.courses(m)
	if len(all) == 0 {
		return b.lacks(m.Column)
	}
	b.tellPaths(f, m, all)
	f.Alt = "Line chart: " + finding.Cardinal(len(all)) + " policies over time. " + tableBelow
	marks := "Line: mean of paired runs over the twelve months up to then."
	if len(all) <= 2 {
		marks += " Band: its 95% interval."
	}
	f.Footer = b.foot(marks, rests(f.Values))
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
		said = append(said, k.policy.title+dagged(e)+" "+saying(e, "lower", "higher"))
	}
	v := b.judge(ends)
	if f.claimed = v.claimed; v.told {
		f.Title = b.endTitle(v, m)
	}
	f.Subtitle = m.Label + " " + b.against() + ", twelve-month mean, per cent. " + b.where()
	f.Caption = finding.Paragraph(
		finding.Sentence(m.Label+" in "+b.lastYear()+" "+b.against()+": "+strings.Join(said, "; ")), b.brackets(), assumption(rests(f.Values)))
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
			labels := mark.DirectLabels{Size: s.Text(), Inside: s.Narrow()}
			var bands []canvas.Mark
			var lines []mark.Line
			for _, k := range all {
				t := k.track.thin(s)
				e = e.With(t.Mean)
				if len(all) <= 2 {
					e = e.With(t.Low, t.High)
					bands = append(bands, mark.Fan{X: t.X, Low: t.Low, High: t.High, Color: k.policy.colour})
				}
				lines = append(lines, mark.Line{X: t.X, Y: t.Mean, Color: k.policy.colour, Dash: k.policy.dash})
				if b.many() {
					lines[len(lines)-1] = mark.Line{X: t.X, Y: t.Mean, Color: canvas.Reference, Width: 1.25}
				}
				labels.Labels = append(labels.Labels, mark.Label{Text: k.policy.title + k.policy.mark, X: t.X, Y: t.Mean, Color: k.policy.colour})
			}
			labels.Beside = b.begin(lines...)
			y := scaleOf(e, 5, "%").SignedTicks()
			p := b.timePanel(all[0].track, "", y, s, b.begin(lines...))
			p.Marks = append(bands, p.Marks...)
			for _, line := range lines {
				p.Marks = append(p.Marks, line)
			}
			p.Marks = append(p.Marks, labels)
			canvas.Facets{Panels: []canvas.Panel{p}, Columns: 1, Size: s.Text(), Right: max(labels.Room(), 8)}.Draw(c)
		},
	}
}

// begin is the upright line at the start of the policies, its name clear of some
// lines.
func (b *book) begin(beside ...mark.Line) mark.Today {
	if b.Study.Start >= b.Study.Months {
		return mark.Today{X: finding.Year(b.Study.Months) + 1}
	}
	return mark.Today{X: finding.Year(b.Study.Start), Label: "policies start", Size: 11, Avoid: beside}
}

// timePanel is an empty panel of differences over time.
func (b *book) timePanel(t track, title string, y canvas.Scale, s canvas.Size, begin mark.Today) canvas.Panel {
	return canvas.Panel{
		Title: title, XMin: t.X[0], XMax: t.X[len(t.X)-1] + 1.0/12, YMin: y.Low, YMax: y.High,
		Axes:  canvas.Axes{Y: y.Ticks, Years: true, Zero: true, Size: s.Text()},
		Marks: []canvas.Mark{begin},
	}
}
