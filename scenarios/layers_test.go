package scenarios

import (
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/badtest"

	"github.com/atelier-sim/atelier/scenarios/file"
)

// config writes atelier.yaml into a new working folder.
func config(t *testing.T, text string) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile(ConfigFile, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestNearerLayersWin(t *testing.T) {
	config(t, "months: 11\nseed: 11\nreplicates: 11\npopulation: 1100\nworkers: 3\nparameters: {fear: {base: -1.1}, trust: {failure_ratio: 1.6}, use: {base: -1.6}}\n")
	s := mustParse(t, "name: x\noptions: {seed: 12, replicates: 12, population: 1200}\nparameters: {trust: {failure_ratio: 1.7}, use: {base: -1.7}}\n")
	t.Setenv("ATELIER_REPLICATES", "13")
	t.Setenv("ATELIER_POPULATION", "1300")
	t.Setenv("ATELIER_SET", "use.base=-1.5, craft.practice=0.015")
	r, err := Resolve(s, Layers{Flags: map[string][]string{"population": {"1400"}, "set": {"use.base=-1.4"}}})
	if err != nil {
		t.Fatal(err)
	}
	o := r.Scenario.Options
	if o.Months != 11 || o.Seed != 12 || o.Replicates != 13 || o.Population != 1400 || o.Workers != min(3, runtime.GOMAXPROCS(0)) || !o.Counterfactual {
		t.Errorf("options %+v", o)
	}
	want := map[string]float64{"fear.base": -1.1, "trust.failure_ratio": 1.7, "craft.practice": 0.015, "use.base": -1.4}
	for path, v := range want {
		if r.Scenario.Parameters[path] != v {
			t.Errorf("%s = %v, want %v", path, r.Scenario.Parameters[path], v)
		}
	}
	if len(r.Scenario.Parameters) != len(want) {
		t.Errorf("parameters %v", r.Scenario.Parameters)
	}
}

// A scenario made in code has stated everything, so a file does not move it.
func TestConfigurationDoesNotMoveAScenarioMadeInCode(t *testing.T) {
	config(t, "months: 11\nworld: slow\nwithout: [fear]\nout: here\n")
	s := Default()
	s.Name = "code"
	r, err := Resolve(s, Layers{})
	if err != nil {
		t.Fatal(err)
	}
	if o := r.Scenario.Options; o.Months != 180 || r.Scenario.World != "expected" || len(o.Without) != 0 || r.Out != "here" {
		t.Errorf("%+v", r)
	}
}

// What a preset states wins over a configuration; what it leaves open follows.
func TestPresetsFollowTheConfigurationInWhatTheyLeaveOpen(t *testing.T) {
	config(t, "world: slow\nmonths: 20\ncounterfactual: true\n")
	for name, want := range map[string]string{"baseline": "slow", "safety-net": "slow", "fast": "fast", "frozen": "frozen"} {
		s, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Resolve(s, Layers{})
		if err != nil || r.Scenario.World != want || r.Scenario.Options.Months != 20 || r.Scenario.Options.Counterfactual != (name != "frozen") {
			t.Errorf("%s is played as %+v, %v", name, r.Scenario, err)
		}
	}
}

// A configuration tells where runs go, not where a report is drawn again nor
// whose life is told.
func TestWhatIsAFlagOnlyIsNotInAConfiguration(t *testing.T) {
	config(t, "out: here\nworld: slow\nformat: [pdf]\n")
	t.Setenv("ATELIER_OUT", "there")
	for _, command := range []string{"report", "explain"} {
		r, err := Resolve(nil, Layers{Command: command})
		if err != nil || command == "report" && (r.Out != "" || len(r.Formats) != 3) || command == "explain" && r.Life.World != "" {
			t.Errorf("%s: %+v, %v", command, r, err)
		}
	}
	r, err := Resolve(nil, Layers{Command: "report", Flags: map[string][]string{"out": {"drawn"}}})
	if err != nil || r.Out != "drawn" {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestEveryLayerReachesEverySetting(t *testing.T) {
	values := map[string]string{
		"population": "500", "months": "7", "seed": "9007199254740991", "replicates": "3", "workers": "2",
		"world": "fast", "exposure": "observed", "parameters": "fear.base=-1", "without": "fear,trust",
		"counterfactual": "false", "full": "true", "check": "true", "out": "folder", "json": "true", "quiet": "true",
		"policies": "retraining=0.2,end=2030-01,stages=mid/senior", "format": "pdf", "files": "none", "panel": "400", "parameter_sets": "central", "focus": "music",
	}
	options := slices.DeleteFunc(OptionsOf("run"), func(o Option) bool { return o.stands == flagged || o.instead != "" })
	for _, o := range options {
		if _, tried := values[o.Name]; !tried { // another one is tried at the end of its range
			values[o.Name] = map[file.Kind]string{file.Whole: file.Exact(o.High), file.Number: file.Exact(o.High), file.Truth: "true", file.Text: "x"}[o.Kind]
		}
	}
	want := maps.Clone(values)
	want["without"], want["format"] = "trust,fear", "svg,png,pdf"
	want["policies"] = "retraining=0.2,start=2027-01,end=2030-01,ramp=12,compliance=1,unit_cost=6443,contracts=unemployed,stages=mid/senior"
	want["parameters"] = "map[fear.base:-1]"
	check := func(t *testing.T, r *Run, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range options {
			if got := o.text(r); got != want[o.Name] {
				t.Errorf("%s is %s, want %s", o.Name, got, want[o.Name])
			}
		}
	}
	base := func(t *testing.T) *Scenario { return mustParse(t, "name: x\n") }
	t.Run("file", func(t *testing.T) {
		var text strings.Builder
		for key, value := range values {
			switch key {
			case "parameters":
				value = "{fear: {base: -1}}"
			case "without", "format":
				value = "[" + value + "]"
			case "policies":
				value = "[{policy: retraining, dose: 0.2, end: 2030-01, target: {stages: [mid, senior]}}]"
			}
			text.WriteString(key + ": " + value + "\n")
		}
		config(t, text.String())
		r, err := Resolve(base(t), Layers{})
		check(t, r, err)
	})
	t.Run("environment", func(t *testing.T) {
		t.Chdir(t.TempDir())
		for _, o := range options {
			t.Setenv(o.Env(), values[o.Name])
		}
		r, err := Resolve(base(t), Layers{})
		check(t, r, err)
	})
	t.Run("flags", func(t *testing.T) {
		t.Chdir(t.TempDir())
		flags := map[string][]string{}
		for _, o := range options {
			flags[o.Flag] = []string{values[o.Name]}
			if o.Negates {
				flags[o.Flag] = []string{"true"}
			}
		}
		flags["without"] = []string{"fear", "trust"}
		flags["files"], want["files"] = []string{FilesAll}, FilesAll // a format does nothing where no figure is drawn
		delete(flags, "checkpoint")                                  // which holds no panel
		want["checkpoint"] = "0"
		r, err := Resolve(base(t), Layers{Flags: flags})
		check(t, r, err)
	})
}

func TestConfigurationMayBeNamed(t *testing.T) {
	config(t, "months: 11\n")
	for name, months := range map[string]string{"a.yaml": "12", "b.yaml": "13"} {
		if err := os.WriteFile(name, []byte("months: "+months+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		flag, env string
		months    int
	}{{"", "", 11}, {"", "a.yaml", 12}, {"b.yaml", "a.yaml", 13}} {
		t.Setenv("ATELIER_CONFIG", c.env)
		r, err := Resolve(mustParse(t, "name: x\n"), Layers{Config: c.flag})
		if err != nil || r.Scenario.Options.Months != c.months {
			t.Errorf("%+v: %+v, %v", c, r, err)
		}
	}
}

// What is wrong in flags, variables and the configuration gets the exact message that
// stands beside it in the table.
func TestBadLayersGetTheirExactMessage(t *testing.T) {
	badtest.Check(t, "testdata/bad/layers.txt", func(t *testing.T, c badtest.Case) error {
		t.Chdir(t.TempDir())
		flags, text := map[string][]string{}, ""
		for _, line := range strings.SplitAfter(c.Input, "\n") {
			said, command := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "$ atelier run --")
			name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
			switch {
			case command:
				for _, flag := range strings.Split(said, " --") {
					name, value, _ := strings.Cut(flag, "=")
					flags[name] = append(flags[name], value)
				}
			case strings.HasPrefix(name, prefix):
				t.Setenv(name, value)
			default:
				text += line
			}
		}
		if text != "" {
			config(t, text)
		}
		_, err := Resolve(mustParse(t, "name: x\n"), Layers{Flags: flags})
		return err
	})
}
