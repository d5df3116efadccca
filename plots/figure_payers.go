package plots

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// payers shows who pays for each policy, as stacked bars, and left of zero what
// a levy pays out again.
var payers = Kind{
	ID: "who-pays", Shows: "Who pays for each policy",
	policies: true, bills: true, build: buildPayers,
}

// billed are the pieces of a bar in their order.
var billed = []struct {
	payer string
	clr   string
	fade  float64
	out   bool // paid out: left of zero
}{
	{scenarios.PayerPublic, canvas.Light.Ordinal[3], 1, false},
	{scenarios.PayerFirms, canvas.Light.Ordinal[0], 1, false},
	{scenarios.PayerLevyIn, canvas.Light.Reference, 1, false},
	{scenarios.PayerLevyOut, canvas.Light.Reference, 0.45, true},
}

func buildPayers(b *book, f *Figure) error {
	costs, used := make([]finding.Estimate, len(b.arms)), map[string]bool{}
	for i, p := range b.arms {
		for _, x := range billed {
			if e := b.bill(b.world, p, x.payer); finding.Defined(e.Value) {
				f.Values = append(f.Values, e)
				used[x.payer] = used[x.payer] || e.Value != 0
			}
		}
		if costs[i] = b.cost(b.world, p); finding.Defined(costs[i].Value) {
			f.Values = append(f.Values, costs[i])
		}
	}
	if len(f.Values) == 0 {
		return errors.New("the comparison holds no bills; compare policies that cost something")
	}
	unit, name := moneyUnit(f.Values)
	f.Title, f.claimed = b.payersTitle(costs, unit, name)
	f.Subtitle = "Sum of " + b.Study.Period() + ", " + strings.Replace(name, "USD", "2024 USD", 1) + ", not discounted. At the right: public and firms together. " + b.where()
	f.Caption = finding.Paragraph(finding.Sentence("Public and firms together: "+b.reach(costs, func(e finding.Estimate) string { return e.Scaled(1/unit).Spell(finding.Unsigned).Value + " " + name })), levied(used))
	f.Alt = "Stacked bars: for each of " + counted(len(b.arms), "policy", "policies") + " who pays, and what a levy pays out."
	f.Footer = "Bars: means of paired runs; in brackets: 95% interval." + hatchedIf(f.Values)
	for _, b := range billed {
		if used[b.payer] {
			f.Key = append(f.Key, canvas.Entry{Sample: canvas.BarSample, Colour: canvas.Faded(canvas.Hex(b.clr), b.fade), Text: finding.Lower(payerNames[b.payer])})
		}
	}
	f.Body = payersBody(b, costs, unit, restsInPart(f.Values))
	return nil
}

// payersTitle says what the policies cost public and firms, from the cheapest to
// the dearest; where these pay nothing, what a levy takes from users of AI.
func (b *book) payersTitle(costs []finding.Estimate, unit float64, name string) (title string, claimed []finding.Estimate) {
	span := func(values []finding.Estimate) (string, bool) {
		there := slices.DeleteFunc(slices.Clone(values), func(e finding.Estimate) bool { return !finding.Defined(e.Value) })
		if len(there) == 0 {
			return "", false
		}
		byValue := func(x, y finding.Estimate) int { return cmp.Compare(x.Value, y.Value) }
		least, most := slices.MinFunc(there, byValue), slices.MaxFunc(there, byValue)
		low, high := least.Scaled(1/unit).Spell(finding.Unsigned).Value, most.Scaled(1/unit).Spell(finding.Unsigned).Value
		if low != high {
			high = low + " to " + high
		}
		return high + " " + name, most.Value > 0
	}
	if said, pay := span(costs); pay {
		return "Cost to public and firms: " + said, costs
	}
	levies := finding.Each(b.arms, func(p policy) finding.Estimate { return b.bill(b.world, p, scenarios.PayerLevyIn) })
	if said, pay := span(levies); pay {
		return "Users of AI pay by levy: " + said, levies
	}
	if !anyDefined(costs) {
		return "", costs
	}
	return "Nobody pays for any policy", costs
}

// levied says where a levy goes, if there is one.
func levied(used map[string]bool) string {
	if !used[scenarios.PayerLevyIn] {
		return ""
	}
	return "What a levy takes from those who use AI it pays out again, so it is no public outlay."
}

func payersBody(b *book, costs []finding.Estimate, unit float64, hatched bool) canvas.Body {
	bars := mark.Bars{}
	for _, p := range b.arms {
		var row []mark.Piece
		for _, x := range billed {
			e := b.bill(b.world, p, x.payer)
			piece := mark.Piece{Value: e.Value / unit, Color: canvas.Faded(canvas.Hex(x.clr), x.fade), Assumed: hatched && e.Assumed}
			if x.out {
				piece.Value = -math.Abs(piece.Value)
			}
			row = append(row, piece)
		}
		bars.Rows = append(bars.Rows, row)
	}
	return mark.RowsBody(func(s canvas.Size) mark.Rows {
		out := mark.Rows{Size: s.Text(), Wrap: s.Choose(150, 84), Least: 32, Marks: []canvas.Mark{bars}}
		out.X = scaleOf(bars.Extent(), int(s.Choose(6, 4)), "")
		for i := range out.X.Ticks {
			out.X.Ticks[i].Label = strings.TrimPrefix(out.X.Ticks[i].Label, finding.Minus) // both sides are amounts
		}
		for i, p := range b.arms {
			note := amount(costs[i], unit)
			if s.Narrow() {
				note, _, _ = strings.Cut(note, " (")
			}
			out.Rows = append(out.Rows, mark.Row{Label: p.title + dagged(costs[i]), Note: note, Colour: canvas.Ink})
		}
		return out
	})
}
