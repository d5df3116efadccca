package publish

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// The numbers have one digest, which anybody can take from the tables, and
// which does not depend on when, where and with how many workers they were
// played; the model that played them is named beside it.
func TestTheNumbersHaveOneDigest(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the figures of runs and comparisons")
	}
	for _, c := range []struct {
		arms   []string
		said   string
		tables []string
	}{
		{[]string{"baseline"}, summaryFile, []string{"contrast.csv", "contrast.parquet", "series.csv", "series.parquet"}},
		{[]string{"laissez-faire", "skills-first"}, comparisonFile,
			[]string{"arms/expected.laissez-faire.parquet", "arms/expected.skills-first.parquet", "tables/effects.csv", "tables/losses.csv"}},
	} {
		var digests []string
		for _, workers := range []string{"1", "3"} {
			dir := filepath.Join(t.TempDir(), workers)
			played(t, asked(t, workers, c.arms...), dir)
			sum := sha256.New()
			for _, name := range c.tables {
				fmt.Fprintf(sum, "%x  %s\n", sha256.Sum256([]byte(readFile(t, filepath.Join(dir, name)))), name)
			}
			var said struct{ Model, Results string }
			if err := json.Unmarshal([]byte(readFile(t, filepath.Join(dir, c.said))), &said); err != nil {
				t.Fatal(err)
			}
			run, err := store.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			m := run.Manifest
			if want := fmt.Sprintf("%x", sum.Sum(nil)); said.Results != want || m.Results != want {
				t.Errorf("%s: %s has the digest %s, the manifest %s, the tables %s", dir, c.said, said.Results, m.Results, want)
			}
			if said.Model != atelier.Fingerprint() || m.Model != said.Model {
				t.Errorf("%s: %s is by the model %s, the manifest %s", dir, c.said, said.Model, m.Model)
			}
			digests = append(digests, m.Results)
		}
		if digests[0] != digests[1] {
			t.Errorf("%v: on 1 and 3 workers the digests are %v", c.arms, digests)
		}
	}
}
