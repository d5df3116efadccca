package ensemble

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/policy"
)

// No test of this package may leave a goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// small is two replicates of 400 creatives in the expected world, up to June
// 2024, each beside its twin: a fifth of a second. Tests change what they ask.
func small() Plan {
	s := scenarios.Default()
	s.Name = "small"
	s.Options = scenarios.Options{Population: 400, Months: 42, Seed: 1, Replicates: 2, Workers: 2, Counterfactual: true, Full: true}
	return Plan{Scenario: s, Options: s.Options}
}

// long marks a test of which the short form of the tests, which the race
// detector also plays, has a smaller one in this package or in sim.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("left out of the short form")
	}
}

// play plays a plan that must go well.
func play(t testing.TB, p Plan) *Result {
	t.Helper()
	r, err := Play(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// difference names the first value in which two tables differ by a bit, or is
// "" for the same tables. Every NaN is the same one.
func difference(got, want *table.Series) string {
	switch {
	case got == nil || want == nil:
		if got != want {
			return "one of the tables is missing"
		}
		return ""
	case !slices.Equal(got.Columns, want.Columns):
		return fmt.Sprintf("columns are %v, want %v", got.Columns, want.Columns)
	}
	for i := range min(len(got.Rows), len(want.Rows)) {
		a, b := &got.Rows[i], &want.Rows[i]
		if a.Replicate != b.Replicate || a.Month != b.Month || a.By != b.By || a.Group != b.Group {
			return fmt.Sprintf("row %d is %s, want %s", i, place(a), place(b))
		}
		for k, x := range a.Values {
			if y := b.Values[k]; math.Float64bits(x) != math.Float64bits(y) && !(math.IsNaN(x) && math.IsNaN(y)) {
				return fmt.Sprintf("%s: %s is %v, want %v", place(a), got.Columns[k], x, y)
			}
		}
	}
	if len(got.Rows) != len(want.Rows) {
		return fmt.Sprintf("%d rows, want %d", len(got.Rows), len(want.Rows))
	}
	return ""
}

// place says which row of a table it is.
func place(r *table.Row) string {
	return fmt.Sprintf("replicate %s, %s, %s %s", r.Replicate, finding.Date(r.Month), r.By, r.Group)
}

// same holds that two results have the same bits in both tables.
func same(t *testing.T, what string, got, want *Result) {
	t.Helper()
	if d := difference(got.Series, want.Series); d != "" {
		t.Errorf("%s: series: %s", what, d)
	}
	if d := difference(got.Contrast, want.Contrast); d != "" {
		t.Errorf("%s: contrast: %s", what, d)
	}
}

// The comparison that all tests here rest on sees a last bit, a missing row
// and another name.
func TestTheComparisonSeesOneBit(t *testing.T) {
	r := play(t, Plan{Scenario: small().Scenario, Options: scenarios.Options{Population: 200, Months: 2, Replicates: 1}})
	copied := func() *table.Series {
		s := &table.Series{Columns: slices.Clone(r.Series.Columns), Rows: slices.Clone(r.Series.Rows)}
		for i := range s.Rows {
			s.Rows[i].Values = slices.Clone(s.Rows[i].Values)
		}
		return s
	}
	if d := difference(copied(), r.Series); d != "" {
		t.Errorf("a copy differs: %s", d)
	}
	for what, change := range map[string]func(s *table.Series){
		"a bit":     func(s *table.Series) { v := &s.Rows[7].Values[0]; *v = math.Nextafter(*v, 0) },
		"a NaN":     func(s *table.Series) { s.Rows[9].Values[3] = math.NaN() },
		"a row":     func(s *table.Series) { s.Rows = s.Rows[:len(s.Rows)-1] },
		"a group":   func(s *table.Series) { s.Rows[5].Group = "elsewhere" },
		"a column":  func(s *table.Series) { s.Columns[2] = "elsewhere" },
		"the order": func(s *table.Series) { s.Rows[1], s.Rows[2] = s.Rows[2], s.Rows[1] },
	} {
		s := copied()
		change(s)
		if difference(s, r.Series) == "" {
			t.Errorf("%s changed without being seen", what)
		}
	}
	if difference(nil, r.Series) == "" || difference(nil, nil) != "" {
		t.Error("a missing table is taken for another")
	}
}

// Plays that share a process share nothing else.
func TestPlaysSideBySideDoNotTouch(t *testing.T) {
	plans := []Plan{small(), small(), small(), small()}
	plans[1].Scenario.World = "fast"
	plans[2].Options.Seed = 9
	plans[3].Options.Without = []string{"fear"}
	alone, together := make([]*Result, len(plans)), make([]*Result, len(plans))
	for i, p := range plans {
		alone[i] = play(t, p)
	}
	var wait sync.WaitGroup
	for i, p := range plans {
		wait.Go(func() { together[i], _ = Play(context.Background(), p, nil) })
	}
	wait.Wait()
	for i := range plans {
		if together[i] == nil {
			t.Fatalf("plan %d could not be played beside others", i)
		}
		same(t, fmt.Sprintf("plan %d", i), together[i], alone[i])
		if i > 0 && difference(alone[i].Series, alone[0].Series) == "" {
			t.Errorf("plan %d is that of plan 0", i)
		}
	}
}

func TestPlayingChangesNothingInThePlan(t *testing.T) {
	p := small()
	p.Options.Months = 3
	p.Options.Without = []string{"fear", "trust"}
	p.Scenario.Parameters = map[string]float64{"liability.start": 60}
	p.Scenario.Policies = []policy.Setting{policy.Find("rights").Setting()}
	before, options := p.Scenario.Clone(), p.Options
	play(t, p)
	if fmt.Sprint(before) != fmt.Sprint(p.Scenario) || !slices.Equal(options.Without, p.Options.Without) {
		t.Errorf("the plan was %v and is %v after playing", before, p.Scenario)
	}
}

func TestFirstIsTheFirstReplicateOfThePlay(t *testing.T) {
	p := small()
	p.Options.Replicates, p.Options.Workers = 3, 2
	c := p.Contest()
	f, err := New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	var told []*Result
	played := 0
	f.Keep, f.First = true, func(first *Futures) {
		r, err := first.Run(c.Against, false)
		if err != nil {
			t.Error(err)
		}
		told, played = append(told, r), f.Replicates()
	}
	if err := f.Play(context.Background(), 3, nil); err != nil {
		t.Fatal(err)
	}
	whole := play(t, p)
	if len(told) != 1 || told[0].Contrast == nil || played == 3 {
		t.Fatalf("First was told %d tables, when %d replicates were played", len(told), played)
	}
	for _, column := range []string{"ai_use", "employed", "orders"} {
		got, want := told[0].Series.Line("1", "all", "all", column), whole.Series.Line("1", "all", "all", column)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: First was told %v, the play has %v", column, got, want)
		}
	}
}
