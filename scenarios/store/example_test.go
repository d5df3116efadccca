package store

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// Digests of two scenarios and of a model, and the keys of their runs.
var (
	ours     = strings.Repeat("0123456789abcdef", 4)
	theirs   = strings.Repeat("fedcba9876543210", 4)
	model    = strings.Repeat("05af", 16)
	ourKey   = Key{ours, model}
	theirKey = Key{theirs, model}
)

// example is a small table.
func example() *table.Series {
	return &table.Series{
		Columns: []string{"people", "trust"},
		Rows: []table.Row{
			{Replicate: "1", Month: 0, By: "all", Group: "all", Values: []float64{100, 0.5}},
			{Replicate: "1", Month: 1, By: "size", Group: "250+", Values: []float64{99, 0.625}},
		},
	}
}

// exampleFiles are the files of the example run, in the order of writing.
var exampleFiles = []struct{ name, content string }{
	{"series.csv", "replicate,statistic,month,date,by,group,people\n1,,0,2021-01,all,all,100\n"},
	{"figures/fan.svg", "<svg/>"},
	{"tables/odds.csv", ""},
}

// exampleManifest is what the caller of Finish knows of the example run, all
// times given so that the manifest is the same bytes each time.
func exampleManifest() Manifest {
	return Manifest{
		Scenario:    "expected",
		Results:     theirs,
		Parameters:  map[string]float64{"trust.success_weight": 0.25, "fear.decay": 0.1},
		Options:     map[string]string{"population": "1000", "set": "fear.decay=0.1"},
		Seeds:       Seeds{Master: 7, Replicates: []Seed{1<<64 - 1, 42}},
		Versions:    Versions{Module: "example@v1", Go: "go1.26", Dependencies: map[string]string{"b": "v2", "a": "v1"}},
		Platform:    Platform{OS: "plan", Arch: "any", CPUs: 2},
		Workers:     2,
		Parallel:    "replicates",
		Started:     time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC),
		WallSeconds: 1.5,
		Times: &Times{
			PlayingClock: 1.25, TablesClock: 0.125, FiguresClock: 0.0625,
			BurnIn: Span{240, 0.5}, Months: Span{24, 0.75}, Collecting: Span{24, 0.001},
			Traced: Traced{7, Span{4, 0.1}}, Mechanisms: map[string]Timed{"trust": {0.075, 0.75}, "fear": {0.025, 0.25}},
		},
	}
}

// play writes the example run into a folder.
func play(d disk, dir string) (*Folder, error) {
	f, err := create(d, dir, ourKey)
	if err != nil || f.Existing() != nil {
		return f, err
	}
	for _, file := range exampleFiles {
		if err := f.Write(context.Background(), file.name, func(w io.Writer) error { _, err := io.WriteString(w, file.content); return err }); err != nil {
			return f, err
		}
	}
	return f, f.Finish(exampleManifest())
}

// played is a folder with the finished example run.
func played(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	if _, err := play(system, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// tree lists the files and folders below a folder, "" if there is none.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == dir {
			return nil
		}
		if rel, _ := filepath.Rel(dir, name); rel != "." {
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, " ")
}

// finishedTree is the tree of the finished example run.
const finishedTree = "figures figures/fan.svg manifest.json series.csv tables tables/odds.csv"
