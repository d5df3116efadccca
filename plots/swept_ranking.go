package plots

import (
	"cmp"
	"image/color"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
)

// influence ranks factors by Morris's mu*, with intervals and what luck alone would make.
var influence = sweptKind{id: "influence", of: byDesign("morris"), build: func(s *swept, f *Figure) error {
	x := s.first()
	factor, unit := reading(x, true, estimatesOf(x.Rows, 0)...)
	shown, labels := rowsOf(x.Rows)
	place := finding.Magnitude(factor*x.Rows[0].Numbers[0].Value) - 2 // three figures of the largest
	dots := mark.Dots{}
	extent := canvas.Nothing().And(0)
	for i, r := range shown {
		d := mark.Dot{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
		if r != nil {
			e := r.Numbers[0].Scaled(factor)
			f.Values, d = append(f.Values, e), dotOf(e, canvas.Blue)
			labels[i].Note, labels[i].Colour = e.SpellAt(place, finding.Unsigned).Value, canvas.Muted
		}
		dots.Rows, extent = append(dots.Rows, d), extent.With(d.Ends())
	}
	f.Title = s.leaders(func(r *sensitivity.Row) finding.Estimate { return r.Numbers[0] }, x.ByLuck)
	f.Subtitle = s.subject(unit) + " Mean size of the change over the whole range of a factor (\u03bc*)."
	f.Caption = said(x.Rows, 0, factor, finding.Unsigned)
	f.Alt = "Dot chart: a row for each factor, its \u03bc* with an interval."
	marks := []canvas.Mark{dots}
	foot := "Line: 95% interval, bootstrap of trajectories."
	if luck := float64(factor * x.ByLuck); finding.Defined(luck) {
		marks, extent = append([]canvas.Mark{mark.Today{X: luck}}, marks...), extent.And(luck)
		foot += " Dotted: the most that luck alone would make."
	}
	f.Footer = s.foot(finding.Paragraph(foot, s.left(len(f.Values))), x.Warnings)
	f.Body = barBody(labels, marks, extent, 19, false)
	return nil
}}

// The colours of bars, through which the lines of their intervals are seen.
var barBlue, barGrey = canvas.Faded(canvas.Blue, 0.7), canvas.Faded(canvas.Reference, 0.55)

// shares draws Sobol's shares of variance, total and of first order.
var shares = sweptKind{id: "shares", of: byDesign("sobol_indices"), build: func(s *swept, f *Figure) error {
	x := s.first()
	shown, labels := rowsOf(x.Rows)
	bars := pairsOf(shown, [2]int{0, 1}, [2]color.NRGBA{barBlue, barGrey}, 1, f)
	for i, r := range shown {
		if r != nil {
			labels[i].Note, labels[i].Colour = r.Numbers[0].SpellAt(-2, finding.Unsigned).Value, canvas.Muted
		}
	}
	f.Title = s.leaders(func(r *sensitivity.Row) finding.Estimate { return r.Numbers[0] }, math.NaN())
	f.Subtitle = s.subject(x.Unit) + " Shares of its variance between points."
	f.Caption = finding.Paragraph(said(x.Rows, 0, 1, finding.Unsigned), x.SumWords())
	f.Alt = "Bar chart: a row for each factor, its total share of variance above that of first order, with intervals."
	f.Key = canvas.Key{{Sample: canvas.BarSample, Colour: barBlue, Text: "Total: all it takes part in"}, {Sample: canvas.BarSample, Colour: barGrey, Text: "First order: by itself"}}
	f.Footer = s.foot(finding.Paragraph("Line: 95% interval, bootstrap of blocks.", x.SumWords(), s.left(len(f.Values)/2)), x.Warnings)
	f.Body = barBody(labels, []canvas.Mark{bars}, bars.Extent().And(1), 26, false)
	return nil
}}

// tornado draws how far a factor at either end of its range moves the measure: from where
// all are in the middle, or from the mean of all points.
var tornado = sweptKind{id: "tornado", of: func(s *swept) bool { return s.Design != "morris" && s.Design != "sobol_indices" }, build: func(s *swept, f *Figure) error {
	x := s.first()
	low, foot, from := 2, "Line: 95% interval, bootstrap of points.", "the mean of all points"
	if s.Design == "one_at_a_time" {
		low, foot, from = 0, "Line: 95% interval of the mean over seeds, Student's t.", "where all factors are in the middle"
	}
	factor, unit := reading(x, true, estimatesOf(x.Rows, low, low+1)...)
	reach := func(r *sensitivity.Row) finding.Estimate { return farther(r.Numbers[low], r.Numbers[low+1]) }
	rows := slices.Clone(x.Rows)
	slices.SortStableFunc(rows, func(a, b sensitivity.Row) int {
		return cmp.Compare(sortable(-reach(&a).Value), sortable(-reach(&b).Value))
	})
	sorted := *x
	sorted.Rows = rows
	shown, labels := rowsOf(rows)
	bars := pairsOf(shown, [2]int{low, low + 1}, [2]color.NRGBA{barGrey, barBlue}, factor, f)
	for i, r := range shown {
		if r != nil && r.Low != "" {
			labels[i].Note, labels[i].Colour = r.Low+" to "+r.High, canvas.Muted
		}
	}
	f.Title = (&swept{s.Findings, []sensitivity.Ranking{sorted}}).leaders(reach, math.NaN())
	f.Subtitle = s.subject(unit) + " Change from " + from + ", one factor at either end of its range, which stands at the right."
	f.Caption = finding.Paragraph("At the low end:", said(rows, low, factor, finding.Signed), "At the high end:", said(rows, low+1, factor, finding.Signed))
	f.Alt = "Tornado chart: a row for each factor, two bars from zero for its low and its high end, with intervals."
	f.Key = canvas.Key{{Sample: canvas.BarSample, Colour: barGrey, Text: "At its low end"}, {Sample: canvas.BarSample, Colour: barBlue, Text: "At its high end"}}
	f.Footer = s.foot(finding.Paragraph(foot, s.left(len(f.Values)/2)), x.Warnings)
	f.Body = barBody(labels, []canvas.Mark{bars}, bars.Extent(), 26, true)
	return nil
}}

// farther is the end of a factor that moves the measure more, as a size.
func farther(low, high finding.Estimate) finding.Estimate {
	if !finding.Defined(low.Value) || math.Abs(high.Value) > math.Abs(low.Value) {
		low = high
	}
	if low.Value < 0 {
		return low.Scaled(-1)
	}
	return low
}

// pairsOf are two columns of the rows as bars, the first above the second, and enters them
// into the figure's values.
func pairsOf(shown []*sensitivity.Row, columns [2]int, colours [2]color.NRGBA, factor float64, f *Figure) mark.Pairs {
	var bars mark.Pairs
	for _, r := range shown {
		pair := [2]mark.Dot{{Value: math.NaN()}, {Value: math.NaN()}}
		for k, c := range columns {
			if r == nil {
				break
			}
			e := r.Numbers[c].Scaled(factor)
			f.Values = append(f.Values, e)
			pair[k] = dotOf(e, colours[k])
		}
		bars.Rows = append(bars.Rows, pair)
	}
	return bars
}

// barBody draws marks in rows beside their labels, over an axis that holds them and zero.
func barBody(labels []mark.Row, marks []canvas.Mark, extent canvas.Extent, least float64, signed bool) canvas.Body {
	return mark.RowsBody(func(size canvas.Size) mark.Rows {
		rows := mark.Rows{Rows: labels, Size: size.Choose(12, 11), Wrap: size.Choose(190, 128), Least: least, Marks: marks}
		rows.X = scaleOf(extent, int(size.Choose(6, 4)), "")
		if signed {
			rows.X = rows.X.SignedTicks()
		}
		return rows
	})
}

// said names the three foremost factors with a number and its interval.
func said(rows []sensitivity.Row, column int, factor float64, sign finding.Sign) string {
	var list []string
	for _, r := range rows[:min(3, len(rows))] {
		if e := r.Numbers[column].Scaled(factor); finding.Defined(e.Value) {
			e.Unit = ""
			list = append(list, r.Label+": "+e.Text(sign))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return finding.Sentence(strings.Join(list, "; "))
}
