package scenarios

import (
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim"
)

// Who plays sets unless told otherwise: run, compare, sweep and validate; nobody else, whatever a
// configuration says of them.
func TestWhoPlaysSetsUnlessToldOtherwise(t *testing.T) {
	config(t, "population: 500\n")
	for _, command := range []string{"run", "compare", "sweep", "validate", "calibrate", "bench"} {
		want := slices.Contains([]string{"run", "compare", "sweep", "validate"}, command)
		r, err := Resolve(mustParse(t, "name: x\n"), Layers{Command: command})
		if err != nil || r.Scenario.Options.OfSets() != want {
			t.Errorf("%s plays %q, %v", command, r.Scenario.Options.Parameters, err)
		}
		if r, err = Resolve(mustParse(t, "name: x\n"), Layers{Command: command, Alone: true}); err != nil || r.Scenario.Options.OfSets() {
			t.Errorf("%s plays a file of before there were sets with %q, %v", command, r.Scenario.Options.Parameters, err)
		}
	}
	if Default().Options.OfSets() || mustParse(t, "name: x\n").Options.OfSets() {
		t.Error("a scenario made or read by a program plays sets without being asked")
	}
	config(t, "parameter_sets: ensemble\n")
	if r, err := Resolve(mustParse(t, "name: x\n"), Layers{Command: "calibrate"}); err != nil || r.Scenario.Options.OfSets() {
		t.Errorf("a configuration makes calibrate play sets: %v", err)
	}
	t.Setenv("ATELIER_PARAMETER_SETS", "central")
	if r, err := Resolve(mustParse(t, "name: x\n"), Layers{}); err != nil || r.Scenario.Options.OfSets() {
		t.Errorf("the variable does not win over the configuration: %v", err)
	}
}

// What the scenario says of a parameter wins over the set, and so does what makes its
// world another than the expected one; the rest is the set's.
func TestWhatAScenarioSaysWinsOverTheSet(t *testing.T) {
	paths := []string{"trust.forgetting", "fear.base", "technology.rate", "technology.ceiling_max"}
	values := []float64{0.03, -1.2, 0.7, 0.95}
	for _, x := range []struct {
		text string
		want [4]float64
	}{
		{"", [4]float64{0.03, -1.2, 0.7, 0.95}},
		{"parameters: {fear: {base: -1.1}}", [4]float64{0.03, -1.1, 0.7, 0.95}}, // although it is the model's own
		{"world: slow", [4]float64{0.03, -1.2, 0.35, 0.95}},
		{"world: frozen", [4]float64{0.03, -1.2, 0.7, 0.95}},
		{"world: slow\nparameters: {technology: {rate: 0.5}}", [4]float64{0.03, -1.2, 0.5, 0.95}},
	} {
		base := mustParse(t, "name: x\n"+x.text+"\n")
		s := base.Under(paths, values)
		for _, arm := range []*Scenario{s, s.Frozen(), s.Clone()} {
			p, err := arm.Params()
			if err != nil {
				t.Fatal(err)
			}
			for i, path := range paths {
				if got, _ := p.Get(path); got != x.want[i] {
					t.Errorf("%q: %s is %v, want %v", x.text, path, got, x.want[i])
				}
			}
		}
		trend, err := s.Reference()
		if got, _ := trend.Get("trust.forgetting"); err != nil || got != 0.03 {
			t.Errorf("the trend is found with trust.forgetting %v: %v", got, err)
		}
		if mustDigest(t, base) == "" || len(base.Parameters) != strings.Count(x.text, "parameters") {
			t.Errorf("%q is changed by who plays it", x.text)
		}
	}
	if _, err := Default().Under([]string{"trust.forgetting"}, []float64{7}).Params(); err == nil {
		t.Error("a value outside its range is played")
	}
}

// A manifest tells which parameters are the scenario's own, though their values are the
// world's: the sets have others.
func TestAParameterHeldAtItsUsualValueIsRecorded(t *testing.T) {
	usual, _ := sim.Lookup("trust.forgetting")
	s := Default()
	s.Name, s.Options.Parameters = "x", Ensemble
	s.Parameters = map[string]float64{usual.Path: usual.Default, "fear.base": -1}
	values, err := s.Values()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Recorded(s.Record(), values)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Parameters) != 2 || again.Parameters[usual.Path] != usual.Default || mustDigest(t, again) != mustDigest(t, s) {
		t.Errorf("read again with the parameters %v", again.Parameters)
	}
	if words := strings.Join(Words(s.Record()), " "); !strings.Contains(words, "--parameters ensemble") {
		t.Errorf("the command that repeats it is %s", words)
	}
	record := s.Record()
	record["own"] = "trust.forgiving"
	if _, err := Recorded(record, values); err == nil || !strings.Contains(err.Error(), "trust.forgiving") {
		t.Errorf("a parameter that is not there: %v", err)
	}
	s.Options.Parameters = ""
	if words := strings.Join(Words(s.Record()), " "); !strings.Contains(words, "--parameters central") || s.Record()["own"] != "" {
		t.Errorf("with central parameters the command is %s", words)
	}
}

// More replicates do not narrow what is not known.
func TestAWidthIsNotAskedOfSets(t *testing.T) {
	t.Chdir(t.TempDir())
	ask := func(more string) error {
		flags := map[string][]string{"target-width": {"1"}}
		if more != "" {
			flags["parameters"] = []string{more}
		}
		_, _, err := Ask{Arms: []string{"laissez-faire", "rights"}, Layers: Layers{Flags: flags}}.Resolve()
		return err
	}
	for _, more := range []string{"", Ensemble} {
		if err := ask(more); err == nil || !strings.Contains(err.Error(), "add --parameters central") {
			t.Errorf("--parameters %q: %v", more, err)
		}
	}
	if err := ask(Central); err != nil {
		t.Error(err)
	}
}
