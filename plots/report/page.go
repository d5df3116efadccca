package report

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim/par"
)

//go:embed assets/report.html
var markup string

// drawings are the SVG elements of the page by figure and size.
type drawings map[string]template.HTML

// WriteHTML writes the page. The figures are drawn by so many workers; the
// bytes do not depend on their number.
func (r *Report) WriteHTML(w io.Writer, workers int) error {
	drawn, err := r.draw(workers)
	if err != nil {
		return err
	}
	links := newLinker(r.Glossary)
	t, err := template.New("page").Funcs(template.FuncMap{
		"prose":   links.prose,
		"plain":   plain,
		"drawing": func(f Figure, size string) template.HTML { return drawn[f.ID+size] },
		"against": func(e scenarios.Estimate) Cell { return difference(e, "%") },
		"runs":    func(p view) string { return counted(p.Run.Summary.Replicates, "run", "runs") },
		"runsOf":  runsOf,
		"between": between,
		"cite":    cite,
		"year":    func(date string) string { return strings.TrimSuffix(date, "-12") },
	}).Parse(markup)
	if err != nil {
		return fmt.Errorf("the template of the report: %w", err)
	}
	downloads, err := r.downloads()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, view{r, downloads}); err != nil {
		return fmt.Errorf("the report cannot be written: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// view is what the template sees: the report, and what only a page needs.
type view struct {
	*Report
	Downloads []Download
}

// Style is the style sheet, which the policy names by its hash.
func (view) Style() template.CSS { return template.CSS(Style()) }

// Policy is the content security policy.
func (view) Policy() string { return Policy() }

// Paired tells whether there is a world without AI to compare with.
func (v view) Paired() bool { return paired(v.Run.Summary) }

// LastMonth is the month that winners and losers are told of.
func (v view) LastMonth() string { return monthName(v.Run.Summary.Months - 1) }

// Snippets read the table of a run.
func (view) Snippets() []Snippet { return Snippets }

// Version is the program that played the run.
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

// Played is the day of the run.
func (v view) Played() string { return v.Run.Manifest.Started.UTC().Format("2 January 2006") }

// WinnersLead introduces the tables of winners and losers.
func (v view) WinnersLead() string {
	said := "Each number is the mean difference between paired runs in " + v.LastMonth() + ", in per cent of the world without AI"
	if v.Run.Summary.Replicates < 2 {
		return said + ". One run has no interval, so no difference can be told from luck."
	}
	return said + "; below it stands its 95% interval. What is grey could be luck. Of many numbers about one in twenty misses zero by luck alone, and neighbours may change places."
}

// AssumedLead introduces the list of assumptions.
func (v view) AssumedLead() string {
	return fmt.Sprintf("%d of %d parameters have no field estimate: their values are judgements with a range. %d outputs rest directly on an assumed effect and are marked %s wherever they appear:",
		len(v.Assumed.Parameters), v.Assumed.All, len(v.Assumed.Outputs), dagger)
}

// between is the class of a column that a phone leaves out: neither the first
// nor the last month.
func between(i int, dates []string) string {
	if i == 0 || i == len(dates)-1 {
		return ""
	}
	return " between"
}

// runsOf is the number of runs behind the differences of a row.
func runsOf(e []scenarios.Estimate) string {
	if len(e) == 0 {
		return ""
	}
	return strconv.Itoa(e[0].N)
}

// draw draws every figure in both sizes.
func (r *Report) draw(workers int) (drawings, error) {
	figures := r.Figures()
	sizes := []plots.Size{plots.Wide, plots.Narrow}
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
