package plots

import (
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
)

// The paths show how far each policy is from the reference month by month: one
// line a policy, named directly.
var (
	pathsWork   = pathsOf("paths-work", "People at work under each policy, over time", atWork)
	pathsIncome = pathsOf("paths-income", "Freelance income under each policy, over time", income)
)

func pathsOf(id, shows string, m outcomeWords) Kind {
	return Kind{ID: id, Shows: shows, Columns: []string{m.column}, Paired: true,
		compare: func(l *ledger, f *Figure) error { return buildPaths(l, f, m) }}
}

func buildPaths(l *ledger, f *Figure, m outcomeWords) error {
	all := l.courses(m)
	if len(all) == 0 {
		return l.lacks(m.column)
	}
	l.tellPaths(f, m, all)
	f.Alt = "Line chart: " + cardinal(len(all)) + " policies over time. " + tableBelow
	marks := "Line: mean of paired runs over the twelve months up to then."
	if len(all) <= 2 {
		marks += " Band: its 95% interval."
	}
	f.Footer = l.foot(marks, f.Values)
	f.Body = pathsBody(l, all)
	return nil
}

// tellPaths fills in the words that both figures of paths share. The headline
// is of the last twelve months.
func (l *ledger) tellPaths(f *Figure, m outcomeWords, all []course) {
	ends, said := make([]Estimate, len(l.arms)), []string{}
	for _, k := range all {
		e := k.end
		for i, p := range l.arms {
			if p.at == k.policy.at {
				ends[i] = e
			}
		}
		f.Values = append(f.Values, l.yearEnds(k, m)...)
		said = append(said, k.policy.title+dagged(e)+" "+comparison(e, "lower", "higher"))
	}
	v := l.judge(ends)
	if f.claimed = v.claimed; v.told {
		f.Title = l.endTitle(v, m)
	}
	f.Subtitle = m.label + " " + l.against() + ", twelve-month mean, per cent. " + l.where()
	f.Caption = paragraph(
		sentence(m.label+" in "+l.lastYear()+" "+l.against()+": "+strings.Join(said, "; ")), l.brackets(), assumption(f.Values))
}

// endTitle is the headline of the last month, dated where there is room.
func (l *ledger) endTitle(v verdicts, m outcomeWords) string {
	said := l.headline(v, m)
	if !claims(said) {
		return fitting(m.label+" in "+moment(l.c.Months-1)+": nothing "+luck, said)
	}
	return fitting(said+" in "+moment(l.c.Months-1), said)
}

// lastYear is the last twelve months as a sentence says them: "2035".
func (l *ledger) lastYear() string {
	if (l.c.Months-1)%12 == 11 {
		return moment(l.c.Months - 1)
	}
	return "the twelve months to " + monthName(l.c.Months-1)
}

func pathsBody(l *ledger, all []course) canvas.Body {
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
				if l.many() {
					lines[len(lines)-1] = mark.Line{X: t.X, Y: t.Mean, Color: canvas.Reference, Width: 1.25}
				}
				labels.Labels = append(labels.Labels, mark.Label{Text: k.policy.title + k.policy.mark, X: t.X, Y: t.Mean, Color: k.policy.colour})
			}
			labels.Beside = l.begin(lines...)
			y := scaleOf(e, 5, "%").SignedTicks()
			p := l.timePanel(all[0].track, "", y, s, l.begin(lines...))
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
func (l *ledger) begin(beside ...mark.Line) mark.Today {
	if l.c.Start >= l.c.Months {
		return mark.Today{X: yearOf(l.c.Months) + 1}
	}
	return mark.Today{X: yearOf(l.c.Start), Label: "policies start", Size: 11, Avoid: beside}
}

// timePanel is an empty panel of differences over time.
func (l *ledger) timePanel(t track, title string, y canvas.Scale, s canvas.Size, begin mark.Today) canvas.Panel {
	return canvas.Panel{
		Title: title, XMin: t.X[0], XMax: t.X[len(t.X)-1] + 1.0/12, YMin: y.Low, YMax: y.High,
		Axes:  canvas.Axes{Y: y.Ticks, Years: true, Zero: true, Size: s.Text()},
		Marks: []canvas.Mark{begin},
	}
}
