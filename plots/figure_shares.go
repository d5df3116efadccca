package plots

import (
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
)

// aiShares shows how much of what is offered AI makes, beside how much of what
// is bought: a flood of supply is not yet a change of demand.
var aiShares = Kind{
	ID: "ai-shares", Shows: "AI's share of supply and of demand",
	Columns: []string{"ai_share_supply", "ai_share_demand"},
	build:   buildShares,
}

func buildShares(b *book, f *Figure) error {
	supply := b.level("all", "all", "ai_share_supply").times(100)
	demand := b.level("all", "all", "ai_share_demand").times(100)
	f.Values = append(
		b.decembers(supply, "AI's share of works offered", "all", "%", "ai_share_supply"),
		b.decembers(demand, "AI's share of works bought", "all", "%", "ai_share_demand")...)
	s, d := b.levelAt(supply, b.endOf(), "", "", "%", ""), b.levelAt(demand, b.endOf(), "", "", "%", "")
	f.Title = sharesTitle(b, s, d)
	f.Subtitle = "Works made by AI alone, per cent of those offered and of those bought. " + b.where()
	f.Caption = paragraph(
		sentence("in "+monthName(b.end())+" AI alone makes "+portion(s.Value/100)+" of the works offered and "+portion(d.Value/100)+" of those bought"),
		b.bandCaption(), b.assumption("ai_share_supply", "ai_share_demand"))
	f.Alt = "Line chart by year of AI's share of the works offered and of the works bought. " + tableBelow
	f.Footer = b.foot(b.lineAndBand(), "ai_share_supply", "ai_share_demand")
	f.Body = sharesBody(b, supply, demand)
	return nil
}

func sharesTitle(b *book, s, d Estimate) string {
	switch {
	case !defined(s.Value) || !defined(d.Value):
		return ""
	case s.Value == 0 && d.Value == 0:
		return "AI makes no works on its own"
	case s.Low > d.High || d.Low > s.High:
		return "AI makes " + share(s.Value/100) + " of supply, " + share(d.Value/100) + " of demand"
	}
	return ""
}

func sharesBody(b *book, supply, demand track) canvas.Body {
	y := scaleOf(withTracks(canvas.Nothing().And(0), supply, demand), 5, "%")
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(240, 190) },
		Draw: func(c canvas.Area, s canvas.Size) {
			u, d := supply.thin(s), demand.thin(s)
			labels := mark.DirectLabels{Size: s.Text(), Inside: s.Narrow(), Labels: []mark.Label{
				{Text: "works offered " + share(pick(u.Mean, u.last())/100), X: u.X, Y: u.Mean, Color: canvas.Blue},
				{Text: "works bought " + share(pick(d.Mean, d.last())/100), X: d.X, Y: d.Mean, Color: canvas.Brown},
			}}
			lines := []mark.Line{{X: u.X, Y: u.Mean, Color: canvas.Blue}, {X: d.X, Y: d.Mean, Color: canvas.Brown}}
			today := b.today(lines...)
			labels.Beside = today
			p := b.panel("", "", y, false, s, []canvas.Mark{
				mark.Fan{X: u.X, Low: u.P10, High: u.P90, Color: canvas.Blue}, mark.Fan{X: d.X, Low: d.P10, High: d.P90, Color: canvas.Brown},
				today, lines[0], lines[1], labels,
			})
			canvas.Facets{Panels: []canvas.Panel{p}, Columns: 1, Size: s.Text(), Right: max(labels.Room(), 8)}.Draw(c)
		},
	}
}
