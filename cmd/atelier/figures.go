package main

import (
	"io"

	"github.com/atelier-sim/atelier/plots"
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
)

// drawn are the files that a report makes of a run, the figures first.
func drawn(r *report.Report, workers int) []part {
	var parts []part
	for _, f := range r.Figures() {
		parts = append(parts, drawing(f.ID+".svg", f.SVG), drawing(f.ID+".png", f.PNG))
	}
	parts = append(parts,
		part{reportFile, func(w io.Writer) error { return r.WriteHTML(w, workers) }},
		part{workbookFile, r.WriteWorkbook},
	)
	for _, s := range r.Sheets() {
		parts = append(parts, part{"tables/" + s.Name + ".csv", s.WriteCSV})
	}
	return append(parts, part{dictionaryFile, r.WriteDictionary},
		part{schemaFile, func(w io.Writer) error { _, err := w.Write(scenarios.SummarySchema()); return err }})
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
