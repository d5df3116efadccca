package plots

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The contrasts show one measure each: a row a policy, one dot a run for its
// difference from the reference on the same luck, and the mean with its
// interval. Each is the mean over the months in which policies are in force.
var (
	contrastWork      = ofPolicies("contrast-work", "People at work under each policy", finding.AtWork, buildContrast)
	contrastIncome    = ofPolicies("contrast-income", "Freelance income under each policy", "freelance_income_usd", buildContrast)
	contrastReceived  = ofPolicies("contrast-received", "Freelance income with basic income and levies", finding.Received, buildContrast)
	contrastUse       = ofPolicies("contrast-use", "Creatives using AI under each policy", "ai_use", buildContrast)
	contrastFear      = ofPolicies("contrast-fear", "Fear of displacement under each policy", "fear", buildContrast)
	contrastEmployees = ofPolicies("contrast-employees", "Employees under each policy", "employed", buildContrast)
	contrastOrders    = ofPolicies("contrast-orders", "Freelance orders under each policy", "orders", buildContrast)
)

func buildContrast(b *book, f *Figure, m finding.Measure) error {
	var rows []seedRow
	for _, p := range b.arms {
		e, runs := b.effect(b.world, p, "all", "all", m.Column, finding.OverPeriod)
		f.Values, rows = append(f.Values, e), append(rows, rowOf(e, runs))
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
	f.Subtitle = m.Name() + " " + b.against() + ", mean of " + b.Study.Period() + ", " + unit + ". " + b.where()
	f.Caption = contrastCaption(b, m, rows)
	f.Alt = "Dot chart: for each of " + counted(len(b.arms), "policy", "policies") + " one dot a run, and their mean with its interval."
	f.Footer = b.dot() + " against its twin; large dot and line: mean and its 95% interval. Grey: could be luck."
	f.Key = b.bars()
	f.Body = swarmBody(rows, unitAtTick(m), func(i int, s canvas.Size) mark.Row {
		e, p := rows[i].mean, b.arms[i]
		return mark.Row{Label: p.title + dagged(e), Note: told(e, len(rows), p.idle, s), Colour: colourOf(p, e, len(rows))}
	})
	return nil
}

// lacks is why a figure of a measure cannot be drawn.
func (b *book) lacks(columns ...string) error {
	return fmt.Errorf("the comparison holds no differences of %s in the %s world; compare again with the version of the model that counts them", strings.Join(columns, ", "), b.world)
}

// anyDefined tells whether any of the values can be drawn.
func anyDefined(values []finding.Estimate) bool {
	return slices.ContainsFunc(values, func(e finding.Estimate) bool { return finding.Defined(e.Value) })
}

func contrastCaption(b *book, m finding.Measure, rows []seedRow) string {
	var said []string
	for i, r := range rows {
		p, e := b.arms[i], r.mean
		text := p.title + dagged(e) + ": " + saying(e, len(rows), "lower", "higher")
		if p.idle {
			text = p.title + ": the same as the reference in every run"
		} else if len(r.runs) > 1 {
			text += ", " + r.sides()
		}
		said = append(said, text)
	}
	return finding.Paragraph(
		finding.Sentence(m.Label+" "+b.against()+", mean of "+b.Study.Period()),
		strings.Join(said, "; ")+".", b.brackets())
}

// dagged is the dagger of an estimate that rests on an assumption.
func dagged(e finding.Estimate) string { return finding.Marked("", e.Assumed) }

// colourOf is the colour of a policy's difference: its own where it is more than
// luck, all policies looked at.
func colourOf(p policy, e finding.Estimate, looks int) color.NRGBA {
	if e.SureAmong(looks) {
		return p.colour
	}
	return canvas.Reference
}

// told is a difference, one of so many looked at, as a row says it.
func told(e finding.Estimate, looks int, idle bool, s canvas.Size) string {
	switch {
	case idle, e.Value == 0 && e.Low == 0 && e.High == 0:
		return "no difference"
	case !finding.Defined(e.Value):
		return "not defined"
	case e.N < 2 || e.Spell(finding.Signed).Interval() == "":
		return e.Spell(finding.Signed).Value + e.Unit + ", one run"
	case !e.SureAmong(looks) && s.Narrow() && e.Ensemble():
		return "either sign"
	case !e.SureAmong(looks) && s.Narrow():
		return "could be luck"
	case s.Narrow():
		return e.Spell(finding.Signed).Value + e.Unit
	}
	return gapNote(e)
}

// swarmBody draws differences with their single runs, each beside what row says.
func swarmBody(rows []seedRow, unit string, row func(i int, s canvas.Size) mark.Row) canvas.Body {
	swarm := mark.Swarm{}
	for i, r := range rows {
		swarm.Runs, swarm.Means = append(swarm.Runs, r.runs), append(swarm.Means, dotOf(r.mean, row(i, canvas.Wide).Colour))
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Text(), Wrap: s.Choose(150, 84), Least: s.Choose(44, 40), Marks: []canvas.Mark{swarm}}
		out.X = scaleOf(swarm.Extent().And(0), int(s.Choose(6, 4)), unit).SignedTicks()
		for i := range rows {
			out.Rows = append(out.Rows, row(i, s))
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
