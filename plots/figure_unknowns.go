package plots

import (
	"errors"
	"fmt"
	"math"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// unknowns shows which parameters make most of what is not known of people at work: what
// a measurement of them would settle.
var unknowns = Kind{ID: "unknowns", Shows: "What the result hangs on", sets: true, build: buildUnknowns}

// atWork is the outcome that is drawn.
const atWork = "at_work"

// mostUnknowns are drawn.
const mostUnknowns = 10

// totalEffect is the method of shares of what is not known.
const totalEffect = "ensemble: share of the variance over the ensemble that the parameter makes, by itself and with others (total effect), through emulators, without luck"

func buildUnknowns(b *book, f *Figure) error {
	at := -1
	for i, k := range b.Known {
		if k.Outcome == atWork {
			at = i
		}
	}
	if at < 0 || len(b.Known[at].Unknowns) == 0 {
		return errors.New("the country has no table of what its outcomes hang on; atelier calibrate writes one")
	}
	k := b.Known[at]
	sets, _ := b.Study.SetsPlayed()
	shown := k.Unknowns[:min(mostUnknowns, len(k.Unknowns))]
	bars, labels := mark.Bars{}, []mark.Row(nil)
	for _, u := range shown {
		f.Values = append(f.Values, finding.Estimate{
			Place: finding.Place{Column: k.Outcome, By: "parameter", Group: u.Path, Label: u.Path, When: finding.AtEnd, Unit: "share"}, Value: u.Share, Low: math.NaN(), High: math.NaN(), Dice: math.NaN(), Sets: sets, N: b.n, Method: totalEffect})
		bars.Rows = append(bars.Rows, []mark.Piece{{Value: 100 * u.Share, Color: barBlue}})
		labels = append(labels, mark.Row{Label: u.Path, Note: finding.Share(u.Share), Colour: canvas.Muted})
	}
	f.Title = fmt.Sprintf("%s makes %s of what is not known", shown[0].Path, finding.Share(shown[0].Share))
	f.Subtitle = "Share of the variance of people at work in December 2035, against without AI, over the parameter sets, per cent. " + b.Place
	f.Caption = unknownsCaption(k)
	f.Alt = fmt.Sprintf("Bars: for each of %s the share of what is not known of people at work that it makes.", counted(len(shown), "parameter", "parameters"))
	f.Footer = "Bars: what would be gone of the variance were the parameter known, of scenario baseline. What it makes with others counts for each, so that bars add up to more than all. atelier parameters says what each is."
	f.Body = barBody(labels, []canvas.Mark{bars}, bars.Extent(), 19, false)
	return nil
}

// unknownsCaption says how far the outcome is known, and by what.
func unknownsCaption(k evidence.Known) string {
	return finding.Paragraph(
		fmt.Sprintf("Over the sets the change lies between %s and %s per cent, luck left out.", finding.Decimal(k.Low, 0), finding.Decimal(k.High, 0)),
		fmt.Sprintf("By emulators, which explain %s of the variance of runs.", finding.Share(k.Emulated)))
}
