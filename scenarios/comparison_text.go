package scenarios

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// terminal are the measures of the table on the terminal.
var terminal = []string{AtWork, "employed", "freelancing", "orders", "freelance_income_usd", Received, "pay_usd", "pay_p10_usd", "junior_share",
	"ai_use", "org_adoption", "skill", "trust", "fear", "price_usd", "quality", "variety"}

// WriteText writes what a person reads after a comparison: the finding in
// sentences, a table of differences from the reference, and who pays. width is
// that of the screen in characters.
func (c *Comparison) WriteText(w io.Writer, width int) error {
	var b strings.Builder
	for _, said := range c.Headline {
		b.WriteString(wrapped(said, width) + "\n")
	}
	b.WriteByte('\n')
	for _, said := range c.Sentences {
		b.WriteString(wrapped(said, width) + "\n")
	}
	b.WriteByte('\n')
	others := c.others()
	rows := [][]string{{"against " + lowerFirst(c.Arms[c.Against].Title) + ", " + monthName(c.Months-1)}}
	for _, a := range others {
		rows[0] = append(rows[0], c.title(a))
	}
	for _, name := range terminal {
		if c.Find(c.Worlds[0], c.firstOther(), name, AtEnd) != nil {
			rows = append(rows, c.terminalRow(name, others))
		}
	}
	columns(&b, rows)
	b.WriteByte('\n')
	rows = [][]string{{"USD over the period"}}
	for _, a := range others {
		rows[0] = append(rows[0], c.title(a))
	}
	for _, payer := range []string{"public", "firms", "levy_in", "levy_out"} {
		row := []string{c.payerLabel(payer)}
		for _, a := range others {
			cell := "–"
			if x := c.BillOf(c.Worlds[0], a, payer); x != nil && x.Value != 0 {
				cell = strings.TrimPrefix(Dollars(float64(x.Value)), "USD ")
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	for _, kind := range []string{"job-year", "trained", "income-usd"} {
		rows = append(rows, c.ratioRow(kind, others))
	}
	columns(&b, rows)
	fmt.Fprintf(&b, "\nIn brackets 95%% intervals; ~ could be luck. %s simulated creatives, %d months, %s of each, worlds %s, seed %d, comparison %s\n",
		commas(int64(c.Population)), c.Months, runsInWords(c.Replicates), strings.Join(c.Worlds, ", "), c.Seed, c.Digest[:min(8, len(c.Digest))])
	_, err := io.WriteString(w, b.String())
	return err
}

func (c *Comparison) firstOther() int {
	if list := c.others(); len(list) > 0 {
		return list[0]
	}
	return c.Against
}

// payerLabel is the label of a payer's bill.
func (c *Comparison) payerLabel(payer string) string {
	if b := c.BillOf(c.Worlds[0], c.firstOther(), payer); b != nil {
		return b.Label
	}
	return payer
}

// terminalRow is one measure of all arms: in per cent, shares in points.
func (c *Comparison) terminalRow(name string, others []int) []string {
	var row []string
	for _, a := range others {
		e := c.Find(c.Worlds[0], a, name, AtEnd)
		if row == nil {
			row = []string{e.Label}
		}
		shown, unit := e.PerCent, "%"
		if e.Unit == "share" {
			shown, unit = e.Scaled(100), " pt"
		}
		switch shown.Verdict() {
		case Absent:
			row = append(row, "same")
		case Luck:
			row = append(row, "~"+shown.amount(unit))
		default:
			row = append(row, shown.amount(unit))
		}
	}
	return row
}

// ratioRow is a cost per effect of all arms.
func (c *Comparison) ratioRow(kind string, others []int) []string {
	var row []string
	for _, a := range others {
		r := c.RatioOf(c.Worlds[0], a, kind, "public and firms")
		if row == nil {
			row = []string{r.Label}
		}
		if r.Why != "" {
			row = append(row, r.Why)
		} else {
			row = append(row, strings.TrimPrefix(r.usd(), "USD "))
		}
	}
	return row
}

// columns writes rows under each other, the first column to the left.
func columns(b *strings.Builder, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		line := row[0] + pad(row[0], widths[0])
		for i, cell := range row[1:] {
			line += "  " + pad(cell, widths[i+1]) + cell
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// andWords and orWords join words: "a, b and c".
func andWords(list []string) string { return joined(list, " and ") }
func orWords(list []string) string  { return joined(list, " or ") }

func joined(list []string, last string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	n := len(list) - 1
	return strings.Join(list[:n], ", ") + last + list[n]
}

// lowerFirst takes the capital off a title within a sentence.
func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	if next >= 'A' && next <= 'Z' { // an abbreviation
		return s
	}
	return strings.ToLower(string(r)) + s[size:]
}
