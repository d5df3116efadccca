package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim/par"
)

// reportCommand draws a run again from its folder alone.
func reportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report DIR",
		Short: "Draw the report, figures and tables of a run or comparison again",
		Long: `Check that the folder of a run or a comparison is whole and as it was written, and draw from its tables
the report, the figures, the tables and the workbook. What the folder lacks is
added to it and nothing in it is changed; with --out everything is written to
another folder.`,
		Example: "  atelier report atelier-runs/baseline-53525575\n  atelier report mine --out talk --format pdf",
		Args:    exactly(1, "one run folder"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		out, workers := r.Out, runtime.GOMAXPROCS(0)
		found, parts, err := openDrawn(args[0], r.Formats, workers)
		if err != nil {
			return err
		}
		d := drawer{dir: cmp.Or(out, found.Dir), workers: workers}
		if out == "" || sameFolder(out, found.Dir) {
			d.sealed = found.Manifest.Files
		}
		if err := d.draw(cmd.Context(), parts); err != nil {
			return err
		}
		_, err = fmt.Fprintln(cmd.OutOrStdout(), d.said())
		return err
	}
	return cmd
}

// openDrawn reads the folder of a run or a comparison, checksums and all, and
// gives what is drawn from it. A folder that cannot be drawn is bad input.
func openDrawn(dir string, kinds []string, workers int) (*store.Run, []part, error) {
	found, err := store.OpenWithout(dir, isDrawing)
	if err != nil {
		return nil, nil, scenarios.Mistake("%v", err)
	}
	if err := ours(found, "a run of", "draw it with that version, or play the scenario again with this one"); err != nil {
		return nil, nil, err
	}
	if scenarios.IsContest(found.Manifest.Options) {
		said, err := comparisonOf(found)
		if err != nil {
			return nil, nil, scenarios.Mistake("%v", err)
		}
		parts, err := comparisonDrawings(found.Manifest, said, kinds)
		return found, parts, err
	}
	run := report.Run{Manifest: found.Manifest}
	if run.Series, err = found.Series(seriesFile); err != nil {
		return nil, nil, scenarios.Mistake("%v; play the scenario again", err)
	}
	if found.Manifest.Options["counterfactual"] != "false" {
		if run.Contrast, err = found.Series(contrastFile); err != nil {
			return nil, nil, scenarios.Mistake("%v; play the scenario again", err)
		}
	}
	if _, ok := found.Manifest.Files[summaryFile]; !ok {
		return nil, nil, scenarios.Mistake("the run in %s has no %s; play the scenario again", dir, summaryFile)
	}
	if run.Summary, err = summaryOf(found); err != nil {
		return nil, nil, scenarios.Mistake("%v", err)
	}
	return found, drawn(report.New(run), kinds, workers), nil
}

// sameFolder tells whether two paths lead to one folder.
func sameFolder(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// drawer writes drawings into a folder. Files that are sealed belong to a run
// and are never changed.
type drawer struct {
	dir     string
	workers int
	sealed  map[string]store.File
	written int // files that were not there, or were other
	same    int // files that were there already, with the same bytes
}

// draw draws all parts side by side, in memory, and then places them.
func (d *drawer) draw(ctx context.Context, parts []part) error {
	files, failed := make([]bytes.Buffer, len(parts)), make([]error, len(parts))
	par.Each(d.workers, len(parts), func(_, i int) {
		if failed[i] = ctx.Err(); failed[i] == nil {
			failed[i] = parts[i].write(&files[i])
		}
	})
	for i, err := range failed {
		if ctx.Err() != nil {
			return fmt.Errorf("interrupted before everything was drawn: nothing was written: %w", ctx.Err())
		}
		if err != nil {
			return fmt.Errorf("%s cannot be drawn: %w", parts[i].name, err)
		}
	}
	for i, p := range parts {
		if err := d.place(p.name, files[i].Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// place writes one file, unless it is there already.
func (d *drawer) place(name string, content []byte) error {
	path := filepath.Join(d.dir, filepath.FromSlash(name))
	before, err := os.ReadFile(path)
	_, sealed := d.sealed[name]
	switch {
	case err == nil && bytes.Equal(before, content):
		d.same++
		return nil
	case err == nil && sealed:
		return scenarios.Mistake("%s is not what this program draws on this machine, and it belongs to the run; draw into another folder with --out", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w; choose a folder that you may write to with --out", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("%w; choose a folder that you may write to with --out", err)
	}
	d.written++
	return replace(path, content)
}

// replace gives a file its content, all or nothing.
func replace(path string, content []byte) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("%w; choose a folder that you may write to with --out", err)
	}
	defer func() {
		if err != nil {
			os.Remove(file.Name())
			err = fmt.Errorf("%s was not written: %w", path, err)
		}
	}()
	_, err = io.Copy(file, bytes.NewReader(content))
	if err = errors.Join(err, file.Chmod(0o644), file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// said tells what came of it.
func (d *drawer) said() string {
	page := filepath.Join(d.dir, reportFile)
	switch {
	case d.written == 0:
		return fmt.Sprintf("%s and %d other files are what the tables of the run give: nothing had to be written.", page, d.same-1)
	case d.same == 0:
		return fmt.Sprintf("Drawn: %s and %d other files.", page, d.written-1)
	}
	return fmt.Sprintf("Drawn: %d files that %s lacked; %d were there already. The report is %s.", d.written, d.dir, d.same, page)
}
