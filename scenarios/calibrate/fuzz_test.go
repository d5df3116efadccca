package calibrate

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
)

// Whatever stands in a calibration's file, it is refused with a place and a sentence, or it
// is written into a folder and read back from there as the same.
func FuzzCalibration(f *testing.F) {
	for _, name := range presets.Names() {
		_, text, err := presets.Text(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, text := range []string{
		"name: tiny\ntargets: [B05, E08]\nfree: [use.base, {parameter: fear.base, low: -1.3, high: -0.5}]\nstarts: 1\nsets: {first: 24, last: 2}\ntruth: 2\n",
		"name: x\ntargets: [B99]\nfree: [{parameter: fear.bsae}, {parameter: fear.base, low: 3}]\nwaves: 0\nsets: {first: 1}\n",
		"name: x\nscenario: frozen\ntruth: 1000\nfree: []\n",
	} {
		f.Add([]byte(text))
	}
	dir, alone := f.TempDir(), scenarios.Layers{Alone: true}
	f.Fuzz(func(t *testing.T, text []byte) {
		c, _, err := parse("fuzz.yaml", text, alone)
		if err != nil {
			if !errors.Is(err, scenarios.ErrInput) || !strings.HasPrefix(err.Error(), "fuzz.yaml:") {
				t.Fatalf("it is refused without its place: %v", err)
			}
			return
		}
		digest, err := c.Digest()
		if err != nil {
			t.Fatal(err)
		}
		written, err := c.YAML()
		if err != nil {
			t.Fatal(err)
		}
		played, err := c.Scenario.YAML()
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, scenarios.ScenarioFile), played, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
		back, _, err := parse(filepath.Join(dir, "back.yaml"), written, alone)
		if err != nil {
			t.Fatalf("it cannot be read back: %v\n%s", err, written)
		}
		if again, err := back.Digest(); err != nil || again != digest {
			t.Errorf("it is another calibration: %v\n%s\n%s", err, text, written)
		}
	})
}
