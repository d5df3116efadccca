package plots

import (
	"math"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// overTrust shows trust and the success that people expect of AI beside its
// reliability: the distance between the last two is over-trust.
var overTrust = Kind{
	ID: "over-trust", Shows: "Trust in AI, and how reliable it is",
	Columns: []string{"trust", "belief", "over_trust", "over_trusting_share"},
	build:   buildTrust,
}

func buildTrust(b *book, f *Figure) error {
	trust, belief, over := b.level("all", "all", "trust"), b.level("all", "all", "belief"), b.level("all", "all", "over_trust")
	many := b.level("all", "all", "over_trusting_share").times(100)
	reliable := track{X: b.years, Mean: difference(belief.Mean, over.Mean), N: b.n}
	f.Values = append(b.decembers(trust, "Trust", "all", "", "trust"), b.decembers(belief, "Expected success", "all", "", "belief")...)
	f.Values = append(f.Values, b.decembers(over, "Over-trust", "all", "", "over_trust")...)
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
	f.Subtitle = "Trust, expected and true rate of success, mean of " + b.of("trust") + ", 0 to 1; who expect more than that, " + b.perCentOf("over_trusting_share") + ". " + b.where()
	f.Caption = trustSentence(b, pick(belief.Mean, b.endOf()), gap.Value, end.Value)
	f.Alt = "Two line charts by year: mean trust in AI and the success expected of it with its reliability, and creatives who expect more than that."
	f.Footer, f.Key = b.lineAndBand(), b.bands()
	f.Body = trustBody(b, []track{reliable, belief, trust}, many)
	return nil
}

// trustSentence says what is expected beside what is true, as far as they are
// defined.
func trustSentence(b *book, belief, over, many float64) string {
	if !finding.Defined(belief) || !finding.Defined(over) {
		return ""
	}
	side := " above"
	if over < 0 {
		side = " below"
	}
	return finding.Sentence("in " + finding.Month(b.end()) + " creatives expect AI to succeed at " + finding.Decimal(belief, 2) + " of tasks in the mean, which is " + finding.Decimal(math.Abs(over), 2) + side +
		" the part at which it does; " + portion(many/100) + " of " + b.of("over_trusting_share") + " expect more than that")
}

// trustBody draws reliability, belief and trust, and beside them who trusts too
// much.
func trustBody(b *book, lines []track, many track) canvas.Body {
	levels := scaleOf(withTracks(canvas.Nothing().And(0), lines...), 5, "")
	shares := scaleOf(withTracks(canvas.Nothing().And(0), many), 5, "%")
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(230, 350) },
		Draw: func(c canvas.Area, s canvas.Size) {
			known, expected, trusted := lines[0].series(s, canvas.Brown), lines[1].series(s, canvas.Green), lines[2].series(s, canvas.Blue)
			known.Name, known.Dash, expected.Name, trusted.Name = "reliability", canvas.Dashed, "expected", "trust"
			first := mark.Chart{Series: []mark.Series{known, expected, trusted}, At: b.today(), Size: s.Text(), Inside: true}
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
