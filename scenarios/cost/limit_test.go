package cost

import (
	"errors"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
)

// thousand is a run of 1,000 replicates beside its twin.
func thousand() Estimate {
	w := ensemble.Work{People: 10_000, Months: 480_000, BurnIn: 120_000, Replicates: 1000, Futures: 2, Length: 180, Side: 1, Across: 2, Within: 1, Bases: 2, Copies: 2, Kept: 21_000_000, Whole: true}
	return Of(w, Files{Written: true, Drawn: true, Tables: 2})
}

// has is a machine with so much memory and disk.
func has(memory, disk int64) Machine {
	return Machine{func() (int64, string) { return memory, "this machine" }, func(string) (int64, bool) { return disk, disk >= 0 }}
}

func TestWhatTheMachineDoesNotHoldIsRefusedWithTheArithmetic(t *testing.T) {
	e, dir := thousand(), t.TempDir()+"/not/there/yet"
	for _, c := range []struct {
		machine Machine
		dir     string
		says    []string // of a refusal; none: it is played
	}{
		{has(e.Memory, e.Disk+e.Scratch), dir, nil},
		{has(0, -1), dir, nil}, // nothing is known of the machine
		{has(e.Memory-1, e.Disk+e.Scratch), dir, []string{"10,000 creatives x 180 months x 1,000 runs x 2 futures would take about " + Bytes(e.Memory) + " of memory", "4 worlds at once", "tables of 1,000 runs", "this machine allows", "fewer replicates", "--force"}},
		{has(e.Memory, e.Disk+e.Scratch-1), dir, []string{"would write about " + Bytes(e.Disk+e.Scratch), "are free", "--out", "--files none", "--force"}},
		{has(e.Memory, 1), "", nil}, // nothing is written
	} {
		err := c.machine.Fit(e, c.dir)
		if len(c.says) == 0 {
			if err != nil {
				t.Errorf("refused: %v", err)
			}
			continue
		}
		if !errors.Is(err, scenarios.ErrInput) {
			t.Errorf("%v is no refusal of input", err)
			continue
		}
		for _, part := range c.says {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q does not say %q", err, part)
			}
		}
	}
}

// What takes the memory is what is to be made smaller.
func TestARefusalSaysWhatTakesLess(t *testing.T) {
	large := ensemble.Work{People: 50_000_000, Months: 480, BurnIn: 120, Replicates: 1, Futures: 2, Length: 180, Side: 1, Across: 1, Within: 2, Bases: 1, Copies: 1, Kept: 21_000, Whole: true}
	err := has(8<<30, -1).Fit(Of(large, Files{Written: true}), "")
	if err == nil || !strings.Contains(err.Error(), "choose a smaller population, or") {
		t.Errorf("50 million creatives in 8 GB: %v", err)
	}
	e := Of(large, Files{Written: true, Checkpoints: true}) // three images of a world, 10 GB each
	if e.Checkpoints < 28e9 || e.Checkpoints > 34e9 {
		t.Errorf("checkpoints of 50 million creatives take %s", Bytes(e.Checkpoints))
	}
	if err := has(64<<30, 20<<30).Fit(e, t.TempDir()); err == nil || !strings.Contains(err.Error(), "leave --checkpoint out") {
		t.Errorf("their checkpoints on 20 GB: %v", err)
	}
	for want, f := range map[string]Files{"--full": {Full: true, Drawn: true}, "--panel": {Panel: 5, Drawn: true}, "--files none": {Drawn: true}, "fewer replicates": {}} {
		if e := (Estimate{Files: f}); !strings.Contains(e.lighter(), want) {
			t.Errorf("%+v: %q does not say %q", f, e.lighter(), want)
		}
	}
}
