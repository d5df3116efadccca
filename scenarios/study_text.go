package scenarios

import (
	"fmt"
	"io"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// WriteText writes what a person reads when a study is done: the question, the
// finding in sentences, a table, and who pays. width is that of the screen in
// characters.
func (s *Study) WriteText(w io.Writer, width int) error {
	var b strings.Builder
	if s.Kind == KindRun && s.Question != "" {
		b.WriteString(finding.Wrapped(s.Question, width) + "\n\n")
	}
	b.WriteString(finding.Wrapped(s.Brief.Finding, width) + "\n\n")
	for _, p := range s.Brief.Points {
		b.WriteString(p.Title + "\n" + finding.Indented(strings.Join(p.Sentences, " "), 2, width-2) + "\n\n")
	}
	if further := s.Further(); len(further) > 0 {
		b.WriteString("Further\n" + finding.Indented(strings.Join(further, " "), 2, width-2) + "\n\n")
	}
	b.WriteString(finding.Columns(s.table()))
	if bills := s.billTable(); len(bills) > 1 {
		b.WriteString("\n" + finding.Columns(bills))
	}
	of := ""
	if s.Kind == KindComparison {
		of = " of each"
	}
	marks := "In brackets 95% intervals; ~ could be luck, all futures of a row looked at. "
	switch {
	case s.Replicates < 2:
		marks = "" // one run has no interval
	case s.Ensemble():
		marks = "In brackets " + s.Span() + "; ~ could be either sign. "
	case !s.Paired():
		marks = s.Brackets() + " "
	}
	if crowd := s.Crowd(); crowd != "" {
		marks += crowd + " "
	}
	fmt.Fprintf(&b, "\n%s%s simulated creatives, %d months, %s%s, %s %s, seed %d, %s %s\n",
		marks, finding.Count(s.Population), s.Months, s.Runs(), of, []string{"world", "worlds"}[min(1, len(s.Worlds)-1)], strings.Join(s.Worlds, ", "),
		s.Seed, map[string]string{KindRun: "scenario", KindComparison: "comparison"}[s.Kind], s.Digest[:min(8, len(s.Digest))])
	_, err := io.WriteString(w, b.String())
	return err
}

// Crowd says that more are simulated than there are people of whom the data are, "" where it is not so.
func (s *Study) Crowd() string {
	if s.People <= 0 || float64(s.Population) <= s.People {
		return ""
	}
	return "More creatives are simulated than the " + finding.People(s.People) + " that there are: all data are those of the " + evidence.Shared().Name + "."
}

// table is a row for each main measure: of a run its level over the years, then
// the difference of each arm from the reference.
func (s *Study) table() [][]string {
	var months []int
	head := []string{s.WhenText() + ", against " + s.ReferenceTitle()}
	if s.Kind == KindRun {
		months = s.Milestones()
		if head = []string{"mean over runs"}; s.Ensemble() {
			head[0] = "mean over parameter sets"
		}
	}
	for _, m := range months {
		head = append(head, strings.TrimSuffix(finding.Date(m), "-12"))
	}
	if s.Paired() {
		for _, a := range s.Others() {
			if s.Kind == KindRun {
				head = append(head, "against no AI, "+finding.Date(s.Last()))
			} else {
				head = append(head, a.Marked())
			}
		}
	}
	rows := [][]string{head}
	for _, m := range s.Measures {
		if !m.Main {
			continue
		}
		row := append([]string{m.Name()}, s.levelCells(m, months)...)
		if s.Paired() {
			for _, a := range s.Others() {
				row = append(row, s.cell(a, m))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// levelCells are a measure in some months, all to one place: shares in per cent
// with a decimal, the rest to three figures of the largest.
func (s *Study) levelCells(m finding.Measure, months []int) []string {
	levels, largest := s.LevelsShown(m.Column, months)
	place := finding.Magnitude(largest) - 2
	if m.Share() {
		place = -1
	}
	cells := make([]string, len(levels))
	for i, e := range levels {
		if cells[i] = finding.At(e.Value, place); m.Share() && cells[i] != finding.None {
			cells[i] += "%"
		}
	}
	return cells
}

// cell is the difference of an arm in a measure.
func (s *Study) cell(a *Arm, m finding.Measure) string {
	e := s.Effect(s.World(), a.Name, m.Column, s.When())
	if e == nil {
		return finding.None
	}
	x := e.Shown()
	switch x.VerdictAmong(len(s.Others())) {
	case finding.Absent:
		if x.Value == 0 {
			return "none"
		}
		return finding.None
	case finding.Luck:
		return "~" + x.Text(finding.Signed)
	}
	return x.Text(finding.Signed)
}

// billTable is who pays over the period and what effects cost: a column an arm.
func (s *Study) billTable() [][]string {
	rows := [][]string{{"USD, " + s.Period()}}
	for _, a := range s.Others() {
		rows[0] = append(rows[0], a.Marked())
	}
	row := func(label string, cell func(a *Arm) string) {
		line, any := []string{label}, false
		for _, a := range s.Others() {
			c := cell(a)
			any = any || c != finding.None
			line = append(line, c)
		}
		if any {
			rows = append(rows, line)
		}
	}
	for _, p := range Payers {
		row(p.Head, func(a *Arm) string {
			b := s.Bill(s.World(), a.Name, "", p.Payer)
			if b == nil || b.Value == 0 {
				return finding.None
			}
			return strings.TrimPrefix(finding.Dollars(b.Value), "USD ")
		})
	}
	seen := map[string]bool{}
	for _, r := range s.Ratios {
		if r.Payer != PayerBoth || seen[r.Kind] {
			continue
		}
		seen[r.Kind] = true
		row(r.Label, func(a *Arm) string {
			x := s.Ratio(s.World(), a.Name, r.Kind, PayerBoth)
			if x.Why != "" {
				return x.Why
			}
			e := x.Estimate
			e.Unit = ""
			return e.Text(finding.Unsigned)
		})
	}
	return rows
}

// Written says which files a folder holds; figures and tables are counted, not
// listed.
func (s *Study) Written(dir string) string {
	var plain []string
	count := map[string]map[string]bool{"tables": {}, "figures": {}, "arms": {}}
	for _, path := range s.Files {
		folder, name, below := strings.Cut(path, "/")
		if !below {
			plain = append(plain, path)
			continue
		}
		if folder == "figures" {
			name, _, _ = strings.Cut(name, ".")
		}
		count[folder][name] = true
	}
	text := "Written to " + finding.Named(dir) + ": " + strings.Join(plain, ", ")
	for _, x := range []struct{ folder, what string }{{"tables", "as CSV"}, {"figures", "each as SVG and PNG"}, {"arms", "scenario and table of each"}} {
		if n := len(count[x.folder]); n > 0 {
			text += fmt.Sprintf(", %s/ (%d, %s)", x.folder, n, x.what)
		}
	}
	return text
}
