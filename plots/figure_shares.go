package plots

import (
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
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
	f.Caption = finding.Paragraph(
		finding.Sentence("in "+finding.Month(b.end())+" AI alone makes "+portion(s.Value/100)+" of the works offered and "+portion(d.Value/100)+" of those bought"),
		b.bandCaption(), assumption(b.assumed("ai_share_supply", "ai_share_demand")))
	f.Alt = "Line chart by year of AI's share of the works offered and of the works bought. " + tableBelow
	f.Footer = b.foot(b.lineAndBand(), b.assumed("ai_share_supply", "ai_share_demand"))
	f.Body = sharesBody(b, supply, demand)
	return nil
}

func sharesTitle(b *book, s, d finding.Estimate) string {
	switch {
	case !finding.Defined(s.Value) || !finding.Defined(d.Value):
		return ""
	case s.Value == 0 && d.Value == 0:
		return "AI makes no works on its own"
	case s.Low > d.High || d.Low > s.High:
		return "AI makes " + finding.Share(s.Value/100) + " of supply, " + finding.Share(d.Value/100) + " of demand"
	}
	return ""
}

func sharesBody(b *book, supply, demand track) canvas.Body {
	y := scaleOf(withTracks(canvas.Nothing().And(0), supply, demand), 5, "%")
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(240, 190) },
		Draw: func(c canvas.Area, s canvas.Size) {
			offered, bought := supply.series(s, canvas.Blue), demand.series(s, canvas.Brown)
			offered.Name, bought.Name = "works offered "+supply.ends(), "works bought "+demand.ends()
			chart := mark.Chart{Series: []mark.Series{offered, bought}, At: b.today(), Size: s.Text(), Inside: s.Narrow()}
			b.panel("", "", y, false, s, chart).Alone(c, s.Text(), chart.Room())
		},
	}
}
