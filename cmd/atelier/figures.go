package main

import (
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
)

// Names of what is drawn from the tables of a run; figures/ holds the figures
// and tables/ the tables.
const (
	reportFile     = "report.html"
	workbookFile   = "tables.xlsx"
	dictionaryFile = "dictionary.md"
	schemaFile     = "summary.schema.json"
	comparedFile   = "comparison.schema.json"
)

// drawn are the files that a report makes of a run, the figures first.
func drawn(r *report.Report, kinds []string, workers int) []part {
	parts := append(firstLook(r.Run), drawnOf(r, r.Figures(), kinds, workers)...)
	return append(parts, written(schemaFile, scenarios.SummarySchema()))
}

// written is a file that is there already.
func written(name string, text []byte) part {
	return part{name, func(w io.Writer) error { _, err := w.Write(text); return err }}
}

// pages is a report of a run or of a comparison.
type pages interface {
	WriteHTML(w io.Writer, workers int) error
	WriteWorkbook(w io.Writer) error
	WriteDictionary(w io.Writer) error
	Sheets() []report.Sheet
}

// drawnOf are the figures, the page and the tables of a report.
func drawnOf(r pages, figures []report.Figure, kinds []string, workers int) []part {
	var parts []part
	for _, f := range figures {
		parts = append(parts, drawings(f, kinds)...)
	}
	parts = append(parts,
		part{reportFile, func(w io.Writer) error { return r.WriteHTML(w, workers) }},
		part{workbookFile, r.WriteWorkbook},
	)
	for _, s := range r.Sheets() {
		parts = append(parts, part{"tables/" + s.Name + ".csv", s.WriteCSV})
	}
	return append(parts, part{dictionaryFile, r.WriteDictionary})
}

// isDrawing tells whether a file of a run is made from its tables, so that it
// can be made again.
func isDrawing(name string) bool {
	drawings := []string{reportFile, workbookFile, dictionaryFile, schemaFile, comparedFile}
	return slices.Contains(drawings, name) || strings.HasPrefix(name, "figures/") || strings.HasPrefix(name, "tables/")
}

// firstLook are the files of the figure that is there while replicates are still
// being played; a single one needs none.
func firstLook(run report.Run) []part {
	if run.Summary.Replicates < 2 {
		return nil
	}
	figure := sync.OnceValues(func() (plots.Figure, error) { return report.FirstLook(run) })
	in := func(draw func(plots.Figure, canvas.Size) ([]byte, error)) func(canvas.Size) ([]byte, error) {
		return func(size canvas.Size) ([]byte, error) {
			f, err := figure()
			if err != nil {
				return nil, err
			}
			return draw(f, size)
		}
	}
	return []part{drawing("first-look.svg", in(plots.Figure.SVG)), drawing("first-look.png", in(plots.Figure.PNG))}
}

// drawing is the file of one figure in one format.
func drawing(name string, draw func(canvas.Size) ([]byte, error)) part {
	return part{"figures/" + name, func(w io.Writer) error {
		image, err := draw(canvas.Wide)
		if err != nil {
			return err
		}
		_, err = w.Write(image)
		return err
	}}
}

// drawings are the files of one figure.
func drawings(f report.Figure, kinds []string) []part {
	draw := map[string]func(plots.Size) ([]byte, error){"svg": f.SVG, "png": f.PNG, "pdf": f.PDF}
	var parts []part
	for _, kind := range kinds {
		parts = append(parts, drawing(f.ID+"."+kind, draw[kind]))
	}
	return parts
}
