package ensemble

import (
	"context"
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// frozen is a plan of the world in which AI stays as in 2021.
func frozen(months int) Plan {
	p := small()
	p.Scenario.World, p.Options.Months = "frozen", months
	return p
}

// release is the month of the first AI that makes images, August 2022.
const release = 19

func TestFrozenAgainstFrozenIsExactlyZero(t *testing.T) {
	r := play(t, frozen(180))
	if len(r.Contrast.Rows) == 0 || defined(r, "people") != 2*180 || defined(r, "depth") != 0 {
		t.Error("people must be counted every month, and there is no machine's share where nobody uses AI")
	}
	zero(t, r, func(*table.Row, string) bool { return true })
}

// Up to the first release every world is the frozen one, in how reliable AI
// would be too.
func TestNothingDiffersBeforeTheFirstRelease(t *testing.T) {
	for _, world := range []string{"slow", "expected", "fast"} {
		p := small()
		p.Scenario.World, p.Options.Months = world, release+1
		r := play(t, p)
		zero(t, r, func(row *table.Row, _ string) bool { return row.Month < release })
		if use := r.Contrast.Line(table.Mean, table.All, table.All, "ai_use"); !(use[release] > 0) {
			t.Errorf("%s: nobody uses AI in the month of its release", world)
		}
	}
}

// zero holds that the values asked for are exactly zero in the contrast, and
// are undefined only where the series is undefined as well.
func zero(t *testing.T, r *Result, asked func(row *table.Row, column string) bool) {
	t.Helper()
	type key struct {
		replicate, by, group string
		month                int
	}
	series := map[key]*table.Row{}
	for i := range r.Series.Rows {
		row := &r.Series.Rows[i]
		series[key{row.Replicate, row.By, row.Group, row.Month}] = row
	}
	for i := range r.Contrast.Rows {
		row := &r.Contrast.Rows[i]
		of := series[key{row.Replicate, row.By, row.Group, row.Month}] // none for the ends of intervals
		for k, x := range row.Values {
			undefined := of == nil || math.IsNaN(of.Values[k])
			if x != 0 && !(math.IsNaN(x) && undefined) && asked(row, r.Contrast.Columns[k]) {
				t.Fatalf("%s: %s differs by %v", place(row), r.Contrast.Columns[k], x)
			}
		}
	}
}

// defined counts in how many months of single replicates a measure of all
// creatives is defined.
func defined(r *Result, column string) int {
	n := 0
	for _, name := range r.Series.Replicates() {
		for _, x := range r.Series.Line(name, table.All, table.All, column) {
			if !math.IsNaN(x) {
				n++
			}
		}
	}
	return n
}

// The contrast is the difference to the same scenario without access to AI
// played by itself, whatever the world, the parameters and what is left out.
// For the expected world that is the scenario "frozen".
func TestTwinIsTheScenarioWithoutAI(t *testing.T) {
	long(t)
	for _, world := range []string{"slow", "expected", "fast"} {
		p := small()
		p.Scenario.World = world
		p.Scenario.Parameters = map[string]float64{"fear.base": -1.2}
		income := policy.Find("basic_income").Setting()
		income.Start = 24
		p.Scenario.Policies = []policy.Setting{income, policy.Find("ai_levy").Setting()}
		p.Options.Without = []string{"attitude"}
		r := play(t, p)
		q := Plan{Scenario: p.Scenario.Clone(), Options: p.Options}
		q.Scenario.Parameters["technology.access"] = 0
		q.Options.Counterfactual = false
		if d := difference(r.Contrast, against(t, r.Series, play(t, q).Series)); d != "" {
			t.Errorf("%s: %s", world, d)
		}
		if world != "expected" {
			continue
		}
		q = Plan{Scenario: p.Scenario.Clone(), Options: q.Options}
		q.Scenario.World = "frozen"
		if d := difference(r.Contrast, against(t, r.Series, play(t, q).Series)); d != "" {
			t.Errorf("against the scenario frozen: %s", d)
		}
	}
}

// against is the contrast of two tables with its statistics.
func against(t *testing.T, a, b *table.Series) *table.Series {
	t.Helper()
	differences, err := table.Contrast(a, b)
	if err != nil {
		t.Fatal(err)
	}
	all, err := table.SummariseContrast(differences)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Neither the twin nor checks nor what is written change what is played.
func TestOptionsOfPlayingChangeNoNumber(t *testing.T) {
	p := small()
	want := play(t, p)

	p.Options.Counterfactual = false
	alone := play(t, p)
	if alone.Contrast != nil {
		t.Error("there is a contrast without a twin")
	}
	if d := difference(alone.Series, want.Series); d != "" {
		t.Errorf("without its twin: %s", d)
	}

	p = small()
	p.Options.Check = true
	same(t, "under checks", play(t, p), want)

	p.Options.Full = false
	brief := play(t, p)
	for what, tables := range map[string][2]*table.Series{"series": {brief.Series, want.Series}, "contrast": {brief.Contrast, want.Contrast}} {
		if d := difference(tables[0], tables[1].Brief()); d != "" {
			t.Errorf("the brief %s is another: %s", what, d)
		}
		if single := len(tables[0].Rows); single >= len(tables[1].Rows) {
			t.Errorf("the brief %s has %d rows of %d", what, single, len(tables[1].Rows))
		}
	}
}

// Policies without a dose change no bit, whenever they start and however fast.
func TestZeroDosePolicyChangesNothing(t *testing.T) {
	long(t)
	p := small()
	p.Options.Months = 90 // policies start in month 72
	p.Options.Replicates = 1
	want := play(t, p)
	// all policies together, each with this
	every := func(change func(s *policy.Setting)) []policy.Setting {
		var list []policy.Setting
		for _, q := range policy.All() {
			s := q.Setting()
			change(&s)
			list = append(list, s)
		}
		return list
	}
	for what, change := range map[string]func(s *policy.Setting){
		"from 2021 on":        func(s *policy.Setting) { s.Dose, s.Start = 0, 0 },
		"at once in mid-2023": func(s *policy.Setting) { s.Dose, s.Start, s.Ramp = 0, 30, 0 },
		"from 2027 on":        func(s *policy.Setting) { s.Dose = 0 },
		"nobody complies":     func(s *policy.Setting) { s.Compliance, s.Start = 0, 0 },
		"far in the future":   func(s *policy.Setting) { s.Start, s.Ramp = 600, 60 },
		"over before AI":      func(s *policy.Setting) { s.Dose, s.Start, s.End, s.Ramp = 0, 0, 12, 0 },
	} {
		p.Scenario.Policies = every(change)
		same(t, what, play(t, p), want)
	}
	subsidy := policy.Find("training_subsidy").Setting()
	subsidy.Dose, subsidy.Start = 1, 0
	p.Scenario.Policies = []policy.Setting{subsidy}
	if difference(play(t, p).Series, want.Series) == "" {
		t.Error("a full subsidy of training changes nothing")
	}
}

// The twin is an arm like any other, and gives what World.Frozen gives when it
// is stepped by hand; so does the run beside it.
func TestTheTwinIsTheFrozenWorldSteppedByHand(t *testing.T) {
	p := small()
	p.Scenario.Policies = []policy.Setting{policy.Find("rights").Setting()}
	p.Scenario.Policies[0].Start = 10
	p.Options.Replicates = 1
	c := p.Contest()
	f, err := New(c.Arms, c.Worlds, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	f.Keep = true
	if err := f.Play(context.Background(), 1, nil); err != nil {
		t.Fatal(err)
	}
	w, twin, err := StartReplicate(context.Background(), p, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	for arm, world := range []*sim.World{twin, w} {
		kept := f.Of(0, arm)[0].Kept
		for month := range kept {
			world.Step()
			for g, group := range world.Now.Groups {
				for k, v := range group.Values {
					if got := kept[month].Groups[g].Values[k]; math.Float64bits(got) != math.Float64bits(v) && !(math.IsNaN(got) && math.IsNaN(v)) {
						t.Fatalf("arm %d, month %d, %s %s: %s is %v, by hand %v", arm, month, group.By, group.Name, sim.Columns[k].Name, got, v)
					}
				}
			}
		}
	}
}
