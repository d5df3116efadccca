package ensemble

import (
	"context"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// followed plays 40 months of 300 creatives beside their twin, with a panel of n.
func followed(t *testing.T, n, workers int) (table.Frame, *Result) {
	t.Helper()
	s, err := scenarios.Preset("baseline")
	if err != nil {
		t.Fatal(err)
	}
	o := s.Options
	o.Population, o.Months, o.Replicates, o.Workers, o.Counterfactual = 300, 40, 2, workers, true
	p := NewPanel(n, o.Seed, "frozen", "run")
	result, err := PlayWatched(context.Background(), Plan{Scenario: s, Options: o}, p.Watch, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all table.Frame
	err = p.Frames(func(f table.Frame) error {
		for c := range f {
			if all == nil {
				all = table.NewFrame(f.Heads(), 0)
			}
			all[c].Numbers, all[c].Texts = append(all[c].Numbers, f[c].Numbers...), append(all[c].Texts, f[c].Texts...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, result
}

// column is a column of a panel by name.
func column(t *testing.T, f table.Frame, name string) *table.Column {
	t.Helper()
	i := slices.IndexFunc(f, func(c table.Column) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("a panel has no column %s", name)
	}
	return &f[i]
}

// A panel of everybody adds up to the tables of the run, month by month: who has which
// contract, who uses AI, and what people think.
func TestAPanelOfEverybodyAddsUpToTheTables(t *testing.T) {
	f, result := followed(t, 1_000_000, 2)
	world, month, contract := column(t, f, "world").Texts, column(t, f, "month").Numbers, column(t, f, "contract").Texts
	for _, c := range []struct {
		measure, column string
		of              string // contract, "" for all
	}{
		{"employed", "", "employed"}, {"freelancing", "", "freelancing"}, {"unemployed", "", "unemployed"},
		{"ai_use", "uses_ai", ""}, {"trust", "trust", ""}, {"attitude", "attitude", ""}, {"fear", "fear", ""}, {"skill", "skill", ""},
		{"craft", "craft", ""}, {"trained_share", "trained", ""}, {"lost_work_share", "lost_work", ""}, {"ever_used", "ever_used", ""}, {"pay_usd", "income_usd", "employed"},
	} {
		line := result.Series.Line("1", table.All, table.All, c.measure)
		for m, want := range line {
			sum, n := 0.0, 0.0
			for i := range world {
				if world[i] != "run" || month[i] != float64(m) || c.of != "" && contract[i] != c.of {
					continue
				}
				n++
				if c.column != "" {
					sum += column(t, f, c.column).Numbers[i]
				}
			}
			got := sum / n
			if c.column == "" {
				got = n * result.Weight
			}
			if !(math.Abs(got-want) <= 1e-3*math.Abs(want)+1e-4) {
				t.Fatalf("month %d: the panel has %s %v, the table %v", m, c.measure, got, want)
			}
		}
	}
}

// A panel is the same whoever plays it, the same persons in both worlds, and as large a
// share of all at the end as at the start; who left never comes back.
func TestAPanelFollowsPersons(t *testing.T) {
	f, _ := followed(t, 60, 1)
	if g, _ := followed(t, 60, 3); !reflect.DeepEqual(texts(f), texts(g)) || !sameNumbers(f, g) {
		t.Error("on 1 and 3 workers it differs")
	}
	everybody, _ := followed(t, 1_000_000, 2)
	id, month, world := column(t, f, "id").Numbers, column(t, f, "month").Numbers, column(t, f, "world").Texts
	at := map[string]map[float64][]float64{"run": {}, "frozen": {}}
	for i := range id {
		at[world[i]][month[i]] = append(at[world[i]][month[i]], id[i])
		if i > 0 && id[i] == id[i-1] && world[i] == world[i-1] && month[i] != month[i-1]+1 {
			t.Errorf("%v of %s is there in month %v and then in %v", id[i], world[i], month[i-1], month[i])
		}
	}
	if start := at["run"][0]; len(start) != 60 || !slices.Equal(start, at["frozen"][0]) {
		t.Errorf("it begins with %v, and in the world without AI with %v", start, at["frozen"][0])
	}
	last, before := at["run"][39], at["run"][0]
	came := slices.DeleteFunc(slices.Clone(last), func(x float64) bool { return slices.Contains(before, x) })
	all := 0.0
	for i, w := range column(t, everybody, "world").Texts {
		if w == "run" && column(t, everybody, "month").Numbers[i] == 39 {
			all++
		}
	}
	if share := float64(len(last)) / all; len(came) == 0 || len(last)-len(came) == 60 || math.Abs(share-0.2) > 0.06 {
		t.Errorf("of 60 and %v newcomers %d are there at the end, %v of all", came, len(last), share)
	}
}

// texts are the texts of a frame, and sameNumbers tells whether two have the same numbers,
// where undefined is undefined.
func texts(f table.Frame) (all [][]string) {
	for _, c := range f {
		all = append(all, c.Texts)
	}
	return all
}

func sameNumbers(f, g table.Frame) bool {
	return slices.EqualFunc(f, g, func(a, b table.Column) bool {
		return slices.EqualFunc(a.Numbers, b.Numbers, func(x, y float64) bool { return x == y || x != x && y != y })
	})
}
