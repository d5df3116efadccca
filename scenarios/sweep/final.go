package sweep

import (
	"context"
	"errors"
	"io"
	"math"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// window is how many rows of a final table are in memory at a time, and the group of
// rows in its file.
const window = 1 << 12

// frames hands the rows of a table to put, window by window.
type frames func(put func(table.Frame) error) error

// final is a table of a finished sweep: its file, columns and rows.
type final struct {
	name  string
	heads []table.Head
	rows  frames
}

// finish writes the tables: a row for each run, by point and replicate; a row for
// each point; what the columns hold; and, where some failed, the failed runs. They
// follow from the experiment, whatever the parts are that the runs lie in.
// It returns their names and the digest of the results.
func (w *work) finish(ctx context.Context) (written []string, results string, err error) {
	for _, t := range w.finals() {
		if err := w.folder.Write(ctx, t.name, func(out io.Writer) error { return t.write(out, &w.folder.Plan) }); err != nil {
			return nil, "", err
		}
		written = append(written, t.name)
	}
	results, err = w.folder.Finish([]string{experimentFile, scenarios.ScenarioFile}, written, w.progress.Failed)
	return written, results, err
}

// finals are the tables.
func (w *work) finals() []final {
	points := append([]table.Head{w.heads[0]}, w.heads[w.lead():w.lead()+len(w.Factors)]...)
	list := []final{
		{"runs.parquet", w.heads, w.runs(all)}, {"runs.csv", w.heads, w.runs(all)},
		{"points.parquet", points, w.pointRows}, {"points.csv", points, w.pointRows},
		{"columns.csv", columnHeads, w.columnRows},
	}
	if w.progress.Failed > 0 {
		list = append(list, final{"failures.csv", w.heads, w.runs(onlyFailed)})
	}
	return list
}

// write writes a table of a sweep as its file's name ends.
func (t final) write(out io.Writer, of *store.Plan) error {
	if strings.HasSuffix(t.name, ".csv") {
		c, err := table.NewFrameCSV(out, t.heads)
		if err != nil {
			return err
		}
		return errors.Join(t.rows(c.Write), c.Close())
	}
	f, err := store.NewFrameWriter(out, t.heads, of.About("a table of a sweep"))
	if err != nil {
		return err
	}
	return errors.Join(t.rows(f.Write), f.Close())
}

// all is a window as it is.
func all(f table.Frame) table.Frame { return f }

// onlyFailed are the rows of failed runs.
func onlyFailed(f table.Frame) table.Frame {
	var rows []int
	for i, x := range f[len(f)-len(tail)].Numbers {
		if !math.IsNaN(x) {
			rows = append(rows, i)
		}
	}
	kept := table.NewFrame(f.Heads(), len(rows))
	for i, from := range rows {
		kept.Set(i, f, from)
	}
	return kept
}

// runs are all runs by point and replicate. For each window those parts are read in
// which a row of it lies.
func (w *work) runs(pick func(table.Frame) table.Frame) frames {
	return func(put func(table.Frame) error) error {
		bounds := w.bounds()
		for from := 0; from < w.Runs(); from += window {
			rows, err := w.window(from, min(w.Runs(), from+window), bounds)
			if err != nil {
				return err
			}
			if err := put(pick(rows)); err != nil {
				return err
			}
		}
		return nil
	}
}

// bounds are the first and the last row that is taken from each part.
func (w *work) bounds() []stretch {
	list := make([]stretch, len(w.parts))
	for i, part := range w.parts {
		b := stretch{w.Runs(), 0}
		for place := part.use.from; place < part.use.to; place++ {
			row := w.row(w.at(place))
			b.from, b.to = min(b.from, row), max(b.to, row)
		}
		list[i] = b
	}
	return list
}

// window are the rows from, up to but not including to, of all runs.
func (w *work) window(from, to int, bounds []stretch) (table.Frame, error) {
	rows := table.NewFrame(w.heads, to-from)
	for i, part := range w.parts {
		var runs table.Frame
		if bounds[i].to < from || bounds[i].from >= to {
			continue
		}
		for place := part.use.from; place < part.use.to; place++ {
			row := w.row(w.at(place))
			if row < from || row >= to {
				continue
			}
			if runs == nil {
				var err error
				if runs, err = w.folder.ReadPart(part.Part); err != nil {
					return nil, err
				}
			}
			if s := w.at(place); runs[0].Numbers[place-part.From] != float64(s.point) || runs[1].Numbers[place-part.From] != float64(s.replicate+1) {
				return nil, scenarios.Mistake("part %s does not hold the runs of its name; delete it and sweep again", part.Name)
			}
			rows.Set(row-from, runs, place-part.From)
		}
	}
	return rows, nil
}

// pointRows are all points, a row each.
func (w *work) pointRows(put func(table.Frame) error) error {
	heads := append([]table.Head{w.heads[0]}, w.heads[w.lead():w.lead()+len(w.Factors)]...)
	for from := 0; from < w.Points.Count(); from += window {
		rows := table.NewFrame(heads, min(window, w.Points.Count()-from))
		for i := range rows.Rows() {
			rows[0].Numbers[i] = float64(from + i)
			w.Points.fill(rows, i, 1, from+i)
		}
		if err := put(rows); err != nil {
			return err
		}
	}
	return nil
}

// columnHeads are those of the table that says what columns hold.
var columnHeads = []table.Head{{Name: "column", Content: table.Text}, {Name: "holds", Content: table.Text}}

// columnRows say what each column of the runs holds.
func (w *work) columnRows(put func(table.Frame) error) error {
	rows := table.NewFrame(columnHeads, len(w.heads))
	for i, h := range w.heads {
		rows[0].Texts[i], rows[1].Texts[i] = h.Name, h.Doc
	}
	return put(rows)
}
