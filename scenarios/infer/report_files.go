package infer

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// WriteRuns writes one line a figure and replicate: what that run says of the figure, in
// its unit, empty where it says nothing.
func (r Report) WriteRuns(w io.Writer) error {
	lines := [][]string{{"id", "month", "unit", "replicate", "value"}}
	for _, c := range r.Compared {
		for i, v := range c.Values {
			lines = append(lines, []string{c.ID, c.Date, c.Unit, r.Runs[i], exact(v)})
		}
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// WriteMisfits writes in Markdown how the run fits, what does not fit first: the headline,
// a table for each verdict, the farthest figure at its top, then what is weak and what is
// not compared. what says what was played, a sentence.
func (r Report) WriteMisfits(w io.Writer, what string) error {
	var b strings.Builder
	b.WriteString("# Where the model does not fit\n\n" + finding.Markdown(what) + "\n\n" + finding.Wrapped(finding.Markdown(r.Headline()), 120) + "\n")
	list := slices.Clone(r.Compared)
	slices.SortStableFunc(list, func(x, y Compared) int { return cmp.Compare(y.Implausibility, x.Implausibility) })
	for _, part := range []struct {
		head string
		is   func(c Compared) bool
	}{
		{"Beyond 3: does not fit", func(c Compared) bool { return !c.Weak && c.Verdict == Beyond }},
		{"Within 3: cannot be ruled out", func(c Compared) bool { return !c.Weak && c.Verdict == WithinThree }},
		{"Within 2", func(c Compared) bool { return !c.Weak && c.Verdict == WithinTwo }},
		{"Weak: rules nothing out, not counted", func(c Compared) bool { return c.Weak }},
	} {
		rows := [][]string{{"id", "figure", "published", "band", "simulated", "implausibility", "bare", "compared with"}}
		for _, c := range list {
			if part.is(c) {
				rows = append(rows, misfit(c))
			}
		}
		fmt.Fprintf(&b, "\n## %s (%d)\n", part.head, len(rows)-1)
		if len(rows) > 1 {
			b.WriteString("\n" + markdown(rows))
		}
	}
	fmt.Fprintf(&b, "\n## Not compared (%d)\n\n", len(r.Silent))
	for _, s := range r.Silent {
		b.WriteString("- " + finding.Markdown(s.ID+" "+s.Quantity+": "+s.Reason) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// misfit is a figure as a line of that table.
func misfit(c Compared) []string {
	with := c.With
	if c.Sets != "" {
		with += "; in view when " + c.Sets + " was set"
	} else if c.Fitted {
		with += "; fitted"
	}
	line := []string{c.ID, c.Quantity + ", " + c.Place + ", " + c.Date, finding.Plain(c.Value) + " " + c.Unit, finding.Plain(c.Low) + " to " + finding.Plain(c.High),
		c.Spread().Spell(finding.Unsigned).Value, finding.Figures(c.Implausibility, 2), finding.Figures(c.Bare, 2), with}
	return finding.Each(line, finding.Markdown)
}

// WritePatternsCSV writes one line a part of a pattern: its band, empty where it has no end,
// its mean and range over seeds, and in how many of how many seeds the part and the whole
// pattern hold.
func WritePatternsCSV(w io.Writer, results []PatternResult) error {
	lines := [][]string{{"pattern", "name", "part", "unit", "low", "high", "pooled", "for_testing", "mean", "lowest", "highest", "holds_in", "seeds", "pattern_holds_in", "pattern_needs"}}
	for _, r := range results {
		for _, p := range r.Parts {
			lines = append(lines, []string{r.ID, r.Name, p.Name, p.Unit, bound(p.Low), bound(p.High), strconv.FormatBool(p.Pooled), strconv.FormatBool(p.Test),
				exact(table.Average(p.Values)), exact(slices.Min(p.Values)), exact(slices.Max(p.Values)),
				strconv.Itoa(p.Seeds()), strconv.Itoa(len(p.Holds)), strconv.Itoa(r.Seeds()), strconv.Itoa(EnoughSeeds(len(r.Holds)))})
		}
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// bound is an end of a band, empty where it has none.
func bound(x float64) string {
	if math.IsInf(x, 0) {
		return ""
	}
	return exact(x)
}
