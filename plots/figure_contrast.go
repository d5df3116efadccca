package plots

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The contrasts show one measure each: a row a policy, one dot a run for its
// difference from the reference on the same luck, and the mean with its
// interval. Each is the mean over the months in which policies are in force.
var (
	contrastWork      = contrastOf("contrast-work", "People at work under each policy", finding.AtWork)
	contrastIncome    = contrastOf("contrast-income", "Freelance income under each policy", "freelance_income_usd")
	contrastReceived  = contrastOf("contrast-received", "Freelance income with basic income and levies", finding.Received)
	contrastUse       = contrastOf("contrast-use", "Creatives using AI under each policy", "ai_use")
	contrastFear      = contrastOf("contrast-fear", "Fear of displacement under each policy", "fear")
	contrastEmployees = contrastOf("contrast-employees", "Employees under each policy", "employed")
	contrastOrders    = contrastOf("contrast-orders", "Freelance orders under each policy", "orders")
)

func contrastOf(id, shows, column string) Kind {
	return Kind{ID: id, Shows: shows, Columns: []string{column}, Paired: true,
		policies: true, build: func(b *book, f *Figure) error { return buildContrast(b, f, b.Study.Measure(column)) }}
}

func buildContrast(b *book, f *Figure, m finding.Measure) error {
	runs := make([][]float64, len(b.arms))
	for i, p := range b.arms {
		e, single := b.effect(b.world, p, "all", "all", m.Column, finding.OverPeriod)
		f.Values, runs[i] = append(f.Values, e), single
	}
	if !anyDefined(f.Values) {
		return b.lacks(m.Column)
	}
	v := b.judge(f.Values)
	f.Title, f.claimed = b.headline(v, m), v.claimed
	unit := "per cent"
	if m.Share() {
		unit = "percentage points"
	}
	f.Subtitle = m.Label + " " + b.against() + ", mean of " + b.Study.Period() + ", " + unit + ". " + b.where()
	f.Caption = contrastCaption(b, m, f.Values, runs)
	f.Alt = "Dot chart: for each of " + finding.Cardinal(len(b.arms)) + " policies one dot a run, and their mean with its interval. " + tableBelow
	f.Footer = b.foot("Small dot: one run against its twin; large dot and line: mean and its 95% interval. Grey: could be luck.", rests(f.Values))
	f.Body = contrastBody(b, m, f.Values, runs)
	return nil
}

// lacks is why a figure of a measure cannot be drawn.
func (b *book) lacks(columns ...string) error {
	return fmt.Errorf("the comparison holds no differences of %s in the %s world; compare again with the version of the model that counts them", strings.Join(columns, ", "), b.world)
}

// anyDefined tells whether any of the values can be drawn.
func anyDefined(values []finding.Estimate) bool {
	for _, e := range values {
		if finding.Defined(e.Value) {
			return true
		}
	}
	return false
}

func contrastCaption(b *book, m finding.Measure, values []finding.Estimate, runs [][]float64) string {
	var said []string
	for i, e := range values {
		p := b.arms[i]
		text := p.title + dagged(e) + ": " + saying(e, "lower", "higher")
		if p.idle {
			text = p.title + ": the same as the reference in every run"
		} else if side := sidesOf(runs[i]); side != "" {
			text += ", " + side
		}
		said = append(said, text)
	}
	return finding.Paragraph(
		finding.Sentence(m.Label+" "+b.against()+", mean of "+b.Study.Period()),
		strings.Join(said, "; ")+".", b.brackets(),
		assumption(rests(values)))
}

// dagged is the finding.Dagger of an estimate that rests on an assumption.
func dagged(e finding.Estimate) string {
	if e.Assumed {
		return finding.Dagger
	}
	return ""
}

// sidesOf is on which side of zero some runs lie; "" for fewer than two.
func sidesOf(runs []float64) string {
	r := seedRow{}
	for _, v := range runs {
		r.count(v)
	}
	if len(r.runs) < 2 {
		return ""
	}
	return r.sides()
}

// colourOf is the colour of a policy's difference: its own where it is more
// than luck.
func colourOf(p policy, e finding.Estimate) (c mark.Row) {
	c.Colour = canvas.Reference
	if e.Sure() {
		c.Colour = p.colour
	}
	return c
}

// told is a difference as a row says it.
func told(e finding.Estimate, idle bool, s canvas.Size) string {
	switch {
	case idle, e.Value == 0 && e.Low == 0 && e.High == 0:
		return "no difference"
	case !finding.Defined(e.Value):
		return "not defined"
	case e.N < 2 || e.Spell(finding.Signed).Interval() == "":
		return e.Spell(finding.Signed).Value + e.Unit + ", one run"
	case !e.Sure() && s.Narrow():
		return "could be luck"
	case s.Narrow():
		return e.Spell(finding.Signed).Value + e.Unit
	}
	return e.Spell(finding.Signed).Value + e.Unit + " (" + e.Spell(finding.Signed).Interval() + ")"
}

func contrastBody(b *book, m finding.Measure, values []finding.Estimate, runs [][]float64) canvas.Body {
	swarm := mark.Swarm{Runs: runs}
	for i, e := range values {
		swarm.Means = append(swarm.Means, dotOf(e, colourOf(b.arms[i], e).Colour))
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Text(), Wrap: s.Choose(150, 84), Least: 44, Marks: []canvas.Mark{swarm}}
		out.X = scaleOf(swarm.Extent().And(0), int(s.Choose(6, 4)), unitAtTick(m)).SignedTicks()
		for i, e := range values {
			row := colourOf(b.arms[i], e)
			row.Label, row.Note = b.arms[i].title+dagged(e), told(e, b.arms[i].idle, s)
			out.Rows = append(out.Rows, row)
		}
		return out
	})
}

// unitAtTick is the unit that the last tick carries; points need the word of
// the subtitle.
func unitAtTick(m finding.Measure) string {
	if m.Share() {
		return ""
	}
	return "%"
}
