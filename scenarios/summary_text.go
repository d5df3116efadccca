package scenarios

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

// WriteJSON writes the summary as summary.json: indented, fields in the order
// of the struct, null where a number is not defined.
func (s *Summary) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(s)
}

// ReadSummary reads a summary.json that WriteJSON wrote.
func ReadSummary(r io.Reader) (*Summary, error) {
	s := &Summary{}
	if err := json.NewDecoder(r).Decode(s); err != nil {
		return nil, fmt.Errorf("summary.json cannot be read: %w", err)
	}
	if s.Version != SummaryVersion {
		return nil, fmt.Errorf("summary.json has layout %d and this program reads %d; play the scenario again into a new folder", s.Version, SummaryVersion)
	}
	return s, nil
}

// Files says which files a run folder holds, in a line or two; figures and
// tables are counted, not listed.
func (s *Summary) Files(dir string) string {
	var plain []string
	figures, tables := map[string]bool{}, 0
	for _, path := range s.Paths {
		if strings.HasPrefix(path, "tables/") {
			tables++
			continue
		}
		if name, ok := strings.CutPrefix(path, "figures/"); ok {
			name, _, _ = strings.Cut(name, ".")
			figures[name] = true
			continue
		}
		plain = append(plain, path)
	}
	text := "Written to " + dir + ": " + strings.Join(plain, ", ")
	if tables > 0 {
		text += fmt.Sprintf(", tables/ (%d, as CSV)", tables)
	}
	if n := len(figures); n > 0 {
		text += fmt.Sprintf(", figures/ (%d, each as SVG and PNG)", n)
	}
	return text
}

// WriteText writes what a person reads after a run: the question, the finding
// in sentences and the table. width is that of the screen in characters.
func (s *Summary) WriteText(w io.Writer, width int) error {
	var b strings.Builder
	if s.Question != "" {
		b.WriteString(wrapped(s.Question, width) + "\n\n")
	}
	b.WriteString(wrapped(s.Headline, width) + "\n\n")
	for _, sentence := range s.Sentences {
		b.WriteString(wrapped(sentence, width) + "\n")
	}
	b.WriteByte('\n')
	s.writeTable(&b)
	fmt.Fprintf(&b, "\n%s simulated creatives, %d months, %s, world %s, seed %d, scenario %s\n",
		commas(int64(s.Population)), s.Months, runsInWords(s.Replicates), s.World, s.Seed, s.Digest[:8])
	_, err := io.WriteString(w, b.String())
	return err
}

// writeTable writes one line a measure: its level in the years, and at the end
// its difference from the frozen world with a 95 % interval.
func (s *Summary) writeTable(b *strings.Builder) {
	rows := [][]string{s.tableHead()}
	for i := range s.Measures {
		rows = append(rows, s.Measures[i].tableRow())
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		b.WriteString(row[0] + pad(row[0], widths[0]))
		for i, cell := range row[1:] {
			if last := i+2 == len(row); last && s.Measures[0].Against != nil {
				b.WriteString("  " + cell) // words, and nothing after them
				continue
			}
			b.WriteString("  " + pad(cell, widths[i+1]) + cell)
		}
		b.WriteByte('\n')
	}
}

// pad is the blanks that bring a cell to a width.
func pad(cell string, width int) string {
	return strings.Repeat(" ", width-utf8.RuneCountInString(cell))
}

// tableHead names the columns.
func (s *Summary) tableHead() []string {
	head := []string{"mean over runs"}
	if len(s.Measures) == 0 {
		return head
	}
	first := s.Measures[0]
	for _, l := range first.Levels {
		label := l.Date
		if l.Month%12 == 11 {
			label = l.Date[:4]
		}
		head = append(head, label)
	}
	if first.Against != nil {
		head = append(head, "against frozen, "+first.last().Date+" (95%)")
	}
	return head
}

// tableRow is the line of one measure.
func (m *Measure) tableRow() []string {
	label := m.Label
	if m.Assumed {
		label += "†"
	}
	row := []string{label}
	for _, l := range m.Levels {
		row = append(row, m.level(float64(l.Value)))
	}
	if m.Against == nil {
		return row
	}
	return append(row, m.gap())
}

// level writes a value with its unit: shares in percent, the rest to three
// figures.
func (m *Measure) level(x float64) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case m.Unit == "share":
		return rounded(100*x, 0.1, false) + "%"
	case x == 0:
		return "0"
	}
	return rounded(x, math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-2), false)
}

// gap writes the difference from the frozen world: of shares in points, of the
// rest in percent.
func (m *Measure) gap() string {
	if m.Against.Verdict() == Absent {
		if m.Against.Value == 0 {
			return "none"
		}
		return "–"
	}
	if m.Unit == "share" || m.Relative.Verdict() == Absent {
		e := *m.Against
		unit := ""
		if m.Unit == "share" {
			e, unit = e.Scaled(100), " points"
		}
		return e.amount(unit) + luckMark(e)
	}
	return m.Relative.amount("%") + luckMark(*m.Relative)
}

// luckMark marks a difference that may be luck.
func luckMark(e Estimate) string {
	if e.Verdict() == Luck {
		return ", may be luck"
	}
	return ""
}

// runsInWords is "1 run" or "8 runs".
func runsInWords(n int) string {
	if n == 1 {
		return "1 run"
	}
	return commas(int64(n)) + " runs"
}
