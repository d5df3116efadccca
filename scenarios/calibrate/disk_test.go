package calibrate

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/store/disktest"
	"github.com/atelier-sim/atelier/scenarios/studytest"
)

// Whatever call to the disk fails, once or from then on, a calibration says so in a
// sentence, sets that were played are kept, and the same command ends with the same files
// and bytes. Its simulator is a function, so that it is played in a moment.
func TestWhicheverCallToTheDiskFailsTheCalibrationGoesOn(t *testing.T) {
	studytest.Unraced(t)
	c, _, err := parse("test.yaml", []byte("name: tiny\ntargets: [B05, E08]\nfree: [use.base, fear.base]\nstarts: 1\nwaves: 1\nsets: {first: 24, last: 2}\noptions: {population: 200}\n"), scenarios.Layers{Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	p, e, model := c.problem(), c.Effort, strings.Repeat("ab", 32)
	e.Lucks, e.Fresh, e.Across = 2, 2, 1
	p.Play = func(_ context.Context, s Set) (Said, error) {
		said := p.said(make([]float64, p.outputs()))
		for f, figure := range p.Figures {
			said.Figures[f] = figure.Value + math.Sqrt(figure.Variance)*(s.Point[f%2]-0.5)
		}
		return said, nil
	}
	once := func(dir string) error {
		digest, err := c.Digest()
		if err != nil {
			return err
		}
		text, err := c.YAML()
		if err != nil {
			return err
		}
		folder, err := store.CreateSweep(dir, c.stored(digest, model, headsOf(p)), map[string][]byte{calibrationFile: text, scenarios.ScenarioFile: nil})
		if err != nil {
			return store.Mistaken(err)
		}
		defer folder.Close()
		out, k, err := search(context.Background(), folder, p, e, nil)
		if err != nil {
			return err
		}
		return c.finish(context.Background(), k, out)
	}
	disktest.EachCall(t, 23, func(dir string) error {
		if err := once(dir); err != nil {
			return err
		}
		return once(dir) // it reads what the first wrote
	})
}
