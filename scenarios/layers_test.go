package scenarios

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

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
	if o.Months != 11 || o.Seed != 12 || o.Replicates != 13 || o.Population != 1400 || o.Workers != 3 || !o.Counterfactual {
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

// Mistakes on the command line, in the environment and in the configuration,
// each with its exact message.
func TestBadLayersGetTheirExactMessage(t *testing.T) {
	all := "must be among " + strings.Join(mechanisms(), ", ")
	for _, c := range []struct {
		name  string
		env   string // NAME=value
		file  string
		flags map[string][]string
		want  string
	}{
		{name: "population", flags: map[string][]string{"population": {"0"}}, want: `--population: value "0": must be a whole number from 200 to 50,000,000`},
		{name: "population with comma", flags: map[string][]string{"population": {"25,000"}}, want: `--population: value "25,000": must be a whole number from 200 to 50,000,000`},
		{name: "months", flags: map[string][]string{"months": {"0"}}, want: `--months: value "0": must be a whole number from 1 to 600`},
		{name: "empty", flags: map[string][]string{"seed": {""}}, want: `--seed: value "": must be a whole number from 0 to 9,007,199,254,740,991`},
		{name: "twice", flags: map[string][]string{"seed": {"1", "2"}}, want: `--seed: given twice: keep one`},
		{name: "world", flags: map[string][]string{"world": {"fats"}}, want: `--world: value "fats": must be slow, expected, fast or frozen; did you mean "fast"?`},
		{name: "exposure", flags: map[string][]string{"exposure": {"gpt-4"}}, want: `--exposure: value "gpt-4": must be consensus, human, gpt4 or observed; did you mean "gpt4"?`},
		{name: "mechanism", flags: map[string][]string{"without": {"feer"}}, want: `--without: value "feer": ` + all + `; did you mean "fear"?`},
		{name: "mechanism twice", flags: map[string][]string{"without": {"fear", "fear"}}, want: `--without: "fear" stands twice: name each once`},
		{name: "parameter", flags: map[string][]string{"set": {"trust.failure_ratoi=2"}}, want: `--set: trust.failure_ratoi: no parameter has this name; did you mean "trust.failure_ratio"?`},
		{name: "parameter's last part", flags: map[string][]string{"set": {"failure_ratio=2"}}, want: `--set: failure_ratio: no parameter has this name; did you mean "trust.failure_ratio"?`},
		{name: "no parameter", flags: map[string][]string{"set": {"colour=2"}}, want: `--set: colour: no parameter has this name; atelier parameters lists them`},
		{name: "no value", flags: map[string][]string{"set": {"trust.failure_ratio"}}, want: `--set: trust.failure_ratio: write path=value, such as trust.failure_ratio=4`},
		{name: "empty value", flags: map[string][]string{"set": {"trust.failure_ratio="}}, want: `--set: trust.failure_ratio: value "": must be a number from 1.5 to 4`},
		{name: "not a number", flags: map[string][]string{"set": {"trust.failure_ratio=NaN"}}, want: `--set: trust.failure_ratio: value "NaN": must be a number from 1.5 to 4`},
		{name: "infinite", flags: map[string][]string{"set": {"trust.failure_ratio=inf"}}, want: `--set: trust.failure_ratio: value "inf": must be a number from 1.5 to 4`},
		{name: "hexadecimal", flags: map[string][]string{"set": {"trust.failure_ratio=0x1p1"}}, want: `--set: trust.failure_ratio: value "0x1p1": must be a number from 1.5 to 4`},
		{name: "out of range", flags: map[string][]string{"set": {"trust.failure_ratio=40"}}, want: `--set: trust.failure_ratio: value "40": must be a number from 1.5 to 4`},
		{name: "set twice", flags: map[string][]string{"set": {"fear.base=-1", "fear.base=-1"}}, want: `--set: fear.base: set twice: keep one`},
		{name: "two mistakes", flags: map[string][]string{"months": {"x"}, "set": {"=", "fear.base=9"}},
			want: "--months: value \"x\": must be a whole number from 1 to 600\n--set: no parameter has this name; atelier parameters lists them\n--set: fear.base: value \"9\": must be a number from -1.4 to -0.4"},
		{name: "policy", flags: map[string][]string{"policy": {"rihgts"}}, want: `--policy: rihgts: no policy has this name; did you mean "rights"?`},
		{name: "no policy", flags: map[string][]string{"policy": {"happiness=1"}}, want: `--policy: happiness: no policy has this name; atelier policies lists them`},
		{name: "policy empty", flags: map[string][]string{"policy": {""}}, want: `--policy: no policy has this name; atelier policies lists them`},
		{name: "dose", flags: map[string][]string{"policy": {"training_subsidy=50"}}, want: `--policy: training_subsidy.dose: a dose of 50 is outside the range of training_subsidy: use 0 to 1 (share of the course fee)`},
		{name: "dose below", flags: map[string][]string{"policy": {"basic_income=-1"}}, want: `--policy: basic_income.dose: a dose of -1 is outside the range of basic_income: use 0 to 1000 (USD a week)`},
		{name: "dose infinite", flags: map[string][]string{"policy": {"rights=inf"}}, want: `--policy: rights.dose: value "inf": must be a number`},
		{name: "dose empty", flags: map[string][]string{"policy": {"rights="}}, want: `--policy: rights.dose: value "": must be a number`},
		{name: "dose twice", flags: map[string][]string{"policy": {"rights=0.03,dose=0.04"}}, want: `--policy: rights.dose: given twice: keep one`},
		{name: "setting twice", flags: map[string][]string{"policy": {"rights,ramp=3,ramp=3"}}, want: `--policy: rights.ramp: given twice: keep one`},
		{name: "setting misspelt", flags: map[string][]string{"policy": {"rights=0.03,strat=2028-01"}}, want: `--policy: rights.strat: a policy has no such setting; did you mean "start"?`},
		{name: "no setting", flags: map[string][]string{"policy": {"rights,colour=red"}}, want: `--policy: rights.colour: a policy has no such setting; it may have dose, start, end, ramp, compliance, unit_cost, domains, sizes, contracts, stages, combine`},
		{name: "month", flags: map[string][]string{"policy": {"rights,start=2027-13"}}, want: `--policy: rights.start: value "2027-13": must be a month from 2021-01 to 2071-01, such as 2028-06 or June 2028, or a year`},
		{name: "year before", flags: map[string][]string{"until": {"1999"}}, want: `--until: value "1999": must be a month from 2021-01 to 2070-12, such as 2028-06 or June 2028, or a year`},
		{name: "two ends", flags: map[string][]string{"until": {"2030"}, "months": {"60"}}, want: `--until: 2030 means 120 for --months, which is given as 60: keep one of the two`},
		{name: "two ends in variables", env: "ATELIER_UNTIL=soon", want: `ATELIER_UNTIL: value "soon": must be a month from 2021-01 to 2070-12, such as 2028-06 or June 2028, or a year`},
		{name: "focus", flags: map[string][]string{"focus": {"musik"}}, want: `--focus: value "musik": no group of creatives has this name; did you mean "music"?`},
		{name: "until twice", flags: map[string][]string{"until": {"2030", "2030"}}, want: `--until: given twice: keep one`},
		{name: "two ends in a configuration", file: "months: 60\nuntil: June 2030\n", want: `atelier.yaml:2:8: until: until means 114 for months, which is given as 60: keep one of the two`},
		{name: "variable called so", env: "ATELIER_HORIZON=2030", want: `ATELIER_HORIZON: no variable of this name is read; unset it; did you mean "ATELIER_MONTHS" or "ATELIER_UNTIL"?`},
		{name: "variable of a country", env: "ATELIER_COUNTRY=fr", want: `ATELIER_COUNTRY: no variable of this name is read; unset it; the tables of one country come with the program, the United States; scenarios/evidence/COUNTRIES.md says how another is made`},
		{name: "setting called so", flags: map[string][]string{"policy": {"rights,since=2028"}}, want: `--policy: rights.since: a policy has no such setting; did you mean "start"?`},
		{name: "end", flags: map[string][]string{"policy": {"rights,end=2026-12"}}, want: `--policy: rights.end: it starts in 2027-01: it cannot end in 2026-12; name a later month`},
		{name: "compliance", flags: map[string][]string{"policy": {"rights,compliance=1.01"}}, want: `--policy: rights.compliance: value "1.01": must be a number from 0 to 1`},
		{name: "target", flags: map[string][]string{"policy": {"retraining,contracts=employed"}}, want: `--policy: retraining.target: nobody is in the target: retraining is for those unemployed only`},
		{name: "target empty", flags: map[string][]string{"policy": {"rights,domains="}}, want: `--policy: rights.target: nobody is in the target: domains is an empty list; leave it out for everybody`},
		{name: "target unknown", flags: map[string][]string{"policy": {"retraining,stages=junior/senoir"}}, want: `--policy: retraining.stages: value "senoir": must be among junior, mid, senior; did you mean "senior"?`},
		{name: "target of a market", flags: map[string][]string{"policy": {"transparency,sizes=250+"}}, want: `--policy: transparency.target: transparency is a law of markets: its target may name domains only`},
		{name: "policy twice", flags: map[string][]string{"policy": {"rights", "rights=0.03"}}, want: `--policy: rights stands twice: keep one, or let the later one combine by add or strongest`},
		{name: "combine alone", flags: map[string][]string{"policy": {"rights,combine=add"}}, want: `--policy: rights.combine: there is no earlier entry of rights to combine with: leave it out`},
		{name: "variable of policies", env: "ATELIER_POLICY=retraining=0.2 rights=9", want: `ATELIER_POLICY: rights.dose: a dose of 9 is outside the range of rights: use 0 to 0.08 (levy on what is spent on AI, share)`},
		{name: "configuration with a policy", file: "policies:\n  - rihgts\n", want: `atelier.yaml:2:5: policies[0].policy: value "rihgts": no policy has this name; did you mean "rights"?`},
		{name: "liability", flags: map[string][]string{"set": {"liability.worker=0.5", "liability.firm=0.6"}}, want: `scenario "x": the shares of liability add up to 1.1, creatives 0.5 and organisations 0.6: they may add up to at most 1`},
		{name: "variable", env: "ATELIER_SEED=x", want: `ATELIER_SEED: value "x": must be a whole number from 0 to 9,007,199,254,740,991`},
		{name: "variable of a list", env: "ATELIER_WITHOUT=fear trsut", want: `ATELIER_WITHOUT: value "trsut": ` + all + `; did you mean "trust"?`},
		{name: "variable of parameters", env: "ATELIER_SET=fear.base=7", want: `ATELIER_SET: fear.base: value "7": must be a number from -1.4 to -0.4`},
		{name: "variable unknown", env: "ATELIER_SEDE=1", want: `ATELIER_SEDE: no variable of this name is read; unset it; did you mean "ATELIER_SEED"?`},
		{name: "variable far off", env: "ATELIER_WEATHER=1", want: `ATELIER_WEATHER: no variable of this name is read; unset it`},
		{name: "variable of a switch", env: "ATELIER_QUIET=yes", want: `ATELIER_QUIET: value "yes": must be true or false`},
		{name: "configuration of a scenario", file: "name: x\n", want: `atelier.yaml:1:1: name: unknown key: here may stand world, exposure, population, months, until, seed, replicates, parameter_sets and 20 more`},
		{name: "configuration with options", file: "options: {seed: 1}\n", want: `atelier.yaml:1:1: options: unknown key: here may stand world, exposure, population, months, until, seed, replicates, parameter_sets and 20 more`},
		{name: "configuration out of range", file: "seed: 1\nmonths: 0\n", want: `atelier.yaml:2:9: months: value 0: must be a whole number from 1 to 600`},
		{name: "configuration upper case", file: "Months: 12\n", want: `atelier.yaml:1:1: Months: unknown key; did you mean "months"?`},
		{name: "configuration empty", file: "# nothing yet\n", want: `atelier.yaml:1:1: the file is empty: a configuration needs keys, such as population: 5000`},
		{name: "configuration absent", env: "ATELIER_CONFIG=none.yaml", want: `none.yaml: there is no such file`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if t.Chdir(t.TempDir()); c.file != "" {
				config(t, c.file)
			}
			if name, value, ok := strings.Cut(c.env, "="); ok {
				t.Setenv(name, value)
			}
			_, err := Resolve(mustParse(t, "name: x\n"), Layers{Flags: c.flags})
			if err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}
