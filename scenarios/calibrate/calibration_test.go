package calibrate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/design"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// Stopped and begun again, with other workers and a damaged part, a search finds the same
// as one that was never stopped, and what its sets say lies there.
func TestSearchGoesOnWhereItWasStopped(t *testing.T) {
	p, e := knownProblem(design.Point{0.3, 0.7, 0.5, 0.6, 0.5}), small
	e.Waves, e.Last = 1, 6
	dir, key := t.TempDir(), strings.Repeat("cd", 32)
	open := func() *store.Sweep {
		folder, err := store.CreateSweep(dir, store.Plan{Experiment: "known", Digest: key, Model: key, Runs: e.Total(), Points: e.Total(), Replicates: 1, Columns: headsOf(p)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { folder.Close() })
		return folder
	}
	whole, err := Match(context.Background(), p, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := open()
	ctx, stop := context.WithCancel(context.Background())
	if _, _, err := search(ctx, first, p, e, func(g Progress) {
		if g.Done == 60 {
			stop()
		}
	}); !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped, it says %v", err)
	}
	first.Close()
	parts, err := store.PartsOf(dir)
	if err != nil || len(parts) == 0 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	if err := os.WriteFile(filepath.Join(dir, "parts", parts[0].Name), []byte("no table"), 0o666); err != nil {
		t.Fatal(err)
	}
	e.Across = 3
	second := open()
	r, _, err := search(context.Background(), second, p, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(r.found, whole) || len(r.Damaged) != 1 || r.Before == 0 {
		t.Errorf("stopped, it finds something else, or %d sets were kept and %d parts damaged", r.Before, len(r.Damaged))
	}
	second.Close()
	p.Play = func(context.Context, Set) (Said, error) { return Said{}, errors.New("played again") }
	if r, _, err = search(context.Background(), open(), p, e, nil); err != nil || r.Before != e.Total() || !reflect.DeepEqual(r.found, whole) {
		t.Errorf("begun a third time: %v", err)
	}
}

// A small calibration is played into a folder that holds what it should, and no other
// calibration goes on there.
func TestCalibrationIsPlayedIntoAFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a calibration")
	}
	c, _, err := parse("test.yaml", []byte(`name: tiny
targets: [B05, E08]
free: [use.base, {parameter: fear.base, low: -1.3, high: -0.5}, use.reconsider]
starts: 1
waves: 1
sets: {first: 24, last: 2}
truth: 2
full_size: 200
options: {population: 200}
`), scenarios.Layers{Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	c.Effort.Lucks, c.Effort.Fresh = 2, 2
	dir, model := t.TempDir(), strings.Repeat("ab", 32)
	r, err := Play(context.Background(), c, dir, model, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		summaryFile: "By figures alone", membersFile: "member,start,set,seed,implausibility,failed,use.base,fear.base,use.reconsider,A02",
		ensembleFile: "set,start,use.base,fear.base,use.reconsider", knownFile: "outcome,low,middle,high,emulated,parameter,share\nat_work,",
		runsFile: "set,A02", reportFile: `"parameter": "fear.base"`, calibrationFile: "low: -1.3", scenarios.ScenarioFile: "world: expected",
	} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s lacks %q: %v\n%.300s", name, want, err, text)
		}
	}
	if r.Found == nil || r.Found.Truth != 2 || r.Found.Of == 0 || r.Found.In > r.Found.Of {
		t.Errorf("the hidden truth is told of as %+v", r.Found)
	}
	if r.Sets != c.Effort.Total() || r.Last != 2 || r.Comparable < 25 || len(r.Choices) != 3 || r.Centre["fear.base"] < -1.3 || r.Centre["fear.base"] > -0.5 {
		t.Errorf("%+v", r)
	}
	if v, err := sweep.Verify(dir, model); err != nil || len(v.Problems) > 0 || !v.Searched() {
		t.Errorf("its folder is verified as %+v, %v", v, err)
	}
	c.FullSize++
	if _, err := Play(context.Background(), c, dir, model, nil); !errors.Is(err, scenarios.ErrInput) {
		t.Errorf("another calibration in its folder: %v", err)
	}
}

// A calibration is read back from what it is written as, all that comes with the program too.
func TestCalibrationIsReadBack(t *testing.T) {
	for _, name := range presets.Names() {
		c, _, err := Find(name, scenarios.Layers{Alone: true})
		if err != nil {
			t.Fatal(err)
		}
		written, err := c.YAML()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(written), "scenario: scenario.yaml", "scenario: baseline", 1) + fmt.Sprintf("options: {population: %d}\n", c.Scenario.Options.Population)
		back, _, err := parse("test.yaml", []byte(text), scenarios.Layers{Alone: true})
		if err != nil {
			t.Fatal(err)
		}
		if back.Called = c.Called; !reflect.DeepEqual(back, c) {
			t.Errorf("%s is read back as another", name)
		}
		one, _ := c.Digest()
		c.Effort.Last++
		if other, _ := c.Digest(); one == other {
			t.Error("another effort has the same digest")
		}
	}
}

// Figures of 2025 are not fitted, nor are those that rule nothing out unless they are named.
func TestTargetsAreOfBefore(t *testing.T) {
	all := strings.Join(targetsOf(nil), " ")
	for id, want := range map[string]bool{"E10": false, "C03": false, "B01": true, "F19": false} {
		if strings.Contains(all, id) != want {
			t.Errorf("%s is fitted %v: %s", id, !want, all)
		}
	}
	if got := targetsOf([]string{"F19", "B01"}); !reflect.DeepEqual(got, []string{"B01", "F19"}) {
		t.Errorf("%v", got)
	}
}

// Bad input is one sentence.
func TestBadCalibrationsAreSaid(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"free: [use.bas]", "use.base"},
		{"free: [fear.voice]", "fear.voice does nothing that a figure can tell"},
		{"free: [technology.access]", "technology.access does nothing"},
		{"free: [{parameter: use.base, low: -99}]", "value -99: use.base may be"},
		{"free: [{parameter: use.base, high: 99}]", "value 99: use.base may be"},
		{"free: [{parameter: trust.confidence, low: 0.5, high: 0.5}]", "the range from 0.5 to 0.5 is empty"},
		{"free: [use.base, use.base]", "use.base stands twice"},
		{"free: []", "the list is empty"},
		{"targets: [E10]", "E10"},
		{"targets: [B99]", "B99"},
		{"truth: 999", "the country's ensemble has no such set"},
		{"waves: 0", "waves"},
		{"sets: {first: 3}", "first"},
		{"fitted: 41", "fitted"},
		{"scenario: frozen", "its world is frozen"},
		{"scenario: skills-first", "it has policies"},
		{"scenario: baselin", "baseline"},
		{"wave: 3", "wave"},
		{"options: {months: 3}", "months"},
	} {
		_, _, err := parse("test.yaml", []byte("name: x\n"+c.text+"\n"), scenarios.Layers{Alone: true})
		if !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), c.want) || strings.Count(strings.TrimSpace(err.Error()), "\n") > 0 {
			t.Errorf("%s: %v", c.text, err)
		}
	}
	if _, _, err := Find("defaul", scenarios.Layers{Alone: true}); err == nil || !strings.Contains(err.Error(), `did you mean "default"`) {
		t.Error(err)
	}
}

// A hidden truth says what was published: what its own runs say, off by the figure's errors
// and no more.
func TestAHiddenTruthStandsForWhatWasPublished(t *testing.T) {
	c, _, err := parse("test.yaml", []byte("name: hidden\ntruth: 2\nfull_size: 200\noptions: {population: 200}\n"), scenarios.Layers{Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	e := c.Effort
	e.Lucks, e.Across = 2, 2
	p := c.problem()
	for f := range p.Figures {
		p.Figures[f].Variance = 0
	}
	published := slices.Clone(p.Figures)
	if err := c.hide(context.Background(), &p, e); err != nil {
		t.Fatal(err)
	}
	at, seeds := c.truth(), ensemble.Seeds(e.Seed, e.Lucks+1)
	one, err := c.play(context.Background(), Set{Point: at, Seed: seeds[1] >> 11, Last: true})
	if err != nil {
		t.Fatal(err)
	}
	other, err := c.play(context.Background(), Set{Point: at, Seed: seeds[2] >> 11, Last: true})
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	for f, figure := range p.Figures {
		if want := (one.Figures[f] + other.Figures[f]) / 2; !math.IsNaN(want) && math.Abs(figure.Value-want) > 1e-9*math.Abs(want) {
			t.Errorf("%s is %v, and the truth says %v", figure.ID, figure.Value, want)
		}
		if figure.Value != published[f].Value {
			moved++
		}
	}
	if moved < len(published)*3/4 {
		t.Errorf("%d of %d figures are the truth's", moved, len(published))
	}
	for j, v := range c.values(at) {
		set := evidence.US().Ensemble
		if k := slices.Index(set.Paths, c.Free[j].Path); k >= 0 && math.Abs(v-set.Of(2).Values[k]) > 1e-6*(1+math.Abs(v)) {
			t.Errorf("%s of the truth is %v, of the set %v", c.Free[j].Path, v, set.Of(2).Values[k])
		}
	}
}

// Starts take turns in the table of the sets, each in the order of its members.
func TestStartsTakeTurns(t *testing.T) {
	var members []Member
	for i, start := range []int{1, 1, 1, 2, 3, 3} {
		members = append(members, Member{Start: start, Set: Set{Seed: uint64(i)}})
	}
	var got []uint64
	for _, m := range inTurn(members) {
		got = append(got, m.Set.Seed)
	}
	if !slices.Equal(got, []uint64{0, 3, 4, 1, 5, 2}) {
		t.Errorf("in turn they are %v", got)
	}
}
