package plots

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// adoption shows who uses AI: creatives at the left, organisations at the
// right, on one scale, with what was observed. The organisations' panel repeats
// the creatives' line in grey, so that the lead of people over organisations is
// read as a distance.
var adoption = Kind{
	ID: "adoption", Shows: "Use of AI by creatives and organisations",
	Columns: []string{"ai_use", "org_adoption", "org_any_ai_10plus"},
	build:   buildAdoption,
}

// adoptionLine is one of the three lines.
type adoptionLine struct {
	column, label string
	t             track
	seen          []evidence.Point
}

func buildAdoption(b *book, f *Figure) error {
	lines := []adoptionLine{
		{column: "ai_use"}, {column: "org_adoption", label: "generative AI"}, {column: "org_any_ai_10plus", label: "any AI, 10+ staff"},
	}
	same, other := false, false
	for i := range lines {
		l := &lines[i]
		l.t = b.level("all", "all", l.column).times(100)
		seen, values := b.observed(l.column, 100, l.column == "ai_use")
		l.seen = seen
		for _, p := range seen {
			same, other = same || p.SameDefinition, other || !p.SameDefinition
		}
		f.Values = append(f.Values, b.decembers(l.t, b.Study.Measure(l.column).Label, "all", "%", l.column)...)
		f.Values = append(f.Values, values...)
	}
	use, org := lines[0].t, lines[1].t
	f.Title = adoptionTitle(b, use, org)
	f.Subtitle = finding.Capital(b.perCentOf("ai_use", "org_adoption", "org_any_ai_10plus")) + ". " + b.where()
	f.Caption = adoptionCaption(b, lines)
	f.Alt = "Two line charts of shares by year: creatives who use generative AI, and organisations that use AI."
	name, whose := letters(lines[0].seen, lines[1].seen, lines[2].seen)
	f.Footer, f.Key = b.lineAndBand(), b.bands()
	if len(whose) > 0 {
		f.Footer += " Observed: " + strings.Join(whose, "; ") + "."
	}
	if same {
		f.Key = append(f.Key, canvas.Entry{Sample: canvas.DotSample, Colour: canvas.Ink, Text: "observed, same definition"})
	}
	if other {
		f.Key = append(f.Key, canvas.Entry{Sample: canvas.RingSample, Colour: canvas.Ink, Text: "observed, other definition or population"})
	}
	f.Body = adoptionBody(b, lines, name)
	return nil
}

// lead is how many months use passes 20 % before organisations do; false if
// either never does.
func lead(b *book, use, org track) (months int, both bool) {
	passes := func(t track) int {
		for i, v := range t.Mean {
			if v >= 20 {
				return b.months[i]
			}
		}
		return -1
	}
	u, o := passes(use), passes(org)
	return o - u, u >= 0 && o >= 0
}

// adoptionTitle claims a lead only if it was half a year or more and the runs'
// bands are apart at the end.
func adoptionTitle(b *book, use, org track) string {
	u, o := b.levelAt(use, b.endOf(), "", "", "%", ""), b.levelAt(org, b.endOf(), "", "", "%", "")
	months, both := lead(b, use, org)
	apart := func(a, c finding.Estimate) bool { return b.n == 1 && a.Value > c.Value || a.Low > c.High }
	switch {
	case !finding.Defined(u.Value):
		return ""
	case u.Value == 0:
		return "No creative uses generative AI"
	case both && months >= 6 && apart(u, o):
		return b.dated(fmt.Sprintf("Creatives lead organisations: %s against %s", finding.Share(u.Value/100), finding.Share(o.Value/100)))
	}
	return b.dated(finding.Share(u.Value/100) + " of " + b.of("ai_use") + " use generative AI")
}

func adoptionCaption(b *book, lines []adoptionLine) string {
	end := b.endOf()
	said := func(l adoptionLine) string { return portion(pick(l.t.Mean, end) / 100) }
	first := finding.Sentence(fmt.Sprintf("by %s %s of %s use generative AI, and %s of %s do",
		finding.Month(b.end()), said(lines[0]), b.of("ai_use"), said(lines[1]), b.of("org_adoption")))
	second := finding.Sentence(fmt.Sprintf("any AI is used by %s of %s (%s at the start)",
		said(lines[2]), b.of("org_any_ai_10plus"), portion(pick(lines[2].t.Mean, 0)/100)))
	third := ""
	if months, both := lead(b, lines[0].t, lines[1].t); both && months > 0 {
		third = finding.Sentence(fmt.Sprintf("creatives pass 20%% %d months before organisations do", months))
	}
	return captioned(finding.Paragraph(first, second, third), finding.Paragraph(first, second), first)
}

func adoptionBody(b *book, lines []adoptionLine, name func(evidence.Point) string) canvas.Body {
	e := canvas.Nothing().And(0)
	for _, l := range lines {
		e = withTracks(e, l.t)
		for _, p := range l.seen {
			e = e.And(p.Value)
		}
	}
	y := scaleOf(e, 5, "%")
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(240, 340) },
		Draw: func(c canvas.Area, s canvas.Size) {
			people, firms := peopleChart(b, lines[0], name, s), firmsChart(b, lines, name, s)
			canvas.Facets{
				Panels: []canvas.Panel{
					b.panel("Creatives", "", y, false, s, people), b.panel("Organisations", "", y, false, s, firms),
				},
				Columns: int(s.Choose(2, 1)), Size: s.Text(), Right: firms.Room(), GapY: 14, GapX: 24,
			}.Draw(c)
		},
	}
}

// peopleChart is the creatives' line.
func peopleChart(b *book, l adoptionLine, name func(evidence.Point) string, s canvas.Size) mark.Chart {
	line := l.t.series(s, canvas.Blue)
	line.Name = l.t.ends()
	return mark.Chart{Series: []mark.Series{line}, Points: pointsOf(l.seen, name, canvas.Blue), At: b.today(), Size: s.Text(), Inside: true}
}

// firmsChart is the organisations' lines, with that of the creatives behind them.
func firmsChart(b *book, lines []adoptionLine, name func(evidence.Point) string, s canvas.Size) mark.Chart {
	behind := lines[0].t.series(s, canvas.Faded(canvas.Reference, 0.7))
	behind.Low, behind.Width, behind.Name, behind.NameColor = nil, 1.25, "creatives", canvas.Reference
	chart := mark.Chart{Series: []mark.Series{behind}, At: mark.Today{X: b.Today}, Size: s.Text(), Inside: s.Narrow()}
	apart := "\n"
	if s.Narrow() {
		apart = " "
	}
	for i, tint := range []color.NRGBA{canvas.Brown, canvas.Green} {
		l := lines[i+1]
		line := l.t.series(s, tint)
		line.Name = l.label + apart + l.t.ends()
		chart.Series = append(chart.Series, line)
		chart.Points = append(chart.Points, pointsOf(l.seen, name, tint)...)
	}
	return chart
}
