package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
)

// useAndLoss sets use of AI against loss of work, a dot an occupation: whether those who
// use it are those who lose by it.
var useAndLoss = Kind{
	ID: "use-and-loss", Shows: "Use of AI and loss of work, by occupation", By: "occupation",
	Columns: []string{"ai_use"}, Paired: true,
	build: buildUseAndLoss,
}

// usage is one occupation: how many use AI, and how many fewer or more are at work.
type usage struct {
	title     string
	use, work finding.Estimate // per cent
}

func buildUseAndLoss(b *book, f *Figure) error {
	groups, err := b.needGroups("occupation")
	if err != nil {
		return err
	}
	var list []usage
	var ends []finding.Estimate
	for _, g := range groups {
		use := b.levelAt(b.level("occupation", g, "ai_use").times(100), b.endOf(), b.Study.Measure("ai_use").Label, g, "%", "ai_use")
		work, _ := b.effect(b.world, b.arms[0], "occupation", g, finding.AtWork, finding.AtEnd)
		if !finding.Defined(use.Value) || !finding.Defined(work.Value) {
			continue
		}
		work.Label = "People at work against the world without AI"
		list, ends = append(list, usage{b.title(g), use, work}), append(ends, work)
		f.Values = append(f.Values, use, work)
	}
	if len(list) == 0 {
		return fmt.Errorf("the study holds no differences of people at work by occupation; play the run again")
	}
	tied := together(list)
	f.Title, f.claimed = useAndLossTitle(ends, tied)
	f.Subtitle = b.Study.Measure(finding.AtWork).Label + " against the world without AI, and to the right creatives who use AI, per cent. " + finding.Capital(finding.Month(b.end())) + ", " + b.Place
	f.Caption = useAndLossCaption(b, list, ends, tied)
	f.Alt = fmt.Sprintf("Scatter chart of %d occupations: use of AI and change in people at work, with intervals.", len(list))
	f.Footer = finding.Paragraph("Dot: mean; line: 95% interval of the change. Grey: could be luck.", b.allLookedAt(len(ends), "occupations"))
	f.Key = b.bars()
	f.Body = useAndLossBody(list)
	return nil
}

// together is the correlation of use and change over occupations, of their means; NaN of
// fewer than five, or where they do not differ.
func together(list []usage) float64 {
	if len(list) < 5 {
		return math.NaN()
	}
	use, work := finding.Each(list, func(u usage) float64 { return u.use.Value }), finding.Each(list, func(u usage) float64 { return u.work.Value })
	return infer.Correlation(use, work)
}

// tight is the correlation from which on a title says that the two go together: that of
// pattern P9.
const tight = 0.6

func useAndLossTitle(ends []finding.Estimate, tied float64) (title string, claimed []finding.Estimate) {
	t := tallied(ends, len(ends))
	if !t.told {
		return "", nil
	}
	if t.down == 0 {
		return "No occupation's loss of work " + luck, []finding.Estimate{}
	}
	said := fmt.Sprintf("%d of %d occupations %s work", t.down, len(ends), finding.Word(t.down, "loses", "lose"))
	switch {
	case !finding.Defined(tied):
		return said, nil
	case tied <= -tight:
		return said + ", more with more use", nil
	case tied >= tight:
		return said + ", less with more use", nil
	}
	return said + ", little tied to use", nil
}

// useAndLossCaption names the occupations at the ends of both scales.
func useAndLossCaption(b *book, list []usage, ends []finding.Estimate, tied float64) string {
	worst, most := list[0], list[0]
	for _, u := range list {
		if u.work.Value < worst.work.Value {
			worst = u
		}
		if u.use.Value > most.use.Value {
			most = u
		}
	}
	r := ""
	if finding.Defined(tied) {
		r = finding.Sentence("correlation over occupations, of means: " + finding.Decimal(tied, 1))
	}
	of := func(u usage, briefly bool) string {
		return u.title + " " + b.said(u.work, len(ends), "lower", "higher", briefly) + " at " + portion(u.use.Value/100) + " use"
	}
	say := func(briefly bool) string {
		return finding.Sentence("people at work: lowest " + of(worst, briefly) + "; where most use AI, " + of(most, briefly))
	}
	return captioned(finding.Paragraph(say(false), r), finding.Paragraph(say(true), r), r)
}

// useAndLossBody draws a dot an occupation with its name; a narrow drawing, in which names
// would stand upon one another, a row an occupation, those with most use first.
func useAndLossBody(list []usage) canvas.Body {
	return canvas.Either(useAndLossScatter(list), useAndLossRows(list))
}

func useAndLossScatter(list []usage) canvas.Body {
	k := mark.Crosses{Size: 11}
	for _, u := range list {
		colour := verdict(u.work, len(list))
		x := mark.Dot{Value: u.use.Value, Low: math.NaN(), High: math.NaN(), Color: colour}
		k.Points = append(k.Points, mark.Cross{X: x, Y: dotOf(u.work, colour), Label: u.title, Small: true})
	}
	across, up := k.Extents()
	across = across.And(across.High + float64(0.12*(across.High-across.Low))) // room for names
	x, y := scaleOf(across, 6, "%"), scaleOf(up.And(0), 6, "%").SignedTicks()
	return canvas.Body{
		Height: func(canvas.Size) float64 { return 470 },
		Draw: func(c canvas.Area, s canvas.Size) {
			canvas.Panel{
				XMin: x.Low, XMax: x.High, YMin: y.Low, YMax: y.High,
				Axes:  canvas.Axes{X: x.Ticks, Y: y.Ticks, Zero: true, Size: s.Text()},
				Marks: []canvas.Mark{k},
			}.Alone(c, s.Text(), 8)
		},
	}
}

func useAndLossRows(list []usage) canvas.Body {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y usage) int { return cmp.Compare(y.use.Value, x.use.Value) })
	e, dots := canvas.Nothing().And(0), mark.Dots{}
	for _, u := range list {
		d := dotOf(u.work, verdict(u.work, len(list)))
		e, dots.Rows = e.With(d.Ends()), append(dots.Rows, d)
	}
	x := scaleOf(e, 4, "%").SignedTicks()
	return mark.RowsBody(func(canvas.Size) mark.Rows {
		return mark.Rows{Size: 11, Wrap: 128, Least: 15, X: x, Marks: []canvas.Mark{dots}, Rows: finding.Each(list, func(u usage) mark.Row {
			return mark.Row{Label: u.title, Note: "use" + finding.Glued + portion(u.use.Value/100), Colour: canvas.Muted}
		})}
	})
}
