package plots

import (
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// aiShares shows how much of what is on offer AI makes, beside how much of the
// attention it gets: a flood of supply is not yet a change of demand.
var aiShares = Kind{
	ID: "ai-shares", Shows: "AI-only works in supply and in demand",
	Columns: []string{"ai_share_supply", "ai_share_demand"},
	build:   buildShares,
}

func buildShares(b *book, f *Figure) error {
	supply := b.level("all", "all", "ai_share_supply").times(100)
	demand := b.level("all", "all", "ai_share_demand").times(100)
	s, d := b.levelAt(supply, b.endOf(), "", "", "%", "ai_share_supply"), b.levelAt(demand, b.endOf(), "", "", "%", "ai_share_demand")
	f.Values = append(b.decembers(supply, b.Study.Measure("ai_share_supply").Label, "all", "%", "ai_share_supply"),
		b.decembers(demand, b.Study.Measure("ai_share_demand").Label, "all", "%", "ai_share_demand")...)
	f.Title = sharesTitle(b, s, d)
	f.Subtitle = finding.Marked("AI-only works", rests(f.Values)) + ", " + b.perCentOf("ai_share_supply", "ai_share_demand") + ". " + b.where()
	f.Caption = finding.Sentence("in " + finding.Month(b.end()) + " works made by AI alone are " + portion(s.Value/100) + " of " + b.of("ai_share_supply") + " and get " + portion(d.Value/100) + " of " + b.of("ai_share_demand"))
	f.Alt = "Line chart by year of AI-only works, " + b.perCentOf("ai_share_supply", "ai_share_demand") + "."
	f.Footer, f.Key = b.lineAndBand(), b.bands()
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
		return "AI-only works: " + finding.Share(s.Value/100) + " of " + b.of(s.Column) + ", " + finding.Share(d.Value/100) + " of " + b.of(d.Column)
	}
	return ""
}

func sharesBody(b *book, supply, demand track) canvas.Body {
	return b.linesBody([]track{supply, demand}, func(s canvas.Size) []mark.Series {
		offered, bought := supply.series(s, canvas.Blue), demand.series(s, canvas.Brown)
		offered.Name, bought.Name = b.of("ai_share_supply")+" "+supply.ends(), b.of("ai_share_demand")+" "+demand.ends()
		return []mark.Series{offered, bought}
	})
}

// linesBody is one panel of named lines of shares.
func (b *book) linesBody(tracks []track, series func(s canvas.Size) []mark.Series) canvas.Body {
	y := scaleOf(withTracks(canvas.Nothing().And(0), tracks...), 5, "%")
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(240, 190) },
		Draw: func(c canvas.Area, s canvas.Size) {
			chart := mark.Chart{Series: series(s), At: b.today(), Size: s.Text(), Inside: s.Narrow()}
			b.panel("", "", y, false, s, chart).Alone(c, s.Text(), chart.Room())
		},
	}
}
