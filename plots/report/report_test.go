package report

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// A difference stands in the drawing, in its caption, in the table below it and in
// the main numbers, digit by digit.
func TestFigureCaptionAndTablesSayTheSame(t *testing.T) {
	for name, of := range map[string]map[string]string{
		"run":        {"seeds": "numbers"},
		"comparison": {"scorecard": "numbers"},
	} {
		r, compared := reported(t, name), 0
		for id := range of {
			f := r.figure(t, id)
			svg, err := f.SVG(canvas.Wide)
			if err != nil {
				t.Fatal(err)
			}
			for k, row := range f.Tables[0].Rows {
				interval := row.Cells[2].Text + " to " + row.Cells[3].Text
				compared++
				if name == "run" && k == 0 && !strings.Contains(f.Caption, interval) {
					t.Errorf("%s: the table says %s of %s, the caption %q", id, interval, row.Title, f.Caption)
				}
				if name == "comparison" && !strings.HasSuffix(row.Title, "USD") && !strings.Contains(string(svg), ">"+row.Cells[1].Text) && !strings.Contains(string(svg), ">AI: "+row.Cells[1].Text) {
					t.Errorf("%s: the table says %s of %s, the drawing does not", id, row.Cells[1].Text, row.Title)
				}
			}
		}
		if compared < 7 {
			t.Errorf("%s: only %d intervals were compared", name, compared)
		}
	}
}

// The size of the effect that the headline of a run claims is that of the main
// table and of the figure of runs.
func TestTheHeadlineIsThatOfFigureAndTable(t *testing.T) {
	r := reported(t, "run")
	e := r.Study.Effect(r.Study.World(), r.Study.Others()[0].Name, finding.AtWork, finding.AtEnd).Shown()
	size, signed := e.Spell(finding.Size), e.Spell(finding.Signed)
	rows := r.table(t, "all").Rows
	i := slices.IndexFunc(rows, func(row TableRow) bool { return strings.HasPrefix(row.Title, "People at work") })
	cell := rows[i].Cells[len(rows[i].Cells)-2]
	for place, text := range map[string]string{
		"headline": r.Study.Headline[0], "table": cell.Text + " " + cell.Interval, "caption": r.figure(t, "seeds").Caption,
	} {
		want := signed.Interval()
		if place == "headline" {
			want = size.Interval()
		}
		if !strings.Contains(text, want) {
			t.Errorf("the %s does not say %s: %s", place, want, text)
		}
	}
}

// The bills of the page are those of the figure, number by number.
func TestBillsOfTableAndFigureAreTheSame(t *testing.T) {
	r := reported(t, "comparison")
	values := r.figure(t, "who-pays").Values
	for _, a := range r.Study.Others() {
		for _, p := range []string{scenarios.PayerPublic, scenarios.PayerFirms, scenarios.PayerBoth} {
			b := r.Study.Bill(r.Study.World(), a.Name, "", p)
			if !slices.ContainsFunc(values, func(e finding.Estimate) bool {
				return e.Arm == a.Name && b != nil && e.Value == b.Value && e.Low == b.Low
			}) {
				t.Errorf("%s, %s: no value of the figure is %+v", a.Name, p, b)
			}
		}
	}
}

func TestEveryFigureIsPlacedNumberedAndHasATable(t *testing.T) {
	for name := range contests {
		r := reported(t, name)
		page, last := page(t, name), -1
		for i, f := range r.Figures() {
			at := strings.Index(page, "<figure aria-labelledby=\"figure-"+finding.Count(i+1)+"\">")
			if f.Number != i+1 || len(f.Tables) == 0 || at < last {
				t.Errorf("%s: figure %s has number %d, %d tables, and stands at %d after %d", name, f.ID, f.Number, len(f.Tables), at, last)
				continue
			}
			last = at
			for _, row := range f.Tables[0].Rows {
				for k, cell := range row.Cells {
					if cell.Text == "" && f.Tables[0].Heads[k].Label != "Runs" {
						t.Errorf("%s: %s: %+v", name, f.ID, row)
					}
				}
			}
		}
		if slices.ContainsFunc(r.Sections, func(s Section) bool { return s.ID == "further" }) {
			t.Errorf("%s: figures have no section of their own", name)
		}
	}
}

// Words that claim more than a simulation can.
func TestNothingIsProvenSignificantOrBest(t *testing.T) {
	claims := regexp.MustCompile(`(?i)\b(significant|significantly|proves?|proven|best|certain|certainly|forecasts|wins?|winner)\b`)
	tag := regexp.MustCompile(`<[^>]*>`)
	for name := range contests {
		page := page(t, name)
		page = tag.ReplaceAllString(page[strings.Index(page, `<main`):strings.Index(page, `id="assumed"`)], " ") // sources speak for themselves
		for _, found := range claims.FindAllStringIndex(page, -1) {
			t.Errorf("%s: %q", name, page[max(0, found[0]-60):min(len(page), found[1]+40)])
		}
	}
}

func TestTheSameGivesTheSameBytesOnAnyNumberOfWorkers(t *testing.T) {
	for _, kind := range []string{"run", "comparison"} {
		a, b := reported(t, kind), reported(t, kind)
		for name, write := range map[string]func(r *Report, workers int, w io.Writer) error{
			"report.html":   func(r *Report, workers int, w io.Writer) error { return r.WriteHTML(w, workers, false) },
			"tables.xlsx":   func(r *Report, _ int, w io.Writer) error { return r.WriteWorkbook(w) },
			"dictionary.md": func(r *Report, _ int, w io.Writer) error { return r.WriteDictionary(w) },
		} {
			var one, seven bytes.Buffer
			if err := write(a, 1, &one); err != nil {
				t.Fatal(err)
			}
			if err := write(b, 7, &seven); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(one.Bytes(), seven.Bytes()) || one.Len() < 2000 {
				t.Errorf("%s: %s differs between two makings, or is small: %d bytes", kind, name, one.Len())
			}
		}
	}
}

func TestThePageIsSmall(t *testing.T) {
	for _, name := range []string{"run", "comparison"} {
		if size := len(page(t, name)); size > mostBytes {
			t.Errorf("%s: the page has %d bytes", name, size)
		}
	}
}

// A run without a twin says what it cannot tell, and shows no comparison.
func TestARunWithoutItsTwinSaysWhatItCannotTell(t *testing.T) {
	s := small()
	s.Options.Counterfactual, s.Options.Months, s.Options.Replicates = false, 60, 2
	run, err := play(scenarios.RunContest(s))
	if err != nil {
		t.Fatal(err)
	}
	r := New(run)
	page := html(t, r)
	for _, want := range []string{"cannot be told from what would have come anyway", "use generative AI in a month"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if !slices.ContainsFunc(r.Box, func(f Fact) bool { return strings.HasPrefix(f.Text, "Nothing: the run was played without its twin") }) {
		t.Error("the box does not say that there is no twin")
	}
	if strings.Contains(page, `id="groups"`) || strings.Contains(page, "paired runs") {
		t.Error("the page compares with a world that was not played")
	}
}

// One run has no interval, and nothing is claimed of it.
func TestOneRunClaimsNothing(t *testing.T) {
	for _, name := range []string{"one run", "one of each"} {
		r := reported(t, name)
		if want := "One run cannot tell a difference from luck."; !strings.HasPrefix(r.Basis, want) {
			t.Errorf("%s: basis %q", name, r.Basis)
		}
		for _, f := range r.Figures() {
			for _, row := range f.Tables[0].Rows {
				if method := row.Cells[5].Text; method != "one run" && method != "as published" {
					t.Errorf("%s: %s: %+v", name, f.ID, row)
				}
			}
		}
		for _, table := range r.tables() {
			for _, row := range table.Rows {
				for _, c := range row.Cells {
					if c.Class == "more" || c.Class == "less" {
						t.Errorf("%s: %s claims %+v of %s", name, table.ID, c, row.Title)
					}
				}
			}
		}
		page(t, name)
	}
}

// Where nothing happened the page says so, and why.
func TestWhenNothingHappenedThePageSaysWhy(t *testing.T) {
	for _, c := range []struct {
		name, want string
		set        func(*scenarios.Scenario)
	}{
		{"frozen", "in this world AI stays as in 2021", func(s *scenarios.Scenario) { s.World = "frozen" }},
		{"short", "the run ends before the first generative AI is released", func(s *scenarios.Scenario) { s.Options.Months = 12 }},
		{"usual", "", func(*scenarios.Scenario) {}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := small()
			s.Options.Months, s.Options.Replicates, s.Options.Population = 48, 2, 300
			c.set(s)
			run, err := play(scenarios.RunContest(s))
			if err != nil {
				t.Fatal(err)
			}
			if said := strings.ToLower(strings.Join(New(run).Callouts, " ")); (c.want == "") != (said == "") || !strings.Contains(said, strings.ToLower(c.want)) {
				t.Errorf("callout %q, want %q", said, c.want)
			}
		})
	}
}

func TestAnIdlePolicySaysWhyItChangedNothing(t *testing.T) {
	r := reported(t, "nothing comes")
	if page := html(t, r); len(r.Callouts) != 1 || !strings.Contains(page, `class="callout"`) {
		t.Errorf("callouts %q", r.Callouts)
	}
	for _, row := range r.table(t, "numbers-period").Rows {
		if got := row.Cells[2].Text; got != "none" {
			t.Errorf("%s of the idle policy: %q", row.Title, got)
		}
	}
	if strings.Contains(page(t, "comparison"), `class="callout"`) {
		t.Error("a callout stands where every policy changed something")
	}
}

// Where luck does not tell who is ahead, nobody is named alone.
func TestNobodyIsNamedAheadInATie(t *testing.T) {
	r := reported(t, "comparison", func(s *scenarios.Study) {
		s.Best = slices.Clone(s.Best)
		for i := range s.Best {
			s.Best[i].Arms, s.Best[i].Dominated = []string{"supportive-ecosystem", "safety-net"}, []string{"laissez-faire"}
		}
	})
	for _, row := range r.table(t, "ahead").Rows {
		for _, c := range row.Cells {
			if c.Text != "a tie: Safety net† and Supportive ecosystem†" {
				t.Errorf("%s: %+v", row.Title, c)
			}
		}
	}
	if page := html(t, r); strings.Contains(page, ">ahead<") || !strings.Contains(page, ">may be ahead<") {
		t.Error("one is named ahead in a tie")
	}
}

func TestPrecisionIsSaidAsItIs(t *testing.T) {
	for _, x := range []struct {
		p    scenarios.Precision
		want string
	}{
		{scenarios.Precision{Target: 1, Widest: 1.4, Runs: 180}, "Precision not reached: intervals of at most 1% of the reference were asked for"},
		{scenarios.Precision{Target: 2, Widest: 1.4, Reached: true, Runs: 180}, "Precision reached: no 95% interval"},
		{scenarios.Precision{Widest: 1.4, Runs: 180}, "No precision was asked for."},
	} {
		said := reported(t, "one world", func(s *scenarios.Study) { s.Precision = x.p }).Precision
		if !strings.HasPrefix(said, x.want) || !strings.Contains(said, "180 runs") {
			t.Errorf("%q, want %q", said, x.want)
		}
	}
}

// What is not defined says why, and is no number.
func TestARatioThatIsNotDefinedSaysWhy(t *testing.T) {
	table, undefined, cells := reported(t, "comparison").table(t, "ratios"), 0, 0
	for _, row := range table.Rows {
		for _, c := range row.Cells[1 : len(row.Cells)-1] {
			if cells++; c.Text == "not defined" {
				undefined++
				if c.Note == "" || c.Interval != "" {
					t.Errorf("%+v", c)
				}
			}
		}
	}
	if undefined == 0 || undefined == cells {
		t.Errorf("%d of %d ratios are not defined", undefined, cells)
	}
}

// Whatever a scenario or an arm calls itself, the page holds it as text; and a
// study that holds nothing but its arms is still a page.
func TestNoTitleCanBreakThePage(t *testing.T) {
	for _, name := range []string{"run", "comparison"} {
		page := html(t, reported(t, name, func(s *scenarios.Study) {
			s.Title, s.Question = `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)> & runs?`
			s.Arms = slices.Clone(s.Arms)
			s.Arms[1].Title, s.Arms[1].Idle = `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`
		}))
		if found := regexp.MustCompile(`<script|<img`).FindString(page); found != "" {
			t.Errorf("%s: the page holds %s", name, found)
		}
		if !strings.Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt;") {
			t.Errorf("%s: the title is not on the page", name)
		}
	}
	r := reported(t, "comparison", func(s *scenarios.Study) {
		*s = scenarios.Study{Version: scenarios.StudyVersion, Kind: s.Kind, Months: 180, Start: 180, Worlds: s.Worlds[:1], Arms: slices.Clone(s.Arms[:2]), Against: s.Against, Replicates: 1}
		for i := range s.Arms {
			s.Arms[i].Policies = nil
		}
	})
	if page := html(t, r); !strings.Contains(page, "No policy is in force in any of its months") || len(r.Figures()) != 0 {
		t.Errorf("%d figures of nothing", len(r.Figures()))
	}
}

// Every figure of the registry can be drawn in the usual case.
func TestEveryKindIsDrawnInTheUsualCase(t *testing.T) {
	for name, kind := range map[string]string{"run": scenarios.KindRun, "comparison": scenarios.KindComparison} {
		r := reported(t, name)
		for _, k := range plots.Kinds(kind) {
			r.figure(t, k.ID)
		}
	}
}
