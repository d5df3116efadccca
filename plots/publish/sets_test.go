package publish

import (
	"encoding/csv"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/explain/ask"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim"
)

// A folder tells of each replicate which set of parameters it played, and the values; with
// central parameters there is nothing to tell. A parameter that is held at its usual value
// is in the command that repeats the run.
func TestAFolderTellsWhichSetsWerePlayed(t *testing.T) {
	c := asked(t, "2", "baseline")
	usual, _ := sim.Lookup("employees.exit")
	c.Scenario().Parameters["employees.exit"] = usual.Default
	c = scenarios.RunContest(c.Scenario())
	dir := filepath.Join(t.TempDir(), "sets")
	a, err := Play(t.Context(), Question{Contest: c, Out: dir, Files: scenarios.FilesNone})
	if err != nil {
		t.Fatal(err)
	}
	run, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	m, e := run.Manifest, evidence.US().Ensemble
	rows, err := csv.NewReader(strings.NewReader(readFile(t, filepath.Join(dir, setsFile)))).ReadAll()
	if err != nil || len(rows) != 3 || len(m.Sets) != 2 || len(a.Study.Sets) != 2 {
		t.Fatalf("%d rows, %v in the manifest, %v in the study: %v", len(rows), m.Sets, a.Study.Sets, err)
	}
	for i, row := range rows[1:] {
		set := e.Of(m.Sets[i])
		if row[0] != strconv.Itoa(i+1) || row[1] != strconv.FormatUint(uint64(m.Seeds.Replicates[i]), 10) || row[2] != strconv.Itoa(set.Number) || a.Study.Sets[i] != set.Number {
			t.Errorf("row %d is %v", i+1, row[:4])
		}
		for k, path := range e.Paths {
			if v, err := strconv.ParseFloat(row[4+k], 64); err != nil || rows[0][4+k] != path || v != set.Values[k] {
				t.Errorf("set %d, %s is %s, want %v", set.Number, path, row[4+k], set.Values[k])
			}
		}
	}
	again, err := command(m)
	if err != nil || !strings.Contains(again, "--parameters ensemble") || !strings.Contains(again, "--set employees.exit=") {
		t.Errorf("it is repeated by %s, %v", again, err)
	}
	m.Sets = []int{m.Sets[1], m.Sets[0]}
	if _, err := ask.Contest(m); err == nil {
		t.Error("a manifest of other sets than these replicates play is taken for one of this model")
	}
	c.Scenario().Options.Parameters = scenarios.Central
	dir = filepath.Join(t.TempDir(), "central")
	if a, err = Play(t.Context(), Question{Contest: scenarios.RunContest(c.Scenario()), Out: dir, Files: scenarios.FilesNone}); err != nil {
		t.Fatal(err)
	}
	if run, err = store.Open(dir); err != nil || run.Manifest.Sets != nil || a.Study.Sets != nil || run.Manifest.Files[setsFile].Bytes != 0 {
		t.Errorf("with central parameters the manifest names the sets %v, %v", run.Manifest.Sets, err)
	}
}
