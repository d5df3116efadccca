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
	return d
}

func TestNoHeadlineClaimsWhatCouldBeLuck(t *testing.T) {
	d := onlyLuck(t, usualData())
	for i, f := range All(d) {
		k := Kinds()[i]
		if !k.Paired && k.ID != "minds" && k.ID != "juniors" {
			continue
		}
		if !strings.Contains(f.Title, "luck") {
			t.Errorf("%s claims %q though every interval covers zero", f.ID, f.Title)
		}
	}
}

func TestOneRunClaimsNothing(t *testing.T) {
	for i, f := range All(made{runs: 1, months: 48, occupations: 3}.data()) {
		if k := Kinds()[i]; k.Paired && f.Title != k.Shows {
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
		v, err := strconv.ParseFloat(strings.NewReplacer(minus, "-", "+", "").Replace(s), 64)
		if err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		return int(math.Round(v * 10))
	}
	for seed := range 2000 {
		parts, total := make([]Estimate, 5), Estimate{}
		for i := range parts {
			parts[i].Value = 9 * noise(seed, 0, i, 7)
			total.Value += parts[i].Value
		}
		written := addUp(parts, total)
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

func TestChangeOfEmployeesIsTheSumOfItsCauses(t *testing.T) {
	f, err := One(usualData(), "decomposition")
	if err != nil {
		t.Fatal(err)
	}
	sum, total := 0.0, math.NaN()
	for _, e := range f.Values {
		switch {
		case e.Measure == "All together":
			total = e.Value
		case e.Date == "2035-12":
			sum += e.Value
		}
	}
	if math.Abs(sum-total) > 1e-9 {
		t.Errorf("parts add up to %v, the total is %v", sum, total)
	}
}

func TestEveryFooterSaysWhetherTheModelIsCalibrated(t *testing.T) {
	d := usualData()
	for _, calibrated := range []bool{false, true} {
		d.Calibrated = calibrated
		for _, f := range All(d) {
			if strings.Contains(f.Footer, "Not calibrated") == calibrated {
				t.Errorf("%s, calibrated %v: %q", f.ID, calibrated, f.Footer)
			}
			for _, must := range []string{d.Digest, d.Version, "20 runs", "10,000 creatives"} {
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
	if !strings.Contains(f.Title, dagger) || !strings.Contains(f.Caption, dagger+glued+"Clients' own use") || !strings.Contains(f.Footer, dagger) {
		t.Errorf("no dagger in %q, %q or %q", f.Title, f.Caption, f.Footer)
	}
	for _, f := range All(d) {
		if rests(f.Values) && claims(f.Title) && f.Title != "" && !strings.HasSuffix(f.Title, dagger) {
			t.Errorf("%s claims %q without a dagger", f.ID, f.Title)
		}
	}
	d.Assumed = nil
	for _, f := range All(d) {
		if strings.Contains(f.Title+f.Caption+f.Footer, dagger) {
			t.Errorf("%s carries a dagger though nothing is assumed", f.ID)
		}
	}
}

func TestCSVHasOneLineAValueWithIntervalAndRuns(t *testing.T) {
	for _, f := range All(usualData()) {
		var out bytes.Buffer
		if err := f.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(out.String(), "\n")
		if lines != len(f.Values)+1 || len(f.Values) == 0 {
			t.Errorf("%s: %d lines for %d values", f.ID, lines, len(f.Values))
		}
		for _, e := range f.Values {
			if e.Method == "" || e.Measure == "" || e.Method != Observed && e.N == 0 {
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
