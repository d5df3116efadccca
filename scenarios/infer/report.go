package infer

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Tally counts figures that are not weak by their implausibility.
type Tally struct {
	All, WithinTwo, WithinThree, Beyond int
}

// add counts one.
func (t *Tally) add(far float64) {
	t.All++
	switch verdictOf(far) {
	case WithinTwo:
		t.WithinTwo++
	case WithinThree:
		t.WithinThree++
	default:
		t.Beyond++
	}
}

// Tallies count the figures that rule something out: by their implausibility; by that
// without any discrepancy; and, with it, those with which something of the model was set.
func (r Report) Tallies() (with, bare, set Tally) {
	for _, c := range r.Compared {
		if c.Weak {
			continue
		}
		with.add(c.Implausibility)
		bare.add(c.Bare)
		if c.InView() {
			set.add(c.Implausibility)
		}
	}
	return with, bare, set
}

// Headline is the finding in some sentences. It never reports a fit without saying what
// it would be if figures were taken at their word.
func (r Report) Headline() string {
	with, bare, set := r.Tallies()
	weak, near := len(r.Compared)-with.All, 0
	for _, f := range r.Families {
		if f.Verdict != Beyond {
			near++
		}
	}
	played := "Not calibrated: parameters are assumed or from the literature. Of"
	if r.Sets > 0 {
		played = fmt.Sprintf("Over %s that known figures do not rule out. Of", finding.Counted(r.Sets, "parameter set", "parameter sets"))
	}
	text := fmt.Sprintf(played+" %d figures that the model can speak to, "+
		"%d lie within an implausibility of 2, %d more within 3, and %d beyond it; of %d families of figures %d within 3. "+
		"Taken at their word, without allowance for how each was measured, %d, %d and %d do. "+
		"%d of the %d were in view when something of the model was set (marked *), so that nearness is no evidence.",
		with.All, with.WithinTwo, with.WithinThree, with.Beyond, len(r.Families), near, bare.WithinTwo, bare.WithinThree, bare.Beyond, set.All, with.All)
	if weak > 0 {
		text += " Not counted: " + finding.Counted(weak, "figure that rules", "figures that rule") + " nothing out, whatever the parameters are within their ranges (weak)."
	}
	return text
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
	lines := [][]string{{"id", "family", "group", "quantity", "unit", "value", "low", "high", "band", "measured_by", "place", "year", "month", "mean", "low95", "high95",
		"replicates", "parameter_sets", "fitted", "discrepancy_sd", "implausibility", "implausibility_without_discrepancy", "verdict", "weak", "compared_with", "sets", "reason",
		"open_low", "open_high", "may_say_low", "may_say_high"}}
	for _, c := range r.Compared {
		lines = append(lines, append(record(c.Published), c.Date, exact(c.Mean), exact(c.Low95), exact(c.High95),
			strconv.Itoa(r.Replicates), strconv.Itoa(r.Sets), strconv.FormatBool(c.Fitted), exact(c.Discrepancy), exact(c.Implausibility), exact(c.Bare), string(c.Verdict), strconv.FormatBool(c.Weak),
			c.With, c.Sets, "", exact(c.OpenLow), exact(c.OpenHigh), exact(c.MayLow), exact(c.MayHigh)))
	}
	for _, s := range r.Silent {
		lines = append(lines, append(record(s.Published), "", "", "", "", strconv.Itoa(r.Replicates), strconv.Itoa(r.Sets), "", "", "", "", "not compared", "", "", "", s.Reason, "", "", "", ""))
	}
	return out.WriteAll(lines)
}

// record are the first fields of a line.
func record(p Published) []string {
	band := "source"
	if p.Judged {
		band = "judgement"
	}
	return []string{p.ID, p.Family, p.Group, p.Quantity, p.Unit, exact(p.Value), exact(p.Low), exact(p.High), band, string(p.Kind), p.Place, exact(p.Year)}
}

// exact is a number with nine digits, empty where it is not defined.
func exact(x float64) string { return string(table.AppendNumber(nil, x)) }

// WriteText writes the report for reading, at most 120 characters wide: the
// headline, the families, the table, what is compared with what, and what is not.
func (r Report) WriteText(w io.Writer) error {
	var b strings.Builder
	b.WriteString(finding.Indented(r.Headline(), 0, 120) + "\n\n")
	b.WriteString(r.votes() + "\n")
	b.WriteString(r.table())
	b.WriteString("\n" + finding.Indented("Band: s = the source's own, j = a judgement. Simulated: mean of "+strconv.Itoa(r.Replicates)+" runs with its 95 % "+
		"interval (Student t), over parameter sets too. Implausibility: distance, in log odds for shares, over the root of three variances: the band's (half a band is 2 standard "+
		"deviations, 1.96 where it is the source's own); that of how the figure was measured, set before any fit (log odds: official 0.1, sample by chance 0.2, "+
		"opt-in 0.35, trade or vendor 0.5, and, marked +, 0.2 more where another country or other words were asked; ratios and effects 15 % of the value); and that of "+
		"history at the real population's size. Bare: without the second. A family has one vote, the root mean square of its figures. "+
		"w: weak, not counted.", 0, 120) + "\n")
	b.WriteString("\nCompared with what\n")
	for _, c := range r.Compared {
		text := c.With
		if c.Sets != "" {
			text += " (* " + c.Sets + ")"
		} else if c.Fitted {
			text += " (* fitted)"
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

// votes is one line a family.
func (r Report) votes() string {
	rows := [][]string{{"family", "figures", "impl.", "verdict"}}
	for _, f := range r.Families {
		rows = append(rows, []string{f.Name, strconv.Itoa(f.Counted), finding.Figures(f.Implausibility, 3), string(f.Verdict)})
	}
	return finding.Columns(rows)
}

// measuredBy are how figures were measured, short.
var measuredBy = map[evidence.Kind]string{evidence.Official: "official", evidence.Probability: "chance", evidence.OptIn: "opt-in", evidence.Trade: "trade", evidence.Study: "study"}

// table is one line a figure.
func (r Report) table() string {
	rows := [][]string{{"id", "figure", "month", "by", "published", "band", "", "simulated", "95 %", "impl.", "bare", "verdict"}}
	for _, c := range r.Compared {
		band, id, verdict := "s", c.ID, string(c.Verdict)
		if c.Judged {
			band = "j"
		}
		if c.InView() {
			id += "*"
		}
		if c.Weak {
			verdict = "w"
		}
		by := measuredBy[c.Kind]
		if c.Scale == evidence.Share && (c.Worded || c.Place != home) {
			by += "+"
		}
		mean := finding.Estimate{Value: c.Mean, Low: c.Low95, High: c.High95}.Spell(finding.Unsigned)
		rows = append(rows, []string{id, shortened(c.Quantity, 18), c.Date, by, finding.Plain(c.Value), finding.Plain(c.Low) + " to " + finding.Plain(c.High), band,
			mean.Value, cmp.Or(mean.Interval(), finding.None), finding.Figures(c.Implausibility, 2), finding.Figures(c.Bare, 2), verdict})
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
