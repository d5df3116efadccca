package infer

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// EnoughSeeds is in how many of n seeds a pattern must hold: 18 of 20, and the
// same share, rounded up, of another number.
func EnoughSeeds(n int) int { return (9*n + 9) / 10 }

// WritePatterns writes the table of patterns as plain text, at most 120
// characters wide: each part with its band, its mean and range over seeds and
// the number of seeds in which it holds. With docs, how each pattern is read
// stands below it.
func WritePatterns(w io.Writer, results []PatternResult, docs bool) error {
	var b strings.Builder
	if len(results) == 0 {
		return nil
	}
	seeds := len(results[0].Holds)
	name := 0
	for _, r := range results {
		for _, p := range r.Parts {
			name = max(name, utf8.RuneCountInString(p.label()))
		}
	}
	line := func(a, band, mean, low, high, holds string) {
		text := fmt.Sprintf("%s%*s  %-12s %8s %8s %8s  %s", a, max(0, name+5-utf8.RuneCountInString(a)), "", band, mean, low, high, holds)
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
	line(fmt.Sprintf("pattern, %d seeds", seeds), "band", "mean", "lowest", "highest", "holds in")
	for _, r := range results {
		verdict := fmt.Sprintf("%d of %d", r.Seeds(), seeds)
		if r.Seeds() < EnoughSeeds(seeds) {
			verdict += ", too few"
		}
		line(fmt.Sprintf("%-4s %s", r.ID, r.Name), "", "", "", "", verdict)
		for _, p := range r.Parts {
			least, most := -lowest(negative(p.Values)), lowest(p.Values)
			line("     "+p.label(), p.band(), figure(mean(p.Values)), figure(most), figure(least), fmt.Sprint(p.Seeds()))
		}
		if docs {
			b.WriteString(finding.Indented(r.Doc, 5, 115) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// label is a part's name with its unit.
func (p Part) label() string {
	name := p.Name
	if p.Unit != "" {
		name += ", " + p.Unit
	}
	if p.Pooled {
		name += " (pooled)"
	}
	return name
}

// band writes the ends of a part's band.
func (p Part) band() string {
	switch {
	case math.IsInf(p.High, 1):
		return figure(p.Low) + " or more"
	case p.Low == p.High:
		return "exactly " + figure(p.Low)
	case p.Low == -100:
		return figure(p.High) + " or less"
	}
	return figure(p.Low) + " to " + figure(p.High)
}

// figure writes a number to three significant digits.
func figure(x float64) string { return digits(x, 3) }

// digits writes a number to n significant digits and at most n decimals, with
// a true minus sign; a dash where it is not defined.
func digits(x float64, n int) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case math.IsInf(x, 0):
		return "none"
	case x == 0:
		return "0"
	}
	decimals := n - 1 - int(math.Floor(math.Log10(math.Abs(x))))
	text := strconv.FormatFloat(math.Abs(x), 'f', min(n, max(0, decimals)), 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if x < 0 && text != "0" {
		return "−" + text
	}
	return text
}
