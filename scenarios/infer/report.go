package infer

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Tally counts verdicts.
type Tally struct {
	All, WithinBand, WithinThree, Beyond int
}

// add counts one verdict.
func (t *Tally) add(v Verdict) {
	t.All++
	switch v {
	case WithinBand:
		t.WithinBand++
	case WithinThree:
		t.WithinThree++
	default:
		t.Beyond++
	}
}

// Tallies count the verdicts of figures whose band is the source's own, and of
// those whose band is a judgement of this project; set counts, of both, the
// figures with which something of the model was set.
func (r Report) Tallies() (own, judged, set Tally) {
	for _, c := range r.Compared {
		if c.Judged {
			judged.add(c.Verdict)
		} else {
			own.add(c.Verdict)
		}
		if c.Sets != "" {
			set.add(c.Verdict)
		}
	}
	return own, judged, set
}

// Headline is the finding in three sentences. It never reports a fit without
// the split by who made the bands.
func (r Report) Headline() string {
	own, judged, set := r.Tallies()
	all := own.All + judged.All
	return fmt.Sprintf("Not calibrated: parameters are assumed or from the literature. Of %d figures that the model can speak to, "+
		"%d lie within their band, %d more within an implausibility of 3, and %d beyond it: %s whose band is the source's own, "+
		"%s whose band is a judgement. %d of the %d were in view when something of the model was set (marked *), so that nearness is no evidence.",
		all, own.WithinBand+judged.WithinBand, own.WithinThree+judged.WithinThree, own.Beyond+judged.Beyond, own.words(), judged.words(), set.All, all)
}

// words is "1, 2 and 3 of 6".
func (t Tally) words() string {
	return fmt.Sprintf("%d, %d and %d of %d", t.WithinBand, t.WithinThree, t.Beyond, t.All)
}

// WriteJSON writes the report, null where a number is not defined.
func (r Report) WriteJSON(w io.Writer) error {
	return finding.WriteJSON(w, struct {
		Headline string `json:"headline"`
		Report
	}{r.Headline(), r})
}

// WriteCSV writes one line a target, those not compared at the end.
func (r Report) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	lines := [][]string{{"id", "group", "quantity", "unit", "value", "low", "high", "band", "year", "month", "mean", "low95", "high95",
		"replicates", "implausibility", "verdict", "compared_with", "sets", "reason"}}
	for _, c := range r.Compared {
		lines = append(lines, append(c.Published.record(), c.Date, exact(c.Mean), exact(c.Low95), exact(c.High95),
			strconv.Itoa(r.Replicates), exact(c.Implausibility), string(c.Verdict), c.With, c.Sets, ""))
	}
	for _, s := range r.Silent {
		lines = append(lines, append(s.Published.record(), "", "", "", "", strconv.Itoa(r.Replicates), "", "not compared", "", "", s.Reason))
	}
	return out.WriteAll(lines)
}

// record are the first fields of a line.
func (p Published) record() []string {
	band := "source"
	if p.Judged {
		band = "judgement"
	}
	return []string{p.ID, p.Group, p.Quantity, p.Unit, exact(p.Value), exact(p.Low), exact(p.High), band, exact(p.Year)}
}

// exact is a number with nine digits, empty where it is not defined.
func exact(x float64) string { return string(table.AppendNumber(nil, x)) }

// WriteText writes the report for reading, at most 120 characters wide: the
// headline, the table, what is compared with what, and what is not.
func (r Report) WriteText(w io.Writer) error {
	var b strings.Builder
	b.WriteString(finding.Indented(r.Headline(), 0, 120) + "\n\n")
	b.WriteString(r.table())
	b.WriteString("\n" + finding.Indented("Band: s = the source's own, j = a judgement. Simulated: mean of "+strconv.Itoa(r.Replicates)+" runs with its 95 % "+
		"interval (Student t). Implausibility: distance over the root of two variances, the band's (half a band is 2 standard deviations, "+
		"1.96 where it is the source's own) and that over runs. A verdict within band is of the mean, whatever its interval.", 0, 120) + "\n")
	b.WriteString("\nCompared with what\n")
	for _, c := range r.Compared {
		text := c.With
		if c.Sets != "" {
			text += " (* " + c.Sets + ")"
		}
		b.WriteString(listed(c.ID, text))
	}
	b.WriteString("\nNot compared\n")
	for _, s := range r.Silent {
		b.WriteString(listed(s.ID, s.Quantity+": "+s.Reason))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// listed is an entry of a list with its text beside it.
func listed(id, text string) string {
	return fmt.Sprintf("%-5s", id) + strings.TrimPrefix(finding.Indented(text, 5, 115), "     ") + "\n"
}

// table is one line a figure.
func (r Report) table() string {
	rows := [][]string{{"id", "figure", "month", "published", "band", "", "simulated", "95 %", "impl.", "verdict"}}
	for _, c := range r.Compared {
		kind, id := "s", c.ID
		if c.Judged {
			kind = "j"
		}
		if c.Sets != "" {
			id += "*"
		}
		mean := finding.Estimate{Value: c.Mean, Low: c.Low95, High: c.High95}.Spell(finding.Unsigned)
		rows = append(rows, []string{id, shortened(c.Quantity, 33), c.Date, finding.Plain(c.Value), finding.Plain(c.Low) + " to " + finding.Plain(c.High), kind,
			mean.Value, cmp.Or(mean.Interval(), finding.None), finding.Figures(c.Implausibility, 3), string(c.Verdict)})
	}
	return finding.Columns(rows)
}

// shortened cuts a text to so many characters.
func shortened(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return strings.TrimRight(string([]rune(text)[:most-1]), " ,(") + "…"
}
