package report

import (
	"bytes"
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// number is what a cell says: NaN if it is no number.
func number(text string) float64 {
	text = strings.NewReplacer(finding.Minus, "-", ",", "", "+", "", "%", "", " pt", "", finding.Dagger, "").Replace(text)
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// The headline is one: word by word in the terminal's text, in JSON, on the page
// and in the workbook.
func TestTheHeadlineStandsWordByWordInAllFour(t *testing.T) {
	if testing.Short() {
		t.Skip("writes whole reports")
	}
	for name := range contests {
		r := reported(t, name)
		var text, stored bytes.Buffer
		if err := r.Study.WriteText(&text, 100000); err != nil {
			t.Fatal(err)
		}
		if err := r.Study.WriteJSON(&stored); err != nil {
			t.Fatal(err)
		}
		var read struct{ Headline []string }
		if err := json.Unmarshal(stored.Bytes(), &read); err != nil {
			t.Fatal(err)
		}
		rows, err := booked(t, name).GetRows(aboutName)
		if err != nil {
			t.Fatal(err)
		}
		plain := regexp.MustCompile(`</?a[^>]*>`).ReplaceAllString(page(t, name), "")
		for i, said := range r.Study.Headline {
			if said == "" || !strings.Contains(text.String(), said) {
				t.Errorf("%s: the terminal does not say %q: %s", name, said, text.String()[:300])
			}
			if read.Headline[i] != said {
				t.Errorf("%s: JSON says %q, not %q", name, read.Headline[i], said)
			}
			if !strings.Contains(plain, `<p class="headline">`+strings.NewReplacer("'", "&#39;", "+", "&#43;").Replace(said)+"</p>") {
				t.Errorf("%s: the page does not say %q", name, said)
			}
			if !slices.ContainsFunc(rows, func(row []string) bool { return row[0] == "In short" && row[1] == said }) {
				t.Errorf("%s: the workbook does not say %q", name, said)
			}
		}
	}
}

// coded finds a key of the program in a text for people: two words joined by an
// underscore, or an abbreviation without its first capital ("aI levy").
var coded = regexp.MustCompile(`\b[a-z0-9]+(_[a-z0-9]+)+\b|\b(aI|uSD|uS|gINI|cSV|dUCKDB)\b`)

// Codes never reach a reader of page, figures or workbook; a path of a parameter,
// a file's name and a column that holds keys are no texts.
func TestCodesNeverReachAReader(t *testing.T) {
	if testing.Short() {
		t.Skip("writes whole reports")
	}
	for name := range contests {
		r := reported(t, name)
		texts := slices.Concat(r.Study.Headline, r.Study.Sentences, r.Callouts, []string{r.Basis, r.Reading, r.Precision})
		for _, f := range r.Box {
			if f.Name != "What was changed" { // parameters by their paths
				texts = append(texts, f.Name, f.Text)
			}
		}
		for _, c := range r.Policies {
			texts = append(texts, c.Title)
			for _, f := range c.Facts {
				if f.Name != "Source" { // rows of the evidence
					texts = append(texts, f.Text)
				}
			}
		}
		for _, table := range r.tables() {
			texts = append(texts, table.Title, table.First, strings.SplitN(table.Caption, "tables/", 2)[0])
			for _, h := range table.Heads {
				texts = append(texts, h.Label)
			}
			for _, row := range table.Rows {
				texts = append(texts, row.Title)
				for _, c := range row.Cells {
					texts = append(texts, c.Text, c.Note)
				}
			}
		}
		for _, f := range r.Figures() {
			texts = append(texts, f.Shows, f.Title, f.Subtitle, f.Caption, f.Alt, f.Footer)
			for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow} {
				svg, err := f.SVG(size)
				if err != nil {
					t.Fatal(err)
				}
				for _, m := range regexp.MustCompile(`<text[^>]*>([^<]*)`).FindAllSubmatch(svg, -1) {
					texts = append(texts, string(m[1]))
				}
			}
		}
		texts = append(texts, sheetTexts(r)...)
		for _, text := range texts {
			if found := coded.FindString(text); found != "" {
				t.Errorf("%s: %q says %s", name, text[:min(len(text), 200)], found)
			}
		}
	}
}

// sheetTexts are the texts of the tables that are not keys.
func sheetTexts(r *Report) []string {
	texts := []string{}
	for _, s := range r.Sheets() {
		for i, head := range s.Header {
			if !slices.Contains([]string{"title", "label", "measure", "why", "dose", "period", "compliance", "claims", "known", "method"}, head) {
				continue
			}
			for _, row := range s.Rows {
				if text, is := row[i].(string); is && s.Name != "sources" {
					texts = append(texts, text)
				}
			}
		}
	}
	return texts
}

// Eight of ten make no sense of fewer than ten runs.
func TestFewRunsAreNotEightOfTen(t *testing.T) {
	for name := range contests {
		if strings.Contains(page(t, name), "8 of 10") {
			t.Errorf("%s: the page says \"8 of 10\" of fewer than ten runs", name)
		}
	}
}

// No interval of people is narrower than what one row stands for, in the study and
// in the figures that are made of the tables.
func TestNoIntervalOfPeopleIsNarrowerThanARow(t *testing.T) {
	for name := range contests {
		s, looked := reported(t, name).Study, 0
		for _, e := range s.Effects {
			if e.Unit == "persons" && e.Value != 0 && e.Bounded() {
				if looked++; e.High-e.Low < s.Weight*(1-1e-9) {
					t.Errorf("%s: %+v is %v wide, a row stands for %v", name, e.Place, e.High-e.Low, s.Weight)
				}
			}
		}
		if looked == 0 && s.Replicates > 1 {
			t.Errorf("%s: nothing was looked at", name)
		}
	}
	r := reported(t, "run")
	for _, id := range []string{"employment-by-occupation", "employment-by-domain", "occupation-years"} {
		by := map[string]string{"employment-by-domain": "domain"}[id]
		if by == "" {
			by = "occupation"
		}
		compared := 0
		for _, e := range r.figure(t, id).Values {
			x := r.Study.GroupEffect(e.World, "baseline", by, e.Group, "employed", finding.AtEnd)
			if e.Method != plots.PairedMean || e.When != finding.Date(r.Study.Last()) || x == nil {
				continue
			}
			if compared++; math.Abs(e.High-x.PerCent.High)+math.Abs(e.Low-x.PerCent.Low) > 1e-6 {
				t.Errorf("%s: %s is %v to %v in the figure, %v to %v in the study", id, e.Group, e.Low, e.High, x.PerCent.Low, x.PerCent.High)
			}
		}
		if compared < 6 {
			t.Errorf("%s: %d compared", id, compared)
		}
	}
}

// No cell is written as zero though it is not, and a row has one precision.
func TestNoCellIsWrittenAsZeroThoughItIsNot(t *testing.T) {
	for name := range contests {
		r := reported(t, name)
		for _, table := range r.tables() {
			for _, row := range table.Rows {
				for k, c := range row.Cells {
					if number(c.Text) != 0 || strings.HasPrefix(table.ID, "split") {
						continue
					}
					low, high, ranged := strings.Cut(c.Interval, " to ")
					if ranged && (number(low) > 0 || number(high) < 0) {
						t.Errorf("%s: %s: %s: %q with %q", name, table.ID, row.Title, c.Text, c.Interval)
					}
					if c.Class == "more" || c.Class == "less" {
						t.Errorf("%s: %s: %s, %s: %q is claimed", name, table.ID, row.Title, table.Heads[k].Label, c.Text)
					}
				}
			}
		}
	}
}

// decimals is how many decimals a number is written with.
func decimals(text string) int {
	_, fraction, _ := strings.Cut(strings.TrimRight(text, "%†pt "), ".")
	return len(fraction)
}

// Whoever pays and whoever bears a levy adds up as it is written.
func TestWhoPaysAndWhoBearsAddsUpAsWritten(t *testing.T) {
	sums := 0
	for name := range contests {
		r := reported(t, name)
		for _, s := range r.Sections {
			for _, table := range s.Tables {
				parts, sum := []string{"Public", "Firms"}, "Public and firms"
				if table.ID == "borne" {
					parts, sum = []string{"Organisations", "Clients", "Creatives"}, "All together"
				} else if table.ID != "bills" {
					continue
				}
				for _, row := range table.Rows {
					total, written, places := 0.0, math.NaN(), 0
					for k, c := range row.Cells {
						v := number(c.Text)
						if head := table.Heads[k].Label; slices.Contains(parts, head) && !math.IsNaN(v) {
							total += v
						} else if head == sum {
							written = v
						}
						places = max(places, decimals(c.Text))
					}
					if sums++; math.Abs(total-written) > 0.01*math.Pow(10, -float64(places)) && !math.IsNaN(written) {
						t.Errorf("%s: %s: %s adds up to %v, %v is written: %+v", name, table.ID, row.Title, total, written, row.Cells)
					}
				}
			}
		}
	}
	if sums < 10 {
		t.Errorf("%d sums", sums)
	}
}

// A levy has a column and a table of its own, and nobody says that no one pays.
func TestALevyIsPaidBySomebody(t *testing.T) {
	r := reported(t, "levy")
	heads := r.table(t, "bills").Heads
	if !slices.Contains(heads, Head{"Levy in", "n"}) || !slices.Contains(heads, Head{"Levy out", "n"}) {
		t.Errorf("the bills have the columns %v", heads)
	}
	if rows := r.table(t, "borne").Rows; len(rows) != 1 || rows[0].Title != "AI levy, recycled" && rows[0].Title != "AI levy, recycled†" {
		t.Errorf("the levy is borne by %+v", rows)
	}
	f := r.figure(t, "who-pays")
	if strings.Contains(f.Title, "Neither") || strings.Contains(f.Title, "Nobody") || !strings.Contains(f.Title, "levy") {
		t.Errorf("the figure of who pays is called %q", f.Title)
	}
	if !slices.ContainsFunc(f.Key, func(e canvas.Entry) bool { return strings.Contains(e.Text, "levy, paid by") }) {
		t.Errorf("the key is %+v", f.Key)
	}
	said := regexp.MustCompile(`(?i)neither public nor firms pay|nobody pays`)
	if found := said.FindString(page(t, "levy")); found != "" {
		t.Errorf("the page says %q", found)
	}
}

// The largest regret of a row is none below one of its parts, as they are written.
func TestTheLargestRegretIsTheLargestAsWritten(t *testing.T) {
	rows := 0
	for _, name := range []string{"comparison", "six", "nothing comes"} {
		for _, table := range reported(t, name).tables() {
			if !strings.HasPrefix(table.ID, "regret-") {
				continue
			}
			for _, row := range table.Rows {
				at := slices.IndexFunc(table.Heads, func(h Head) bool { return h.Label == "Largest" })
				most := 0.0
				for _, c := range row.Cells[:at] {
					most = max(most, number(c.Text))
				}
				if rows++; number(row.Cells[at].Text) != most {
					t.Errorf("%s: %s: %s: the largest is %s, that of one world %v", name, table.ID, row.Title, row.Cells[at].Text, most)
				}
			}
		}
	}
	if rows < 12 {
		t.Errorf("%d rows", rows)
	}
}

// What rests on an assumption carries the dagger in every table, and nothing else
// does: of the main numbers cell by cell, of figures row by row.
func TestTheDaggerFollowsWhatIsAssumed(t *testing.T) {
	for _, name := range []string{"run", "policies", "comparison", "nothing comes"} {
		r, cells := reported(t, name, func(s *scenarios.Study) {
			s.Effects = slices.Clone(s.Effects)
			for i := range s.Effects { // one that neither its measure nor its arm says of
				if e := &s.Effects[i]; e.Column == "junior_share" && e.Arm == s.Others()[0].Name {
					e.Assumed = true
				}
			}
			s.Arms = slices.Clone(s.Arms)
			s.Arm(s.Others()[0].Name).Assumed = false
		}), 0
		s := r.Study
		has := func(texts ...string) bool { return strings.Contains(strings.Join(texts, " "), finding.Dagger) }
		for _, table := range r.tables() {
			when := map[string]string{"numbers-period": finding.OverPeriod, "numbers-end": finding.AtEnd, "all": finding.AtEnd}[strings.TrimSuffix(table.ID, "-rest")]
			if when == "" {
				continue
			}
			for _, row := range table.Rows {
				i := slices.IndexFunc(s.Measures, func(m finding.Measure) bool {
					return strings.TrimSuffix(strings.TrimSuffix(row.Title, ", thousand"), finding.Dagger) == m.Label
				})
				for k, a := range s.Others() {
					e := s.Effect(s.World(), a.Name, s.Measures[i].Column, when)
					at := 1 + k
					if s.Kind == scenarios.KindRun {
						at = len(row.Cells) - 2
					}
					if c := row.Cells[at]; finding.Defined(e.Value) && e.Value != 0 {
						if cells++; has(row.Title, table.Heads[at].Label, c.Text) != e.Assumed {
							t.Errorf("%s: %s: %s, %s: %+v is assumed: %v", name, table.ID, row.Title, table.Heads[at].Label, c, e.Assumed)
						}
					}
				}
			}
		}
		if cells < 20 {
			t.Errorf("%s: %d cells", name, cells)
		}
		for _, f := range r.Figures() {
			assumed := slices.ContainsFunc(f.Values, func(e finding.Estimate) bool { return e.Assumed })
			if has(f.Footer) != assumed || !assumed && has(f.Title, f.Subtitle) {
				t.Errorf("%s: %s rests on an assumption: %v; %q, %q, %q", name, f.ID, assumed, f.Title, f.Caption, f.Footer)
			}
			svg, err := f.SVG(canvas.Wide)
			if err != nil {
				t.Fatal(err)
			}
			if body, _, _ := strings.Cut(regexp.MustCompile(`(?s)^.*?<g `).ReplaceAllString(string(svg), ""), "Rests on an"); has(body) != assumed {
				t.Errorf("%s: the drawing of %s rests on an assumption: %v", name, f.ID, assumed)
			}
			for _, table := range f.Tables {
				if table.ID != f.ID { // a table of differences, which is looked at above
					continue
				}
				for k, row := range table.Rows {
					values := slices.DeleteFunc(slices.Clone(f.Values), func(e finding.Estimate) bool { return !r.shown(e) })
					if has(row.Cells[len(row.Cells)-1].Text) != values[k].Assumed {
						t.Errorf("%s: %s: %+v of %+v", name, f.ID, row, values[k])
					}
				}
			}
		}
		for _, said := range append(slices.Clone(s.Headline), s.Sentences...) {
			for _, a := range s.Others() {
				if s.Kind == scenarios.KindComparison && a.Assumed && regexp.MustCompile(`(?i)`+a.Title+`([^†]|$)`).MatchString(said) && a.Idle == "" {
					t.Errorf("%s: %s without its dagger in %q", name, a.Title, said)
				}
			}
		}
	}
}

// The denominators that subtitles name are those of the measures shown.
func TestDenominatorsAreThoseOfTheMeasures(t *testing.T) {
	r, named := reported(t, "run"), 0
	share := regexp.MustCompile(`(?i)per cent of ([^.;]+)`)
	for _, f := range r.Figures() {
		var of []string
		for _, e := range f.Values {
			of = append(of, sim.MeasureOf(e.Column).Of)
		}
		of = append(of, "employees there") // parts of a change in employees: of those of the other world
		for _, m := range share.FindAllStringSubmatch(f.Subtitle, -1) {
			named++
			rest := m[1]
			for _, x := range slices.SortedFunc(slices.Values(of), func(a, b string) int { return len(b) - len(a) }) {
				if x != "" && strings.HasPrefix(rest, x) {
					rest = ""
					break
				}
			}
			if rest != "" {
				t.Errorf("%s: %q is of %v", f.ID, m[0], of)
			}
		}
	}
	if named < 7 {
		t.Errorf("%d denominators are named", named)
	}
	for id, want := range map[string]string{"freelance": "lost work: per cent of people in creative work", "use-and-depth": "machine share of users' work: per cent of the work of users of ai", "ai-shares": "of attention"} {
		if said := r.figure(t, id).Subtitle; !strings.Contains(strings.ToLower(said), want) {
			t.Errorf("%s: %q does not say %q", id, said, want)
		}
	}
}
