package plots

import (
	"image/color"
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
			chart := mark.Chart{At: l.begin(), Size: s.Text(), Inside: s.Narrow()}
			for _, k := range all {
				line := k.series(s, k.policy.colour)
				if e = e.With(line.Y); len(all) <= 2 {
					e = e.With(line.Low, line.High)
				} else {
					line.Low = nil
				}
				line.Name, line.NameColor = k.policy.title+k.policy.mark, k.policy.colour
				if l.many() {
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
	return mark.Series{Line: mark.Line{X: t.X, Y: t.Mean, Color: colour, Dash: k.policy.dash}, Low: t.Low, High: t.High}
}

// span is the ends of a course's time axis.
func (k course) span() (from, to float64) { return k.track.X[0], k.track.X[len(k.track.X)-1] + 1.0/12 }

// begin is the upright line at the start of the policies.
func (l *ledger) begin() mark.Today {
	if l.c.Start >= l.c.Months {
		return mark.Today{X: yearOf(l.c.Months) + 1}
	}
	return mark.Today{X: yearOf(l.c.Start), Label: "policies start", Size: 11}
}
