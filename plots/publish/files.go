package publish

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Names of the files of a folder that hold what was played: figures/ holds the
// figures, tables/ the tables, arms/ the arms of a comparison.
const (
	contrastFile   = "contrast.csv" // as series.csv, the rows of all creatives
	seriesTable    = "series.parquet"
	contrastTable  = "contrast.parquet"
	panelTable     = "panel.parquet"
	setsFile       = "sets.csv" // there where sets of parameters were played
	summaryFile    = "summary.json"
	comparisonFile = "comparison.json"
	manifestFile   = "manifest.json"
	effectsFile    = "tables/effects.csv"
	lossesFile     = "tables/losses.csv"
)

// Names of what is drawn from them.
const (
	reportFile     = "report.html"
	wholeFile      = "report-all.html" // printed with its appendix; for who asks
	workbookFile   = "tables.xlsx"
	dictionaryFile = "dictionary.md"
)

// studyFile holds the study of a kind.
func studyFile(kind string) string {
	if kind == scenarios.KindRun {
		return summaryFile
	}
	return comparisonFile
}

// isResult tells whether a file holds numbers that were played: of these the
// manifest has one digest.
func isResult(name string) bool {
	results := []string{store.SeriesFile, seriesTable, contrastFile, contrastTable, panelTable, effectsFile, lossesFile}
	return slices.Contains(results, name) || strings.HasPrefix(name, "arms/") && !strings.HasSuffix(name, ".yaml")
}

// layout says which files a run may write, and which can be drawn again.
var layout = store.Layout{Writes: isWritten, Spared: isDrawing}

// isWritten tells whether a run or a comparison may write a file of that name.
func isWritten(name string) bool {
	records := []string{setsFile, summaryFile, comparisonFile, manifestFile, scenarios.ScenarioFile}
	return isResult(name) || isDrawing(name) || slices.Contains(records, name) || strings.HasPrefix(name, "arms/")
}

// isDrawing tells whether a file is made from what was played, so that it can be
// made again.
func isDrawing(name string) bool {
	drawings := []string{reportFile, wholeFile, workbookFile, dictionaryFile, "summary.schema.json", "comparison.schema.json"}
	return slices.Contains(drawings, name) || strings.HasPrefix(name, "figures/") || strings.HasPrefix(name, "tables/")
}

// holdsPictures tells whether a drawing has lines and letters in it, which, unlike tables,
// are not promised to be the same bytes on every machine.
func holdsPictures(name string) bool {
	return name == reportFile || name == wholeFile || strings.HasPrefix(name, "figures/")
}

// wanted tells whether a folder gets a file that can be drawn later, by what it is
// asked to hold.
func wanted(files, name string) bool {
	switch files {
	case scenarios.FilesNone:
		return isResult(name)
	case scenarios.FilesTables:
		return name != workbookFile && !holdsPictures(name)
	}
	return true
}

// part is one file of a folder and what writes it.
type part struct {
	name  string
	write func(io.Writer) error
}

// inTurn puts first what takes long to make, so that nobody waits for it at the end.
func inTurn(parts []part) []part {
	return slices.SortedStableFunc(slices.Values(parts), func(a, b part) int { return cmp.Compare(turn(a.name), turn(b.name)) })
}

// turn is when a file is begun, lowest first.
func turn(name string) int {
	switch {
	case name == workbookFile || name == reportFile || strings.HasSuffix(name, ".parquet"):
		return 0
	case strings.HasSuffix(name, ".png"):
		return 1
	}
	return 2
}

// textPart is a file that is there already.
func textPart(name string, content []byte) part {
	return part{name, func(w io.Writer) error { _, err := w.Write(content); return err }}
}

// drawn are the files that a report makes, the figures first. The page leads to them
// in the size of a screen, so these are there whatever else is asked for.
func drawn(r *report.Report, how pictures, workers int) []part {
	var parts []part
	if r.Study.Kind == scenarios.KindRun {
		parts = firstLook(r.Run)
	}
	linked := pictures{formats: scenarios.Formats()[:2], size: canvas.Wide}
	for _, f := range r.Figures() {
		parts = append(parts, how.parts("figures/", f.Sheet)...)
		if how.mark != "" {
			parts = append(parts, linked.parts("figures/", f.Sheet)...)
		}
	}
	parts = append(parts,
		part{reportFile, func(w io.Writer) error { return r.WriteHTML(w, workers, false) }},
		part{workbookFile, r.WriteWorkbook},
	)
	for _, s := range r.Sheets() {
		parts = append(parts, part{"tables/" + s.Name + ".csv", s.WriteCSV})
	}
	schema := strings.TrimSuffix(studyFile(r.Study.Kind), ".json") + ".schema.json"
	return append(parts, part{dictionaryFile, r.WriteDictionary}, textPart(schema, scenarios.StudySchema()))
}

// firstLook are the files of the figure that is there while replicates are still
// being played; a single one needs none, and a group without organisations has none.
func firstLook(run report.Run) []part {
	if run.Study.Replicates < 2 || run.Study.Untold("org_adoption") {
		return nil
	}
	figure := sync.OnceValues(func() (plots.Figure, error) { return report.FirstLook(run) })
	return finding.Each([]string{"svg", "png"}, func(kind string) part {
		return part{"figures/first-look." + kind, func(w io.Writer) error {
			f, err := figure()
			if err != nil {
				return err
			}
			return inFormat(f.Sheet, kind, canvas.Wide)(w)
		}}
	})
}

// pictures say how figures become files.
type pictures struct {
	formats []string
	size    canvas.Size
	mark    string // of a size in print, behind the names
}

// parts are the files of one drawing.
func (p pictures) parts(folder string, f canvas.Sheet) []part {
	return finding.Each(p.formats, func(kind string) part { return part{folder + f.ID + p.mark + "." + kind, inFormat(f, kind, p.size)} })
}

// inFormat writes one drawing in one format.
func inFormat(f canvas.Sheet, kind string, size canvas.Size) func(io.Writer) error {
	draw := map[string]func(canvas.Size) ([]byte, error){"svg": f.SVG, "png": f.PNG, "pdf": f.PDF}[kind]
	return func(w io.Writer) error {
		image, err := draw(size)
		if err != nil {
			return err
		}
		_, err = w.Write(image)
		return err
	}
}

// foremost are the files that a reader looks for first, in that order.
var foremost = []string{reportFile, store.SeriesFile, seriesTable, contrastFile, contrastTable, panelTable, setsFile, summaryFile, comparisonFile}

// listed lists the files of a study, those that a reader looks for first at the
// beginning and the manifest last.
func listed(parts []part) []string {
	list := finding.Each(parts, func(p part) string { return p.name })
	rank := func(name string) int {
		if i := slices.Index(foremost, name); i >= 0 {
			return i
		}
		return len(foremost)
	}
	slices.SortStableFunc(list, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	return append(list, manifestFile)
}
