package report

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim/par"
)

//go:embed assets/blocks.html
var blocks string

// frame is what every page has around its findings: title, question, sources,
// words, files, and what repeats it. Its blocks are in assets/blocks.html.
type frame struct {
	Title      string
	Calibrated bool
	Box        []Fact
	Sources    []evidence.Source
	Glossary   []Term
	Downloads  []Download
	Digest     string
	Command    string

	manifest store.Manifest
}

// Style is the style sheet, which the policy names by its hash.
func (frame) Style() template.CSS { return template.CSS(Style()) }

// Policy is the content security policy.
func (frame) Policy() string { return Policy() }

// Seeds are the seed and those of the replicates that it gives.
func (f frame) Seeds() store.Seeds { return f.manifest.Seeds }

// Version is the program that played.
func (f frame) Version() string {
	versions := f.manifest.Versions
	said := versions.Module
	if versions.Revision != "" {
		said += ", revision " + versions.Revision
	}
	if versions.Modified {
		said += " with local changes"
	}
	return cmp.Or(said, "unknown") + ", " + versions.Go
}

// Played is the day on which it was played.
func (f frame) Played() string { return f.manifest.Started.UTC().Format("2 January 2006") }

// write writes a page: markup with the blocks that pages share, filled in with
// data. The figures are in drawn; more are functions of this page alone.
func (f frame) write(w io.Writer, markup string, drawn drawings, data any, more template.FuncMap) error {
	links := newLinker(f.Glossary)
	t, err := template.New("page").Funcs(template.FuncMap{
		"prose":   links.prose,
		"plain":   plain,
		"drawing": func(f Figure, size string) template.HTML { return drawn[f.ID+size] },
		"against": func(e scenarios.Estimate) Cell { return difference(e, "%") },
		"runsOf":  runsOf,
		"cite":    cite,
	}).Funcs(more).Parse(markup)
	if err == nil {
		t, err = t.Parse(blocks)
	}
	if err != nil {
		return fmt.Errorf("the template of the report: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, data); err != nil {
		return fmt.Errorf("the report cannot be written: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// drawings are the SVG elements of a page by figure and size.
type drawings map[string]template.HTML

// drawAll draws every figure in both sizes. The bytes do not depend on the
// number of workers.
func drawAll(figures []Figure, workers int) (drawings, error) {
	sizes := []canvas.Size{canvas.Wide, canvas.Narrow}
	svgs, errs := make([][]byte, 2*len(figures)), make([]error, 2*len(figures))
	par.Each(workers, len(svgs), func(_, i int) { svgs[i], errs[i] = figures[i/2].SVG(sizes[i%2]) })
	drawn := drawings{}
	for i, svg := range svgs {
		if errs[i] != nil {
			return nil, errs[i]
		}
		drawn[figures[i/2].ID+sizes[i%2].Name] = template.HTML(bytes.TrimSpace(svg))
	}
	return drawn, nil
}
