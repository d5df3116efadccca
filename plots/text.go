package plots

import (
	"strconv"
	"strings"
)

// The sentences that figures share. They are made here so that the same thing
// is called by the same words in every figure.

// where is place, period and world: "United States, 2021 to 2035".
func (b *book) where() string {
	where := b.period()
	if b.Place != "" {
		where = b.Place + ", " + where
	}
	if b.World != "" && b.World != "expected" {
		where += ", " + b.World + " world"
	}
	return where
}

// foot is a footer: what line and band are, how many runs of how many people,
// what the dagger means, and which table was drawn.
func (b *book) foot(marks string, columns ...string) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	add(marks)
	add(b.runs())
	if b.mark(columns...) != "" {
		add(dagger + glued + "Rests on an assumed effect.")
	}
	if !b.Calibrated {
		add("Not calibrated.")
	}
	add(b.source())
	return strings.Join(parts, " ")
}

// runs is how many runs of how many people there are.
func (b *book) runs() string {
	s := decimal(float64(b.n), 0) + " runs"
	switch b.n {
	case 0: // a table of statistics that does not say over how many runs
		return ""
	case 1:
		s = "One run"
	}
	if b.Population > 0 {
		s += " of " + decimal(float64(b.Population), 0) + " creatives"
		if b.People > 0 {
			s += " who stand for " + million(b.People)
		}
	}
	return capital(s) + "."
}

// source names the table that was drawn.
func (b *book) source() string {
	var parts []string
	if b.Digest != "" {
		_, digest, named := strings.Cut(b.Digest, ":") // "sha256:3fa9..."
		if !named {
			digest = b.Digest
		}
		parts = append(parts, "Scenario"+glued+digest[:min(12, len(digest))])
	}
	parts = append(parts, "seed"+glued+strconv.FormatUint(b.Seed, 10))
	if b.Version != "" {
		parts = append(parts, "model"+glued+b.Version)
	}
	return capital(strings.Join(parts, ", ")) + "."
}

// lineAndBand says what line and band of levels or of differences are.
func (b *book) lineAndBand() string {
	if b.n == 1 {
		return "Line: the one run."
	}
	return "Line: mean; band: the middle 8 of 10 runs in each month."
}

// lineOnly says what a line without a band is.
func (b *book) lineOnly() string {
	if b.n == 1 {
		return "Line: the one run."
	}
	return "Line: mean of the runs."
}

// bandCaption is what a band does and does not hold.
func (b *book) bandCaption() string {
	if b.n == 1 {
		return "One run shows one course of luck; play more to see how much luck matters."
	}
	dice := "the runs"
	if b.n > 1 {
		dice = decimal(float64(b.n), 0) + " runs"
	}
	return "In each month 8 of 10 runs lie in the band; it holds the dice of " + dice + ", not errors of the model."
}

// brackets says what stands in brackets behind the differences of a caption,
// or that one run cannot tell.
func (b *book) brackets() string {
	n := b.n
	if b.gap != nil && len(b.gap.runs) > 0 {
		n = len(b.gap.runs)
	}
	switch n {
	case 0:
		return "In brackets: 95% interval of the mean of paired runs."
	case 1:
		return "One run cannot tell a difference from luck."
	}
	return "In brackets: 95% interval of the mean of " + decimal(float64(n), 0) + " paired runs."
}

// twin is what "without AI" means.
const twin = "Without AI is the same world with the same luck, in which generative AI never arrives."

// assumption is the sentence behind the dagger, if one is used.
func (b *book) assumption(columns ...string) string {
	if b.mark(columns...) == "" {
		return ""
	}
	return dagger + glued + "rests on an assumed effect."
}

// by is "by 2035": the end of the table as a headline says it.
func (b *book) by() string { return "by " + moment(b.end()) }

// tableBelow closes every Alt.
const tableBelow = "The numbers are in the table below."
