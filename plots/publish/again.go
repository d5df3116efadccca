package publish

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/explain/ask"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Recall is the contest of a kind that a manifest records, by the file or its folder, to
// be played again. The warning is a sentence where another version of the model played
// it, and "" else. Whatever cannot be played is bad input.
func Recall(from, kind string) (c *scenarios.Contest, warning string, err error) {
	m, err := store.ReadManifest(from)
	if err != nil {
		for _, dir := range []string{from, filepath.Dir(from)} {
			if _, none := store.ReadPlan(dir); none == nil {
				return nil, "", scenarios.Mistake("--from: %s is of a sweep; give atelier sweep %s", from, filepath.Join(dir, "experiment.yaml"))
			}
		}
		return nil, "", scenarios.Mistake("--from: %v", err)
	}
	if is := kindOf(m); is != kind {
		return nil, "", scenarios.Mistake("--from: %s is of a %s; give it to atelier %s", from, is, map[string]string{scenarios.KindRun: "run", scenarios.KindComparison: "compare"}[is])
	}
	if m.Model == atelier.Fingerprint() {
		if c, err = ask.Contest(*m); err != nil {
			return nil, "", scenarios.Mistake("--from: %s: %v", from, unrecorded(m))
		}
		return c, "", nil
	}
	options := maps.Clone(m.Options)
	if options == nil {
		options = map[string]string{}
	}
	if _, named := options["name"]; !named && kind == scenarios.KindRun { // as manifests once were
		options["name"] = m.Scenario
	}
	if c, err = scenarios.ReadContest(options, m.Parameters, len(m.Seeds.Replicates)); err != nil {
		return nil, "", scenarios.Mistake("--from: %s: %v", from, err)
	}
	return c, m.PlayedBy(atelier.Fingerprint(), from, "it is played with this one").Error(), nil
}

// kindOf is what a manifest is of.
func kindOf(m *store.Manifest) string {
	if scenarios.IsContest(m.Options) {
		return scenarios.KindComparison
	}
	return scenarios.KindRun
}

// unrecorded says why the contest of a manifest of this model cannot be had.
func unrecorded(m *store.Manifest) error {
	if _, err := scenarios.ReadContest(m.Options, m.Parameters, len(m.Seeds.Replicates)); err != nil {
		return err
	}
	return fmt.Errorf("its options, parameters and seeds are not those of its digest")
}

// unused is a folder that is not there yet: the one given, or that with the first number
// behind it that is free.
func unused(dir string) string {
	for n, free := 2, dir; ; n++ {
		if _, err := os.Lstat(free); err != nil {
			return free
		}
		free = fmt.Sprintf("%s-%d", dir, n)
	}
}
