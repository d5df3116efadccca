package publish

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"

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

// again answers a question from the folder in which the same model played it before. What
// it asks for and the folder lacks is drawn.
func again(ctx context.Context, q Question, found *store.Run) (*Answer, error) {
	if q.Contest.Options.Check && found.Manifest.Options["check"] != "true" {
		return nil, scenarios.Mistake("--check: %s holds this %s already, so nothing is played and nothing checked; give another folder with --out", found.Dir, kindOf(&found.Manifest))
	}
	s, err := StudyOf(found)
	if err != nil {
		return nil, err
	}
	a := &Answer{Dir: found.Dir, Study: s, Before: found.Manifest.Started, Notes: relabelled(q.Contest, found)}
	if !undrawn(q, found) {
		return a, nil
	}
	said, err := drawAgain(ctx, found, &scenarios.Run{Formats: q.Formats}, cmp.Or(q.Contest.Options.Workers, runtime.GOMAXPROCS(0)))
	if err != nil {
		return nil, err
	}
	a.Notes = append(a.Notes, said)
	return a, nil
}

// undrawn tells whether a folder lacks drawings that a question asks for.
func undrawn(q Question, found *store.Run) bool {
	lacks := func(name string) bool {
		_, err := os.Stat(found.Path(name))
		return wanted(q.Files, name) && err != nil
	}
	for name := range found.Manifest.Files {
		if lacks(name) {
			return true
		}
	}
	first := func(kind string) bool { // of a format the first figure stands for all
		names, _ := filepath.Glob(found.Path("figures/*." + kind))
		return len(names) > 0
	}
	return lacks(reportFile) || lacks(dictionaryFile) ||
		wanted(q.Files, "figures/") && slices.ContainsFunc(q.Formats, func(kind string) bool { return !first(kind) })
}

// relabelled says which titles, questions and descriptions are not those that a folder
// was played with and keeps: they are in its digest no more than in its numbers.
func relabelled(c *scenarios.Contest, found *store.Run) []string {
	before, err := ask.Contest(found.Manifest)
	if err != nil || len(before.Arms) != len(c.Arms) {
		return nil
	}
	var notes []string
	for i, arm := range c.Arms {
		for _, label := range []struct{ what, is, was string }{
			{"title", arm.Title, before.Arms[i].Title}, {"question", arm.Question, before.Arms[i].Question}, {"description", arm.Description, before.Arms[i].Description},
		} {
			if label.is != label.was && !(c.Kind == scenarios.KindRun && i == c.Against) {
				notes = append(notes, fmt.Sprintf("%s keeps the %s that %s was played with, %q; to have the new one, play it into another folder with --out.", found.Dir, label.what, arm.Name, label.was))
			}
		}
	}
	return notes
}
