package report

import (
	"bytes"
	"encoding/csv"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/madeup"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// comparisonOf is the report of a made-up comparison, changed if change says so.
func comparisonOf(s madeup.Shape, change func(c *scenarios.Comparison)) *ComparisonReport {
	c := madeup.Comparison(s)
	if change != nil {
		change(c)
	}
	m := store.Manifest{
		Scenario: "comparison", Seeds: store.Seeds{Master: 1}, Versions: store.Versions{Module: "atelier@test", Revision: "0123abc", Go: "go1"},
		Started: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC),
	}
	for i := range c.Replicates {
		m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(100+i))
	}
	return NewComparison(ComparisonRun{Manifest: m, Comparison: c,
		Command: "atelier compare laissez-faire skills-first rights-first safety-net supportive-ecosystem --worlds expected,slow,fast --replicates 12"})
}

// usualComparison is that of the usual shape.
func usualComparison() *ComparisonReport { return comparisonOf(madeup.Usual, nil) }

// comparisonShapes are what a page has to cope with.
var comparisonShapes = map[string]madeup.Shape{
	"usual":      madeup.Usual,
	"one run":    {Worlds: 3, Replicates: 1, Arms: 4},
	"one world":  {Worlds: 1, Replicates: 12, Arms: 4},
	"one policy": {Worlds: 2, Replicates: 3, Arms: 1},
	"six":        {Worlds: 3, Replicates: 40, Arms: 6},
	"idle":       {Worlds: 3, Replicates: 12, Arms: 4, Idle: true},
}

func comparisonHTML(t *testing.T, r *ComparisonReport, workers int) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteHTML(&b, workers); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A difference stands in the drawing, in its caption, in the table below it and
// in the main numbers, digit by digit.
func TestFigureCaptionAndTablesOfAComparisonSayTheSame(t *testing.T) {
	r, compared := usualComparison(), 0
	for id, column := range map[string]string{"contrast-work": "at_work", "contrast-income": "freelance_income_usd", "contrast-use": "ai_use"} {
		f := r.figures[slices.IndexFunc(r.figures, func(f Figure) bool { return f.ID == id })]
		svg, err := f.SVG(canvas.Wide)
		if err != nil {
			t.Fatal(err)
		}
		lines := r.Numbers[0].Lines
		line := lines[slices.IndexFunc(lines, func(l NumberLine) bool { return l.Column == column })]
		for i, row := range f.Rows {
			cell := line.Cells[i]
			if row.Value != cell.Value || row.Low != cell.Low || row.High != cell.High {
				t.Errorf("%s: the table below says %+v, the main numbers %+v", row.What, row.Spelling, cell.Spelling)
			}
			for place, text := range map[string]string{"caption": f.Caption, "drawing": string(svg)} {
				compared++
				if !strings.Contains(text, row.Low+" to "+row.High) {
					t.Errorf("%s: the table says %s to %s, the %s does not: %q", row.What, row.Low, row.High, place, text[:min(len(text), 300)])
				}
			}
		}
	}
	if compared < 20 {
		t.Errorf("only %d intervals were compared", compared)
	}
}

// The bills of the page are those of the figure.
func TestBillsOfTableAndFigureSayTheSame(t *testing.T) {
	r := usualComparison()
	f := r.figures[slices.IndexFunc(r.figures, func(f Figure) bool { return f.ID == "who-pays" })]
	for _, row := range r.Bills.Rows {
		if !row.Part && !strings.Contains(f.Caption, row.Title+" "+row.Both.Value+" ("+row.Both.Interval()+")") {
			t.Errorf("%s: %+v is not in %q", row.Title, row.Both, f.Caption)
		}
	}
}

func TestEveryRowOfATableOfAComparisonSaysHowSureItIs(t *testing.T) {
	for name, s := range comparisonShapes {
		for _, sheet := range comparisonOf(s, nil).Sheets() {
			at := slices.Index(sheet.Header, "value")
			if at < 0 || sheet.Name == "parameters" {
				continue
			}
			if got := sheet.Header[at:]; !slices.Equal(got, estimated) {
				t.Errorf("%s: %s ends with %v, want %v", name, sheet.Name, got, estimated)
			}
			for _, row := range sheet.Rows {
				if n, isNumber := row[at+3].(int); !isNumber || n < 1 || row[at+4].(string) == "" || len(row) != len(sheet.Header) {
					t.Errorf("%s: %s: %v", name, sheet.Name, row)
					break
				}
			}
		}
	}
}

func TestEveryFigureOfAComparisonIsPlacedNumberedAndHasATable(t *testing.T) {
	for name, s := range comparisonShapes {
		r := comparisonOf(s, nil)
		if n := len(r.Sections["further"].Figures); n > 0 {
			t.Errorf("%s: %d figures have no section of their own", name, n)
		}
		page := comparisonHTML(t, r, 2)
		last := -1
		for i, f := range r.Figures() {
			at := strings.Index(page, "<figure aria-labelledby=\"figure-"+commas(i+1)+"\">")
			if f.Number != i+1 || len(f.Rows) == 0 || at < last {
				t.Errorf("%s: figure %s has number %d, %d rows, and stands at %d after %d", name, f.ID, f.Number, len(f.Rows), at, last)
			}
			last = at
			for _, row := range f.Rows {
				if row.Value == "" || row.Low == "" || row.High == "" || row.Method == "" || row.N == 0 {
					t.Errorf("%s: %s: %+v", name, f.ID, row)
				}
			}
		}
	}
}

// Those who bear a levy stand in a table of their own, and only where there is
// a levy.
func TestWhoBearsALevyIsTold(t *testing.T) {
	b := usualComparison().Borne
	if len(b.Rows) != 1 || b.Rows[0].Title != "Supportive ecosystem†" || !slices.Equal(b.Heads, []string{"Organisations", "Clients", "Creatives"}) {
		t.Errorf("%+v", b)
	}
}

// What is not defined says why, and is no number.
func TestARatioThatIsNotDefinedSaysWhy(t *testing.T) {
	r, undefined := usualComparison(), 0
	for _, row := range r.Ratios.Rows {
		for _, c := range row.Cells {
			if c.Value == "not defined" {
				undefined++
				if c.Note == "" || c.Interval() != "" {
					t.Errorf("%+v", c)
				}
			}
		}
	}
	if undefined == 0 || undefined == len(r.Ratios.Rows)*4 {
		t.Errorf("%d ratios are not defined", undefined)
	}
}

func TestAnIdlePolicySaysWhyItChangedNothing(t *testing.T) {
	r := comparisonOf(comparisonShapes["idle"], nil)
	page := comparisonHTML(t, r, 2)
	if len(r.Callouts) != 1 || !strings.Contains(page, `class="callout"`) || !strings.Contains(page, "starts in January 2037") {
		t.Errorf("callouts %q", r.Callouts)
	}
	for _, line := range r.Numbers[0].Lines {
		if got := line.Cells[3].Text(); got != "none" {
			t.Errorf("%s of the idle policy: %q", line.Label, got)
		}
	}
	if strings.Contains(comparisonHTML(t, usualComparison(), 2), `class="callout"`) {
		t.Error("a callout stands where every policy changed something")
	}
}

// One run has no interval, and nothing is claimed of it.
func TestOneRunOfAComparisonClaimsNothing(t *testing.T) {
	r := comparisonOf(comparisonShapes["one run"], nil)
	if !strings.HasPrefix(r.Basis, "One run of each policy was played: no difference can be told from luck.") {
		t.Errorf("basis %q", r.Basis)
	}
	for _, line := range r.Numbers[0].Lines {
		for _, c := range line.Cells {
			if c.Interval() != "" || c.Class != "luck" && c.Value != "none" {
				t.Errorf("%s: %+v", line.Label, c)
			}
		}
	}
}

// Where luck does not tell who is ahead, nobody is named alone.
func TestNobodyIsNamedAheadInATie(t *testing.T) {
	tie := func(c *scenarios.Comparison) {
		for i := range c.Best {
			c.Best[i].Arms, c.Best[i].Dominated = []int{4, 3}, []int{0}
		}
	}
	for _, f := range comparisonOf(madeup.Usual, tie).Firsts.Rows {
		for _, said := range f.Ahead {
			if said != "a tie: Safety net and Supportive ecosystem†" {
				t.Errorf("%+v", f)
			}
		}
	}
	page := comparisonHTML(t, comparisonOf(madeup.Usual, tie), 2)
	if strings.Contains(page, ">ahead<") || !strings.Contains(page, ">may be ahead<") {
		t.Error("one is named ahead in a tie")
	}
}

func TestPrecisionIsSaidAsItIs(t *testing.T) {
	c := madeup.Comparison(madeup.Usual)
	for _, x := range []struct {
		p    scenarios.Precision
		want string
	}{
		{scenarios.Precision{Target: 1, Widest: 1.4, Runs: 180}, "Precision not reached: intervals of at most 1% of the reference were asked for"},
		{scenarios.Precision{Target: 2, Widest: 1.4, Reached: true, Runs: 180}, "Precision reached: no 95% interval"},
		{scenarios.Precision{Widest: 1.4, Runs: 180}, "No precision was asked for."},
	} {
		if c.Precision = x.p; !strings.HasPrefix(precision(c), x.want) || !strings.Contains(precision(c), "180 runs") {
			t.Errorf("%q, want %q", precision(c), x.want)
		}
	}
}

func TestNothingInAComparisonIsProvenSignificantOrBest(t *testing.T) {
	claims := regexp.MustCompile(`(?i)\b(significant|significantly|proves?|proven|best|certain|certainly|forecasts|wins?|winner)\b`)
	text := regexp.MustCompile(`<[^>]*>`)
	for name, s := range comparisonShapes {
		page := comparisonHTML(t, comparisonOf(s, nil), 2)
		page = page[strings.Index(page, `<main`):strings.Index(page, `id="assumed"`)] // sources speak for themselves
		for _, found := range claims.FindAllStringIndex(text.ReplaceAllString(page, " "), -1) {
			said := text.ReplaceAllString(page, " ")
			t.Errorf("%s: %q", name, said[max(0, found[0]-60):min(len(said), found[1]+40)])
		}
	}
}

func TestTheSameComparisonGivesTheSameBytesOnAnyNumberOfWorkers(t *testing.T) {
	a, b := usualComparison(), usualComparison()
	if comparisonHTML(t, a, 1) != comparisonHTML(t, b, 7) {
		t.Error("report.html differs between two makings")
	}
	for name, write := range map[string]func(r *ComparisonReport, w io.Writer) error{
		"tables.xlsx": (*ComparisonReport).WriteWorkbook, "dictionary.md": (*ComparisonReport).WriteDictionary,
	} {
		var one, two bytes.Buffer
		if err := write(a, &one); err != nil {
			t.Fatal(err)
		}
		if err := write(b, &two); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one.Bytes(), two.Bytes()) || one.Len() < 2000 {
			t.Errorf("%s differs between two makings, or is small: %d bytes", name, one.Len())
		}
	}
}

func TestTheWorkbookOfAComparisonHoldsItsTables(t *testing.T) {
	r := usualComparison()
	var file bytes.Buffer
	if err := r.WriteWorkbook(&file); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, s := range r.Sheets() {
		var text bytes.Buffer
		if err := s.WriteCSV(&text); err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(&text).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		rows, err := book.GetRows(s.Name[:min(len(s.Name), longestName)], excelize.Options{RawCellValue: true})
		if err != nil || len(rows) != len(lines) {
			t.Errorf("%s: %d rows in the workbook, %d in the file, %v", s.Name, len(rows), len(lines), err)
		}
	}
}

func TestTheDictionaryOfAComparisonNamesItsTables(t *testing.T) {
	r := usualComparison()
	var b bytes.Buffer
	if err := r.WriteDictionary(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"comparison.json", "`skills-first`", "`at_work`", "tables/effects.csv", "levy_out", r.Run.Command, scenarios.MethodRatio} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the dictionary does not mention %s", want)
		}
	}
}

func TestEveryWordOfAComparisonIsLinkedAtItsFirstUse(t *testing.T) {
	r := usualComparison()
	page := comparisonHTML(t, r, 2)
	if len(r.Glossary) != 12 {
		t.Errorf("%d words", len(r.Glossary))
	}
	for _, term := range r.Glossary {
		if n, m := strings.Count(page, `href="#word-`+term.ID+`"`), strings.Count(page, `id="word-`+term.ID+`"`); n != 1 || m != 1 {
			t.Errorf("%s is linked %d times and stands %d times in the glossary", term.Name, n, m)
		}
	}
}

func TestThePageOfAComparisonIsSmall(t *testing.T) {
	if size := len(comparisonHTML(t, usualComparison(), 2)); size > 1_500_000 {
		t.Errorf("the page has %d bytes, more than 1.5 million", size)
	}
}

// Whatever an arm calls itself, the page holds it as text; and a comparison
// that holds nothing but its arms is still a page.
func TestNoComparisonCanBreakThePage(t *testing.T) {
	page := comparisonHTML(t, comparisonOf(madeup.Usual, func(c *scenarios.Comparison) {
		c.Arms[1].Title, c.Arms[2].Idle = `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`
	}), 2)
	if found := regexp.MustCompile(`<script|<img`).FindString(page); found != "" {
		t.Errorf("the page holds %s", found)
	}
	r := comparisonOf(madeup.Usual, func(c *scenarios.Comparison) {
		*c = scenarios.Comparison{Version: 1, Months: 180, Start: 180, Worlds: []string{"expected"}, Arms: c.Arms[:2], Replicates: 1}
	})
	if page := comparisonHTML(t, r, 2); !strings.Contains(page, "No policy is in force in any of its months") || len(r.Figures()) != 0 {
		t.Errorf("%d figures of nothing", len(r.Figures()))
	}
}
