package publish

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Another version of the model may give other numbers for the same scenario, so
// its folder is neither reused nor mixed with ours.
func TestAFolderOfAnotherModelIsRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	c := alone(t, 1)
	digest, err := c.Digest()
	if err != nil {
		t.Fatal(err)
	}
	aRun(t, "old", store.Key{Digest: digest, Model: anotherModel}, store.Manifest{Scenario: "baseline", Versions: anotherVersion}, summaryFile)
	a, err := Play(t.Context(), Question{Contest: c, Out: "old"})
	want := "old " + anotherPlayed("baseline") + "choose another folder with --out or delete this one"
	if a != nil || err == nil || err.Error() != want || !errors.Is(err, scenarios.ErrInput) {
		t.Errorf("answered %v, refused with %v", a, err)
	}
}

// Without --out the folder is named after the scenario and its digest, which
// two different runs do not share.
func TestTheFolderIsNamedAfterWhatIsPlayed(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of two runs")
	}
	t.Chdir(t.TempDir())
	for _, x := range []struct {
		seed    uint64
		workers int
	}{{1, 0}, {2, 0}, {2, 2}} {
		c := alone(t, x.seed)
		c.Scenario().Options.Workers, c.Options.Workers = x.workers, x.workers
		before := played(t, c, "").Before
		if again := x.workers == 2; again == before.IsZero() {
			t.Errorf("seed %d with %d workers: played before on %v", x.seed, x.workers, before)
		}
	}
	folders, err := filepath.Glob("atelier-runs/baseline-????????/manifest.json")
	if err != nil || len(folders) != 2 {
		t.Errorf("folders %v, %v", folders, err)
	}
}
