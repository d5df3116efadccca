package population

import (
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
)

func build(t testing.TB, people int, seed uint64, workers int) *sim.World {
	t.Helper()
	w, err := Build(evidence.US(), Spec{People: people, Seed: seed, Params: sim.DefaultParams(), Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// A large world is made where it stays: beside its columns little is made, and no column twice.
func TestAWorldIsMadeWhereItStays(t *testing.T) {
	build(t, 200, 1, 1) // what is made once
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	w := build(t, 100_000, 1, 1)
	runtime.ReadMemStats(&after)
	if made := float64(after.TotalAlloc - before.TotalAlloc); made > 1.4*float64(w.Bytes()) {
		t.Errorf("%.1f MB were made for columns of %.1f MB", made/1e6, float64(w.Bytes())/1e6)
	}
}

func TestAnyPopulationWorks(t *testing.T) {
	for _, n := range []int{200, 201, 1000, 7777, 100_000} {
		w := build(t, n, 1, 2)
		if w.People != n || w.Rows() < n+n/10 || w.Month != -sim.BurnInMonths {
			t.Fatalf("%d people: %d in use of %d rows at month %d", n, w.People, w.Rows(), w.Month)
		}
		everyColumnIsFilled(t, w)
		everybodyHasAPlace(t, w)
		w.Step()
		if err := w.Check(); err != nil {
			t.Errorf("%d people, after a month: %v", n, err)
		}
		if n > 1000 {
			continue
		}
		w.PlayBurnIn(func() bool { return false })
		w.Step()
		if err := w.Check(); err != nil {
			t.Errorf("%d people, after the burn-in: %v", n, err)
		}
	}
}

// everyColumnIsFilled also guards against columns that the model gains later.
func everyColumnIsFilled(t *testing.T, w *sim.World) {
	t.Helper()
	for _, table := range []struct {
		columns any
		rows    int
	}{{w.Creatives, w.Rows()}, {w.Orgs, len(w.Orgs.Staff)}, {w.Cells, len(w.Cells.Staff)}, {w.Clients, int(w.ClientStart[len(w.Occupations)])}} {
		v := reflect.ValueOf(table.columns)
		for i := range v.NumField() {
			want := table.rows
			switch v.Type().Field(i).Name {
			case "Peers":
				want *= sim.Degree
			case "Sums":
				want *= sim.CellSums
			case "FirstCell":
				want++
			}
			if v.Type().Field(i).IsExported() && v.Field(i).Kind() == reflect.Slice && v.Field(i).Len() != want {
				t.Errorf("column %s has %d entries, want %d", v.Type().Field(i).Name, v.Field(i).Len(), want)
			}
		}
	}
}

// everybodyHasAPlace checks that rows, cells and organisations refer to each
// other.
func everybodyHasAPlace(t *testing.T, w *sim.World) {
	t.Helper()
	c := &w.Creatives
	staff := make([]int32, len(w.Cells.Staff))
	last := int32(-1)
	for i := range w.Rows() {
		k, o := c.Cell[i], c.Occupation[i]
		switch {
		case i >= w.People:
			if c.State[i] != sim.Vacant || k != -1 {
				t.Fatalf("spare row %d is not vacant", i)
			}
			continue
		case int32(i) < w.OccStart[o] || int32(i) >= w.OccStart[o+1]:
			t.Fatalf("row %d of occupation %d stands outside %d .. %d", i, o, w.OccStart[o], w.OccStart[o+1])
		case (c.State[i] == sim.Employed) != (k >= 0):
			t.Fatalf("row %d in state %d has job %d", i, c.State[i], k)
		case c.Pay[i] <= 0 || c.Potential[i] <= 0 || c.Craft[i] <= 0 || c.Trust[i] <= 0:
			t.Fatalf("row %d lacks pay, potential, craft or trust", i)
		case c.ID[i] != uint64(i):
			t.Fatalf("row %d holds person %d", i, c.ID[i])
		}
		if k < 0 {
			continue
		}
		if int32(i) == w.OccStart[o] {
			last = -1
		}
		if w.Cells.Occupation[k] != o || k < last {
			t.Fatalf("row %d of occupation %d has a job of occupation %d, or out of order", i, o, w.Cells.Occupation[k])
		}
		last = k
		staff[k]++
	}
	for k, n := range staff {
		f := w.Cells.Organisation[k]
		if n != w.Cells.Staff[k] || n == 0 || int32(k) < w.Orgs.FirstCell[f] || int32(k) >= w.Orgs.FirstCell[f+1] {
			t.Fatalf("cell %d of organisation %d has %d rows, wants %d", k, f, n, w.Cells.Staff[k])
		}
	}
	for i, j := range c.Peers {
		if int(j) >= w.Rows() || int(j) == i/sim.Degree {
			t.Fatalf("row %d has peer %d", i/sim.Degree, j)
		}
	}
}

func TestEveryOccupationHasSomebodyEmployed(t *testing.T) {
	for seed := range uint64(20) {
		w := build(t, FewestPeople, seed, 1)
		for _, o := range w.Occupations {
			if o.Employed < 1 {
				t.Errorf("seed %d: nobody is employed among %s", seed, o.Name)
			}
		}
	}
}

func TestWeightsAddUpToPeople(t *testing.T) {
	c := evidence.US()
	u, want := 0.0143/(0.0143+0.26), 0.0 // who becomes unemployed, over who finds a job
	for i := range c.Occupations {
		want += c.Occupations[i].PeopleAt(0) + u/(1-u)*c.Occupations[i].EmployeesAt(0)
	}
	for _, n := range []int{200, 7777, 100_000} {
		w := build(t, n, 3, 2)
		rows := int64(0)
		for _, o := range w.Occupations {
			rows += o.Employed + o.Freelancing + o.Unemployed
		}
		if got := w.Weight * float64(rows); math.Abs(got-want) > 1e-6*want {
			t.Errorf("%d rows of weight %v are %v people, want %v", rows, w.Weight, got, want)
		}
	}
}

func TestSameOnAnyNumberOfWorkers(t *testing.T) {
	one := build(t, 30_000, 5, 1)
	restore := par.Shuffle(99)
	defer restore()
	for _, workers := range []int{2, 7} {
		w := build(t, 30_000, 5, workers)
		if !sameColumns(w, one) {
			t.Errorf("%d workers give other columns than one", workers)
		}
		if !reflect.DeepEqual(w.Occupations, one.Occupations) || !reflect.DeepEqual(w.Sectors, one.Sectors) || w.QuintileUSD != one.QuintileUSD {
			t.Errorf("%d workers give other facts than one", workers)
		}
	}
}

// sameColumns tells whether two worlds hold the same creatives, clients,
// organisations and jobs.
func sameColumns(a, b *sim.World) bool {
	return reflect.DeepEqual(a.Creatives, b.Creatives) && reflect.DeepEqual(a.Clients, b.Clients) && reflect.DeepEqual(a.Orgs, b.Orgs) && reflect.DeepEqual(a.Cells, b.Cells)
}

func TestSeedsDiffer(t *testing.T) {
	if sameColumns(build(t, 1000, 1, 1), build(t, 1000, 2, 1)) {
		t.Error("seeds 1 and 2 give the same population")
	}
}

func TestMemoryOfACreative(t *testing.T) {
	const n = 200_000
	w := build(t, n, 1, 2)
	if bytes := float64(w.Bytes()) / n; bytes > 220 { // clients, of whom there are half as many, take a quarter of them
		t.Errorf("a creative takes %.1f bytes, more than 220", bytes)
	}
	if cells, orgs := float64(len(w.Cells.Staff))/n, float64(len(w.Orgs.Staff))/n; cells > 0.35 || orgs > 0.2 {
		t.Errorf("%.3f cells and %.3f organisations a creative, more than 0.35 and 0.2", cells, orgs)
	}
}

func TestBadSpecsAreRefused(t *testing.T) {
	good := sim.DefaultParams()
	full := evidence.US()
	full.Occupations = append(full.Occupations, full.Occupations[0])
	other := evidence.US()
	other.Domains[2].Key = "crafts"
	unstaged := evidence.US()
	unstaged.Stages[0], unstaged.Stages[1] = unstaged.Stages[1], unstaged.Stages[0]
	crowded := evidence.US()
	crowded.Sectors = append(crowded.Sectors, crowded.Sectors...)
	for _, x := range []struct {
		country *evidence.Country
		spec    Spec
		says    string
	}{
		{evidence.US(), Spec{People: 199, Params: good}, "use 200 to 50000000"},
		{evidence.US(), Spec{People: MostPeople + 1, Params: good}, "use 200 to 50000000"},
		{evidence.US(), Spec{People: 1000, Params: good, Index: "gpt5"}, "use consensus, human, gpt4 or observed"},
		{evidence.US(), Spec{People: 1000}, "sim.DefaultParams()"},
		{full, Spec{People: 1000, Params: good}, "have 21 occupations: the model holds 20, so join some"},
		{other, Spec{People: 1000, Params: good}, `have the domain "crafts", for which the model has no elasticity of demand: use some of visual_art, design, music, film_video, writing_publishing, advertising_pr`},
		{unstaged, Spec{People: 1000, Params: good}, "have the stages mid, junior, senior: the model needs junior, mid, senior, in this order"},
		{crowded, Spec{People: 1000, Params: good}, "the model holds 12"},
	} {
		w, err := Build(x.country, x.spec)
		if err == nil || w != nil || !strings.Contains(err.Error(), x.says) {
			t.Errorf("%+v: got error %v, want one with %q", x.spec.People, err, x.says)
		}
	}
}

func TestIndexSetsFloorAndCeiling(t *testing.T) {
	c := evidence.US()
	writers := c.Occupation("writers")
	human, gpt4 := c.Occupations[writers].Exposure["human"], c.Occupations[writers].Exposure["gpt4"]
	seen := c.Occupations[writers].Exposure["observed"][0]
	for index, want := range map[string][2]float64{
		"":          {human[0], (human[2] + gpt4[2]) / 2},
		"consensus": {human[0], (human[2] + gpt4[2]) / 2},
		"human":     {human[0], human[2]},
		"gpt4":      {gpt4[0], gpt4[2]},
		"observed":  {min(human[0], seen), seen},
	} {
		w, err := Build(c, Spec{People: 200, Index: index, Params: sim.DefaultParams()})
		if err != nil {
			t.Fatal(err)
		}
		if o := w.Occupations[writers]; o.Floor != want[0] || o.Ceiling != want[1] {
			t.Errorf("index %q: %v to %v, want %v", index, o.Floor, o.Ceiling, want)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	for range b.N {
		build(b, 1_000_000, 1, 2)
	}
}
