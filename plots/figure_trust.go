package plots

import (
	"math"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// overTrust shows trust beside the reliability that would justify it: the
// distance between the two is over-trust.
var overTrust = Kind{
	ID: "over-trust", Shows: "Trust in AI, and how reliable it is",
	Columns: []string{"trust", "over_trust", "over_trusting_share"},
	build:   buildTrust,
}

func buildTrust(b *book, f *Figure) error {
	trust, over := b.level("all", "all", "trust"), b.level("all", "all", "over_trust")
	many := b.level("all", "all", "over_trusting_share").times(100)
	reliable := track{X: b.years, Mean: difference(trust.Mean, over.Mean), N: b.n}
	f.Values = append(b.decembers(trust, "Trust", "all", "", "trust"), b.decembers(over, "Over-trust", "all", "", "over_trust")...)
	f.Values = append(f.Values, b.decembers(many, b.Study.Measure("over_trusting_share").Label, "all", "%", "over_trusting_share")...)
	end := b.levelAt(many, b.endOf(), "", "", "%", "")
	gap := b.levelAt(over, b.endOf(), "", "", "", "")
	f.Title = ""
	switch {
	case end.Value == 0:
		f.Title = b.dated("No creative trusts AI too much")
	case finding.Defined(end.Value):
		f.Title = b.dated(finding.Share(end.Value/100) + " of " + b.of("over_trusting_share") + " trust AI too much")
	}
	f.Subtitle = "Trust and reliability, mean of " + b.of("trust") + ", 0 to 1; whose trust exceeds it, " + b.perCentOf("over_trusting_share") + ". " + b.where()
	f.Caption = finding.Paragraph(trustSentence(b, pick(trust.Mean, b.endOf()), gap.Value, end.Value), b.bandCaption())
	f.Alt = "Two line charts by year: mean trust in AI with its reliability, and creatives who trust it more than is justified."
	f.Footer = b.lineAndBand()
	f.Body = trustBody(b, trust, reliable, many)
	return nil
}

// trustSentence says trust beside reliability, as far as they are defined.
func trustSentence(b *book, trust, over, many float64) string {
	if !finding.Defined(trust) || !finding.Defined(over) {
		return ""
	}
	side := " above"
	if over < 0 {
		side = " below"
	}
	return finding.Sentence("in " + finding.Month(b.end()) + " mean trust is " + finding.Decimal(trust, 2) + ", which is " + finding.Decimal(math.Abs(over), 2) + side +
		" the part of tasks at which AI succeeds; " + portion(many/100) + " of " + b.of("over_trusting_share") + " trust it more than that")
}

func trustBody(b *book, trust, reliable, many track) canvas.Body {
	levels := scaleOf(withTracks(canvas.Nothing().And(0), trust, reliable), 5, "")
	shares := scaleOf(withTracks(canvas.Nothing().And(0), many), 5, "%")
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(230, 350) },
		Draw: func(c canvas.Area, s canvas.Size) {
			known, trusted := reliable.series(s, canvas.Brown), trust.series(s, canvas.Blue)
			known.Name, known.Dash, trusted.Name = "reliability", canvas.Dashed, "trust"
			first := mark.Chart{Series: []mark.Series{known, trusted}, At: b.today(), Size: s.Text(), Inside: true}
			second := mark.Chart{Series: []mark.Series{many.series(s, canvas.Blue)}, At: mark.Today{X: b.Today}}
			canvas.Facets{
				Panels: []canvas.Panel{
					b.panel("Trust and reliability", "", levels, false, s, first),
					b.panel("Creatives who trust it too much", "", shares, false, s, second),
				},
				Columns: int(s.Choose(2, 1)), Size: s.Text(), Right: 8, OwnY: map[int]bool{1: true}, GapX: 24, GapY: 14,
			}.Draw(c)
		},
	}
}
