package plots

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// barriers shows what keeps those from AI who do not use it: the share of them
// for whom each barrier is the one that would be cheapest to lift, today and at
// the end.
var barriers = Kind{
	ID: "barriers", Shows: "What keeps creatives from using AI",
	Columns: barrierColumns,
	build:   buildBarriers,
}

var barrierColumns = []string{"barrier_cost", "barrier_skill", "barrier_trust", "barrier_fear", "barrier_rights", "barrier_culture"}

// barrierName is what a barrier is called: "Cost".
func (b *book) barrierName(column string) string {
	return finding.Capital(strings.TrimPrefix(b.Study.Measure(column).Label, "Held back by "))
}

// barrier is one of them, today and at the end.
type barrier struct{ now, end finding.Estimate }

func buildBarriers(b *book, f *Figure) error {
	today := b.atToday()
	var rows []barrier
	for _, column := range barrierColumns {
		name := b.barrierName(column)
		t := b.level("all", "all", column).times(100)
		rows = append(rows, barrier{
			b.levelAt(t, today, name, "all", "%", column), b.levelAt(t, b.endOf(), name, "all", "%", column),
		})
		f.Values = append(f.Values, b.decembers(t, name, "all", "%", column)...)
	}
	slices.SortStableFunc(rows, func(x, y barrier) int { return cmp.Compare(sortable(-x.end.Value), sortable(-y.end.Value)) })
	f.Title = barriersTitle(b, rows)
	f.Subtitle = finding.Capital(b.perCentOf(barrierColumns...)) + " for whom lifting this barrier would take least. " + b.Place
	f.Caption = barriersCaption(b, rows, today)
	f.Alt = "Dot chart of six barriers to the use of AI, today and at the end."
	f.Key = canvas.Key{{Sample: canvas.RingSample, Colour: canvas.Reference, Text: finding.Month(b.months[today])}, {Sample: canvas.DotSample, Colour: canvas.Blue, Text: finding.Month(b.end())}}
	f.Footer = barrierMarks(b)
	f.Body = barriersBody(rows, b)
	return nil
}

// barrierMarks explains row and line.
func barrierMarks(b *book) string {
	said := "Row: those for whom moving that one term to the median of all creatives would tip the decision most cheaply."
	if b.n != 1 {
		said += " Line: " + b.bandOf() + "."
	}
	return said
}

// atToday is the position of the last month before Data.Today, or of the first
// month if none is.
func (b *book) atToday() int {
	at := 0
	for i, y := range b.years {
		if y < b.Today {
			at = i
		}
	}
	return at
}

// barriersTitle names the first barrier only if its band is apart from the
// second's.
func barriersTitle(b *book, rows []barrier) string {
	first, second := rows[0].end, rows[1].end
	switch {
	case !finding.Defined(first.Value) || first.Value == 0:
		return ""
	case first.Low > second.High:
		said := first.Label + " is the commonest barrier"
		return fitting(said+" in "+finding.Moment(b.end())+": "+finding.Share(first.Value/100), said)
	}
	said := first.Label + " and " + finding.Lower(second.Label) + " hold non-users back"
	return fitting(said+" in "+finding.Moment(b.end()), said)
}

func barriersCaption(b *book, rows []barrier, today int) string {
	var said []string
	for _, r := range rows {
		if finding.Defined(r.end.Value) {
			now := ""
			if finding.Defined(r.now.Value) {
				now = " (" + finding.Share(r.now.Value/100) + ")"
			}
			said = append(said, finding.Lower(r.end.Label)+" "+finding.Share(r.end.Value/100)+now)
		}
	}
	if len(said) == 0 {
		return "No barrier is defined in this run."
	}
	return finding.Sentence("of " + b.of(barrierColumns[0]) + ", the barrier cheapest to lift in " + finding.Month(b.end()) + " (" + finding.Month(b.months[today]) + "): " + finding.And(said))
}

func barriersBody(rows []barrier, b *book) canvas.Body {
	e := canvas.Nothing().And(0)
	now, end := mark.Dots{}, mark.Dots{Radius: 4}
	for _, r := range rows {
		e = e.With([]float64{r.now.Value, r.end.Value, r.end.High})
		now.Rows = append(now.Rows, mark.Dot{Value: r.now.Value, Low: math.NaN(), High: math.NaN(), Color: canvas.Reference, Hollow: true})
		end.Rows = append(end.Rows, dotOf(r.end, canvas.Blue))
	}
	x := scaleOf(e, 5, "%")
	marks := []canvas.Mark{mark.Arrows{From: now.Rows, To: end.Rows}, now, end}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Text(), Wrap: 120, Least: 26, X: x, Marks: marks}
		for _, r := range rows {
			out.Rows = append(out.Rows, mark.Row{Label: r.end.Label, Note: finding.Share(r.end.Value / 100), Colour: canvas.Blue})
		}
		return out
	})
}
