package plots

import (
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The sentences that figures share. They are made here so that the same thing
// is called by the same words in every figure.

// where is place, period and world: "United States, 2021 to 2035".
func (b *book) where() string {
	var said []string
	if b.Place != "" {
		said = append(said, b.Place)
	}
	if b.run != nil {
		said = append(said, b.period())
	}
	if b.run == nil || b.world != "expected" {
		said = append(said, b.world+" world")
	}
	return finding.Capital(strings.Join(said, ", "))
}

// foot is a footer: what the marks are, how many runs of how many people, what
// the dagger means if something rests on an assumption, and what was drawn.
func (b *book) foot(marks string, assumed bool) string {
	parts := []string{marks, b.runs()}
	if assumed {
		parts = append(parts, finding.Dagger+finding.Glued+"Rests on an assumed effect.")
	}
	if !b.Study.Calibrated && !b.Study.Ensemble() {
		parts = append(parts, "Not calibrated.")
	}
	return finding.Paragraph(append(parts, b.source())...)
}

// runs is how many runs of how many people there are.
func (b *book) runs() string {
	paired := ""
	if b.run == nil {
		paired = "paired "
	}
	if b.Study.Ensemble() {
		paired = ""
	}
	said := finding.Count(b.n) + " " + paired + "runs"
	if b.n == 1 {
		said = "One " + paired + "run"
	}
	if b.Study.Population > 0 {
		said += " of " + finding.Count(b.Study.Population) + " creatives"
		if b.Study.People > 0 {
			said += " who stand for " + finding.People(b.Study.People)
		}
	}
	if sets, _ := b.Study.SetsPlayed(); sets > 0 {
		said += ", with " + finding.Counted(sets, "parameter set ", "parameter sets ") + scenarios.ThatFit
	}
	return said + "."
}

// standing says of how many parameter sets a figure is that is not of a study, 0 for the
// model's own parameters alone.
func standing(sets int) string {
	if sets == 0 {
		return scenarios.NotCalibrated
	}
	return "Over " + finding.Counted(sets, "parameter set ", "parameter sets ") + scenarios.ThatFit + "."
}

// source names what was drawn.
func (b *book) source() string {
	var parts []string
	if d := b.Study.Digest; d != "" {
		name := map[string]string{scenarios.KindRun: "Scenario", scenarios.KindComparison: "Comparison"}[b.Study.Kind]
		parts = append(parts, name+finding.Glued+d[:min(12, len(d))])
	}
	parts = append(parts, "seed"+finding.Glued+strconv.FormatUint(b.Study.Seed, 10))
	if b.Version != "" {
		parts = append(parts, "model"+finding.Glued+b.Version)
	}
	return finding.Capital(strings.Join(parts, ", ")) + "."
}

// of is of whom or what a share or mean of a measure is taken.
func (b *book) of(column string) string { return b.Study.Measure(column).Of }

// perCentOf is "per cent of creatives and of organisations": of whom the shares
// of some measures are taken.
func (b *book) perCentOf(columns ...string) string {
	var of []string
	for _, c := range columns {
		if said := "of " + b.of(c); !slices.Contains(of, said) {
			of = append(of, said)
		}
	}
	return "per cent " + finding.And(of)
}

// bandOf says what a band holds: percentiles where 8 of 10 make no sense of so
// few runs.
func (b *book) bandOf() string {
	if b.Study.Ensemble() {
		return b.Study.Span()
	}
	if b.n < finding.Few {
		return "the 10th to 90th percentile of " + finding.Runs(b.n)
	}
	return "the middle 8 of 10 runs"
}

// lineAndBand says what line and band of levels or of differences are.
func (b *book) lineAndBand() string {
	if b.n == 1 {
		return "Line: the one run."
	}
	if b.Study.Ensemble() {
		return "Line: mean of parameter sets."
	}
	return "Line: mean; band: " + b.bandOf() + " in each month."
}

// bandCaption is what a band does and does not hold.
func (b *book) bandCaption() string {
	if b.n == 1 {
		return "One run shows one course of luck; play more to see how much luck matters."
	}
	if b.Study.Ensemble() {
		return "The pale band is " + b.bandOf() + " in each month, " + scenarios.AsFarAsKnown + "; the dark one is what luck alone does."
	}
	return "The band is " + b.bandOf() + " in each month; it holds the dice of " + finding.Runs(b.n) + ", not errors of the model."
}

// brackets says what stands in brackets behind differences, or that one run
// cannot tell.
func (b *book) brackets() string { return b.Study.Brackets() }

// twoParts are the key of the two intervals over an ensemble, as bands or as lines.
func (b *book) twoParts(wide, dice canvas.Sample) canvas.Key {
	_, again := b.Study.SetsPlayed()
	if !b.Study.Ensemble() || b.n < 2 {
		return nil
	}
	key := canvas.Key{{Sample: wide, Colour: canvas.Reference, Text: "what is not known: " + b.Study.Span()}}
	if again > 0 {
		key = append(key, canvas.Entry{Sample: dice, Colour: canvas.Reference, Text: "what luck alone does"})
	}
	return key
}

// bands is the key of two bands, bars that of two lines.
func (b *book) bands() canvas.Key { return b.twoParts(canvas.PaleSample, canvas.DeepSample) }

func (b *book) bars() canvas.Key { return b.twoParts(canvas.ThinSample, canvas.ThickSample) }

// twin is what "without AI" means.
const twin = "Without AI is the same world with the same luck, in which AI stays as in 2021."

// allLookedAt says by what rule one of many numbers is more than luck. What is not
// known is no luck, and looking at many makes none of it known.
func (b *book) allLookedAt(n int, what string) string {
	if b.Study.Ensemble() {
		return ""
	}
	return "More than luck is what is so with all " + finding.Count(n) + " " + what + " looked at."
}

// against says what the differences are differences from.
func (b *book) against() string { return "against " + b.Study.ReferenceTitle() }

// by is "by 2035": the end of the table as a headline says it.
func (b *book) by() string { return "by " + finding.Moment(b.end()) }

// saying says an estimate of a difference, one of so many looked at, as captions
// do: "12% lower (−14 to −10%)". One that could be luck is said to be, one
// without an interval is said without brackets.
func saying(e finding.Estimate, looks int, lower, higher string) string {
	word := higher
	if e.Value < 0 {
		word = lower
	}
	size, signed := e.Spell(finding.Size), e.Spell(finding.Signed)
	between := " (" + signed.Interval() + e.Unit + ")"
	switch e.VerdictAmong(looks) {
	case finding.Absent:
		if e.Value == 0 {
			return "no difference at all"
		}
		return "is not defined"
	case finding.Single:
		return size.Value + e.Unit + " " + word
	case finding.Luck:
		if e.Ensemble() && !e.ByLuck(looks) {
			return "either sign" + between
		}
		return "no difference that " + luck + between
	case finding.Wide:
		return "between " + size.Low + " and " + size.High + e.Unit + " " + word + between
	}
	return size.Value + e.Unit + " " + word + between
}

// portion is a share as a sentence says it.
func portion(v float64) string {
	if !finding.Defined(v) {
		return "an unknown share"
	}
	return finding.Share(v)
}
