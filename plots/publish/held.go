package publish

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Names of the files of a folder of a validation.
const (
	fitTable     = "model-against-data.csv"
	fitJSON      = "model-against-data.json"
	fitRuns      = "runs.csv"     // what each run says of each figure
	fitMisfits   = "misfits.md"   // what does not fit, first
	patternTable = "patterns.csv" // of --patterns

	predictedTable = "predictions.csv" // of --predictions
	predictedText  = "predictions.md"
)

// Held is the folder into which a validation is written, found free before anything is
// played.
type Held struct {
	run    *scenarios.Run
	how    pictures
	drawer drawer
}

// Hold looks whether what r asks to be written can be: a size of figures that there is, and
// a folder of --out that is not there yet, or empty, or holds what a killed one wrote. It is nil where nothing is to be written.
// workers draw.
func Hold(r *scenarios.Run, workers int) (*Held, error) {
	how, err := picturesOf(r)
	switch {
	case err != nil:
		return nil, err
	case r.Out == "" && r.Width != "":
		return nil, scenarios.Mistake("--width: nothing is drawn without a folder: give --out as well, such as --out fit")
	case r.Out == "":
		return nil, nil
	}
	if how.mark == "" {
		how.size.Height = 0 // as high as the number of figures makes it
	}
	begun, _ := store.Begun(r.Out) // by a validation that was killed while it wrote: its files are compared
	if err := store.Vacant(r.Out, func(name string) bool { return slices.Contains(begun, name) }); err != nil {
		return nil, store.Mistaken(err)
	}
	return &Held{r, how, drawer{dir: r.Out, workers: workers, whose: "validation"}}, nil
}

// Report writes a run held against published figures: the figure, the table as CSV and JSON,
// what each run says, and what does not fit first. It returns the paths of the files.
func (h *Held) Report(ctx context.Context, report infer.Report) ([]string, error) {
	if h == nil {
		return nil, nil
	}
	digest, err := h.run.Scenario.Digest()
	if err != nil {
		return nil, err
	}
	o := &h.run.Scenario.Options
	played := fmt.Sprintf("Scenario%s%s, %s of %s creatives, from seed%s%d on, digest%s%s.", finding.Glued, h.run.Scenario.Name, finding.Runs(report.Replicates),
		finding.Count(o.Population), finding.Glued, o.Seed, finding.Glued, digest[:12])
	f := plots.Fit(report, played)
	f.About = canvas.About{Digest: digest, Data: fitTable}
	parts := []part{
		{fitTable, report.WriteCSV},
		{fitJSON, report.WriteJSON},
		{fitRuns, report.WriteRuns},
		{fitMisfits, func(w io.Writer) error {
			return report.WriteMisfits(w, strings.ReplaceAll(played, finding.Glued, " "))
		}},
	}
	if f.Err() == nil { // else the table says that nothing is compared
		parts = append(h.how.parts("", f.Sheet), parts...)
	}
	return h.write(ctx, parts)
}

// Patterns writes the table of patterns, and returns its path.
func (h *Held) Patterns(ctx context.Context, results []infer.PatternResult) ([]string, error) {
	return h.write(ctx, []part{{patternTable, func(w io.Writer) error { return infer.WritePatternsCSV(w, results) }}})
}

// Predictions writes what figures will be, as a table and for reading, and returns the paths.
func (h *Held) Predictions(ctx context.Context, found *infer.Predictions) ([]string, error) {
	return h.write(ctx, []part{{predictedTable, found.WriteCSV}, {predictedText, found.WriteMarkdown}})
}

// write places the files; none where nothing is to be written.
func (h *Held) write(ctx context.Context, parts []part) ([]string, error) {
	if h == nil {
		return nil, nil
	}
	if err := h.drawer.draw(ctx, parts); err != nil {
		return nil, err
	}
	return finding.Each(parts, func(p part) string { return h.drawer.path(p.name) }), nil
}
