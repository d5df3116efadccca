package plots

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// decomposition shows what the change in employees against the frozen world is
// made of: a waterfall whose parts add up to the total exactly.
var decomposition = Kind{
	ID: "decomposition", Shows: "What changes the number of employees",
	Columns: causeColumns, Paired: true,
	build: buildDecomposition,
}

func buildDecomposition(b *book, f *Figure) error {
	s := b.causesOf(b.arms[0])
	f.Values = s.all()
	f.Title = decompositionTitle(b, s.total)
	f.Subtitle = "Employees against the world without AI in " + finding.Month(b.end()) + ", per cent of employees there. " + b.Place
	f.Caption = finding.Sentence("employees in " + finding.Month(b.end()) + " against the world without AI: " + s.inWords() + " per cent")
	f.Alt = "Waterfall chart: " + s.inWords() + "."
	f.Footer = decompositionMarks(s)
	f.Key = b.bars()
	f.Body = decompositionBody(s)
	return nil
}

// decompositionTitle follows the headline rule.
func decompositionTitle(b *book, total finding.Estimate) string {
	switch {
	case !total.Told():
		return ""
	case !total.Sure():
		return "No change in employees " + luck
	case total.Value < 0:
		return b.dated(finding.Capital(sizeOf(total)) + " fewer employees than without AI")
	}
	return b.dated(finding.Capital(sizeOf(total)) + " more employees than without AI")
}

// decompositionMarks explains what is drawn.
func decompositionMarks(s sumOfCauses) string {
	marks := ""
	if slices.ContainsFunc(s.all(), finding.Estimate.Bounded) {
		marks = "Lines and brackets: 95% interval of the mean of paired runs."
	}
	return finding.Paragraph(strings.TrimSpace(marks+hatchedIf(s.parts)), finding.Sentence(causesInWords()))
}

func decompositionBody(s sumOfCauses) canvas.Body {
	w := s.waterfall()
	x := scaleOf(w.Extent(), 5, "%").SignedTicks()
	return mark.RowsBody(func(size canvas.Size) mark.Rows {
		rows := s.rows(6)
		for i, e := range s.all() {
			if e.Bounded() && !size.Narrow() {
				rows[i].Note += " (" + e.SpellAt(s.place(), finding.Signed).Interval() + ")"
			}
		}
		return mark.Rows{Rows: rows, Size: size.Text(), Wrap: size.Choose(170, 104), Least: size.Choose(35, 30.5), X: x, Marks: []canvas.Mark{w}}
	})
}
