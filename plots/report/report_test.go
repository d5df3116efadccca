package report

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
)

// digits are the numbers of a text without their signs.
func digits(text string) []string {
	return regexp.MustCompile(`\d[\d,]*(\.\d+)?`).FindAllString(text, -1)
}

// The numbers of the headline stand in the drawing, in its caption and in the
// table below it, digit by digit.
func TestHeadlineFigureAndTableSayTheSame(t *testing.T) {
	r := usualReport(t)
	compared := 0
	for _, h := range r.Headline {
		i := slices.IndexFunc(r.Figures(), func(f Figure) bool { return f.ID == h.Figure })
		if i < 0 {
			t.Fatalf("%q rests on the figure %q, which is not on the page", h.Text, h.Figure)
		}
		f := r.Figures()[i]
		svg, err := f.SVG(canvas.Wide)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range h.Values {
			row := f.Rows[slices.IndexFunc(f.Rows, func(row Row) bool { return row.What == e.Measure && row.Date == e.Date })]
			for _, n := range digits(strings.Join([]string{row.Value, row.Low, row.High}, " ")) {
				compared++
				for place, text := range map[string]string{"headline": h.Text, "caption": f.Caption, "drawing": string(svg)} {
					if v := estimate(e).Verdict(); n == digits(row.Value)[0] && v != scenarios.Clear {
						continue // no single number is claimed
					}
					if !slices.Contains(digits(text), n) {
						t.Errorf("%s: the table says %s, the %s does not: %s", e.Measure, n, place, text[:min(len(text), 300)])
					}
				}
			}
		}
	}
	if compared < 12 {
		t.Errorf("only %d numbers were compared", compared)
	}
}

// Every value that the table shows is one of the figure, as the figure's
// caption writes it.
func TestCaptionsAndTablesRoundAlike(t *testing.T) {
	r := usualReport(t)
	compared := 0
	for _, id := range []string{"seeds", "employment-by-domain", "works", "pay"} {
		f := r.Figures()[slices.IndexFunc(r.Figures(), func(f Figure) bool { return f.ID == id })]
		for _, row := range f.Rows {
			if row.Method != "95% of mean" || row.Date != lastDate(r.Run.Summary) {
				continue
			}
			compared++
			if !strings.Contains(f.Caption, row.Low+" to "+row.High) {
				t.Errorf("%s: the table says %s to %s of %s, the caption %q", id, row.Low, row.High, row.What, f.Caption)
			}
		}
	}
	if compared < 15 {
		t.Errorf("only %d intervals were compared", compared)
	}
}

func TestEveryEstimateCarriesItsIntervalItsRunsAndItsMethod(t *testing.T) {
	for _, f := range usualReport(t).Figures() {
		if len(f.Rows) == 0 {
			t.Errorf("figure %s has no table", f.ID)
		}
		for _, row := range f.Rows {
			if row.Value == "" || row.Low == "" || row.High == "" || row.Method == "" || row.N == 0 && row.Method != "as published" {
				t.Errorf("%s: %+v", f.ID, row)
			}
		}
	}
}

// Words that claim more than a simulation can.
func TestNothingIsProvenSignificantOrBest(t *testing.T) {
	r := usualReport(t)
	claims := regexp.MustCompile(`(?i)\b(significant|significantly|proves?|proven|best|certain|certainly|forecasts)\b`)
	texts := []string{r.Basis, r.Reading, r.Title}
	for _, h := range r.Headline {
		texts = append(texts, h.Text)
	}
	for _, f := range r.Figures() {
		texts = append(texts, f.Title, f.Caption)
	}
	for _, text := range texts {
		if found := claims.FindString(text); found != "" {
			t.Errorf("%q is claimed: %s", found, text)
		}
	}
}

func TestTheSameRunGivesTheSameBytesOnAnyNumberOfWorkers(t *testing.T) {
	run, err := usual()
	a, b := reported(t, run, err), reported(t, run, err)
	for name, write := range map[string]func(r *Report, workers int, w io.Writer) error{
		"report.html": func(r *Report, workers int, w io.Writer) error { return r.WriteHTML(w, workers) },
		"tables.xlsx": func(r *Report, _ int, w io.Writer) error { return r.WriteWorkbook(w) },
	} {
		var one, seven bytes.Buffer
		if err := write(a, 1, &one); err != nil {
			t.Fatal(err)
		}
		if err := write(b, 7, &seven); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one.Bytes(), seven.Bytes()) {
			t.Errorf("%s differs between two makings", name)
		}
	}
}

func TestThePageIsSmall(t *testing.T) {
	if size := len(html(t, usualReport(t))); size > 1_500_000 {
		t.Errorf("the page has %d bytes, more than 1.5 million", size)
	}
}

// A run without a twin says what it cannot tell, and shows no comparison.
func TestARunWithoutItsTwinSaysWhatItCannotTell(t *testing.T) {
	s := small()
	s.Options.Counterfactual, s.Options.Months, s.Options.Replicates = false, 60, 2
	run, err := play(s)
	r := reported(t, run, err)
	page := html(t, r)
	for _, want := range []string{"cannot be told from what would have come anyway", "generative AI is used by"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if !slices.ContainsFunc(r.Box, func(f Fact) bool { return strings.HasPrefix(f.Text, "Nothing: the run was played without its twin") }) {
		t.Error("the box does not say that there is no twin")
	}
	if strings.Contains(page, `id="winners"`) || strings.Contains(page, "paired runs") {
		t.Error("the page compares with a world that was not played")
	}
}

// One run has no interval, and nothing is claimed of it.
func TestOneRunClaimsNothing(t *testing.T) {
	s := small()
	s.Options.Months, s.Options.Replicates = 60, 1
	run, err := play(s)
	r := reported(t, run, err)
	if want := "One run was played: no difference can be told from luck."; !strings.HasPrefix(r.Basis, want) {
		t.Errorf("basis %q", r.Basis)
	}
	for _, f := range r.Figures() {
		for _, row := range f.Rows {
			if row.Method != "one run" && row.Method != "as published" {
				t.Errorf("%s: %+v", f.ID, row)
			}
		}
	}
	html(t, r)
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
			run, err := play(s)
			if said := reported(t, run, err).Callout; (c.want == "") != (said == "") || !strings.Contains(said, c.want) {
				t.Errorf("callout %q, want %q", said, c.want)
			}
		})
	}
}
