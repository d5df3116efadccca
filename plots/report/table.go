package report

import (
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Table is a table of the page.
type Table struct {
	ID, Title, Caption string
	First              string // head of the first column
	Heads              []Head
	Rows               []TableRow
	Folded             bool // shown when asked for
	Cards              bool // a phone shows a card a column
}

// Head is what a column shows. Class is "" for text, "n" for numbers, "n
// between" for what a phone leaves out.
type Head struct{ Label, Class string }

// TableRow is one row; Part is that of a part of the row above.
type TableRow struct {
	Title string
	Part  bool
	Cells []Cell
}

// Cell is an estimate, or a text, as a table shows it.
type Cell struct {
	Text     string
	Interval string
	Class    string // "more", "less", "luck" or ""
	Note     string // "could be luck", "" otherwise
}

// blank is a cell without a number.
var blank = Cell{Text: finding.None}

// numbers are the heads of columns of numbers.
func numbers(labels ...string) []Head {
	return finding.Each(labels, func(label string) Head { return Head{label, "n"} })
}

// runsHead is the last column of every table with estimates.
var runsHead = Head{"Runs", "n"}

// runs is the cell of the number of runs.
func runs(n int) Cell { return Cell{Text: finding.Count(n)} }

// level is a level with its interval, to a place.
func level(e finding.Estimate, place int) Cell {
	if !finding.Defined(e.Value) {
		return blank
	}
	s := e.SpellAt(place, finding.Unsigned)
	return Cell{Text: s.Value + unit(e), Interval: s.Interval()}
}

// unit is what follows a number in a cell: only what needs no room.
func unit(e finding.Estimate) string {
	switch e.Unit {
	case "%":
		return "%"
	case " points":
		return " pt"
	}
	return ""
}

// difference is a difference with what may be said of it, one of so many looked
// at.
func difference(e finding.Estimate, place, looks int) Cell {
	s := e.SpellAt(place, finding.Signed)
	c := Cell{Text: s.Value + unit(e), Interval: s.Interval()}
	switch v := e.VerdictAmong(looks); {
	case v == finding.Absent && e.Value == 0:
		return Cell{Text: "none"}
	case v == finding.Absent:
		return blank
	case v <= finding.Luck:
		c.Class, c.Note = "luck", e.Sureness(looks)
	case e.Value < 0:
		c.Class = "less"
	default:
		c.Class = "more"
	}
	return c
}

// together is the place of the numbers of one row, of those that are more than
// luck where there are any: a row has one precision, and luck does not set it.
func together(row []finding.Estimate) int {
	sure := slices.DeleteFunc(slices.Clone(row), func(e finding.Estimate) bool { return !e.Sure() })
	if len(sure) > 0 {
		row = sure
	}
	return finding.Together(row...)
}

// differences are the cells of one row of differences, to one place.
func differences(row []finding.Estimate, looks int) []Cell {
	place := together(row)
	return finding.Each(row, func(e finding.Estimate) Cell { return difference(e, place, looks) })
}

// mainTables are the main numbers of all creatives: of a run the level over the
// years and the difference at its end; of a comparison the reference's level and
// how far each policy is from it, over the period and at the end, and the
// further measures folded.
func (r *Report) mainTables() []Table {
	s := r.Study
	if s.Kind == scenarios.KindRun {
		t := Table{ID: "all", Title: r.Study.Whom(), First: r.Study.Whom(), Caption: r.levelCaption()}
		for i, m := range s.Milestones() {
			class := "n between"
			if i == 0 || m == s.Last() {
				class = "n"
			}
			t.Heads = append(t.Heads, Head{strings.TrimSuffix(finding.Date(m), "-12"), class})
		}
		if s.Paired() {
			t.Heads = append(t.Heads, Head{"Against without AI", "n"})
		}
		t.Heads = append(t.Heads, runsHead)
		for _, m := range s.Measures {
			if m.Main {
				t.Rows = append(t.Rows, r.levelRow(m))
			}
		}
		return []Table{t}
	}
	var list []Table
	for _, x := range []struct{ id, when, title, period string }{
		{"numbers-period", finding.OverPeriod, "Over the period of the policies", "Mean of the months " + s.Period()},
		{"numbers-end", finding.AtEnd, "In the last month", finding.Month(s.Last())},
	} {
		for _, main := range []bool{true, false} {
			t := r.effectTable(x.when, func(m finding.Measure) bool { return m.Main == main })
			t.ID, t.Title, t.Folded, t.Cards = x.id, x.title, !main || x.when == finding.AtEnd, main
			if !main {
				t.ID, t.Title = x.id+"-rest", "Further measures, "+finding.Lower(x.title)
			}
			t.Caption = x.period + ", " + s.World() + " world. Differences from " + s.ReferenceTitle() + ", below them the 95% interval of the mean of paired runs: of shares in percentage points (pt), of the rest in per cent. Blue is more, brown less, grey could be luck. † rests on an assumed effect. Below the number of runs: how many times as many would be needed if policies were played on different luck."
			list = append(list, t)
		}
	}
	return list
}

// meanAndSpread says what a level and the numbers below it are.
func (r *Report) meanAndSpread() string {
	n := r.Study.Replicates
	if r.Study.Ensemble() {
		return "Mean of parameter sets; below it " + r.Study.Span() + ". "
	}
	if n < finding.Few && n > 1 {
		return "Mean of " + finding.Runs(n) + "; below it the lowest and the highest of them. "
	}
	return "Mean of " + finding.Runs(n) + "; below it " + finding.Spread(n) + ". "
}

// levelCaption explains the main table of a run.
func (r *Report) levelCaption() string {
	s, said := r.Study, r.meanAndSpread()
	if s.Paired() {
		said += "Against without AI: difference in " + finding.Month(s.Last()) + ", below it the 95% interval of the mean of paired runs; of shares in percentage points (pt), of the rest in per cent; blue is more, brown less, grey could be luck. "
	}
	return said + "† rests on an assumed effect."
}

// levelRow is a measure of a run: its levels to one place, large numbers in
// thousands, and its difference.
func (r *Report) levelRow(m finding.Measure) TableRow {
	s := r.Study
	arm := s.Others()[0].Name
	row := TableRow{Title: m.Name()}
	levels, largest := s.LevelsShown(m.Column, s.Milestones())
	if largest >= 1e5 {
		row.Title += ", thousand"
		for i := range levels {
			levels[i] = levels[i].Scaled(1e-3)
		}
	}
	place := finding.Together(levels...)
	row.Cells = finding.Each(levels, func(e finding.Estimate) Cell { return level(e, place) })
	if s.Paired() {
		cell := blank
		if e := s.Effect(s.World(), arm, m.Column, finding.AtEnd); e != nil {
			cell = differences([]finding.Estimate{e.Shown()}, 1)[0]
			cell.Text = finding.Marked(cell.Text, e.Assumed && !m.Assumed)
		}
		row.Cells = append(row.Cells, cell)
	}
	row.Cells = append(row.Cells, runs(s.Replicates))
	return row
}

// scoreTable is the outcomes of the scorecard: a phone shows a card a policy.
func (r *Report) scoreTable() Table {
	t := r.effectTable(r.Study.When(), func(m finding.Measure) bool { return m.Scored })
	t.ID, t.Title, t.Cards = "scores", "Outcomes by policy", true
	t.Caption = finding.Sentence(finding.Capital(r.Study.WhenText()) + ", " + r.Study.World() + " world; differences from " + r.Study.ReferenceTitle())
	return t
}

// effectTable is a row a measure that is kept, a column a policy. The causes of employees
// have a figure of their own, and sums of money a table of bills.
func (r *Report) effectTable(when string, keep func(finding.Measure) bool) Table {
	s := r.Study
	t := Table{First: r.Study.Whom(), Heads: append(append(numbers(finding.Capital(s.ReferenceTitle())), r.armHeads()...), runsHead)}
	for _, m := range s.Measures {
		if !keep(m) || m.Unit == "USD" || m.Unit == "share of start" || s.Effect(s.World(), s.Others()[0].Name, m.Column, when) == nil {
			continue
		}
		row := TableRow{Title: m.Name()}
		cell := blank
		if l := s.Level(s.World(), s.Against, m.Column, when); l != nil {
			shown := l.Shown(false)
			if math.Abs(shown.Value) >= 1e5 {
				shown, row.Title = shown.Scaled(1e-3), row.Title+", thousand"
			}
			cell = level(shown, shown.Place10())
		}
		var list []finding.Estimate
		least, most := math.Inf(1), math.Inf(-1)
		for _, a := range s.Others() {
			e := finding.Undefined("", 0)
			if x := s.Effect(s.World(), a.Name, m.Column, when); x != nil {
				e = x.Shown()
				if x.Pairing > 0 && finding.Defined(x.Pairing) {
					least, most = math.Min(least, x.Pairing), math.Max(most, x.Pairing)
				}
			}
			list = append(list, e)
		}
		cells := differences(list, len(list))
		for i, a := range s.Others() {
			cells[i].Text = finding.Marked(cells[i].Text, list[i].Assumed && finding.Defined(list[i].Value) && !a.Assumed && !m.Assumed)
		}
		row.Cells = append(append([]Cell{cell}, cells...), Cell{Text: finding.Count(s.Replicates), Interval: times(least, most)})
		t.Rows = append(t.Rows, row)
	}
	return t
}

// armHeads are the policies as columns.
func (r *Report) armHeads() []Head {
	return numbers(finding.Each(r.Study.Others(), (*scenarios.Arm).Marked)...)
}

// times is a range of factors: "3 to 9×".
func times(least, most float64) string {
	if least > most {
		return ""
	}
	said := func(x float64) string {
		if x < 9.95 {
			return finding.Decimal(x, 1)
		}
		return finding.Decimal(x, 0)
	}
	if said(least) == said(most) {
		return said(least) + "×"
	}
	return said(least) + " to " + said(most) + "×"
}

// headed is a cell with its classes, that of its column among them.
type headed struct {
	Class string
	Cell
}

// Cell is a cell with its classes. Most are numbers, so that only texts say what they
// are: a page has thousands.
func (t Table) Cell(i int, c Cell) headed {
	class := "t"
	if i < len(t.Heads) && t.Heads[i].Class != "" {
		class = strings.TrimSpace(strings.TrimPrefix(t.Heads[i].Class, "n"))
	}
	return headed{strings.TrimSpace(class + " " + c.Class), c}
}

// slim is a table whose caption says what those columns say that may go and say the
// same in every row.
func (t Table) slim(may func(Head) bool) Table {
	if len(t.Rows) < 2 {
		return t
	}
	alike := func(i int) bool {
		return may(t.Heads[i]) && !slices.ContainsFunc(t.Rows, func(row TableRow) bool { return row.Cells[i] != t.Rows[0].Cells[i] })
	}
	out := t
	out.Heads, out.Rows = nil, finding.Each(t.Rows, func(row TableRow) TableRow { row.Cells = nil; return row })
	for i, h := range t.Heads {
		if alike(i) {
			if text := t.Rows[0].Cells[i].Text; text != "" {
				out.Caption += " " + finding.Sentence(h.Label+": "+text)
			}
			continue
		}
		out.Heads = append(out.Heads, h)
		for k := range out.Rows {
			out.Rows[k].Cells = append(out.Rows[k].Cells, t.Rows[k].Cells[i])
		}
	}
	return out
}

// columnCard is a column of a table as a phone shows it.
type columnCard struct {
	Title string
	Facts []columnFact
}

// columnFact is a cell of a column with the title of its row.
type columnFact struct {
	Name string
	Cell Cell
}

// Carded are the columns of a table as cards, but for that of the runs.
func (t Table) Carded() []columnCard {
	var cards []columnCard
	for i, h := range t.Heads {
		if h == runsHead {
			continue
		}
		cards = append(cards, columnCard{h.Label, finding.Each(t.Rows, func(row TableRow) columnFact {
			name := row.Title
			if i > 0 { // the unit of the first column, a level: the others are differences
				name = strings.TrimSuffix(name, ", thousand")
			}
			return columnFact{name, row.Cells[i]}
		})})
	}
	return cards
}

// Narrows tells whether a phone leaves columns out.
func (t Table) Narrows() bool {
	return slices.ContainsFunc(t.Heads, func(h Head) bool { return strings.Contains(h.Class, "between") })
}
