package main

import (
	"context"
	"io"
	"runtime"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Names of the files of a run folder; figures/ holds the figures.
const (
	seriesFile   = "series.csv"
	parquetFile  = "series.parquet"
	contrastFile = "contrast.csv"
	summaryFile  = "summary.json"
	manifestFile = "manifest.json"
)

// part is one file of a run folder and what writes it.
type part struct {
	name  string
	write func(io.Writer) error
}

// writeFolder writes every file of a run, the manifest last.
func writeFolder(ctx context.Context, folder *store.Folder, r *scenarios.Run, result *ensemble.Result, sum *scenarios.Summary) error {
	parts := []part{
		{seriesFile, result.Series.WriteCSV},
		{parquetFile, func(w io.Writer) error { return store.WriteParquet(w, result.Series) }},
	}
	if result.Contrast != nil {
		parts = append(parts, part{contrastFile, result.Contrast.WriteCSV})
	}
	parts = append(parts, figures(sum, result)...)
	for _, p := range parts {
		sum.Paths = append(sum.Paths, p.name)
	}
	sum.Paths = append(sum.Paths, summaryFile, manifestFile)
	parts = append(parts, part{summaryFile, sum.WriteJSON})
	for _, p := range parts {
		if err := folder.WriteContext(ctx, p.name, p.write); err != nil {
			return err
		}
	}
	m, err := manifest(r, result)
	if err != nil {
		return err
	}
	return folder.Finish(m)
}

// figures returns every figure that can be drawn from a run, as SVG and PNG.
func figures(sum *scenarios.Summary, result *ensemble.Result) []part {
	var parts []part
	for _, f := range plots.All(figureData(sum, result)) {
		if f.Err() != nil {
			continue // it needs what this run was played without
		}
		parts = append(parts, drawing(f.ID+".svg", f.SVG), drawing(f.ID+".png", f.PNG))
	}
	return parts
}

// drawing is the file of one figure in one format.
func drawing(name string, draw func(plots.Size) ([]byte, error)) part {
	return part{"figures/" + name, func(w io.Writer) error {
		image, err := draw(plots.Wide)
		if err != nil {
			return err
		}
		_, err = w.Write(image)
		return err
	}}
}

// manifest says what was played; the store adds versions, times and checksums.
func manifest(r *scenarios.Run, result *ensemble.Result) (store.Manifest, error) {
	values, err := r.Scenario.Values()
	if err != nil {
		return store.Manifest{}, err
	}
	o := r.Scenario.Options
	m := store.Manifest{
		Scenario: r.Scenario.Name, Parameters: values, Options: r.Scenario.Record(),
		Seeds: store.Seeds{Master: store.Seed(o.Seed)}, Workers: o.Workers, Parallel: result.Mode,
	}
	if m.Workers == 0 {
		m.Workers = runtime.GOMAXPROCS(0)
	}
	for _, seed := range result.Seeds {
		m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(seed))
	}
	return m, nil
}
