package report

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// opened is the workbook of a report.
func opened(t *testing.T, r *Report) *excelize.File {
	t.Helper()
	var file bytes.Buffer
	if err := r.WriteWorkbook(&file); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// books are the workbooks of contests as they were played, opened once, and grids the
// sheets of theirs.
var (
	books = map[string]*excelize.File{}
	grids = map[*excelize.File]map[string]grid{}
)

// booked is the workbook of a contest, made once.
func booked(t *testing.T, name string) *excelize.File {
	t.Helper()
	if books[name] == nil {
		books[name] = opened(t, reported(t, name))
	}
	return books[name]
}

// grid is a sheet as it was read back: the row of its heads, of the names in files
// above them, and the raw rows below, each filled up to the width of the heads.
type grid struct {
	t           *testing.T
	book        *excelize.File
	name        string
	above       string
	heads, code []string
	top         int
	rows        [][]string
}

// read is a sheet whose heads begin with a word.
func read(t *testing.T, book *excelize.File, name string) grid {
	t.Helper()
	if g, was := grids[book][name]; was {
		g.t = t
		return g
	}
	all, err := book.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	panes, err := book.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit < 3 || panes.YSplit > len(all) {
		t.Fatalf("%s: the heads do not stay in view: %+v, %v", name, panes, err)
	}
	g := grid{t: t, book: book, name: name, top: panes.YSplit, heads: all[panes.YSplit-1]}
	if above := all[panes.YSplit-2]; len(above) > 1 {
		g.code = append(above, make([]string, len(g.heads))...)
	}
	for _, row := range all[:g.top-1] {
		g.above += strings.Join(row, " ") + " "
	}
	for _, row := range all[g.top:] {
		g.rows = append(g.rows, append(row, make([]string, len(g.heads)-len(row))...))
	}
	if grids[book] == nil {
		grids[book] = map[string]grid{}
	}
	grids[book][name] = g
	return g
}

// at is the place of a column by its head, or its name in files.
func (g grid) at(name string) int {
	g.t.Helper()
	i := slices.Index(g.heads, name)
	if i < 0 {
		i = slices.Index(g.code, name)
	}
	if i < 0 {
		g.t.Fatalf("%s has no column %q among %q and %q", g.name, name, g.heads, g.code)
	}
	return i
}

// number is a cell as a number in the unit of the study: where it is shown as per cent
// and told in per cent or points, a hundredfold. NaN of an empty cell.
func (g grid) number(row, column int, hundredfold bool) float64 {
	g.t.Helper()
	text := g.rows[row][column]
	if text == "" {
		return math.NaN()
	}
	kind, err := g.book.GetCellType(g.name, cell(column, g.top+row))
	v, wrong := strconv.ParseFloat(text, 64)
	if err != nil || wrong != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		g.t.Fatalf("%s, %s holds %q as a text, not as a number", g.name, cell(column, g.top+row), text)
	}
	if hundredfold {
		v *= 100
	}
	return v
}

// says tells whether a row holds a text in a column, or what stands above the heads says
// it of every row.
func (g grid) says(row int, code, cell, above string) bool {
	if k := slices.Index(g.code, code); k >= 0 && g.rows[row][k] != "" {
		return g.rows[row][k] == cell
	}
	return strings.Contains(strings.ToLower(g.above), "of every row that says nothing else: ") && strings.Contains(strings.ToLower(g.above), strings.ToLower(above))
}

// near tells whether two numbers are the same to eight digits, or both undefined.
func near(a, b float64) bool {
	return a == b || !finding.Defined(a) && !finding.Defined(b) || math.Abs(a-b) <= 1e-8*max(math.Abs(a), math.Abs(b))
}

// Every number of every table stands in the workbook, and under it what it is of.
func TestTheWorkbookHoldsTheNumbersOfTheTables(t *testing.T) {
	if testing.Short() {
		t.Skip("writes whole reports")
	}
	for _, name := range []string{"run", "comparison"} {
		r := reported(t, name)
		book, seen := booked(t, name), map[string]int{} // rows of the sheet of figures that were compared
		for _, s := range r.Sheets() {
			at := r.tableLeaf(s).Name
			if strings.HasPrefix(s.Name, "figure-") {
				at = figuresName
			}
			g := read(t, book, at)
			if s.estimates == nil {
				sameCells(t, g, s)
				continue
			}
			seen[at] += sameEstimates(t, g, s, seen[at])
		}
		for at, rows := range seen {
			if g := read(t, book, at); len(g.rows) != rows || rows == 0 {
				t.Errorf("%s: %s has %d rows, and the tables %d", name, at, len(g.rows), rows)
			}
		}
	}
}

// sameCells compares a table that holds no estimates, cell by cell.
func sameCells(t *testing.T, g grid, s Sheet) {
	t.Helper()
	if len(g.rows) != len(s.Rows) || !slices.Equal(g.code[:len(s.Header)], s.Header) {
		t.Fatalf("%s: %d rows of %q, want %d of %q", g.name, len(g.rows), g.code, len(s.Rows), s.Header)
	}
	keys := []string{"arm", "world", "ahead", "behind", "payer", "mechanism"} // told by their titles
	for i, row := range s.Rows {
		for k, c := range row {
			switch v := c.(type) {
			case float64:
				if !near(g.number(i, k, false), v) {
					t.Errorf("%s, row %d, %s: %q, want %v", g.name, i, s.Header[k], g.rows[i][k], v)
				}
			case string:
				if g.rows[i][k] != v && !slices.Contains(keys, s.Header[k]) || (g.rows[i][k] == "") != (v == "") {
					t.Errorf("%s, row %d, %s: %q, want %q", g.name, i, s.Header[k], g.rows[i][k], v)
				}
			}
		}
	}
}

// sameEstimates compares a table of estimates with rows of a sheet from one on, and
// returns how many rows it has there: what a table says in per cent in a row of its own
// stands beside.
func sameEstimates(t *testing.T, g grid, s Sheet, from int) int {
	t.Helper()
	row := from - 1
	for i, e := range s.estimates {
		tail := ""
		if k := slices.Index(s.Header, "kind"); k >= 0 && s.Rows[i][k] == "difference" && e.Unit == "%" {
			tail = " (unit %)"
		} else {
			row++
		}
		hundredfold := e.Unit == "%" || e.Unit == " points"
		for code, want := range map[string]float64{"value": e.Value, "low": e.Low, "high": e.High} {
			if got := g.number(row, g.at(code+tail), hundredfold); !near(got, want) {
				t.Fatalf("%s, row %d, %s: %v, want %v of %+v", g.name, row, code+tail, got, want, e.Place)
			}
		}
		if got := g.number(row, g.at("dice"+tail), hundredfold); !near(got, e.Dice) && e.Ensemble() {
			t.Fatalf("%s, row %d: dice are %v, want %v", g.name, row, got, e.Dice)
		}
		for _, code := range []string{"label", "measure", "title", "why"} {
			k := slices.Index(s.Header, code)
			if k < 0 {
				continue
			}
			want := s.Rows[i][k].(string)
			if code == "label" || code == "measure" {
				want = finding.Marked(want, e.Assumed)
			}
			if got := g.rows[row][g.at(code)]; got != want {
				t.Fatalf("%s, row %d, %s: %q, want %q", g.name, row, code, got, want)
			}
		}
		if tail == "" && !(g.says(row, "n", strconv.Itoa(e.N), "runs: "+finding.Count(e.N)) && g.says(row, "method", e.Method, e.Method)) {
			t.Fatalf("%s, row %d: neither %d runs nor %q", g.name, row, e.N, e.Method)
		}
	}
	return row + 1 - from
}

// A comparison of five policies in three worlds is sent by mail.
func TestTheWorkbookIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("writes whole reports")
	}
	var file bytes.Buffer
	if err := reported(t, "comparison").WriteWorkbook(&file); err != nil || file.Len() > 1_000_000 {
		t.Errorf("the workbook has %d bytes, more than a million, %v", file.Len(), err)
	}
}

// Months are dates that a reader sees as months, the same in every sheet.
func TestMonthsAreDates(t *testing.T) {
	r := reported(t, "comparison")
	book := booked(t, "comparison")
	g := read(t, book, "Levels")
	dates := 0
	for i, e := range r.Study.Levels {
		first, last := finding.FirstDay(r.Study.Start), finding.FirstDay(r.Study.Last())
		if e.When == finding.AtEnd {
			first = last
		}
		for head, want := range map[string]time.Time{"From": first, "To": last} {
			column := g.at(head)
			if days := g.number(i, column, false); !time.Date(1899, 12, 30+int(days), 0, 0, 0, 0, time.UTC).Equal(want) {
				t.Fatalf("row %d: %s is day %v, want %v", i, head, days, want)
			}
			shown, err := book.GetCellValue(g.name, cell(column, g.top+i))
			if err != nil || shown != want.Format("Jan 2006") {
				t.Fatalf("row %d: %s reads %q, want %v, %v", i, head, shown, want, err)
			}
			dates++
		}
	}
	if dates < 100 {
		t.Errorf("only %d dates", dates)
	}
}

// The first sheet says of each scored outcome and policy what the study says.
func TestTheKeyResultsAreThoseOfTheStudy(t *testing.T) {
	for _, name := range []string{"run", "comparison", "policies", "one run"} {
		r := reported(t, name)
		book, s := booked(t, name), r.Study
		if first := book.GetSheetList()[:2]; !slices.Equal(first, []string{keyName, contentsName}) || book.GetActiveSheetIndex() != 0 {
			t.Errorf("%s: the workbook begins with %q", name, first)
		}
		g := read(t, book, keyName)
		find := func(what, outcome string) int {
			return slices.IndexFunc(g.rows, func(row []string) bool { return row[0] == what && row[1] == outcome })
		}
		check := func(what, arm string, m finding.Measure, x *scenarios.Effect) {
			row := find(what, m.Name())
			if row < 0 || x == nil {
				t.Fatalf("%s: no row of %s under %s, or no effect", name, m.Name(), what)
			}
			e, looks := x.Shown(), 1
			if arm != "" {
				looks = len(s.Others())
			}
			percent := e.Unit == "%" || e.Unit == " points"
			low, high := e.DiceEnds()
			for head, want := range map[string]float64{"Change": e.Value, "Low": e.Low, "High": e.High, "Luck alone, low": low, "Luck alone, high": high} {
				if got := g.number(row, g.at(head), percent); !near(got, want) {
					t.Errorf("%s: %s of %s under %s is %v, want %v", name, head, m.Label, what, got, want)
				}
			}
			if got, want := g.rows[row][g.at("How sure")], e.Sureness(looks); got != want || (got == "sign known") != e.SureAmong(looks) {
				t.Errorf("%s: %s under %s is %q, want %q", name, m.Label, what, got, want)
			}
			if got := g.rows[row][g.at("To copy")]; got != e.Text(finding.Signed) {
				t.Errorf("%s: %q is to be copied, want %q", name, got, e.Text(finding.Signed))
			}
			if u := s.UndoneOf(s.World(), arm, m.Column); s.Kind == scenarios.KindComparison && arm != "" {
				at := g.at("Share of AI's loss undone")
				if finding.Defined(u.Value) {
					if got := g.number(row, at, false); !near(got, u.Value) || !near(g.number(row, at+1, false), u.Low) || !near(g.number(row, at+2, false), u.High) {
						t.Errorf("%s: %s under %s undoes %v, want %+v", name, m.Label, what, got, u.Estimate)
					}
				} else if got := g.rows[row][g.at("Why there is no share")]; got != u.Why || got == "" || g.rows[row][at] != "" {
					t.Errorf("%s: %s under %s says %q, want %q", name, m.Label, what, got, u.Why)
				}
			}
		}
		scored := 0
		for _, m := range s.Measures {
			if !m.Scored {
				continue
			}
			scored++
			check("What AI does", "", m, s.Loss(s.World(), m.Column, s.When()))
			for _, a := range s.Others() {
				if s.Kind == scenarios.KindComparison {
					check(a.Marked(), a.Name, m, s.Effect(s.World(), a.Name, m.Column, s.When()))
				}
			}
		}
		if scored != 8 {
			t.Errorf("%s: %d outcomes are scored, want 8", name, scored)
		}
	}
}

// What a policy costs stands below what it does.
func TestTheKeyResultsSayWhatPoliciesCost(t *testing.T) {
	r := reported(t, "comparison")
	s := r.Study
	g, costs := read(t, booked(t, "comparison"), keyName), 0
	for _, a := range s.Others() {
		for _, payer := range []string{scenarios.PayerPublic, scenarios.PayerFirms, scenarios.PayerBoth} {
			b := s.Bill(s.World(), a.Name, "", payer)
			row := slices.IndexFunc(g.rows, func(row []string) bool { return row[0] == a.Marked() && row[1] == "Cost: "+finding.Lower(b.Label) })
			if (row >= 0) != (b.Value != 0) {
				t.Fatalf("%s: the bill of %s, %v, stands in row %d", a.Name, payer, b.Value, row)
			}
			if row >= 0 {
				costs++
				if got := g.number(row, g.at("Change"), false); !near(got, b.Value) || !near(g.number(row, g.at("High"), false), b.High) {
					t.Errorf("%s: %s pays %v, want %v", a.Name, payer, got, b.Value)
				}
			}
		}
	}
	if costs < 4 {
		t.Errorf("only %d costs", costs)
	}
}

// Who loses most stands first, under AI and under each policy, with every group.
func TestWhoLosesMostStandsFirst(t *testing.T) {
	for _, name := range []string{"run", "comparison"} {
		r := reported(t, name)
		s := r.Study
		g := read(t, booked(t, name), loserName)
		blocks, last, kinds := map[string]int{}, math.Inf(-1), map[string]bool{}
		for i, row := range g.rows {
			if blocks[row[0]] == 0 {
				last = math.Inf(-1)
			}
			blocks[row[0]]++
			kinds[row[g.at("Grouped by")]] = true
			v := g.number(i, g.at("Change, per cent"), true)
			if v < last {
				t.Fatalf("%s: row %d of %s changes %v %% after %v %%", name, i, row[0], v, last)
			}
			last = v
		}
		if len(kinds) != len(loserGroupings) {
			t.Errorf("%s: groups of %v, want %v", name, kinds, loserGroupings)
		}
		effects, arm := s.Effects, s.Others()[0].Name
		if s.Kind == scenarios.KindComparison {
			effects, arm = s.Losses, s.Against
			if len(blocks) != len(s.Arms) {
				t.Errorf("blocks %v, want one of AI and one a policy", blocks)
			}
		}
		want := 0
		for i := range effects {
			e := &effects[i]
			if e.Arm != arm || e.World != s.World() || e.When != s.When() || !slices.Contains(loserGroupings, e.By) || !slices.Contains(loserMeasures, e.Column) || !finding.Defined(e.PerCent.Value) {
				continue
			}
			want++
			k := slices.IndexFunc(g.rows, func(row []string) bool {
				return row[0] == "What AI does" && row[g.at("Group")] == s.GroupTitle(e.Group) && row[g.at("Grouped by")] == finding.Human(e.By) && row[g.at("Outcome")] == s.Measure(e.Column).Label
			})
			if k < 0 || !near(g.number(k, g.at("Change, per cent"), true), e.PerCent.Value) || !near(g.number(k, g.at("Low"), true), e.PerCent.Low) || !near(g.number(k, g.at("Change"), false), e.Value) {
				t.Fatalf("%s: row %d is not %+v", name, k, e.Estimate)
			}
		}
		if blocks["What AI does"] != want || want < 40 {
			t.Errorf("%s: %d groups lose to AI, want %d", name, blocks["What AI does"], want)
		}
	}
}

// The people of an occupation are those that its level tells of.
func TestPeopleOfAGroupAreThoseOfItsLevel(t *testing.T) {
	r := reported(t, "comparison")
	s := r.Study
	compared := 0
	for i := range s.Effects {
		e := &s.Effects[i]
		l := s.Level(e.World, s.Against, e.Column, e.When)
		if e.By != "all" || l == nil || !finding.Defined(e.PerCent.Value) || e.PerCent.Value == 0 {
			continue
		}
		compared++
		if got := baseOf(e); !(math.Abs(got-l.Value) <= 1e-6*math.Abs(l.Value)) {
			t.Errorf("%s: %v, want %v", e.Column, got, l.Value)
		}
	}
	if compared < 20 {
		t.Errorf("only %d compared", compared)
	}
}

// The contents lead to every sheet and every sheet back.
func TestTheContentsLeadToEverySheetAndBack(t *testing.T) {
	for _, name := range []string{"run", "comparison"} {
		r := reported(t, name)
		book := booked(t, name)
		g, reached := read(t, book, contentsName), map[string]int{}
		for i, row := range g.rows {
			there, to, err := book.GetCellHyperLink(contentsName, cell(0, g.top+i))
			sheet, at, found := strings.Cut(to, "'!")
			sheet = strings.TrimPrefix(sheet, "'")
			if err != nil || !there || !found || row[1] == "" {
				t.Fatalf("%s: %q leads to %q, %v", name, row, to, err)
			}
			if reached[sheet]++; row[0] != sheet {
				part := read(t, book, sheet)
				of := func(row []string) bool { return "Figure "+row[0] == g.rows[i][0] }
				first := slices.IndexFunc(part.rows, of)
				if first < 0 || at != cell(0, part.top+first) {
					t.Errorf("%s: %q leads to %s, and begins in row %d", name, row[0], at, part.top+first+1)
				}
				rows := len(slices.DeleteFunc(slices.Clone(part.rows), func(row []string) bool { return !of(row) }))
				if row[2] != strconv.Itoa(rows) {
					t.Errorf("%s: %q is said to have %s rows, and has %d", name, row[0], row[2], rows)
				}
				continue
			}
			if want := strconv.Itoa(len(read(t, book, sheet).rows)); row[2] != want {
				t.Errorf("%s: %s is said to have %s rows, and has %s", name, sheet, row[2], want)
			}
		}
		listed := slices.DeleteFunc(slices.Clone(g.rows), func(row []string) bool { return strings.HasPrefix(row[0], "Figure ") })
		there := slices.DeleteFunc(book.GetSheetList(), func(sheet string) bool { return sheet == contentsName })
		if names := finding.Each(listed, func(row []string) string { return row[0] }); !slices.Equal(names, there) {
			t.Errorf("%s: listed are %q, there are %q", name, names, there)
		}
		for _, sheet := range book.GetSheetList() {
			links, err := book.GetHyperLinkCells(sheet, "Location")
			if err != nil || reached[sheet] == 0 && sheet != contentsName || sheet != contentsName && len(links) != 1 {
				t.Errorf("%s: %s is reached %d times and has the links %v, %v", name, sheet, reached[sheet], links, err)
				continue
			}
			there, back, err := book.GetCellHyperLink(sheet, links[0])
			if want := "'" + contentsName + "'!A1"; !there || err != nil || back != want && sheet != contentsName {
				t.Errorf("%s: %s leads back to %q, %v", name, sheet, back, err)
			}
		}
		if reached[figuresName] != len(r.Figures())+1 {
			t.Errorf("%s: %d links to %d figures", name, reached[figuresName], len(r.Figures()))
		}
	}
}

// Names of sheets follow the rules of spreadsheets, heads are no keys, no cells are merged.
func TestSheetsFollowTheRules(t *testing.T) {
	bad := regexp.MustCompile(`[\[\]:*?/\\]|^'|'$`)
	key := regexp.MustCompile(`_|^[a-z]`)
	for _, name := range []string{"run", "comparison", "one of each"} {
		book, seen := booked(t, name), map[string]bool{}
		for _, sheet := range book.GetSheetList() {
			if bad.MatchString(sheet) || len([]rune(sheet)) > 31 || seen[strings.ToLower(sheet)] {
				t.Errorf("%s: a sheet is called %q", name, sheet)
			}
			seen[strings.ToLower(sheet)] = true
			for _, head := range read(t, book, sheet).heads {
				if key.MatchString(head) {
					t.Errorf("%s: a column of %s is called %q", name, sheet, head)
				}
			}
			if merged, err := book.GetMergeCells(sheet); err != nil || len(merged) > 0 {
				t.Errorf("%s: %s merges %v, %v", name, sheet, merged, err)
			}
			props, err := book.GetSheetProps(sheet)
			layout, wrong := book.GetPageLayout(sheet)
			if err != nil || wrong != nil || !*props.FitToPage || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
				t.Errorf("%s: %s is not as wide as a page: %+v", name, sheet, layout)
			}
		}
	}
}

// Whatever a study calls itself and its futures, a cell holds it as text, and a footer
// takes it for no command.
func TestNoTitleCanDoAnythingInTheWorkbook(t *testing.T) {
	if testing.Short() {
		t.Skip("writes whole reports")
	}
	titles := []string{"=1+1", "+1", "-2", "@SUM(A1)", "\tcmd", "=HYPERLINK(\"http://x\")", "<b>&amp;</b>", "a\x00b\x1bc", "'quoted'!A1", "&P&Z&F [x]:*?/", "5 <script>", strings.Repeat("long ", 90)}
	for k := 0; k+3 <= len(titles); k += 3 {
		these := titles[k : k+3]
		r := reported(t, "one run", func(s *scenarios.Study) {
			s.Title, s.Question = these[0], these[1]
			s.Arms = slices.Clone(s.Arms)
			s.Others()[0].Title = these[2]
		})
		book, held := opened(t, r), map[string]int{}
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				for k, text := range row {
					for _, title := range these {
						if !strings.Contains(text, strings.Map(legal, title)) {
							continue
						}
						held[title]++
						if formula, err := book.GetCellFormula(sheet, cell(k, i)); err != nil || formula != "" {
							t.Fatalf("%q became the formula %q in %s, %v", title, formula, sheet, err)
						}
					}
				}
			}
			foot, err := book.GetHeaderFooter(sheet)
			if err != nil || strings.Contains(these[0], "&") && !strings.Contains(foot.OddFooter, strings.ReplaceAll(these[0], "&", "&&")) || strings.ContainsAny(foot.OddFooter, "\x00\x1b\t") {
				t.Errorf("the footer of %q is %q, %v", these[0], foot.OddFooter, err)
			}
		}
		for _, title := range these {
			if held[title] == 0 {
				t.Errorf("%q stands in no cell", title)
			}
		}
	}
}

// legal is a letter as XML may hold it.
func legal(r rune) rune {
	if r < ' ' && r != '\t' {
		return '\uFFFD'
	}
	return r
}

// Printed whole, a workbook takes fewer than 30 pages, as a spreadsheet counts them.
func TestTheWorkbookPrintsOnUnder30Pages(t *testing.T) {
	if testing.Short() {
		t.Skip("opens a spreadsheet program")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no spreadsheet program on this machine; on Debian, apt-get install libreoffice-calc-nogui")
	}
	for _, name := range []string{"run", "six"} {
		folder := t.TempDir()
		if err := booked(t, name).SaveAs(filepath.Join(folder, "tables.xlsx")); err != nil {
			t.Fatal(err)
		}
		said, err := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless", "--convert-to", "pdf", "--outdir", folder, filepath.Join(folder, "tables.xlsx")).CombinedOutput()
		if err != nil {
			t.Skipf("%s does not print here: %v: %s", office, err, said)
		}
		printed, err := os.ReadFile(filepath.Join(folder, "tables.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		if pages := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(printed, -1)); pages < 10 || pages >= 30 {
			t.Errorf("%s: %d pages", name, pages)
		}
	}
}
