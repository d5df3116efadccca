package plots

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

func TestSameInputGivesSameBytes(t *testing.T) {
	a, b := All(usualData()), All(usualData())
	for i := range a {
		for format, draw := range map[string][2]func(canvas.Size) ([]byte, error){
			"SVG": {a[i].SVG, b[i].SVG}, "PNG": {a[i].PNG, b[i].PNG}, "PDF": {a[i].PDF, b[i].PDF},
		} {
			if format != "SVG" && i%5 != 0 { // the same drawing; the canvases differ by figure in nothing else
				continue
			}
			first, err1 := draw[0](canvas.Narrow)
			second, err2 := draw[1](canvas.Narrow)
			if err1 != nil || err2 != nil || !bytes.Equal(first, second) {
				t.Errorf("%s as %s: %d and %d bytes, errors %v, %v", a[i].ID, format, len(first), len(second), err1, err2)
			}
		}
	}
}

func TestHeadlinesAreShort(t *testing.T) {
	for _, m := range []made{{runs: 1, months: 60, occupations: 5}, {runs: 3, months: 7, occupations: 2}} {
		for _, f := range append(All(m.data()), All(usualData())...) {
			if n := words(f.Title); n > longest || n == 0 {
				t.Errorf("%s: %d words: %q", f.ID, n, f.Title)
			}
		}
	}
}

// forbidden are words that no text may use: they claim more than runs can show.
var forbidden = regexp.MustCompile(`(?i)\b(significant\w*|proves?|proven|best|will)\b`)

func TestTextsClaimNoMoreThanRunsCanShow(t *testing.T) {
	for _, f := range All(usualData()) {
		for _, text := range []string{f.Title, f.Subtitle, f.Caption, f.Alt, f.Footer} {
			if word := forbidden.FindString(text); word != "" {
				t.Errorf("%s says %q in %q", f.ID, word, text)
			}
		}
	}
}

// level95 replaces a contrast's differences by noise around zero.
func onlyLuck(t *testing.T, d Data) Data {
	t.Helper()
	noisy := &table.Series{Columns: d.Contrast.Columns}
	for _, r := range d.Contrast.Rows {
		run, err := strconv.Atoi(r.Replicate)
		if err != nil {
			continue
		}
		values := make([]float64, len(r.Values))
		for i := range values { // symmetric over runs 1 to 20: the mean is zero
			values[i] = 0.01 * (float64(run) - 10.5)
		}
		noisy.Rows = append(noisy.Rows, table.Row{Replicate: r.Replicate, Month: r.Month, By: r.By, Group: r.Group, Values: values})
	}
	summary, err := table.SummariseContrast(noisy)
	if err != nil {
		t.Fatal(err)
	}
	d.Contrast = summary
	return d.with(func(s *scenarios.Study) {
		for i := range s.Effects {
			e, _ := usual.effectOf(d.Series, summary, s.Effects[i].Column, s.Effects[i].By, s.Effects[i].Group)
			e.Arm, e.Assumed = s.Effects[i].Arm, s.Effects[i].Assumed
			s.Effects[i] = e
		}
	})
}

func TestNoHeadlineClaimsWhatCouldBeLuck(t *testing.T) {
	d := onlyLuck(t, usualData())
	for i, f := range All(d) {
		k := Kinds(scenarios.KindRun)[i]
		if !k.Paired && k.ID != "minds" {
			continue
		}
		if !strings.Contains(f.Title, "luck") {
			t.Errorf("%s claims %q though every interval covers zero", f.ID, f.Title)
		}
	}
}

func TestOneRunClaimsNothing(t *testing.T) {
	for i, f := range All(made{runs: 1, months: 48, occupations: 3}.data()) {
		if k := Kinds(scenarios.KindRun)[i]; k.Paired && f.Title != k.Shows {
			t.Errorf("%s claims %q from one run", f.ID, f.Title)
		}
	}
}

func TestHeadlinesRepeatTheirValues(t *testing.T) {
	number := regexp.MustCompile(`(\d+(?:\.\d+)?)%`)
	for _, f := range All(usualData()) {
		for _, m := range number.FindAllStringSubmatch(f.Title, -1) {
			said, _ := strconv.ParseFloat(m[1], 64)
			found := false
			for _, e := range f.Values {
				found = found || math.Abs(math.Abs(e.Value)-said) <= 0.5*math.Pow(10, math.Floor(math.Log10(said))-1)+1e-9
			}
			if !found {
				t.Errorf("%s: %q says %s%%, which is none of its %d values", f.ID, f.Title, m[1], len(f.Values))
			}
		}
	}
}

func TestWrittenPartsOfTheChangeAddUpToTheWrittenTotal(t *testing.T) {
	read := func(s string) int {
		v, err := strconv.ParseFloat(strings.NewReplacer(finding.Minus, "-", "+", "").Replace(s), 64)
		if err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		return int(math.Round(v * 10))
	}
	for seed := range 2000 {
		parts, total := make([]finding.Estimate, 5), finding.Estimate{}
		for i := range parts {
			parts[i].Value = 9 * noise(seed, 0, i, 7)
			total.Value += parts[i].Value
		}
		written := sumOfCauses{parts: parts, total: total}.written()
		sum := 0
		for i, p := range parts {
			sum += read(written[i])
			if math.Abs(float64(read(written[i]))/10-p.Value) >= 0.1 {
				t.Fatalf("%v is written %s", p.Value, written[i])
			}
		}
		if sum != read(written[5]) {
			t.Fatalf("%v adds up to %d tenths", written, sum)
		}
	}
}

// The causes add up to the change in employees that everything else tells, in per
// cent of those of the world without AI, not of the start.
func TestChangeOfEmployeesIsTheSumOfItsCauses(t *testing.T) {
	d := usualData()
	f, err := One(d, "decomposition")
	if err != nil {
		t.Fatal(err)
	}
	sum, total := 0.0, math.NaN()
	for _, e := range f.Values {
		if e.Label == "All together" {
			total = e.Value
		} else {
			sum += e.Value
		}
	}
	told := d.Study.Effect("expected", "made", "employed", finding.AtEnd).PerCent.Value
	if math.Abs(sum-total) > 1e-9 || math.Abs(total-told) > 1e-9 || told == 0 {
		t.Errorf("parts add up to %v, the total is %v, elsewhere it is %v", sum, total, told)
	}
}

func TestEveryFooterSaysWhetherTheModelIsCalibrated(t *testing.T) {
	for _, calibrated := range []bool{false, true} {
		d := usualData().with(func(s *scenarios.Study) { s.Calibrated = calibrated })
		for _, f := range All(d) {
			if strings.Contains(f.Footer, "Not calibrated") == calibrated {
				t.Errorf("%s, calibrated %v: %q", f.ID, calibrated, f.Footer)
			}
			for _, must := range []string{d.Study.Digest, d.Version, "20 runs", "10,000 creatives"} {
				if !strings.Contains(f.Footer, must) {
					t.Errorf("%s: the footer lacks %q: %q", f.ID, must, f.Footer)
				}
			}
		}
	}
}

func TestAssumedEffectsCarryADagger(t *testing.T) {
	d := usualData()
	f, _ := One(d, "decomposition")
	if !strings.Contains(f.Title, finding.Dagger) || !strings.Contains(f.Caption, "Clients' own use"+finding.Dagger) || !strings.Contains(f.Footer, finding.Dagger) {
		t.Errorf("no finding.Dagger in %q, %q or %q", f.Title, f.Caption, f.Footer)
	}
	for _, f := range All(d) {
		if rests(f.Values) && claims(f.Title) && f.Title != "" && !strings.HasSuffix(f.Title, finding.Dagger) {
			t.Errorf("%s claims %q without a finding.Dagger", f.ID, f.Title)
		}
	}
	d = d.with(func(s *scenarios.Study) {
		for i := range s.Measures {
			s.Measures[i].Assumed = false
		}
		for i := range s.Effects {
			s.Effects[i].Assumed = false
		}
	})
	for _, f := range All(d) {
		if strings.Contains(f.Title+f.Caption+f.Footer, finding.Dagger) {
			t.Errorf("%s carries a finding.Dagger though nothing is assumed", f.ID)
		}
	}
}

func TestValuesSayWhatTheyAreAndFromHowManyRuns(t *testing.T) {
	for _, f := range All(usualData()) {
		if len(f.Values) == 0 {
			t.Errorf("%s has no values", f.ID)
		}
		for _, e := range f.Values {
			if e.Method == "" || e.Label == "" || e.Method != Observed && e.N == 0 {
				t.Errorf("%s: %+v says neither runs nor method", f.ID, e)
			}
		}
	}
}

func TestFiguresMayBeDrawnAtTheSameTime(t *testing.T) {
	f, err := One(usualData(), "adoption")
	if err != nil {
		t.Fatal(err)
	}
	want, err := f.SVG(canvas.Wide)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if got, err := f.SVG(canvas.Wide); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%d bytes, not %d; error %v", len(got), len(want), err)
			}
			if _, err := One(usualData(), "freelance"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// paperColours are names of colours that are others where a page is dark.
var paperColours = regexp.MustCompile(`(?i)\b(white|black|brown|orange|green|yellow|pink|purple)\b`)

func TestWordsHoldInLightAndInTheDark(t *testing.T) {
	for _, f := range append(All(usualData()), All(usualComparison())...) {
		texts := []string{f.Title, f.Subtitle, f.Caption, f.Alt, f.Footer}
		for _, e := range f.Key {
			texts = append(texts, e.Text)
		}
		for _, text := range texts {
			if word := paperColours.FindString(text); word != "" {
				t.Errorf("%s names a colour that the dark has not: %q in %q", f.ID, word, text)
			}
		}
	}
}

func TestNoLabelIsCut(t *testing.T) {
	whole := func(id string, svg []byte, labels []string) {
		var shown []string
		for _, g := range tags(t, svg) {
			if g.name != "text" || g.at["stroke"] != "" {
				continue
			}
			if shown = append(shown, g.text); strings.HasSuffix(g.text, "…") || strings.HasSuffix(g.text, "...") {
				t.Errorf("%s cuts %q", id, g.text)
			}
		}
		all := strings.ReplaceAll(strings.Join(shown, " "), "- ", "")
		for _, label := range labels {
			if !strings.Contains(all, label) {
				t.Errorf("%s lacks %q", id, label)
			}
		}
	}
	for _, f := range append(All(usualData()), All(usualComparison())...) {
		var labels []string
		if strings.Contains(f.ID, "occupation") {
			labels = madeOccupations
		}
		for _, size := range []canvas.Size{canvas.Wide, canvas.Narrow} {
			svg, err := f.SVG(size)
			if err != nil {
				t.Fatal(err)
			}
			whole(f.ID+"-"+size.Name, svg, labels)
		}
	}
}

// flat is a track of one value with a band around it, from some month on; zero
// before.
func flat(b *book, from int, value, half float64) track {
	t := track{X: b.years, N: b.n}
	for i := range b.years {
		v, h := value, half
		if i < from {
			v, h = 0, 0
		}
		t.Mean, t.From, t.To = append(t.Mean, v), append(t.From, v-h), append(t.To, v+h)
	}
	return t
}

func TestALeadIsClaimedFromHalfAYearOnAndApartFromLuckOnly(t *testing.T) {
	for _, c := range []struct {
		runs, later    int
		use, org, half float64
		want           bool
	}{
		{3, 6, 60, 30, 10, true}, {3, 5, 60, 30, 10, false}, {3, 6, 60, 40, 10, false}, {3, 6, 60, 39.9, 10, true}, {3, 6, 60, 59, 10, false},
		{3, 90, 60, 30, 10, false}, // organisations never pass
		{1, 6, 60, 59, 0, true}, {1, 6, 60, 60, 0, false}, {1, 5, 60, 30, 0, false},
	} {
		b, err := open(made{runs: c.runs, months: 60, occupations: 1}.data())
		if err != nil {
			t.Fatal(err)
		}
		title := adoptionTitle(b, flat(b, 10, c.use, c.half), flat(b, 10+c.later, c.org, c.half))
		if strings.Contains(title, "lead") != c.want {
			t.Errorf("%+v: %q", c, title)
		}
	}
}

func TestALeadOfLargeOrganisationsIsClaimedOnlyApartFromLuck(t *testing.T) {
	for _, c := range []struct {
		runs               int
		small, large, half float64
		want               bool
	}{
		{3, 20, 60, 10, true}, {3, 20, 40, 10, false}, {3, 20, 40.1, 10, true}, {3, 20, 30, 10, false}, {3, 60, 20, 10, false},
		{1, 20, 21, 0, true}, {1, 20, 20, 0, false}, {1, 21, 20, 0, false},
	} {
		b, err := open(made{runs: c.runs, months: 24, occupations: 1}.data())
		if err != nil {
			t.Fatal(err)
		}
		title, _ := sizeWords(b, []sizeLine{{"1-9", 0, flat(b, 0, c.small, c.half)}, {"250+", 3, flat(b, 0, c.large, c.half)}})
		if (title != "") != c.want {
			t.Errorf("%+v: %q", c, title)
		}
	}
}

func TestATrailingMeanIsOfTwelveMonths(t *testing.T) {
	line := make([]float64, 24)
	for i := range line {
		line[i] = float64(i)
	}
	line[5] = math.NaN()
	got := trailing(line)
	for at, want := range map[int]float64{0: 0, 4: 2, 6: 16.0 / 6, 17: 11.5, 23: 17.5} {
		if math.Abs(got[at]-want) > 1e-12 {
			t.Errorf("in month %d the mean of twelve is %v, not %v", at, got[at], want)
		}
	}
	if !math.IsNaN(got[5]) {
		t.Errorf("an undefined month has the mean %v", got[5])
	}
}
