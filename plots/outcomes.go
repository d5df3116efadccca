package plots

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// measure is one outcome that a figure of small panels shows.
type measure struct {
	column, title string
	relative      bool // against the frozen world in per cent; else a level with the frozen world dashed
	factor        float64
	unit          string // of a level
	scale         string // measures of one scale share it; "" stands for the unit
	digits        int    // of a level's note; below 0 three figures, for large numbers
	beware        string // what a reader would otherwise conclude wrongly, below the panels
}

// outcome is a measure read from the book.
type outcome struct {
	measure
	change finding.Estimate // at the end, against the frozen world
	end    finding.Estimate // level at the end
	panel  smallPanel
}

// outcomes reads measures of everyone into panels and estimates, without the
// frozen world where they stand alone.
func (b *book) outcomes(f *Figure, measures []measure, alone bool) []outcome {
	var out []outcome
	for _, m := range measures {
		o := outcome{measure: m}
		if m.relative {
			o = b.relativeOutcome(f, o)
		} else {
			o = b.levelOutcome(f, o, alone)
		}
		out = append(out, o)
	}
	return out
}

func (b *book) relativeOutcome(f *Figure, o outcome) outcome {
	t := b.relative("all", "all", o.column)
	name := o.title + ", against without AI"
	o.change = b.changeAt(t, b.endOf(), name, "all", "%", o.column)
	f.Values = append(f.Values, b.decemberChanges(t, name, "all", "%", o.column)...)
	o.panel = smallPanel{
		title: finding.Marked(o.title, o.change.Assumed), note: gapNote(o.change), unit: "%", scale: "change", line: t, signed: true, luck: !o.change.Sure(),
	}
	return o
}

func (b *book) levelOutcome(f *Figure, o outcome, alone bool) outcome {
	factor := o.factor
	if factor == 0 {
		factor = 1
	}
	t, gap := b.level("all", "all", o.column).times(factor), b.change("all", "all", o.column).times(factor)
	base := track{Mean: b.frozen("all", "all", o.column)}.times(factor).Mean
	o.end = b.levelAt(t, b.endOf(), o.title, "all", o.unit, o.column)
	o.change = b.changeAt(gap, b.endOf(), o.title+", against without AI", "all", o.unit, o.column)
	f.Values = append(f.Values, b.decembers(t, o.title, "all", o.unit, o.column)...)
	note := o.written(o.end.Value)
	if alone {
		base = nil
	}
	if base != nil {
		f.Values = append(f.Values, b.decemberChanges(gap, o.change.Label, "all", o.unit, o.column)...)
		note += "; without AI " + o.written(pick(base, b.endOf()))
	}
	o.panel = smallPanel{title: finding.Marked(o.title, o.end.Assumed || base != nil && o.change.Assumed), note: note, unit: o.unit, scale: o.scale, line: t, base: base, floor: true}
	return o
}

// written is a level of the measure as its note says it.
func (m measure) written(v float64) string {
	switch {
	case !finding.Defined(v):
		return "not defined"
	case m.digits >= 0 || v == 0:
		return finding.Decimal(v, max(m.digits, 0)) + m.unit
	}
	return finding.At(v, max(finding.Magnitude(v)-2, 0)) + m.unit
}

// changes says every outcome's difference in one sentence, with the intervals where there
// is room for them.
func changes(b *book, out []outcome) string {
	if b.gap == nil {
		return ""
	}
	say := func(briefly bool) string {
		said := finding.Each(out, func(o outcome) string {
			e := o.change
			if !o.relative && o.unit == "%" {
				e.Unit = " points"
			}
			lower, higher := "lower", "higher"
			if strings.HasPrefix(b.Study.Measure(o.column).Fewer, "fewer ") {
				lower, higher = "fewer", "more"
			}
			return finding.Lower(o.title) + " " + b.said(e, 1, lower, higher, briefly)
		})
		return finding.Sentence("against the world without AI, " + finding.Month(b.end()) + ": " + strings.Join(said, "; "))
	}
	return captioned(say(false), say(true))
}

// withTwin is the key of panels that draw the frozen world.
func withTwin(b *book, measures []measure) canvas.Key {
	level := func(m measure) bool { return !m.relative }
	if b.gap == nil || len(measures) > 0 && !slices.ContainsFunc(measures, level) {
		return nil
	}
	return canvas.Key{{Sample: canvas.LineSample, Colour: canvas.Blue, Text: "with AI"}, {Sample: canvas.DashSample, Colour: canvas.Reference, Text: "without AI"}}
}
