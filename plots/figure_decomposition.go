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

// decomposition shows what the change in employees against the frozen world is
// made of: a waterfall whose parts add up to the total exactly.
var decomposition = Kind{
	ID: "decomposition", Shows: "What changes the number of employees",
	Columns: []string{"dlog_augmentation", "dlog_automation", "dlog_clients", "dlog_demand", "dlog_rest"}, Paired: true,
	build: buildDecomposition,
}

// causes are the parts, in the columns' order.
var causes = []struct{ column, name, cause string }{
	{"dlog_augmentation", "Augmentation", "fewer hours for the same work"},
	{"dlog_automation", "Automation", "work done by machines alone"},
	{"dlog_clients", "Clients' own use", "clients who make the work themselves"},
	{"dlog_demand", "Demand expansion", "more work ordered as prices fall"},
	{"dlog_rest", "Rest", "trend, reallocation between organisations and delays"},
}

func buildDecomposition(b *book, f *Figure) error {
	end := b.endOf()
	parts, columns := make([]finding.Estimate, len(causes)), make([]string, len(causes))
	for i, c := range causes {
		columns[i] = c.column
		t := b.change("all", "all", c.column).times(100)
		parts[i] = b.changeAt(t, end, c.name, "all", "%", c.column)
		f.Values = append(f.Values, b.decemberChanges(t, c.name, "all", "%", c.column)...)
	}
	total := b.total(parts)
	f.Values = append(f.Values, total)
	f.Title = decompositionTitle(b, total)
	f.Subtitle = "Employees against the world without AI in " + finding.Month(b.end()) + ", per cent of those at the start. " + b.Place
	f.Caption = decompositionCaption(b, parts, total)
	f.Alt = "Waterfall chart: " + partsInWords(parts, total) + ". " + tableBelow
	f.Footer = b.foot(decompositionMarks(parts, total), b.assumed(columns...))
	f.Body = decompositionBody(b, parts, total)
	return nil
}

// total is the sum of the parts, undefined if one of them is. Its interval
// comes from the sum in each run; it rests on an assumed effect if any part
// does.
func (b *book) total(parts []finding.Estimate) finding.Estimate {
	t := finding.Estimate{Place: b.placeOf(b.endOf(), "All together", "all", "%", ""), N: parts[0].N, Method: PairedMean}
	for _, p := range parts {
		t.Value += p.Value // an undefined part makes an undefined sum
		t.Assumed = t.Assumed || p.Assumed
	}
	var sums [][]float64
	for _, run := range b.gap.runs {
		sum := 0.0
		for _, c := range causes {
			sum += 100 * pick(b.gap.line(run, "all", "all", c.column), b.endOf())
		}
		sums = append(sums, []float64{sum})
	}
	low, high := intervals(sums, 1)
	t.Low, t.High = pick(low, 0), pick(high, 0)
	return t
}

// decompositionTitle follows the headline rule.
func decompositionTitle(b *book, total finding.Estimate) string {
	switch {
	case !finding.Defined(total.Value) || total.N < 2 || total.Spell(finding.Signed).Interval() == "":
		return ""
	case !total.Sure():
		return "No change in employees " + luck
	case total.Value < 0:
		return b.dated(finding.Capital(sizeOf(total)) + " fewer employees than without AI")
	}
	return b.dated(finding.Capital(sizeOf(total)) + " more employees than without AI")
}

// partsInWords lists the parts and their sum.
func partsInWords(parts []finding.Estimate, total finding.Estimate) string {
	numbers := addUp(parts, total)
	out := ""
	for i, p := range parts {
		out += p.Label + " " + numbers[i] + ", "
	}
	return out + "all together " + numbers[len(parts)]
}

func decompositionCaption(b *book, parts []finding.Estimate, total finding.Estimate) string {
	var means []string
	for _, c := range causes {
		means = append(means, c.name+": "+c.cause)
	}
	return finding.Paragraph(
		finding.Sentence("In "+finding.Month(b.end())+" the number of employees against the world without AI: "+saying(total, "lower", "higher")), b.brackets(),
		finding.Sentence(partsInWords(parts, total)+" per cent of the employees at the start"),
		finding.Sentence(strings.Join(means, "; ")),
		"Each part is the difference between runs with and without AI on the same luck; parts are rounded so that they add up to the total.",
		assumedParts(parts),
	)
}

// assumedParts names the parts that rest on assumed effects.
func assumedParts(parts []finding.Estimate) string {
	var names []string
	for _, p := range parts {
		if p.Assumed {
			names = append(names, p.Label)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return finding.Dagger + finding.Glued + finding.And(names) + " rests on an assumed effect."
}

// decompositionMarks explains what is drawn.
func decompositionMarks(parts []finding.Estimate, total finding.Estimate) string {
	marks := ""
	if slices.ContainsFunc(append(parts[:len(parts):len(parts)], total), func(e finding.Estimate) bool { return e.Spell(finding.Signed).Interval() != "" }) {
		marks = "Lines and brackets: 95% interval of the mean of paired runs."
	}
	if slices.ContainsFunc(parts, func(e finding.Estimate) bool { return e.Assumed }) {
		marks += " Hatched: assumed."
	}
	return marks
}

// addUp rounds parts and total to one decimal such that the written parts sum
// to the written total: the units left over go to the parts that lost most by
// rounding (largest remainders). Undefined parts are dashes.
func addUp(parts []finding.Estimate, total finding.Estimate) []string {
	const unit = 0.1
	rest := 0
	if finding.Defined(total.Value) {
		rest = int(math.Round(total.Value / unit))
	}
	units, order := make([]int, len(parts)), []int{}
	for i, p := range parts {
		if finding.Defined(p.Value) {
			units[i] = int(math.Floor(p.Value / unit))
			rest -= units[i]
			order = append(order, i)
		}
	}
	remainder := func(i int) float64 { return parts[i].Value/unit - float64(units[i]) }
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(remainder(j), remainder(i)) })
	for k := 0; k < rest && k < len(order); k++ {
		units[order[k]]++
	}
	out := make([]string, 0, len(parts)+1)
	for i, p := range parts {
		v := math.NaN()
		if finding.Defined(p.Value) {
			v = float64(units[i]) * unit
		}
		out = append(out, finding.SignedAt(v, -1))
	}
	return append(out, finding.SignedAt(total.Value, -1))
}

func decompositionBody(b *book, parts []finding.Estimate, total finding.Estimate) canvas.Body {
	w := mark.Waterfall{Total: stepOf(total, false)}
	for _, p := range parts {
		w.Steps = append(w.Steps, stepOf(p, p.Assumed))
	}
	x := scaleOf(w.Extent(), 5, "%").SignedTicks()
	numbers := addUp(parts, total)
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Text(), Wrap: s.Choose(170, 104), Least: s.Choose(35, 30.5), X: x, Marks: []canvas.Mark{w}}
		for i, e := range append(parts[:len(parts):len(parts)], total) {
			row := causeRow(e, numbers[i], i == len(parts))
			if e.Spell(finding.Signed).Interval() != "" && !s.Narrow() {
				row.Note += " (" + finding.SignedAt(e.Low, -1) + " to " + finding.SignedAt(e.High, -1) + ")"
			}
			out.Rows = append(out.Rows, row)
		}
		return out
	})
}

// stepOf is an estimate as a step of a waterfall.
func stepOf(e finding.Estimate, hatched bool) mark.Step {
	return mark.Step{Value: e.Value, Low: e.Low, High: e.High, Assumed: hatched}
}

// causeRow is a cause, or the total of all, as a row of a waterfall.
func causeRow(e finding.Estimate, number string, total bool) mark.Row {
	row := mark.Row{Label: e.Label, Note: number + "%", Colour: canvas.Direction(e.Value), Emphasis: total}
	switch {
	case total:
		row.Colour = canvas.Ink
	case e.N > 1 && !e.Sure():
		row.Colour = canvas.Reference
	}
	if e.Assumed && !total {
		row.Label += finding.Dagger
	}
	return row
}
