package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/par"
)

// Names of the files of a run folder that hold what was played.
const (
	seriesFile   = "series.csv"
	parquetFile  = "series.parquet"
	contrastFile = "contrast.csv"
	summaryFile  = "summary.json"
	manifestFile = "manifest.json"
)

// isResult tells whether a file holds numbers that were played: of these the
// manifest has one digest.
func isResult(name string) bool {
	return name == seriesFile || name == contrastFile || name == effectsFile || strings.HasPrefix(name, "arms/") && strings.HasSuffix(name, ".csv")
}

// create prepares the folder of what has that digest for this program's model.
func create(dir, digest string) (*store.Folder, error) {
	folder, err := store.Create(dir, store.Key{Digest: digest, Model: atelier.Fingerprint()})
	if err != nil {
		return nil, scenarios.Mistake("%v", err)
	}
	return folder, nil
}

// openPlayed reads the folder of a run or a comparison, checksums and all, that
// this program's model played; drawings may be missing. Anything else is bad
// input. verb is what is to be done with it.
func openPlayed(dir, verb string) (*store.Run, error) {
	found, err := store.OpenWithout(dir, isDrawing)
	if err == nil {
		err = found.PlayedBy(atelier.Fingerprint(), verb+" it with that version, or play it again with this one into another folder")
	}
	if err != nil {
		return nil, scenarios.Mistake("%v", err)
	}
	return found, nil
}

// part is one file of a run folder and what writes it.
type part struct {
	name  string
	write func(io.Writer) error
}

// writeFolder writes every file of a run: the tables, then what is drawn from
// them as they stand in the folder, so that the folder alone gives the same
// drawings again, and the manifest last. Those already written stay.
func writeFolder(ctx context.Context, folder *store.Folder, m store.Manifest, result *ensemble.Result, sum *scenarios.Summary, kinds, written []string) error {
	parts := []part{{seriesFile, result.Series.WriteCSV}}
	if result.Contrast != nil {
		parts = append(parts, part{contrastFile, result.Contrast.WriteCSV})
	}
	if err := writeAll(ctx, folder, parts, m.Workers); err != nil {
		return err
	}
	sum.Model, sum.Results = atelier.Fingerprint(), folder.Sum(isResult)
	m.Results = sum.Results
	run, err := stored(folder.Dir(), parts, m.Workers)
	if err != nil {
		return err
	}
	run.Manifest, run.Summary = m, sum
	r := report.New(run)
	rest := append(drawn(r, kinds, m.Workers), part{parquetFile, func(w io.Writer) error { return store.WriteParquet(w, result.Series) }})
	sum.Paths = paths(append(parts, rest...)...)
	rest = slices.DeleteFunc(rest, func(p part) bool { return slices.Contains(written, p.name) })
	if err := writeAll(ctx, folder, append(rest, part{summaryFile, sum.WriteJSON}), m.Workers); err != nil {
		return err
	}
	return folder.Finish(m)
}

// first are the files that a reader looks for first, in that order.
var first = []string{reportFile, seriesFile, parquetFile, contrastFile, summaryFile}

// paths lists the files of a run, those that a reader looks for first at the
// beginning and the manifest last.
func paths(parts ...part) []string {
	list := []string{summaryFile}
	for _, p := range parts {
		list = append(list, p.name)
	}
	rank := func(name string) int {
		if i := slices.Index(first, name); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	return append(list, manifestFile)
}

// writeAll writes parts side by side.
func writeAll(ctx context.Context, folder *store.Folder, parts []part, workers int) error {
	failed := make([]error, len(parts))
	par.Each(workers, len(parts), func(_, i int) { failed[i] = folder.Write(ctx, parts[i].name, parts[i].write) })
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
}

// stored reads the tables of a run back from its folder.
func stored(dir string, tables []part, workers int) (report.Run, error) {
	read, failed := make([]*table.Series, 2), make([]error, 2)
	par.Each(workers, len(tables), func(_, i int) { read[i], failed[i] = readTable(filepath.Join(dir, tables[i].name)) })
	for _, err := range failed {
		if err != nil {
			return report.Run{}, err
		}
	}
	return report.Run{Series: read[0], Contrast: read[1]}, nil
}

// readTable reads one table.
func readTable(path string) (*table.Series, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	s, err := table.ReadCSV(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// manifest says what was played, from when on; the store adds the digest, the
// time taken and the checksums.
func manifest(r *scenarios.Run, result *ensemble.Result, begun time.Time) (store.Manifest, error) {
	values, err := r.Scenario.Values()
	if err != nil {
		return store.Manifest{}, err
	}
	o := r.Scenario.Options
	m := store.Manifest{
		Scenario: r.Scenario.Name, Parameters: values, Options: r.Scenario.Record(),
		Seeds: store.Seeds{Master: store.Seed(o.Seed)}, Workers: o.Workers, Parallel: result.Mode,
		Versions: store.CurrentVersions(), Started: begun,
	}
	if m.Workers == 0 {
		m.Workers = runtime.GOMAXPROCS(0)
	}
	for _, seed := range result.Seeds {
		m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(seed))
	}
	return m, nil
}
