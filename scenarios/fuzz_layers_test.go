package scenarios

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/file"
)

// lineOf takes a command line apart: flags as --name=value or --name, and other words.
func lineOf(line string) (flags map[string][]string, words []string) {
	flags = map[string][]string{}
	for _, word := range strings.Split(line, "\n") {
		flag, is := strings.CutPrefix(word, "--")
		switch name, value, given := strings.Cut(flag, "="); {
		case is && given:
			flags[name] = append(flags[name], value)
		case is:
			flags[name] = append(flags[name], "true")
		case word != "" && !strings.ContainsAny(word, `/\.`): // files are read by other tests
			words = append(words, word)
		}
	}
	return flags, words
}

// Whatever stands in a configuration, in variables and on a command line, it is refused with
// a line for each mistake, which says where it is, or it is a run or a comparison that can be
// written down, by flags, as a file and in a manifest, and read back as what it was.
func FuzzLayers(f *testing.F) {
	for _, c := range []struct{ config, env, line string }{
		{"population: 5000\nuntil: 2030\nwithout: [fear]\npolicies: [rights]\n", "ATELIER_SEED=7\nATELIER_SET=fear.base=-1, trust.failure_ratio=2", "--world=fast\n--set=fear.base=-1.2"},
		{"", "ATELIER_POLICY=retraining=0.2 rights=0.03,start=2028-01", "--policy=basic_income=352,domains=music/design\n--months=60"},
		{"parameters: {fear: {base: -1}}\n", "ATELIER_UNTIL=2031\nATELIER_QUIET=true", "--no-counterfactual\n--without=fear,trust\n--parameters=central"},
		{"", "", "laissez-faire\nskills-first\ntraining_subsidy=0.5,ramp=12\n--world=slow,fast\n--replicates=3\n--against=skills-first"},
		{"seed: 1\n", "ATELIER_WORLD=slow", "laissez-faire\nrights\n--target-width=2\n--parameters=central\n--equal-cost=1e9\n--population=500"},
		{"months: 0\nuntil: 1999\nMonths: 3\n", "ATELIER_SEDE=1\nATELIER_SEED=\x00", "--policy=rights=9\n--set==\n--set=fear.base=NaN\n--months=x\nlaisez-faire\nrights"},
		{"policies: [{policy: rights, target: {domains: []}}]", "ATELIER_FOCUS=musik", "--focus=music\n--until=June 2030\n--set=liability.firm=1\n--set=liability.worker=1"},
	} {
		f.Add(c.config, c.env, c.line)
	}
	path := filepath.Join(f.TempDir(), "fuzz.yaml")
	f.Fuzz(func(t *testing.T, config, env, line string) {
		for _, variable := range strings.Split(env, "\n") {
			name, value, given := strings.Cut(variable, "=")
			if !given || !strings.HasPrefix(name, prefix) || name == prefix+"CONFIG" || strings.Contains(variable, "\x00") {
				continue
			}
			t.Setenv(name, value)
		}
		l := Layers{Config: path}
		if config == "" {
			config = "seed: 1\n"
		}
		if err := os.WriteFile(path, []byte(config), 0o666); err != nil {
			t.Fatal(err)
		}
		var words []string
		if l.Flags, words = lineOf(line); len(words) > 1 {
			contest, _, err := Ask{Arms: words, Layers: l}.Resolve()
			if checkLayers(t, path, err); err == nil {
				checkContest(t, contest)
			}
			return
		}
		r, err := Resolve(nil, l)
		if checkLayers(t, path, err); err == nil {
			checkRun(t, r.Scenario)
		}
	})
}

// checkLayers fails unless an error is bad input, a line a mistake, each with its place.
func checkLayers(t *testing.T, path string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if !errors.Is(err, ErrInput) {
		t.Fatalf("not bad input: %v", err)
	}
	lines := strings.Split(err.Error(), "\n")
	for _, r := range err.Error() {
		if r != '\n' && (r < ' ' || r == 0x7f) {
			t.Fatalf("a sign that nobody sees: %q", err)
		}
	}
	var ps file.Problems
	if !errors.As(err, &ps) {
		if len(lines) != 1 {
			t.Fatalf("not one sentence: %q", err)
		}
		return
	}
	if len(lines) != min(len(ps), 101) {
		t.Fatalf("%d lines for %d mistakes: %q", len(lines), len(ps), err)
	}
	for _, p := range ps {
		switch {
		case p.Source == path && (p.Line < 1 || p.Column < 1):
			t.Errorf("no place: %s", p)
		case p.Source == path, strings.HasPrefix(p.Source, "--"), strings.HasPrefix(p.Source, prefix):
		default:
			t.Logf("source %q", p.Source)
		}
	}
}

// checkRun fails unless a scenario is the same written down in each way.
func checkRun(t *testing.T, s *Scenario) {
	t.Helper()
	digest := mustDigest(t, s)
	same := func(how string, back *Scenario, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s cannot be read: %v", how, err)
		}
		if mustDigest(t, back) != digest {
			t.Errorf("%s is another scenario: %+v, was %+v", how, back, s)
		}
	}
	flags := map[string][]string{}
	for _, a := range s.Asked("run") {
		flags[a.Flag] = append(flags[a.Flag], a.Value)
	}
	r, err := Resolve(nil, Layers{Flags: flags, Alone: true, Fresh: true})
	if err != nil {
		t.Fatalf("its flags cannot be read: %v", err)
	}
	same("its flags", r.Scenario, nil)
	named := s.Clone()
	named.Name = cmp.Or(s.Name, "fuzz") // what is played without a scenario has none
	text, err := named.YAML()
	if err != nil {
		t.Fatal(err)
	}
	back, err := Parse("back.yaml", text)
	same("its file", back, err)
	values, err := s.Values()
	if err != nil {
		t.Fatal(err)
	}
	back, err = Recorded(named.Record(), values)
	same("its manifest", back, err)
}

// checkContest fails unless a comparison is the same written down.
func checkContest(t *testing.T, c *Contest) {
	t.Helper()
	digest, err := c.Digest()
	if err != nil {
		t.Fatal(err)
	}
	record, err := c.Record()
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadContest(record, nil, c.Options.Replicates)
	if err != nil {
		t.Fatalf("its manifest cannot be read: %v", err)
	}
	if again, err := back.Digest(); err != nil || again != digest {
		t.Errorf("its manifest is another comparison (%v):\n%+v\n%+v", err, back, c)
	}
}
