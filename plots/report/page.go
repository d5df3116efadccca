package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
)

//go:embed assets/report.html
var markup string

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
	f := frame{Title: r.Title, Calibrated: r.Run.Summary.Calibrated, Box: r.Box, Sources: r.Sources, Glossary: r.Glossary,
		Downloads: downloads, Digest: r.Run.Summary.Digest, Command: r.Command, manifest: r.Run.Manifest}
	return f.write(w, markup, drawn, view{r, f}, template.FuncMap{
		"runs":    func(p view) string { return counted(p.Run.Summary.Replicates, "run", "runs") },
		"between": between,
		"year":    func(date string) string { return strings.TrimSuffix(date, "-12") },
	})
}

// view is what the template sees: the report, and what every page needs.
type view struct {
	*Report
	Frame frame
}

// Paired tells whether there is a world without AI to compare with.
func (v view) Paired() bool { return paired(v.Run.Summary) }

// LastMonth is the month that winners and losers are told of.
func (v view) LastMonth() string { return monthName(v.Run.Summary.Months - 1) }

// Snippets read the table of a run.
func (view) Snippets() []Snippet { return Snippets }

// WinnersLead introduces the tables of winners and losers.
func (v view) WinnersLead() string {
	said := "Each number is the mean difference between paired runs in " + v.LastMonth() + ", in per cent of the world without AI"
	if v.Run.Summary.Replicates < 2 {
		return said + ". One run has no interval, so no difference can be told from luck."
	}
	return said + "; below it stands its 95% interval. What is grey could be luck. Of many numbers about one in twenty misses zero by luck alone, and neighbours may change places."
}

// PolicyAssumptions are those of policies: a run is compared with none.
func (view) PolicyAssumptions() []Fact { return nil }

// InRun is where a parameter has its value.
func (view) InRun() string { return "in this run" }

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
