package infer

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// fewTargets are figures about AI use by writers, and their judgement.
func fewTargets() []evidence.Target {
	return []evidence.Target{
		{ID: "B01", Quantity: "writers", Value: 22, Low: 18.08, High: 25.92, Unit: "%", Year: 2024, Basis: "binomial", Group: "use"},
		{ID: "B02", Quantity: "illustrators", Value: 22, Low: 18, High: 26, Unit: "%", Year: 2024, Basis: "judgement", Group: "use"},
		{ID: "X99", Quantity: "unheard of", Value: 1, Low: 0, High: 2, Unit: "%", Year: 2024, Basis: "judgement", Group: "use"},
	}
}

// using is a world in which a share of everybody uses AI, spread over
// replicates by 2 points up and down.
func using(share float64) *table.Series {
	return worldOf(2, 60, func(r, _ int, _ group, _ string) float64 { return share + 0.02*float64(2*r-3) })
}

func TestEveryTargetIsComparedOrExplained(t *testing.T) {
	country := evidence.US()
	for _, target := range country.Targets {
		compared := slices.ContainsFunc(comparisons, func(c comparison) bool { return c.id == target.ID })
		if reason, explained := silent[target.ID]; compared == explained {
			t.Errorf("%s (%s): compared %v, explained %v (%s)", target.ID, target.Quantity, compared, explained, reason)
		}
	}
	var ids []string
	for _, c := range comparisons {
		ids = append(ids, c.id)
	}
	for id := range silent {
		ids = append(ids, id)
	}
	for _, id := range ids {
		if _, ok := country.Target(id); !ok {
			t.Errorf("%s is not a target", id)
		}
	}
}

func TestEveryComparisonHasAValueInAFullRun(t *testing.T) {
	run := worldOf(2, 60, func(r, m int, g group, column string) float64 { return 0.1 + 0.001*float64(r+m) })
	frozen := worldOf(2, 60, func(r, m int, g group, column string) float64 { return 0.09 + 0.001*float64(r+m) })
	report := Validate(run, gapOf(t, run, frozen), evidence.US().Targets)
	if len(report.Compared) != len(comparisons) {
		t.Errorf("%d of %d comparisons have a value", len(report.Compared), len(comparisons))
	}
	if n := len(report.Compared) + len(report.Silent); n != len(evidence.US().Targets) {
		t.Errorf("%d of %d targets are reported", n, len(evidence.US().Targets))
	}
}

func TestImplausibilityIsDistanceOverBandAndRuns(t *testing.T) {
	r := Validate(using(0.30), nil, fewTargets())
	if len(r.Compared) != 2 {
		t.Fatalf("%d compared", len(r.Compared))
	}
	// over two runs 28 and 32 the variance is 8; half a band is 3.92 = 1.96 x 2
	// of a source's own, and 4 = 2 x 2 of a judgement
	for _, c := range r.Compared {
		if want := 8 / math.Sqrt(4+8); !near(float64(c.Implausibility), want) {
			t.Errorf("%s: implausibility %v, want %v", c.ID, c.Implausibility, want)
		}
		if !near(float64(c.Mean), 30) || c.Date != "2024-01" {
			t.Errorf("%s: %v in %s", c.ID, c.Mean, c.Date)
		}
		if half := 12.706204736174705 * 2; !near(float64(c.Low95), 30-half) || !near(float64(c.High95), 30+half) {
			t.Errorf("%s: %v to %v", c.ID, c.Low95, c.High95)
		}
	}
	if r.Compared[0].Judged || !r.Compared[1].Judged {
		t.Error("who made the band is lost")
	}
}

func TestVerdictsAreBandThenThree(t *testing.T) {
	for _, c := range []struct {
		share float64
		want  Verdict
	}{
		{0.2591, WithinBand}, {0.2593, WithinThree}, {0.22, WithinBand}, {0.1809, WithinBand}, {0.1807, WithinThree},
		{0.32, WithinThree}, {0.33, Beyond}, {0.12, WithinThree}, {0.11, Beyond},
	} {
		r := Validate(using(c.share), nil, fewTargets()[:1])
		if got := r.Compared[0].Verdict; got != c.want {
			t.Errorf("a mean of %v against 22 (18.08 to 25.92) is %q, want %q", 100*c.share, got, c.want)
		}
	}
}

func TestFitIsAlwaysSplitByWhoMadeTheBand(t *testing.T) {
	own, judged, set := Validate(using(0.255), nil, fewTargets()).Tallies()
	if own != (Tally{1, 1, 0, 0}) || judged != (Tally{1, 1, 0, 0}) || set != (Tally{2, 2, 0, 0}) {
		t.Errorf("own %v, judged %v, set %v", own, judged, set)
	}
	own, judged, _ = Validate(using(0.2595), nil, fewTargets()).Tallies()
	if own != (Tally{1, 0, 1, 0}) || judged != (Tally{1, 1, 0, 0}) {
		t.Errorf("own %v, judged %v", own, judged)
	}
	words := Validate(using(0.2595), nil, fewTargets()).Headline()
	if !strings.Contains(words, "Not calibrated") || !strings.Contains(words, "0, 1 and 0 of 1 whose band is the source's own") ||
		!strings.Contains(words, "1, 0 and 0 of 1 whose band is a judgement") {
		t.Error(words)
	}
}

func TestWhatARunLacksIsSaid(t *testing.T) {
	run := using(0.3)
	for _, c := range []struct {
		series *table.Series
		id     string
		want   string
	}{
		{run, "X99", "nobody has yet said what of the model it speaks of"},
		{run, "F10", "not defined in this run: it needs the frozen world, every group of every replicate (full) and AI in use"},
		{run.Brief(), "B01", "not defined in this run: it needs the frozen world, every group of every replicate (full) and AI in use"},
		{run.Only(func(r *table.Row) bool { return r.Month < 36 }), "B01", "the run ends before 2024-01"},
		{run, "A01", startLevel},
	} {
		target := evidence.Target{ID: c.id, Year: 2024, Low: 0, High: 1}
		r := Validate(c.series, nil, []evidence.Target{target})
		if len(r.Silent) != 1 || r.Silent[0].Reason != c.want {
			t.Errorf("%s: %v", c.id, r.Silent)
		}
	}
}

func TestSameReportInAnyOrderOfRows(t *testing.T) {
	run := worldOf(5, 60, func(r, m int, g group, column string) float64 {
		return 0.1 + 0.01*float64(r%3) + 0.001*float64(m+len(g.name))
	})
	frozen := worldOf(5, 60, func(r, m int, g group, column string) float64 { return 0.1 + 0.0005*float64(m*r) })
	gap := gapOf(t, run, frozen)
	text := func() string {
		var b bytes.Buffer
		r := Validate(run, gap, evidence.US().Targets)
		if err := r.WriteCSV(&b); err != nil {
			t.Fatal(err)
		}
		if err := r.WriteText(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := text()
	rng := rand.New(rand.NewPCG(1, 2))
	for _, s := range []*table.Series{run, gap} {
		rng.Shuffle(len(s.Rows), func(i, j int) { s.Rows[i], s.Rows[j] = s.Rows[j], s.Rows[i] })
	}
	if text() != first {
		t.Error("the report depends on the order of rows")
	}
}

func TestReportFitsAnOrdinaryScreen(t *testing.T) {
	var b bytes.Buffer
	if err := Validate(using(0.3), gapOf(t, using(0.3), using(0.2)), evidence.US().Targets).WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 120 || strings.HasSuffix(line, " \n") {
			t.Errorf("%d characters: %s", n, line)
		}
	}
}

func TestReportsAreReadByMachines(t *testing.T) {
	one := worldOf(1, 60, func(int, int, group, string) float64 { return 0.3 })
	r := Validate(one, nil, evidence.US().Targets)
	var b bytes.Buffer
	if err := r.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(lines) != 1+len(evidence.US().Targets) {
		t.Errorf("%d lines, %v", len(lines), err)
	}
	b.Reset()
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var back struct {
		Headline string
		Compared []map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || len(back.Compared) != len(r.Compared) {
		t.Fatalf("%v, %d figures", err, len(back.Compared))
	}
	if low, there := back.Compared[0]["low95"]; !there || low != nil {
		t.Errorf("one run has an interval: %v", low)
	}
	for _, key := range []string{"id", "value", "low", "high", "band_is_judgement", "compared_with", "date", "mean", "implausibility", "verdict"} {
		if _, there := back.Compared[0][key]; !there {
			t.Errorf("a figure has no %s", key)
		}
	}
}

func TestGrowthIsCarriedToTheLevelOfTheEU(t *testing.T) {
	// odds double between January 2021 and January 2024
	run := worldOf(1, 60, func(_, m int, g group, column string) float64 {
		odds := 0.1
		if m >= 36 {
			odds = 0.2
		}
		return odds / (1 + odds)
	})
	start, _ := evidence.US().Target("A05")
	target, _ := evidence.US().Target("A07")
	odds := 2 * start.Value / (100 - start.Value)
	got := float64(Validate(run, nil, []evidence.Target{target}).Compared[0].Mean)
	if want := 100 * odds / (1 + odds); !near(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFreelancePostsAreComparedWithTheLeastExposed(t *testing.T) {
	frozen := worldOf(1, 60, func(int, int, group, string) float64 { return 1 })
	ranked, third := byExposure(evidence.US()), 7
	run := worldOf(1, 60, func(_, _ int, g group, column string) float64 {
		switch {
		case slices.Contains(ranked[:third], g):
			return 0.6
		case slices.Contains(ranked[len(ranked)-third:], g):
			return 0.8
		}
		return 5
	})
	target, _ := evidence.US().Target("F09")
	got := float64(Validate(run, gapOf(t, run, frozen), []evidence.Target{target}).Compared[0].Mean)
	if !near(got, -25) {
		t.Errorf("orders at 0.6 beside 0.8 of the frozen world differ by %v %%, want -25", got)
	}
}
