package plots

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Whom shows for whom there is more work and for whom less: differences of a choice from no
// policy or, without policies, of AI from the world without it, by group and sorted.
type Whom struct {
	ID    string
	Study *scenarios.Study // of the choice against no policy
	Place string
}

// whomBy are the blocks of the figure: what they are called, and of which groups, or
// measures of all creatives, their rows are.
var whomBy = []struct {
	head, by string
	columns  []string
}{
	{"By contract", "all", []string{"employed", "freelancing"}},
	{"By career stage", "stage", []string{finding.AtWork}},
	{"By domain", "domain", []string{finding.AtWork}},
}

// whomRow is a row: a head, or who with the difference.
type whomRow struct {
	head, who string
	e         finding.Estimate
}

// Figure draws it.
func (w Whom) Figure() Figure {
	f := Figure{Sheet: canvas.Sheet{ID: w.ID, Title: "For whom"}}
	b, err := open(Data{Study: w.Study, Place: w.Place})
	if err != nil {
		f.Missing = err
		return f
	}
	rows, against := w.rows(b)
	for _, r := range rows {
		if r.head == "" {
			f.Values = append(f.Values, r.e)
		}
	}
	if len(f.Values) == 0 {
		f.Missing = errors.New("there is nothing that the choice is set against, so nobody gains or loses; put a policy in force, or play the world without AI too")
		return f
	}
	f.Title = whomTitle(tallied(f.Values, len(f.Values)), tallied(f.Values, 1), len(f.Values))
	f.Subtitle = "People at work, difference from " + against + ", mean of " + w.Study.Period() + ", per cent. " + b.where() + "."
	f.Caption = b.lowestAndHighest("People at work against "+against, f.Values)
	f.Alt = "Dot chart of " + finding.Cardinal(len(f.Values)) + " groups, sorted by the change in people at work."
	grey := fmt.Sprintf(" Grey: could be luck, all %d groups looked at.", len(f.Values))
	f.Footer = b.foot("Dot: mean; line: its 95% interval."+grey, rests(f.Values))
	if w.Study.Ensemble() {
		grey = strings.Replace(grey, "luck", "luck, or either sign", 1)
		f.Footer = b.foot("Dot: mean; pale line: what is not known, "+b.bandOf()+"; dark: what luck alone does."+grey, rests(f.Values))
	}
	f.Body = whomBody(rows, len(f.Values))
	return f
}

// rows are the rows, sorted within their blocks, and what they are differences from.
func (w Whom) rows(b *book) (rows []whomRow, against string) {
	s := w.Study
	effect := func(by, group, column string) *scenarios.Effect {
		return s.GroupEffect(s.World(), s.Arms[len(s.Arms)-1].Name, by, group, column, finding.OverPeriod)
	}
	against = finding.Lower(s.Reference().Title)
	if len(s.Arms[len(s.Arms)-1].Policies) == 0 {
		against = finding.Lower(scenarios.TwinTitle)
		effect = func(by, group, column string) *scenarios.Effect {
			return s.GroupLoss(s.World(), by, group, column, finding.OverPeriod)
		}
	}
	for _, block := range whomBy {
		groups := []string{"all"}
		if block.by != "all" {
			groups = s.Groups(block.by)
		}
		var own []whomRow
		for _, group := range groups {
			for _, column := range block.columns {
				e := effect(block.by, group, column)
				if e == nil || !finding.Defined(e.Shown().Value) {
					continue
				}
				r := whomRow{who: b.title(group), e: e.Shown()}
				if r.e.Label = s.Measure(column).Label; block.by == "all" {
					r.who = r.e.Label
				}
				own = append(own, r)
			}
		}
		slices.SortStableFunc(own, func(x, y whomRow) int { return cmp.Compare(y.e.Value, x.e.Value) })
		if len(own) > 0 {
			rows = append(append(rows, whomRow{head: block.head}), own...)
		}
	}
	return rows, against
}

// whomTitle counts who surely gains and loses, all of them looked at; alone are those that
// would be sure if nobody had looked at the others.
func whomTitle(t, alone tally, all int) string {
	gain, lose := finding.Word(t.up, "gains", "gain"), finding.Word(t.down, "loses", "lose")
	switch {
	case !t.told:
		return "For whom: one run cannot tell"
	case t.up+t.down == 0 && alone.up+alone.down > 0:
		return fmt.Sprintf("For whom: too few runs to tell %d groups apart", all)
	case t.up+t.down == 0:
		return "For nobody a difference that " + luck
	case t.down == 0:
		return fmt.Sprintf("%d of %d groups surely %s work, none surely loses", t.up, all, gain)
	case t.up == 0:
		return fmt.Sprintf("%d of %d groups surely %s work, none surely gains", t.down, all, lose)
	}
	return fmt.Sprintf("Of %d groups, %d surely %s work, %d surely %s", all, t.up, gain, t.down, lose)
}

func whomBody(rows []whomRow, looks int) canvas.Body {
	e := canvas.Nothing().And(0)
	dots := mark.Dots{}
	for _, r := range rows {
		if r.head != "" {
			dots.Rows = append(dots.Rows, dotOf(finding.Undefined("", 0), canvas.Ink))
			continue
		}
		e = e.With([]float64{r.e.Value, r.e.Low, r.e.High})
		dots.Rows = append(dots.Rows, dotOf(r.e, verdict(r.e, looks)))
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Text(), Wrap: s.Choose(200, 120), Least: 18, X: scaleOf(e, int(s.Choose(6, 4)), "%").SignedTicks(), Marks: []canvas.Mark{dots}}
		for _, r := range rows {
			if r.head != "" {
				out.Rows = append(out.Rows, mark.Row{Label: r.head, Head: true})
				continue
			}
			note := told(r.e, looks, false, canvas.Wide)
			if s.Narrow() {
				note, _, _ = strings.Cut(note, " (")
			}
			out.Rows = append(out.Rows, mark.Row{Label: r.who, Note: note, Colour: verdict(r.e, looks)})
		}
		return out
	})
}
