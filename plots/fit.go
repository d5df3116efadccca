package plots

import (
	"cmp"
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// fitID names the figure, of a run and of a validation.
const fitID = "model-against-data"

// modelAgainstData holds the run against the published figures that it can speak to.
var modelAgainstData = Kind{ID: fitID, Shows: "The model against published figures", build: buildFit}

func buildFit(b *book, f *Figure) error {
	r := infer.ReportOf(b.Study)
	fitted := Fit(r, "")
	if fitted.Missing != nil {
		return fitted.Missing
	}
	id := f.ID
	*f = fitted
	f.ID, f.Values = id, nil
	for _, c := range b.Study.Held {
		f.Values = append(f.Values, publishedOf(c), b.simulated(c))
	}
	with, _, _ := r.Tallies()
	f.Caption = captioned(finding.Paragraph(fitCount(with)+".", farthest(b.Study.Held, 1)), fitCount(with)+".")
	f.Footer = finding.Paragraph(publishedMarks, "Simulated: mean, and as line "+b.bandOf()+".", starred(b.Study.Held))
	f.Key = append(f.Key, b.bars()...)
	f.Body = mark.StackBody(func(s canvas.Size) []mark.Rows { return fitPanels(r, b.simulated, s) })
	return nil
}

// publishedOf is a figure as it was published, by whom and where.
func publishedOf(c infer.Compared) finding.Estimate {
	return finding.Estimate{
		Place: finding.Place{Column: c.ID, Label: c.Quantity + bracketed(measuredBy(c.Publication, c.Place)), When: c.Date, Unit: c.Unit},
		Value: c.Value, Low: c.Low, High: c.High, Method: Observed,
	}
}

// simulated is what the run says of it, with the spread over runs or sets.
func (b *book) simulated(c infer.Compared) finding.Estimate {
	e := c.Spread()
	if e.Method = MiddleRuns; b.Study.Ensemble() && len(c.Values) == len(b.Study.Sets) {
		e = table.Estimate(c.Values, b.Study.Sets)
		e.Method = scenarios.MethodEnsemble
	}
	e.Place = finding.Place{Column: c.ID, Label: c.Quantity + ", simulated", When: c.Date, Unit: c.Unit, World: b.world}
	return e
}

// Fit draws a run held against published figures: a panel a family, and in it one for each
// unit; a row a figure, with its band and what it leaves open above the simulated mean with
// its spread over runs. played says what was played, a sentence for the footer.
func Fit(r infer.Report, played string) Figure {
	with, bare, _ := r.Tallies()
	f := Figure{Sheet: canvas.Sheet{ID: fitID, Title: fitTitle(with)}}
	if len(r.Compared) == 0 {
		f.Missing = errors.New("the run says nothing of any figure that was published")
		f.Alt = finding.Sentence(f.Missing.Error())
		return f
	}
	for _, c := range r.Compared {
		f.Values = append(f.Values, finding.Estimate{Value: c.Value, Low: c.Low, High: c.High}, c.Spread())
	}
	f.Subtitle = "Beside each figure its implausibility; in heads that of the family, which has one vote."
	f.Key = canvas.Key{
		{Sample: canvas.WhiskerSample, Colour: canvas.Ink, Text: "Published"},
		{Sample: canvas.DotSample, Colour: canvas.Blue, Text: "Simulated: within 2"},
		{Sample: canvas.RingSample, Colour: canvas.Blue, Text: "within 3"},
		{Sample: canvas.CrossSample, Colour: canvas.Brown, Text: "beyond 3"},
		{Sample: canvas.BarSample, Colour: mark.Ground(), Text: "All the model may say"},
	}
	counts := fitCount(with) + "; without allowance for how each was measured " + fitTally(bare) + "."
	f.Caption = finding.Paragraph(counts, farthest(r.Compared, 3))
	f.Alt = "Dot chart: a row a published figure, its value with its band above the simulated mean with its spread over runs, in a panel a family."
	f.Footer = finding.Paragraph(publishedMarks,
		"Simulated: mean, and as line "+finding.Spread(r.Replicates)+".", "Grey: the least and the most that the model says over sets of parameters from their whole ranges.",
		counts, weakWords(len(r.Compared)-with.All), starred(r.Compared), standing(r.Sets), played)
	f.Body = mark.StackBody(func(s canvas.Size) []mark.Rows { return fitPanels(r, infer.Compared.Spread, s) })
	return f
}

// publishedMarks says what stands for a figure.
const publishedMarks = "Published: stroke, its value; thick, its band; thin, three standard deviations of the band and of how it was measured."

// fitTally says how far figures are off.
func fitTally(t infer.Tally) string {
	return fmt.Sprintf("%d within 2, %d more within 3, %d beyond", t.WithinTwo, t.WithinThree, t.Beyond)
}

// fitCount says it of all that count.
func fitCount(with infer.Tally) string {
	return fmt.Sprintf("Of %s that count %s", finding.Counted(with.All, "figure", "figures"), fitTally(with))
}

// fitTitle is the finding.
func fitTitle(with infer.Tally) string {
	switch {
	case with.All == 0:
		return "No published figure here rules anything out"
	case with.Beyond == 0:
		return "No published figure of " + finding.Count(with.All) + " lies beyond 3"
	}
	return fmt.Sprintf("The model misses %d of %s", with.Beyond, finding.Counted(with.All, "published figure", "published figures"))
}

// weakWords says what pale rows are.
func weakWords(weak int) string {
	if weak == 0 {
		return ""
	}
	return "Pale and weak: " + finding.Counted(weak, "figure that rules", "figures that rule") + " nothing out whatever the parameters are, not counted."
}

// starred says what a star is.
func starred(list []infer.Compared) string {
	if !slices.ContainsFunc(list, infer.Compared.InView) {
		return ""
	}
	return "* fitted, or in view when something of the model was set: nearness is no evidence."
}

// farthest names so many figures that fit worst, with both numbers.
func farthest(list []infer.Compared, most int) string {
	list = slices.DeleteFunc(slices.Clone(list), func(c infer.Compared) bool { return c.Weak || c.Verdict != infer.Beyond })
	slices.SortStableFunc(list, func(a, b infer.Compared) int { return cmp.Compare(b.Implausibility, a.Implausibility) })
	said := finding.Each(list[:min(most, len(list))], func(c infer.Compared) string {
		return fmt.Sprintf("%s: published %s, simulated %s %s", c.Quantity, finding.Plain(c.Value), c.Spread().Spell(finding.Unsigned).Value, c.Unit)
	})
	if len(said) == 0 {
		return ""
	}
	return finding.Sentence("Farthest: " + strings.Join(said, "; "))
}

// fitPanels are the panels, given what is simulated of a figure: families in their order, in each the units, shares first.
func fitPanels(r infer.Report, simulated func(infer.Compared) finding.Estimate, s canvas.Size) []mark.Rows {
	type axis struct {
		scale evidence.Scale
		unit  string
	}
	var panels []mark.Rows
	for _, family := range infer.FamilyNames() {
		var axes []axis
		parts := map[axis][]infer.Compared{}
		for _, c := range r.Compared {
			if c.Family == family {
				a := axis{c.Scale, c.Unit}
				if parts[a] == nil {
					axes = append(axes, a)
				}
				parts[a] = append(parts[a], c)
			}
		}
		slices.SortStableFunc(axes, func(a, b axis) int { return cmp.Compare(unlikeShare(a.scale), unlikeShare(b.scale)) })
		for i, a := range axes {
			panels = append(panels, fitPanel(fitHead(r, family, i == 0, a.scale, a.unit), parts[a], simulated, s))
		}
	}
	return panels
}

// unlikeShare puts shares first.
func unlikeShare(s evidence.Scale) int {
	if s == evidence.Share {
		return 0
	}
	return 1
}

// fitHead is what stands above a panel: the family, in its first panel with its vote, and what
// the numbers are where they are no shares in per cent.
func fitHead(r infer.Report, family string, first bool, scale evidence.Scale, unit string) string {
	head := finding.Capital(family)
	switch {
	case scale == evidence.Effect:
		head += ", changes"
	case unit != "%":
		head += ", " + unit
	}
	if !first {
		return head
	}
	i := slices.IndexFunc(r.Families, func(f infer.Family) bool { return f.Name == family })
	if i < 0 {
		return head + ": weak, no vote"
	}
	return head + ": " + finding.Figures(r.Families[i].Implausibility, 2) + ", " + string(r.Families[i].Verdict)
}

// fitPanel is a row a figure under a head, on one axis.
func fitPanel(head string, list []infer.Compared, simulated func(infer.Compared) finding.Estimate, s canvas.Size) mark.Rows {
	held := mark.Held{}
	rows := mark.Rows{Title: head, Size: s.Choose(12, 11), Wrap: s.Choose(max(256, s.Width-420), 142), Least: s.Choose(20, 22), Apart: s.Choose(8, 10)}
	extent := canvas.Nothing().And(0)
	for _, c := range list {
		row := mark.Row{Label: fitLabel(c), Note: finding.Figures(c.Implausibility, 2), Colour: canvas.Ink, Emphasis: c.Verdict == infer.Beyond && !c.Weak}
		if c.Weak {
			row.Note, row.Colour = "weak", canvas.Muted
		}
		x := against(c, simulated(c))
		rows.Rows, held.Rows, extent = append(rows.Rows, row), append(held.Rows, x), extent.Join(x.Extent())
	}
	unit := ""
	if strings.HasPrefix(list[0].Unit, "%") {
		unit = "%"
	}
	rows.X, rows.Marks = scaleOf(extent, int(s.Choose(6, 4)), unit), []canvas.Mark{held}
	return rows
}

// fitLabel is a figure's id, what it is of, who measured it, where and when.
func fitLabel(c infer.Compared) string {
	id := c.ID
	if c.InView() {
		id += "*"
	}
	return id + " " + c.Quantity + ", " + measuredBy(c.Publication, strings.ReplaceAll(c.Place, " ", finding.Glued)) + finding.Glued + c.Date[:4]
}

// against is a figure and what is simulated of it as a row's marks.
func against(c infer.Compared, simulated finding.Estimate) mark.Against {
	sign, colour := mark.Full, canvas.Blue
	switch c.Verdict {
	case infer.WithinThree:
		sign = mark.Hollow
	case infer.Beyond:
		sign, colour = mark.Crossed, canvas.Brown
	}
	pale := func(clr color.NRGBA) color.NRGBA {
		if c.Weak {
			return canvas.Faded(clr, 0.4)
		}
		return clr
	}
	return mark.Against{
		Ground: canvas.Extent{Low: c.MayLow, High: c.MayHigh}, Open: canvas.Extent{Low: c.OpenLow, High: c.OpenHigh}, Band: canvas.Extent{Low: c.Low, High: c.High},
		Measured: c.Value, Ink: pale(canvas.Ink), Dot: dotOf(simulated, pale(colour)), Sign: sign,
	}
}
