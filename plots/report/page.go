package report

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim/par"
)

//go:embed assets/report.html
var markup string

// view is what the template sees: the report, and what surrounds its findings.
type view struct {
	*Report
	Downloads []Download
}

// WriteHTML writes the page. The figures are drawn by so many workers; the
// bytes do not depend on their number.
func (r *Report) WriteHTML(w io.Writer, workers int) error {
	drawn, err := drawAll(r.Figures(), workers)
	if err != nil {
		return err
	}
	downloads, err := r.downloads()
	if err != nil {
		return err
	}
	links := linker{slices.Clone(r.Glossary)}
	t, err := template.New("page").Funcs(template.FuncMap{
		"prose":   links.prose,
		"plain":   finding.Plain,
		"drawing": func(f Figure, size string) template.HTML { return drawn[f.ID+size] },
		"cite":    cite,
	}).Parse(markup)
	if err != nil {
		return fmt.Errorf("the template of the report: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, view{r, downloads}); err != nil {
		return fmt.Errorf("the report cannot be written: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// Style is the style sheet, which the policy names by its hash.
func (view) Style() template.CSS { return template.CSS(Style()) }

// Policy is the content security policy.
func (view) Policy() string { return Policy() }

// Seeds are the seed and those of the replicates that it gives.
func (v view) Seeds() store.Seeds { return v.Run.Manifest.Seeds }

// Version is the program that played.
func (v view) Version() string {
	versions := v.Run.Manifest.Versions
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
func (v view) Played() string { return v.Run.Manifest.Started.UTC().Format("2 January 2006") }

// Comparison tells whether policies are compared.
func (v view) Comparison() bool { return v.Study.Kind == scenarios.KindComparison }

// Snippets read the table of the folder.
func (v view) Snippets() []Snippet { return snippets[v.Study.Kind] }

// InRun is where a parameter has its value.
func (v view) InRun() string {
	if v.Comparison() {
		return "under the reference, in the main world"
	}
	return "in this run"
}

// PolicyAssumptions are the policies of which an effect is assumed.
func (v view) PolicyAssumptions() []Fact {
	var list []Fact
	seen := map[string]bool{}
	for _, a := range v.Study.Arms {
		for _, p := range a.Policies {
			if p.Assumed && !seen[p.Name] {
				seen[p.Name] = true
				list = append(list, Fact{cmp.Or(p.Title, p.Name), p.Known})
			}
		}
	}
	return list
}

// AssumedLead introduces the list of assumptions.
func (v view) AssumedLead() string {
	return fmt.Sprintf("%d of %d parameters have no field estimate: their values are judgements with a range. %d outputs move with one of them by much and are marked %s wherever they appear:",
		len(v.Assumed.Parameters), v.Assumed.All, len(v.Assumed.Outputs), finding.Dagger)
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
