package ensemble

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// What a replicate plays does not depend on how many there are; of the usual 27 each of 21
// sets is played, six of them twice, with the replicate three places before.
func TestReplicatesGoThroughTheSetsAndPlayEachThirdOneTwice(t *testing.T) {
	var row []int
	times := map[int]int{}
	for r := range 27 {
		row = append(row, SetOf(r))
		times[SetOf(r)]++
		if Repeats(r) != (times[SetOf(r)] == 2) || Repeats(r) && SetOf(r) != SetOf(r-3) {
			t.Errorf("replicate %d plays set %d for the %d. time", r, SetOf(r), times[SetOf(r)])
		}
	}
	if got := fmt.Sprint(row[:9], len(times)); got != "[0 1 2 0 3 4 5 3 6] 21" {
		t.Errorf("sets and how many: %s", got)
	}
	d, o := deck{country().Ensemble}, scenarios.Options{Parameters: scenarios.Ensemble}
	long, err := SetNumbers(o, 4*len(d.Sets))
	if err != nil || long[0] != d.Sets[0].Number || long[SetOf(0)+4*len(d.Sets)/3] != d.Sets[0].Number {
		t.Errorf("the row of sets does not begin again at its end: %v, %v", long, err)
	}
	if short, _ := SetNumbers(o, 7); !slices.Equal(short, long[:7]) || !slices.Equal(d.numbers(2, 5), long[2:7]) {
		t.Errorf("%v is not the beginning of %v", short, long)
	}
	if none, _ := SetNumbers(scenarios.Options{}, 7); none != nil {
		t.Errorf("central parameters are of the sets %v", none)
	}
}

func TestACountryWithoutSetsIsNotPlayedWithThem(t *testing.T) {
	c := &evidence.Country{Name: "Elsewhere"}
	if _, err := deckOf(c, scenarios.Options{Parameters: scenarios.Ensemble}); err == nil || err.Error() != "--parameters: there are no sets of parameters for Elsewhere; use --parameters central" {
		t.Error(err)
	}
	if _, err := deckOf(c, scenarios.Options{}); err != nil {
		t.Error(err)
	}
}

// inSets are arms that differ in what they say of a parameter and in a policy, played with
// sets in two worlds.
func inSets(t *testing.T, workers int) *Futures {
	t.Helper()
	var arms []*scenarios.Scenario
	for _, name := range []string{"plain", "none", "held", "paid"} {
		s := scenarios.Default()
		s.Name = name
		arms = append(arms, s)
	}
	for _, p := range policy.All() {
		x := p.Setting()
		x.Dose, x.Start = 0, 8
		arms[1].Policies = append(arms[1].Policies, x)
	}
	usual, _ := sim.Lookup("employees.exit")
	arms[2].Parameters = map[string]float64{usual.Path: usual.Default}
	paid := policy.Find("training_subsidy").Setting()
	paid.Start = 8
	arms[3].Policies = []policy.Setting{paid}
	o := scenarios.Options{Population: 200, Months: 20, Seed: 5, Workers: workers, Parameters: scenarios.Ensemble}
	f, err := New(arms, []string{"expected", "fast"}, o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The parameters of every world are those of the replicate's set, but for what the
// scenario says and what makes the fast world fast.
func TestEveryWorldHasTheParametersOfItsSet(t *testing.T) {
	f := inSets(t, 1)
	seen := map[string]sim.Params{}
	world := 0
	f.Watch = func(replicate, arm int, w *sim.World) {
		if w.Params.Technology.Rate == 0.95 {
			world = 1
		} else {
			world = 0
		}
		seen[fmt.Sprint(replicate, arm, world)] = w.Params
	}
	if err := f.Play(context.Background(), 4, nil); err != nil {
		t.Fatal(err)
	}
	all := country().Ensemble
	for r := range 4 {
		set := all.Of(f.Sets()[r])
		for arm := range f.Arms {
			for world := range f.Worlds {
				p, there := seen[fmt.Sprint(r+1, arm, world)]
				if !there {
					t.Fatalf("replicate %d does not play %s in the %s world", r+1, f.Arms[arm].Name, f.Worlds[world])
				}
				var pace sim.Params
				usual := sim.DefaultParams()
				if err := pace.SetWorld(f.Worlds[world]); err != nil {
					t.Fatal(err)
				}
				for k, path := range all.Paths {
					want := set.Values[k]
					was, _ := usual.Get(path)
					if x, _ := pace.Get(path); x != 0 && x != was { // of the fast world alone
						want = x
					}
					if arm == 2 && path == "employees.exit" {
						want = was
					}
					if got, _ := p.Get(path); got != want {
						t.Errorf("replicate %d, %s, %s: %s is %v, want %v", r+1, f.Arms[arm].Name, f.Worlds[world], path, got, want)
					}
				}
			}
		}
	}
}

// With sets, too, a dose of nothing is nothing, in every replicate; a set matters, and of
// one set so does the seed; and every replicate is what it is alone.
func TestSetsArePairedOverArmsAndWorlds(t *testing.T) {
	f := inSets(t, 2)
	if err := f.Play(context.Background(), 3, nil); err != nil {
		t.Fatal(err)
	}
	if err := f.Play(context.Background(), 5, nil); err != nil { // two more later
		t.Fatal(err)
	}
	for world := range f.Worlds {
		plain := csvOf(t, f.Series(world, 0))
		if csvOf(t, f.Series(world, 1)) != plain {
			t.Errorf("in the %s world policies with a dose of 0 change something", f.Worlds[world])
		}
		for _, arm := range []int{2, 3} {
			if csvOf(t, f.Series(world, arm)) == plain {
				t.Errorf("in the %s world %s changes nothing", f.Worlds[world], f.Arms[arm].Name)
			}
		}
		each := map[string]int{}
		for r := range 5 {
			each[strings.ReplaceAll(csvOf(t, f.Series(world, 0).OfReplicate(r+1)), fmt.Sprintf("\n%d,", r+1), "\n")]++
		}
		if len(each) != 5 {
			t.Errorf("of 5 replicates %d differ", len(each))
		}
	}
	for _, workers := range []int{1, 7} {
		g := inSets(t, workers)
		g.Skip = 2
		if err := g.Play(context.Background(), 5, nil); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(g.Sets(), f.Sets()[2:]) || !slices.Equal(g.Seeds, f.Seeds[2:]) {
			t.Errorf("replicates 3 to 5 play the sets %v of %v", g.Sets(), f.Sets())
		}
		for world := range f.Worlds {
			for arm := range f.Arms {
				after := f.Series(world, arm).Only(func(r *table.Row) bool { return r.Replicate > "2" })
				if csvOf(t, g.Series(world, arm)) != csvOf(t, after) {
					t.Errorf("with %d workers %s in the %s world differs", workers, f.Arms[arm].Name, f.Worlds[world])
				}
			}
		}
	}
}

// What a scenario holds at its usual value is shared with one that leaves it to the set only
// where no set is played.
func TestWhatAScenarioHoldsIsSharedWithNobodyWhoLeavesItToTheSet(t *testing.T) {
	for _, which := range scenarios.ParameterChoices {
		for path, burnIn := range map[string]bool{"employees.exit": false, "fear.news": true} {
			open, held := small().Scenario, small().Scenario
			usual, _ := sim.Lookup(path)
			held.Parameters = map[string]float64{path: usual.Default}
			open.Options.Parameters, held.Options.Parameters = which, which
			a, err := CourseOf(open, 12)
			if err != nil {
				t.Fatal(err)
			}
			b, err := CourseOf(held, 12)
			if err != nil {
				t.Fatal(err)
			}
			central := which == scenarios.Central
			if (a.BurnIn() == b.BurnIn()) != (central || TouchesBurnIn(usual) == false) || (a.Past() == b.Past()) != central {
				t.Errorf("%s parameters, %s: burn-in shared %v, past shared %v", which, path, a.BurnIn() == b.BurnIn(), a.Past() == b.Past())
			}
			if TouchesBurnIn(usual) == burnIn {
				t.Errorf("%s is not what this test needs", path)
			}
		}
	}
}

// A replicate of an ensemble is the scenario that says what its set says, with the
// replicate's seed; whoever steps it plays the same months.
func TestAReplicateIsTheScenarioOfItsSet(t *testing.T) {
	p := small()
	p.Options.Replicates, p.Options.Months, p.Options.Parameters = 5, 16, scenarios.Ensemble
	all := play(t, p)
	e := country().Ensemble
	for r, number := range all.Sets() {
		q := small()
		q.Options.Months, q.Options.Replicates = 16, r+1
		q.Scenario.Parameters = map[string]float64{}
		for k, path := range e.Paths {
			q.Scenario.Parameters[path] = e.Of(number).Values[k]
		}
		c := q.Contest()
		f, err := New(c.Arms, c.Worlds, c.Options)
		if err != nil {
			t.Fatal(err)
		}
		f.Skip, f.Keep = r, true
		if err := f.Play(context.Background(), r+1, nil); err != nil {
			t.Fatal(err)
		}
		for arm := range c.Arms {
			if csvOf(t, f.Series(0, arm)) != csvOf(t, all.Futures.Series(0, arm).OfReplicate(r+1)) {
				t.Errorf("replicate %d differs from set %d in arm %d", r+1, number, arm)
			}
		}
	}
	w, twin, err := StartReplicate(context.Background(), p, 4, nil)
	if err != nil {
		t.Fatal(err)
	}
	for month := range p.Options.Months {
		w.Step()
		twin.Step()
		for arm, stepped := range []*sim.World{twin, w} {
			if fmt.Sprint(stepped.Now.Groups[0].Values) != fmt.Sprint(all.Read(all.Of(0, arm)[3].All)[month]) {
				t.Fatalf("month %d of arm %d is stepped otherwise than played", month, arm)
			}
		}
	}
	central := small()
	central.Options.Replicates, central.Options.Months = 5, 16
	if _, err := all.Against(play(t, central)); err == nil || !strings.Contains(err.Error(), "sets of parameters") {
		t.Errorf("sets are compared with central parameters: %v", err)
	}
}
