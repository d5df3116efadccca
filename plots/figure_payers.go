package plots

import (
	"errors"
	"math"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
)

// payers shows who pays for each policy, as stacked bars, and left of zero what
// a levy pays out again.
var payers = Kind{
	ID: "who-pays", Shows: "Who pays for each policy",
	compare: buildPayers,
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

func buildPayers(l *ledger, f *Figure) error {
	costs, used := make([]Estimate, len(l.arms)), map[string]bool{}
	for i, p := range l.arms {
		for _, b := range billed {
			if e := l.bill(l.world, p, b.payer); defined(e.Value) {
				f.Values = append(f.Values, e)
				used[b.payer] = used[b.payer] || e.Value != 0
			}
		}
		if costs[i] = l.cost(l.world, p); defined(costs[i].Value) {
			f.Values = append(f.Values, costs[i])
		}
	}
	if len(f.Values) == 0 {
		return errors.New("the comparison holds no bills; compare policies that cost something")
	}
	unit, name := moneyUnit(f.Values)
	f.Title, f.claimed = payersTitle(costs, unit, name), costs
	f.Subtitle = "Sum of " + l.duration() + ", " + strings.Replace(name, "USD", "2024 USD", 1) + ", not discounted. At the right: public and firms together. " + l.where()
	f.Caption = payersCaption(l, costs, used, unit, name)
	f.Alt = "Stacked bars: for each of " + counted(len(l.arms), "policy", "policies") + " who pays, and what a levy pays out. " + tableBelow
	marks := "Bars: means of paired runs; in brackets: 95% interval."
	if rests(f.Values) {
		marks += " Hatched: rests on an assumed effect."
	}
	f.Footer = l.foot(marks, f.Values)
	for _, b := range billed {
		if used[b.payer] {
			f.Key = append(f.Key, canvas.Entry{Sample: canvas.BarSample, Colour: canvas.Faded(canvas.Hex(b.clr), b.fade), Text: lowerFirst(payerNames[b.payer])})
		}
	}
	f.Body = payersBody(l, costs, unit)
	return nil
}

// payersTitle says what the policies cost, from the cheapest to the dearest.
func payersTitle(costs []Estimate, unit float64, name string) string {
	e := canvas.Nothing()
	for _, c := range costs {
		e = e.And(c.Value)
	}
	switch {
	case !(e.Low <= e.High):
		return ""
	case e.High == 0:
		return "Neither public nor firms pay for any policy"
	}
	said := func(v float64) string { return atPlace(v/unit, place(v/unit, math.NaN(), math.NaN())) }
	if len(costs) == 1 || said(e.Low) == said(e.High) {
		return "Cost to public and firms: " + said(e.High) + " " + name
	}
	return "Cost to public and firms: " + said(e.Low) + " to " + said(e.High) + " " + name
}

func payersCaption(l *ledger, costs []Estimate, used map[string]bool, unit float64, name string) string {
	var said []string
	for i, c := range costs {
		if defined(c.Value) {
			said = append(said, l.arms[i].title+dagged(c)+" "+c.times(1/unit).plain())
		}
	}
	levy := ""
	if used[scenarios.PayerLevyIn] {
		levy = "A levy is paid by those who use AI and paid out again; what comes in goes out, so it is no public outlay."
	}
	return paragraph("Cost to public and firms together over the period, "+name+": "+strings.Join(said, "; ")+".", l.brackets(), levy, assumption(costs))
}

func payersBody(l *ledger, costs []Estimate, unit float64) canvas.Body {
	bars := mark.Bars{}
	for _, p := range l.arms {
		var row []mark.Piece
		for _, b := range billed {
			e := l.bill(l.world, p, b.payer)
			piece := mark.Piece{Value: e.Value / unit, Color: canvas.Faded(canvas.Hex(b.clr), b.fade), Assumed: e.Assumed}
			if b.out {
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
			out.X.Ticks[i].Label = strings.TrimPrefix(out.X.Ticks[i].Label, minus) // both sides are amounts
		}
		for i, p := range l.arms {
			note := costs[i].times(1 / unit).plain()
			if s.Narrow() {
				note, _, _ = strings.Cut(note, " (")
			}
			out.Rows = append(out.Rows, mark.Row{Label: p.title + dagged(costs[i]), Note: note, Colour: canvas.Ink})
		}
		return out
	})
}
