package infer

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// EnoughSeeds is in how many of n seeds a pattern must hold: 18 of 20, and the
// same share, rounded up, of another number.
func EnoughSeeds(n int) int { return (9*n + 9) / 10 }

// WritePatterns writes the table of patterns as plain text, at most 120
// characters wide: each part with its band, its mean and range over seeds and
// the number of seeds in which it holds. With docs, how each pattern is read
// stands below it.
func WritePatterns(w io.Writer, results []PatternResult, docs bool) error {
	if len(results) == 0 {
		return nil
	}
	seeds := len(results[0].Holds)
	rows := [][]string{{fmt.Sprintf("pattern, %d seeds", seeds), "band", "mean", "lowest", "highest", "holds in"}}
	for _, r := range results {
		verdict := fmt.Sprintf("%d of %d", r.Seeds(), seeds)
		if r.Seeds() < EnoughSeeds(seeds) {
			verdict += ", too few"
		}
		rows = append(rows, []string{fmt.Sprintf("%-4s %s", r.ID, r.Name), "", "", "", "", verdict})
		for _, p := range r.Parts {
			x := finding.Estimate{Value: table.Average(p.Values), Low: slices.Min(p.Values), High: slices.Max(p.Values)}.Spell(finding.Unsigned)
			rows = append(rows, []string{"     " + p.label(), p.band(), x.Value, cmp.Or(x.Low, finding.None), cmp.Or(x.High, finding.None), fmt.Sprint(p.Seeds())})
		}
	}
	lines := strings.Split(finding.Columns(rows), "\n")
	row := 1
	for _, r := range results {
		row += 1 + len(r.Parts)
		if docs {
			lines[row-1] += "\n" + finding.Indented(r.Doc, 5, 115)
		}
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n"))
	return err
}

// label is a part's name with its unit.
func (p Part) label() string {
	name := p.Name
	if p.Unit != "" {
		name += ", " + p.Unit
	}
	switch {
	case p.Test:
		name += " (for testing)"
	case p.Pooled:
		name += " (pooled)"
	}
	return name
}

// band writes the ends of a part's band.
func (p Part) band() string {
	switch {
	case math.IsInf(p.High, 1):
		return finding.Plain(p.Low) + " or more"
	case p.Low == p.High:
		return "exactly " + finding.Plain(p.Low)
	case p.Low == -100:
		return finding.Plain(p.High) + " or less"
	}
	return finding.Plain(p.Low) + " to " + finding.Plain(p.High)
}
