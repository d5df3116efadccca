package plots

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// employmentByOccupation shows the difference in employees against the frozen
// world by occupation, sorted, with the interval of each mean; those that
// could be luck are grey.
var employmentByOccupation = Kind{
	ID: "employment-by-occupation", Shows: "Employment by occupation, with and without AI", By: "occupation",
	Columns: []string{"employed"}, Paired: true,
	build: buildOccupations,
}

func buildOccupations(b *book, f *Figure) error {
	groups, err := b.needGroups("occupation")
	if err != nil {
		return err
	}
	var ends []finding.Estimate
	for _, g := range groups {
		t := b.relative("occupation", g, "employed")
		ends = append(ends, b.changeAt(t, b.endOf(), "Employees against the world without AI", g, "%", "employed"))
	}
	slices.SortStableFunc(ends, func(x, y finding.Estimate) int { return cmp.Compare(sortable(x.Value), sortable(y.Value)) })
	f.Values = ends
	f.Title = occupationsTitle(tallied(ends, len(ends)), len(ends))
	f.Subtitle = b.differing("employed") + " against the world without AI in " + finding.Month(b.end()) + ", per cent. " + b.Place
	f.Caption = occupationsCaption(b, ends)
	f.Alt = fmt.Sprintf("Dot chart of %s occupations, sorted by the change in employees.", finding.Cardinal(len(ends)))
	marks := "Dot: mean; line: its 95% interval, from paired runs. Grey: could be luck."
	if len(b.gap.runs) < 2 {
		marks = "Dot: the one run; grey, since it could be luck."
	}
	f.Footer = finding.Paragraph(marks, b.allLookedAt(len(ends), "occupations"))
	f.Key = b.bars()
	f.Body = occupationsBody(b, ends)
	return nil
}

// sortable puts undefined values last.
func sortable(v float64) float64 {
	if !finding.Defined(v) {
		return math.Inf(1)
	}
	return v
}

// occupationsTitle counts what is sure of all occupations.
func occupationsTitle(t tally, all int) string {
	switch {
	case !t.told:
		return ""
	case t.down+t.up == 0:
		return "No occupation's difference in employment " + luck
	case t.down == 0:
		return fmt.Sprintf("%d of %d occupations %s more with AI, none fewer", t.up, all, finding.Word(t.up, "employs", "employ"))
	}
	return fmt.Sprintf("%d of %d occupations %s fewer with AI, %s more", t.down, all, finding.Word(t.down, "employs", "employ"), finding.Cardinal(t.up))
}

func occupationsCaption(b *book, ends []finding.Estimate) string {
	return b.lowestAndHighest("in "+finding.Month(b.end())+" against the world without AI", ends)
}

func occupationsBody(b *book, ends []finding.Estimate) canvas.Body {
	e := canvas.Nothing().And(0)
	dots := mark.Dots{}
	for _, d := range ends {
		e = e.With([]float64{d.Value, d.Low, d.High})
		dots.Rows = append(dots.Rows, dotOf(d, verdict(d, len(ends))))
	}
	x := scaleOf(e, 5, "%").SignedTicks()
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Choose(12, 11), Wrap: s.Choose(230, 148), Least: 15, X: x, Marks: []canvas.Mark{dots}}
		for _, d := range ends {
			row := mark.Row{Label: b.title(d.Group), Note: d.Spell(finding.Signed).Value + "%", Colour: verdict(d, len(ends))}
			if !finding.Defined(d.Value) {
				row.Note = finding.None
			}
			if between := d.Spell(finding.Signed).Interval(); between != "" && !s.Narrow() {
				row.Note += " (" + between + ")"
			}
			out.Rows = append(out.Rows, row)
		}
		return out
	})
}

// verdict is the colour of a difference, one of so many looked at: grey where it
// could be luck.
func verdict(e finding.Estimate, looks int) color.NRGBA {
	if !e.SureAmong(looks) {
		return canvas.Reference
	}
	return canvas.Direction(e.Value)
}

// dotOf is an estimate as a dot on its interval.
func dotOf(e finding.Estimate, colour color.NRGBA) mark.Dot {
	return mark.Dot{Value: e.Value, Low: e.Low, High: e.High, Inner: innerOf(e), Color: colour}
}

// innerOf are the ends of what the dice do, nil where that is not known.
func innerOf(e finding.Estimate) []float64 {
	low, high := e.DiceEnds()
	if !finding.Defined(low) {
		return nil
	}
	return []float64{low, high}
}
