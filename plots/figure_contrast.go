package plots

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
)

// The contrasts show one measure each: a row a policy, one dot a run for its
// difference from the reference on the same luck, and the mean with its
// interval. Each is the mean over the months in which policies are in force.
var (
	contrastWork      = contrastOf("contrast-work", "People at work under each policy", atWork)
	contrastIncome    = contrastOf("contrast-income", "Freelance income under each policy", income)
	contrastReceived  = contrastOf("contrast-received", "Freelance income with basic income and levies", received)
	contrastUse       = contrastOf("contrast-use", "Creatives using AI under each policy", use)
	contrastFear      = contrastOf("contrast-fear", "Fear of displacement under each policy", fear)
	contrastEmployees = contrastOf("contrast-employees", "Employees under each policy", employees)
	contrastOrders    = contrastOf("contrast-orders", "Freelance orders under each policy", orders)
)

func contrastOf(id, shows string, m outcomeWords) Kind {
	return Kind{ID: id, Shows: shows, Columns: []string{m.column}, Paired: true,
		compare: func(l *ledger, f *Figure) error { return buildContrast(l, f, m) }}
}

func buildContrast(l *ledger, f *Figure, m outcomeWords) error {
	runs := make([][]float64, len(l.arms))
	for i, p := range l.arms {
		e, single := l.change(l.world, p, "all", "all", m, scenarios.OverPeriod)
		f.Values, runs[i] = append(f.Values, e), single
	}
	if !anyDefined(f.Values) {
		return l.lacks(m.column)
	}
	v := l.judge(f.Values)
	f.Title, f.claimed = l.headline(v, m), v.claimed
	unit := "per cent"
	if m.share {
		unit = "percentage points"
	}
	f.Subtitle = m.label + " " + l.against() + ", mean of " + l.duration() + ", " + unit + ". " + l.where()
	f.Caption = contrastCaption(l, m, f.Values, runs)
	f.Alt = "Dot chart: for each of " + cardinal(len(l.arms)) + " policies one dot a run, and their mean with its interval. " + tableBelow
	f.Footer = l.foot("Small dot: one run against its twin; large dot and line: mean and its 95% interval. Grey: could be luck.", f.Values)
	f.Body = contrastBody(l, m, f.Values, runs)
	return nil
}

// lacks is why a figure of a measure cannot be drawn.
func (l *ledger) lacks(columns ...string) error {
	return fmt.Errorf("the comparison holds no differences of %s in the %s world; compare again with the version of the model that counts them", strings.Join(columns, ", "), l.world)
}

// anyDefined tells whether any of the values can be drawn.
func anyDefined(values []Estimate) bool {
	for _, e := range values {
		if defined(e.Value) {
			return true
		}
	}
	return false
}

func contrastCaption(l *ledger, m outcomeWords, values []Estimate, runs [][]float64) string {
	var said []string
	for i, e := range values {
		p := l.arms[i]
		text := p.title + dagged(e) + ": " + comparison(e, "lower", "higher")
		if p.idle {
			text = p.title + ": the same as the reference in every run"
		} else if side := sidesOf(runs[i]); side != "" {
			text += ", " + side
		}
		said = append(said, text)
	}
	return paragraph(
		sentence(m.label+" "+l.against()+", mean of "+l.duration()),
		strings.Join(said, "; ")+".", l.brackets(),
		assumption(values))
}

// dagged is the dagger of an estimate that rests on an assumption.
func dagged(e Estimate) string {
	if e.Assumed {
		return dagger
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
func colourOf(p policy, e Estimate) (c mark.Row) {
	c.Colour = canvas.Reference
	if e.sure() {
		c.Colour = p.colour
	}
	return c
}

// told is a difference as a row says it.
func told(e Estimate, idle bool, s canvas.Size) string {
	switch {
	case idle, e.Value == 0 && e.Low == 0 && e.High == 0:
		return "no difference"
	case !defined(e.Value):
		return "not defined"
	case e.N < 2 || e.interval() == "":
		return e.signed() + e.Unit + ", one run"
	case !e.sure() && s.Narrow():
		return "could be luck"
	case s.Narrow():
		return e.signed() + e.Unit
	}
	return e.signed() + e.Unit + " (" + e.interval() + ")"
}

func contrastBody(l *ledger, m outcomeWords, values []Estimate, runs [][]float64) canvas.Body {
	swarm := mark.Swarm{Runs: runs}
	for i, e := range values {
		swarm.Means = append(swarm.Means, dotOf(e, colourOf(l.arms[i], e).Colour))
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Text(), Wrap: s.Choose(150, 84), Least: 44, Marks: []canvas.Mark{swarm}}
		out.X = scaleOf(swarm.Extent().And(0), int(s.Choose(6, 4)), unitAtTick(m)).SignedTicks()
		for i, e := range values {
			row := colourOf(l.arms[i], e)
			row.Label, row.Note = l.arms[i].title+dagged(e), told(e, l.arms[i].idle, s)
			out.Rows = append(out.Rows, row)
		}
		return out
	})
}

// unitAtTick is the unit that the last tick carries; points need the word of
// the subtitle.
func unitAtTick(m outcomeWords) string {
	if m.share {
		return ""
	}
	return "%"
}
