package scenarios

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

func mustParse(t *testing.T, text string) *Scenario {
	t.Helper()
	s, err := Parse("test.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustDigest(t *testing.T, s *Scenario) string {
	t.Helper()
	d, err := s.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPresetsAreNamedAsTheirFilesAndDiffer(t *testing.T) {
	seen := map[string]string{}
	for _, name := range Presets() {
		s, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		if s.Name != name || s.Title == "" || s.Question == "" || s.Description == "" {
			t.Errorf("%s: name %q, title %q, question %q", name, s.Name, s.Title, s.Question)
		}
		digest := mustDigest(t, s)
		if name == "laissez-faire" {
			// on purpose the numbers of the baseline, under the name it has among policies
			if digest != mustDigest(t, Default()) {
				t.Error("laissez-faire is not the baseline")
			}
			continue
		}
		if other := seen[digest]; other != "" {
			t.Errorf("%s has the digest of %s", name, other)
		}
		seen[digest] = name
	}
	files, _ := filepath.Glob("presets/*.yaml")
	if len(files) != len(Presets()) {
		t.Errorf("%d files in presets, %d presets", len(files), len(Presets()))
	}
}

func TestAFileWithANameAloneIsTheDefaultScenario(t *testing.T) {
	s := mustParse(t, "name: x\n")
	want := Default()
	want.Name, want.stated = "x", s.stated
	if d := cmp.Diff(want, s, cmp.AllowUnexported(Scenario{})); d != "" {
		t.Error(d)
	}
}

func TestEveryKeyOfAFileArrives(t *testing.T) {
	s := mustParse(t, `
name: all_keys-2
title: "Ä title: with a colon"
question: Why?
description: |
  Two
  lines.
world: slow
exposure: observed
options: {population: 300, months: 24, seed: 9, replicates: 3, counterfactual: false, full: true, parameter_sets: ensemble}
policies:
  - rights
  - policy: retraining
    dose: 2e-1
    start: 2025-03
    end: "2030-01"
    ramp: 6
    compliance: 0.5
    unit_cost: 8000
    target: {domains: [music, design], stages: [senior]}
  - {policy: retraining, combine: strongest}
parameters:
  trust: {failure_ratio: 3, forgetting: 2e-2}
  fear:
    base: -1
without: [fear, trust]
`)
	rights, retraining := policy.Find("rights").Setting(), policy.Find("retraining").Setting()
	some := policy.Setting{Policy: "retraining", Dose: 0.2, Start: 50, End: 108, Ramp: 6, Compliance: 0.5, UnitCost: 8000,
		Target: sim.Target{Domains: 1<<1 | 1<<2, Sizes: retraining.Target.Sizes, Contracts: retraining.Target.Contracts, Stages: 1 << 2}}
	retraining.Combine = policy.Strongest
	want := &Scenario{
		Name: "all_keys-2", Title: "Ä title: with a colon", Question: "Why?", Description: "Two\nlines.\n",
		World: "slow", Exposure: "observed",
		Options: Options{Population: 300, Months: 24, Seed: 9, Replicates: 3, Full: true, Parameters: Ensemble, Without: []string{"trust", "fear"}},
		Parameters: map[string]float64{
			"trust.failure_ratio": 3, "trust.forgetting": 0.02, "fear.base": -1,
		},
		Policies: []policy.Setting{rights, some, retraining},
		stated:   s.stated,
	}
	if d := cmp.Diff(want, s, cmp.AllowUnexported(Scenario{})); d != "" {
		t.Error(d)
	}
}

func TestOwnParametersWinOverTheWorld(t *testing.T) {
	s := mustParse(t, "name: x\nworld: slow\nparameters: {technology: {rate: 0.5}}\n")
	p, err := s.Params()
	if err != nil {
		t.Fatal(err)
	}
	world := sim.DefaultParams()
	if err := world.SetWorld("slow"); err != nil {
		t.Fatal(err)
	}
	for _, q := range sim.Parameters() {
		want, _ := world.Get(q.Path)
		if q.Path == "technology.rate" {
			want = 0.5
		}
		if got, _ := p.Get(q.Path); got != want {
			t.Errorf("%s = %v, want %v", q.Path, got, want)
		}
	}
}

// What decides the numbers changes the digest; what does not, does not.
func TestDigestHoldsAllThatDecidesTheNumbersAndNothingElse(t *testing.T) {
	base := mustDigest(t, mustParse(t, "name: x\n"))
	same := []string{
		"name: y\ntitle: T\nquestion: Q\ndescription: D\n",
		"name: x\nworld: expected\noptions: {seed: 1, population: 10000, parameter_sets: central}\n",
		"name: x\nparameters: {trust: {failure_ratio: 2.50}}\n",
		"name: x\npolicies: []\n",
	}
	for _, text := range same {
		if mustDigest(t, mustParse(t, text)) != base {
			t.Errorf("digest changed by %q", text)
		}
	}
	seen := map[string]string{base: "the default"}
	for _, text := range []string{
		"world: slow", "world: fast", "world: frozen", "exposure: gpt4", "without: [fear]", "without: [fear, trust]",
		"options: {population: 10001}", "options: {months: 179}", "options: {seed: 2}", "options: {replicates: 7}",
		"options: {counterfactual: false}", "options: {full: true}", "options: {parameter_sets: ensemble}",
		"options: {parameter_sets: ensemble}\nparameters: {trust: {failure_ratio: 2.5}}", // the set's value is another
		"parameters: {trust: {failure_ratio: 2.5000000000000004}}",
		"policies: [rights]", "policies: [{policy: rights, dose: 0.04}]", "policies: [{policy: rights, start: 2027-02}]",
		"policies: [{policy: rights, end: 2030-01}]", "policies: [{policy: rights, ramp: 11}]",
		"policies: [{policy: rights, compliance: 0.8}]", "policies: [{policy: rights, unit_cost: 1}]",
		"policies: [{policy: rights, target: {domains: [music]}}]", "policies: [rights, {policy: rights, combine: add}]",
		"policies: [rights, {policy: rights, combine: strongest}]", "policies: [rights, retraining]",
	} {
		d := mustDigest(t, mustParse(t, "name: x\n"+text+"\n"))
		if seen[d] != "" {
			t.Errorf("%s and %s have one digest", text, seen[d])
		}
		seen[d] = text
	}
	if a, b := mustParse(t, "name: x\nwithout: [fear, trust]\n"), mustParse(t, "name: x\nwithout: [trust, fear]\n"); mustDigest(t, a) != mustDigest(t, b) {
		t.Error("the order of without changes the digest")
	}
	workers := Default()
	workers.Options.Workers, workers.Options.Check = 7, true
	if mustDigest(t, workers) != base {
		t.Error("workers or checks change the digest")
	}
}

// Digests stand in the names of folders and under figures: they move with the
// model's parameters, and else never.
func TestDigestsKeepTheirValues(t *testing.T) {
	var text strings.Builder
	for _, name := range Presets() {
		s, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		text.WriteString(name + " " + mustDigest(t, s) + "\n")
	}
	t.Chdir(t.TempDir()) // no configuration file
	c, _, err := Ask{Arms: []string{"laissez-faire", "rights=0.03,start=2028-01", "fast"}, Layers: Layers{Flags: map[string][]string{
		"world": {"slow", "expected"}, "against": {"fast"}, "parameters": {"central"}, "target-width": {"0.5"}, "budget": {"30"}, "equal-cost": {"5e9"}}}}.Resolve()
	if err != nil {
		t.Fatal(err)
	}
	digest, err := c.Digest()
	if err != nil {
		t.Fatal(err)
	}
	expect(t, filepath.Join(here, "testdata/digests.txt"), text.String()+"comparison "+digest+"\n")
}

// here is the folder of the package, for tests that work in another.
var here, _ = os.Getwd()

func TestEveryParameterChangesTheDigest(t *testing.T) {
	base := mustDigest(t, Default())
	for _, q := range sim.Parameters() {
		s := Default()
		if s.Parameters[q.Path] = q.Low; q.Low == q.Default {
			s.Parameters[q.Path] = q.High
		}
		if mustDigest(t, s) == base {
			t.Errorf("%s does not change the digest", q.Path)
		}
	}
}

func TestAWrittenScenarioReadsBackTheSame(t *testing.T) {
	all := sim.Parameters()
	rapid.Check(t, func(t *rapid.T) {
		s := Default()
		s.Name = rapid.StringMatching(`[a-z][a-z0-9_-]{0,20}`).Draw(t, "name")
		s.Title = rapid.StringMatching(`[ -~äß€]{0,60}`).Draw(t, "title")
		s.Description = rapid.StringMatching(`([ -~]{0,30}\n?){0,4}`).Draw(t, "description")
		s.World = rapid.SampledFrom(sim.Worlds).Draw(t, "world")
		s.Exposure = rapid.SampledFrom(Exposures).Draw(t, "exposure")
		s.Options.Seed = rapid.Uint64Range(0, 1<<53-1).Draw(t, "seed")
		s.Options.Full = rapid.Bool().Draw(t, "full")
		s.Options.Without = inSchedule(rapid.SliceOfNDistinct(rapid.SampledFrom(mechanisms()), 0, 3, rapid.ID[string]).Draw(t, "without"))
		for _, q := range rapid.SliceOfN(rapid.SampledFrom(all), 0, 5).Draw(t, "parameters") {
			s.Parameters[q.Path] = rapid.Float64Range(q.Low, q.High).Draw(t, q.Path)
		}
		s.Policies = drawPolicies(t)
		text, err := s.YAML()
		if err != nil {
			t.Fatal(err)
		}
		back, err := Parse("back.yaml", text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		back.stated = nil
		if d := cmp.Diff(s, back, cmp.AllowUnexported(Scenario{})); d != "" {
			t.Fatalf("%s\n%s", d, text)
		}
	})
}

// What an editor on another system adds is no mistake.
func TestLineEndsAndByteOrderMarksDoNotMatter(t *testing.T) {
	plain := "name: x\n# note\noptions:\n  seed: 3\n"
	want := mustDigest(t, mustParse(t, plain))
	for _, text := range []string{
		strings.ReplaceAll(plain, "\n", "\r\n"), "\ufeff" + plain, "---\n" + plain, strings.TrimSuffix(plain, "\n"),
		`{"name": "x", "options": {"seed": 3}}`,
	} {
		if got := mustDigest(t, mustParse(t, text)); got != want {
			t.Errorf("%q reads as another scenario", text)
		}
	}
}

func TestFindPrefersThePresetAndNamesTheNearest(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("mine.yaml", []byte("name: mine\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("fast", []byte("name: not_the_preset\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]string{"fast": "fast", "./fast": "not_the_preset", "mine.yaml": "mine"} {
		if s, err := Find(given); err != nil || s.Name != want {
			t.Errorf("Find(%s) = %v, %v, want %s", given, s, err, want)
		}
	}
	for given, want := range map[string]string{
		"basline":   `"basline": no preset and no file has this name; presets are baseline, fast, frozen, laissez-faire, rights-first, safety-net, skills-first, slow, supportive-ecosystem; did you mean "baseline"?`,
		"utopia":    `"utopia": no preset and no file has this name; presets are baseline, fast, frozen, laissez-faire, rights-first, safety-net, skills-first, slow, supportive-ecosystem`,
		"none.yaml": `none.yaml: there is no such file`,
		".":         `.: is a folder; name a file in it`,
	} {
		if _, err := Find(given); err == nil || err.Error() != want {
			t.Errorf("Find(%s): got %v, want %s", given, err, want)
		}
	}
}

func TestPresetTextIsTheFileAsWritten(t *testing.T) {
	text, err := PresetText("baseline")
	if err != nil || !strings.HasPrefix(string(text), "# ") {
		t.Errorf("%q, %v", text, err)
	}
	if !slices.Equal(Presets(), []string{"baseline", "fast", "frozen", "laissez-faire", "rights-first", "safety-net",
		"skills-first", "slow", "supportive-ecosystem"}) {
		t.Errorf("presets %v", Presets())
	}
}

// The trend of a scenario is that of its world with AI, without law and policies: a
// twin has that of its scenario, a world without AI that of the expected one.
func TestReferenceIsTheWorldWithAIAndWithoutLaw(t *testing.T) {
	reference := func(change func(s *Scenario)) sim.Params {
		s := Default()
		change(s)
		p, err := s.Reference()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	plain := func(world string) sim.Params {
		p := sim.DefaultParams()
		if err := p.SetWorld(world); err != nil {
			t.Fatal(err)
		}
		return p
	}
	set := func(path string, x float64) func(s *Scenario) {
		return func(s *Scenario) { s.Parameters[path] = x }
	}
	slow := func(s *Scenario) { s.World = "slow" }
	half := reference(set("technology.access", 0.5))
	for what, x := range map[string][2]sim.Params{
		"itself":                    {reference(slow), plain("slow")},
		"a twin":                    {reference(func(s *Scenario) { slow(s); *s = *s.Frozen() }), plain("slow")},
		"a world without AI":        {reference(func(s *Scenario) { s.World = "frozen" }), plain("expected")},
		"no access":                 {reference(set("technology.access", 0)), plain("expected")},
		"half access of a twin":     {reference(func(s *Scenario) { set("technology.access", 0.5)(s); *s = *s.Frozen() }), half},
		"liability of creatives":    {reference(set("liability.worker", 0.5)), plain("expected")},
		"liability of firms":        {reference(set("liability.firm", 0.5)), plain("expected")},
		"rules that answer to fear": {reference(set("feedback.gain", 0.5)), plain("expected")},
		"rules that answer to harm": {reference(set("feedback.harm_gain", 0.5)), plain("expected")},
	} {
		if x[0] != x[1] {
			t.Errorf("%s: another reference", what)
		}
	}
	if half.Technology.Access != 0.5 {
		t.Errorf("half access became %v", half.Technology.Access)
	}
}
