package page_test

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/studytest"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// small is a world that is played in a moment.
const small = "population=300&months=96&replicates=6"

// desk is the one of these tests.
var desk = sync.OnceValue(func() *page.Desk { return page.NewDesk("0123456789", "test", 1<<30) })

// ask is what the desk answers.
func ask(t *testing.T, q page.Question) *page.Answer {
	t.Helper()
	a, err := desk().Answer(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// words counts those of a text.
func words(text string) int { return len(strings.Fields(text)) }

// TestAnswersSayWhatMoved holds the texts and numbers of an answer to each other.
func TestAnswersSayWhatMoved(t *testing.T) {
	with, before := small+"&policy=training_subsidy=0.9", small+"&policy=training_subsidy=0.2"
	for name, q := range map[string]page.Question{
		"futures": {Link: with, Before: before}, "difference": {Link: with, Difference: true}, "no policy": {Link: small}, "phone": {Link: with, Narrow: true},
		"others": {Link: with, Show: []string{"hires", page.Whom, "orders", "pay_gini", "public_cost_usd"}}, "first": {Link: with, Runs: 2},
	} {
		a := ask(t, q)
		if words(a.Live) > 25 || !strings.HasSuffix(a.Live, ".") {
			t.Errorf("%s: what is read aloud has %d words: %s", name, words(a.Live), a.Live)
		}
		for _, f := range a.Figures {
			if n := words(f.Title); n > 10 || n == 0 {
				t.Errorf("%s, %s: the title has %d words: %s", name, f.ID, n, f.Title)
			}
			if n := words(f.Caption); n > 40 || n == 0 {
				t.Errorf("%s, %s: the caption has %d words: %s", name, f.ID, n, f.Caption)
			}
			if len(f.Table.Rows) == 0 || slices.ContainsFunc(f.Table.Rows, func(row []string) bool { return len(row) != len(f.Table.Head) }) {
				t.Errorf("%s, %s: the table has %d rows, or one that is not as long as its head", name, f.ID, len(f.Table.Rows))
			}
			for _, line := range f.Lines {
				if len(line.Said) != 96 || !strings.HasPrefix(line.Said[75], "April 2027: ") {
					t.Errorf("%s, %s, %s: %d months are said, among them %q", name, f.ID, line.Role, len(line.Said), line.Said[75])
				}
			}
			if over := strings.Contains(f.SVG, `<rect class="field" data-from="0" data-months="96"`); over != (f.ID != page.Whom) {
				t.Errorf("%s, %s: the SVG says where its months lie: %t", name, f.ID, over)
			}
		}
	}
}

// TestRolesOfFutures: which futures are shown follows from the choice and the one before.
func TestRolesOfFutures(t *testing.T) {
	small := "population=200&months=84&replicates=2&parameters=central"
	with := small + "&policy=training_subsidy=0.9"
	for _, c := range []struct {
		q     page.Question
		roles string
	}{
		{page.Question{Link: small}, "without-ai now"},
		{page.Question{Link: with}, "without-ai reference now"},
		{page.Question{Link: with, Before: small}, "without-ai reference before now"},
		{page.Question{Link: with, Before: with + "&policy="}, "without-ai reference now"},
		{page.Question{Link: with, Difference: true}, "difference"},
		{page.Question{Link: small + "&world=frozen"}, "now"},
	} {
		c.q.Show = []string{"at_work"}
		var roles []string
		for _, line := range ask(t, c.q).Figures[0].Lines {
			roles = append(roles, line.Role)
		}
		if got := strings.Join(roles, " "); got != c.roles {
			t.Errorf("%+v shows %q, not %q", c.q, got, c.roles)
		}
	}
}

// TestNothingHasAReason: why a choice, or a change, does nothing is said.
func TestNothingHasAReason(t *testing.T) {
	studytest.Unraced(t)
	small := "population=200&months=84&replicates=2&parameters=central"
	with := small + "&policy=training_subsidy=0.9"
	for _, c := range []struct{ link, before, nothing, live string }{
		{with, "", "", "skill"},
		{small + "&policy=training_subsidy=0", "", "every dose is 0", ""},
		{small + "&policy=training_subsidy=0.5,start=2040-01", "", "start after the run ends", ""},
		{small + "&policy=training_subsidy=0.5,compliance=0", "", "nobody complies", ""},
		{small + "&world=frozen", "", "AI stays as in 2021", "the world without AI"},
		{small + "&without=use", "", "was left out", ""},
		{with + "&policy=ai_levy=0", with, "every dose is 0", "not one bit changed"},
		{with, with + "&policy=ai_levy=0", "every dose is 0", "not one bit changed"},
		{with, small, "", ""},
		{with, with + "&seed=7", "", "cannot be compared"},
	} {
		a := ask(t, page.Question{Link: c.link, Before: c.before, Show: []string{"skill"}})
		if !strings.Contains(a.Nothing, c.nothing) || c.nothing == "" && a.Nothing != "" {
			t.Errorf("%s after %q: nothing happened because %q, not %q", c.link, c.before, a.Nothing, c.nothing)
		}
		if !regexp.MustCompile(c.live).MatchString(a.Live) {
			t.Errorf("%s after %q: read aloud is %q, not %q", c.link, c.before, a.Live, c.live)
		}
	}
}

// TestCostsAtTheHandle: what policies cost a year, and that a levy pays for itself.
func TestCostsAtTheHandle(t *testing.T) {
	a := ask(t, page.Question{Link: small + "&policy=training_subsidy=0.9&policy=ai_levy=0.3&policy=junior_quota=0", Show: []string{}})
	want := map[string]string{"training_subsidy": `^USD [\d.,]+ (m|b)illion a year \(.+\), public purse$`, "ai_levy": `^pays for itself: USD .* a year \(.+\) from those who use AI$`, "junior_quota": `^costs nothing$`}
	for _, p := range a.Policies {
		if !regexp.MustCompile(want[p.Name]).MatchString(p.Cost) {
			t.Errorf("%s costs %q", p.Name, p.Cost)
		}
		delete(want, p.Name)
	}
	if len(want) > 0 || len(a.Payers) != 3 {
		t.Errorf("no costs of %v, payers %+v", want, a.Payers)
	}
}

// TestUnknownFiguresAreNamed: a figure that is not there is named with the nearest one.
func TestUnknownFiguresAreNamed(t *testing.T) {
	a := ask(t, page.Question{Link: small, Show: []string{"skil", "<b>", "skill", "skill"}})
	if len(a.Figures) != 1 || len(a.Notes) != 2 || !strings.Contains(a.Notes[0], "skill") {
		t.Errorf("%d figures, notes %q", len(a.Figures), a.Notes)
	}
	a = ask(t, page.Question{Link: small + "&world=frozen", Show: []string{page.Whom, "skill"}})
	if len(a.Figures) != 1 || len(a.Notes) != 1 || !strings.Contains(a.Notes[0], "nobody gains or loses") {
		t.Errorf("for whom in a world without AI and policy: %d figures, notes %q", len(a.Figures), a.Notes)
	}
}

// filed is the content of a file.
func filed(t *testing.T, q page.FileQuestion) []byte {
	t.Helper()
	f, err := desk().File(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	content, err := base64.StdEncoding.DecodeString(f.Base64)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestSeriesAreThoseOfARun: the rows that the page gives are to the byte those that a run of
// the choice's command writes.
func TestSeriesAreThoseOfARun(t *testing.T) {
	studytest.Unraced(t)
	link := small + "&policy=training_subsidy=0.9"
	got := filed(t, page.FileQuestion{Link: link, Format: "series"})
	s := ran(t, page.Read(link).Command())
	r, err := ensemble.Play(t.Context(), ensemble.Plan{Scenario: s, Options: s.Options}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := r.Series.Only(func(r *table.Row) bool { return r.By == table.All }).WriteCSV(&want); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Errorf("the page's series has %d bytes and that of the run %d", len(got), want.Len())
	}
}

// TestFilesOfAFigure: numbers, drawing, picture and scenario, and a mistake for anything else.
func TestFilesOfAFigure(t *testing.T) {
	link := small + "&policy=training_subsidy=0.9"
	q := page.FileQuestion{Link: link, ID: "skill", Format: "csv"}
	rows, err := csv.NewReader(bytes.NewReader(filed(t, q))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+3*96 || !slices.Contains(rows[0], "dice") || !slices.Contains(rows[0], "digest") {
		t.Errorf("%d rows below %q", len(rows)-1, rows[0])
	}
	mean := slices.Index(rows[0], "mean")
	said := ask(t, page.Question{Link: link, Show: []string{"skill"}}).Figures[0].Table.Rows
	end, last := rows[len(rows)-1], said[len(said)-1]
	if v, err := strconv.ParseFloat(end[mean], 64); err != nil || strconv.FormatFloat(100*v, 'f', 0, 64) != last[len(last)-2] {
		t.Errorf("the file ends with %s and the table with %q", end[mean], last)
	}
	for format, begin := range map[string]string{"svg": "<svg ", "png": "\x89PNG", "yaml": "name:"} {
		q.Format = format
		if content := filed(t, q); !bytes.Contains(content[:min(200, len(content))], []byte(begin)) {
			t.Errorf("%s begins with %.40q", format, content)
		}
	}
	for _, wrong := range []page.FileQuestion{{ID: "skill", Format: "exe"}, {ID: "../etc", Format: "csv"}, {ID: "", Format: "png"}, {Link: small + "&world=frozen", ID: page.Whom, Format: "png"}} {
		if _, err := desk().File(t.Context(), wrong); !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
}

// TestEveryMeasureCanBeShown: whatever is asked for is drawn and said, however short the future.
func TestEveryMeasureCanBeShown(t *testing.T) {
	studytest.Unraced(t)
	for _, link := range []string{"months=1&replicates=1", "months=30&replicates=2&parameters=central", "months=80&replicates=3&policy=training_subsidy=0.9&policy=ai_levy=0.2"} {
		for ids := range slices.Chunk(page.Figures(), 12) {
			for _, difference := range []bool{false, true} {
				a := ask(t, page.Question{Link: link + "&population=200", Show: ids, Difference: difference, Narrow: difference})
				if len(a.Figures) != len(ids) {
					t.Fatalf("%s: %d figures of %d, notes %q", link, len(a.Figures), len(ids), a.Notes)
				}
				for _, f := range a.Figures {
					texts := strings.Join([]string{f.SVG, f.Title, f.Caption, f.Footer, fmt.Sprint(f.Lines, f.Table)}, "\n")
					if found := regexp.MustCompile(`NaN|Inf|%!|\x{2013}%|\(\)`).FindString(texts); found != "" || words(f.Title) > 10 || words(f.Caption) > 40 {
						t.Errorf("%s, %s: %q in what is drawn and said; %d and %d words: %s | %s", link, f.ID, found, words(f.Title), words(f.Caption), f.Title, f.Caption)
					}
				}
			}
		}
	}
}
