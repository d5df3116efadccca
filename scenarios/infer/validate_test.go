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
		{ID: "B01", Quantity: "writers", Value: 22, Low: 18.08, High: 25.92, Unit: "%", Year: 2024, Basis: "binomial", Group: "use", Kind: evidence.OptIn, Place: "UK", Scale: evidence.Share},
		{ID: "B02", Quantity: "illustrators", Value: 22, Low: 18, High: 26, Unit: "%", Year: 2024, Basis: "judgement", Group: "use", Kind: evidence.OptIn, Place: "UK", Scale: evidence.Share},
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
	report := Validate(run, gapOf(t, run, frozen), 1000, evidence.US().Targets)
	if len(report.Compared) != len(comparisons) {
		t.Errorf("%d of %d comparisons have a value", len(report.Compared), len(comparisons))
	}
	if n := len(report.Compared) + len(report.Silent); n != len(evidence.US().Targets) {
		t.Errorf("%d of %d targets are reported", n, len(evidence.US().Targets))
	}
}

func TestImplausibilityIsDistanceOverBandDiscrepancyAndHistory(t *testing.T) {
	r := Validate(using(0.30), nil, 1000, fewTargets())
	if len(r.Compared) != 2 {
		t.Fatalf("%d compared", len(r.Compared))
	}
	// In log odds 28 and 32 % are 0.19069 apart, half the square of which is their
	// variance: all of it counts, for this world has fewer people than are simulated. The
	// band of a source's own is 3.92 sd wide and of a judgement 4; opt-in and elsewhere
	// are 0.35 and 0.2.
	for i, c := range r.Compared {
		band := []float64{0.1175526, 0.1175947}[i]
		far := 0.4183685
		if want := far / math.Sqrt(band*band+0.0181813+0.35*0.35+0.2*0.2); math.Abs(c.Implausibility-want) > 1e-4 {
			t.Errorf("%s: implausibility %v, want %v", c.ID, c.Implausibility, want)
		}
		if want := far / math.Sqrt(band*band+0.0181813); math.Abs(c.Bare-want) > 1e-3 {
			t.Errorf("%s: bare %v, want %v", c.ID, c.Bare, want)
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

// Luck of few is not luck of the world: with a hundredth of the creatives, whose
// replicates differ ten times as much, a figure is as implausible as before, and the
// count beyond 3 does not fall.
func TestFewerCreativesMakeNothingPlausible(t *testing.T) {
	world := func(spread float64) *table.Series {
		return worldOf(2, 60, func(r, _ int, _ group, column string) float64 {
			if column == "people" {
				return 2e6
			}
			return 0.5 + spread*float64(2*r-3)
		})
	}
	many, few := Validate(world(0.002), nil, 100_000, evidence.US().Targets), Validate(world(0.02), nil, 1000, evidence.US().Targets)
	beyond := func(r Report) (n int) {
		for _, c := range r.Compared {
			if c.Verdict == Beyond {
				n++
			}
		}
		return n
	}
	if n := beyond(many); n < 5 || beyond(few) < n {
		t.Errorf("%d figures are beyond 3, with fewer creatives %d", n, beyond(few))
	}
	for i, c := range many.Compared {
		if d := few.Compared[i]; c.Scale == evidence.Share && math.Abs(c.Implausibility-d.Implausibility) > 0.01*c.Implausibility {
			t.Errorf("%s: %v, with fewer creatives %v", c.ID, c.Implausibility, d.Implausibility)
		}
	}
}

func TestVerdictsAreTwoThenThree(t *testing.T) {
	for far, want := range map[float64]Verdict{0: WithinTwo, 2: WithinTwo, 2.001: WithinThree, 3: WithinThree, 3.001: Beyond, 99: Beyond} {
		if got := verdictOf(far); got != want {
			t.Errorf("%v is %q, want %q", far, got, want)
		}
	}
}

// Each family has one vote, the root of the mean square; what is weak has none.
func TestAFamilyHasOneVote(t *testing.T) {
	of := func(family string, far float64, weak bool) Compared {
		return Compared{Published: Published{Family: family}, Implausibility: far, Weak: weak}
	}
	votes := familiesOf([]Compared{of("training", 4, false), of("use by creatives", 1, false), of("use by creatives", 3, false), of("use by creatives", 50, true), of("minds", 1, true)})
	if len(votes) != 2 || votes[0].Name != "use by creatives" || votes[0].Counted != 2 || !near(votes[0].Implausibility, math.Sqrt(5)) || votes[0].Verdict != WithinThree ||
		votes[1].Name != "training" || votes[1].Verdict != Beyond {
		t.Errorf("%v", votes)
	}
	for _, target := range evidence.US().Targets {
		if !slices.ContainsFunc(families, func(f struct {
			name   string
			groups []string
		}) bool {
			return f.name == familyOf(target)
		}) {
			t.Errorf("%s (%s) has no family", target.ID, target.Group)
		}
	}
}

// A figure is weak where three of its standard deviations leave open all that the model
// may say: the priors in its file, of which every figure that is compared has one.
func TestWeakFiguresAreThoseThatRuleNothingOut(t *testing.T) {
	for _, c := range comparisons {
		target, _ := evidence.US().Target(c.id)
		p, known := priors()[c.id]
		if !known || p.Sets < 100 || !(p.Low <= p.High) {
			t.Errorf("%s has no prior: atelier validate --priors > scenarios/infer/priors.csv", c.id)
			continue
		}
		o := observed(target, home, c.worded)
		low, high := o.reach()
		if mid := o.on(target.Value); math.Abs(o.on(low)+o.on(high)-2*mid) > 1e-9 || math.Abs(o.on(high)-mid-3*math.Hypot(o.band, o.apart)) > 1e-9 {
			t.Errorf("%s: from %v to %v are not three standard deviations", c.id, low, high)
		}
		if got, want := weak(c.id, o), low <= p.Low && high >= p.High; got != want {
			t.Errorf("%s, %v to %v, of %v to %v: weak %v", c.id, low, high, p.Low, p.High, got)
		}
	}
	if len(priors()) != len(comparisons) {
		t.Errorf("%d priors of %d figures", len(priors()), len(comparisons))
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
		{run, "F10", "not defined in this run: it needs the world without AI, every group of every replicate (full) and AI in use"},
		{run.Brief(), "B01", "not defined in this run: it needs the world without AI, every group of every replicate (full) and AI in use"},
		{run.Only(func(r *table.Row) bool { return r.Month < 36 }), "B01", "the run ends before 2024-01"},
		{run, "A01", startLevel},
	} {
		target := evidence.Target{ID: c.id, Year: 2024, Low: 0, High: 1}
		r := Validate(c.series, nil, 1000, []evidence.Target{target})
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
		r := Validate(run, gap, 1000, evidence.US().Targets)
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
	if err := Validate(using(0.3), gapOf(t, using(0.3), using(0.2)), 1000, evidence.US().Targets).WriteText(&b); err != nil {
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
	r := Validate(one, nil, 1000, evidence.US().Targets)
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
	got := float64(Validate(run, nil, 1000, []evidence.Target{target}).Compared[0].Mean)
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
	got := float64(Validate(run, gapOf(t, run, frozen), 1000, []evidence.Target{target}).Compared[0].Mean)
	if !near(got, -25) {
		t.Errorf("orders at 0.6 beside 0.8 of the frozen world differ by %v %%, want -25", got)
	}
}
