package sweep

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
)

// Whatever stands in an experiment's file, it is refused with a place and a sentence, or it
// is written into a folder and read back from there as the same, and its points lie within
// the ranges of its factors.
func FuzzExperiment(f *testing.F) {
	for _, name := range Presets() {
		text, err := PresetText(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, text := range []string{small,
		"name: x\nfactors: [{factor: fear.base, low: -1.2, high: -0.5, distribution: normal, mean: -1, sd: 0.1}, {factor: world, names: [slow, fast]}]\ndesign: {kind: latin_hypercube, size: 8}\nmeasures: [{column: orders, by: domain, group: music, summary: mean, from: 2024, to: 2026-06}]\n",
		"name: x\nfactors: [{factor: scenario, names: [baseline, 'training_subsidy=0.5,ramp=3']}, assumed]\ndesign: {kind: morris, size: 2, levels: 4}\nmeasures: [orders]\nbudget: {runs: 100000}\n",
		"name: x\nfactors: [{factor: liability.worker, values: [0, 0.5]}, {factor: policy.rights, low: 0, high: 0.05, scale: log}]\nconstraints: [{factor: liability.worker, below: policy.rights}]\nmeasures: [{column: fear, against: frozen, name: orders}]\n",
		"name: x\nfactors: [{factor: fear.bsae}, {factor: fear.base, low: 2}]\ndesign: {size: 0}\nmeasures: [{column: x, month: 2030, from: 2021}]\n",
	} {
		f.Add([]byte(text))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		e, err := Parse("fuzz.yaml", text)
		if err != nil {
			if !errors.Is(err, scenarios.ErrInput) || !strings.HasPrefix(err.Error(), "fuzz.yaml:") {
				t.Fatalf("it is refused without its place: %v", err)
			}
			return
		}
		digest, err := e.Digest()
		if err != nil {
			t.Fatal(err)
		}
		written, err := e.YAML()
		if err != nil {
			t.Fatal(err)
		}
		played, err := e.Scenario.YAML()
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, scenarios.ScenarioFile), played, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
		back, err := Parse(filepath.Join(dir, "back.yaml"), written)
		if err != nil {
			t.Fatalf("it cannot be read back: %v\n%s", err, written)
		}
		if again, err := back.Digest(); err != nil || again != digest {
			t.Errorf("it is another experiment: %v\n%s\n%s", err, text, written)
		}
		e.Budget.Runs = min(e.Budget.Runs, 500)
		points, err := e.Points()
		if err != nil {
			if !errors.Is(err, scenarios.ErrInput) {
				t.Errorf("points are refused with %v", err)
			}
			return
		}
		for i := range points.Count() {
			for k, v := range points.values(i) {
				factor := &e.Factors[k]
				if low, high := factor.limits(); v.name == "" && !(v.number >= low && v.number <= high) {
					t.Fatalf("%s is %v, and may be %v to %v", factor.Name, v.number, low, high)
				}
			}
		}
	})
}
