package publish

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim/par"
)

// Open reads the folder of a run or a comparison, checksums and all, that this
// program's model played; drawings may be missing. Anything else is bad input.
// verb is what is to be done with it.
func Open(dir, verb string) (*store.Run, error) {
	found, err := store.OpenWithout(dir, isDrawing)
	if err == nil {
		err = found.PlayedBy(atelier.Fingerprint(), verb+" it with that version, or play it again with this one into another folder")
	}
	if err != nil {
		return nil, scenarios.Mistake("%v", err)
	}
	return found, nil
}

// Draw draws a folder again as ask says, into itself or into that of --out, and says
// what came of it. What is there stays as it is: figures in print have names of their
// own.
func Draw(ctx context.Context, dir string, ask *scenarios.Run, workers int) (string, error) {
	how, err := picturesOf(ask)
	if err != nil {
		return "", err
	}
	found, err := Open(dir, "draw")
	if err != nil {
		return "", err
	}
	run, err := reread(found)
	if err != nil {
		return "", scenarios.Mistake("%v; play it again", err)
	}
	r, out := report.New(run), ask.Out
	parts := drawn(r, how, workers)
	whole := part{wholeFile, func(w io.Writer) error { return r.WriteHTML(w, workers, true) }}
	earlier := drawingsAmong(append(slices.Clone(parts), whole))
	if ask.Print == scenarios.PrintAll {
		parts = append(parts, whole)
	}
	d := drawer{dir: cmp.Or(out, found.Dir), workers: workers}
	if out == "" || sameFolder(out, found.Dir) {
		d.sealed = found.Manifest.Files
	} else if err := store.Vacant(out, earlier); err != nil {
		return "", scenarios.Mistake("%v", err)
	}
	if err := d.draw(ctx, parts); err != nil {
		return "", err
	}
	return d.said(), nil
}

// reread reads all that a report is made from.
func reread(found *store.Run) (run report.Run, err error) {
	run.Manifest = found.Manifest
	if !scenarios.IsContest(found.Manifest.Options) {
		if run.Series, err = found.Series(seriesTable); err != nil {
			return run, err
		}
		if found.Manifest.Options["counterfactual"] != "false" {
			if run.Contrast, err = found.Series(contrastTable); err != nil {
				return run, err
			}
		}
	}
	if run.Study, err = StudyOf(found); err != nil {
		return run, err
	}
	run.Command, err = command(run.Manifest)
	return run, err
}

// sameFolder tells whether two paths lead to one folder.
func sameFolder(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// drawingsAmong tells which files may come from an earlier drawing of the same
// parts, be it in other formats.
func drawingsAmong(parts []part) func(name string) bool {
	return func(name string) bool {
		return slices.ContainsFunc(parts, func(p part) bool {
			return p.name == name || strings.HasPrefix(name, "figures/") && stem(p.name) == stem(name)
		})
	}
}

// stem is a name without what follows its last dot.
func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

// drawer writes drawings into a folder. It changes no file that is there, and
// adds none that is not as the run it belongs to was sealed with.
type drawer struct {
	dir     string
	workers int
	sealed  map[string]store.File
	whose   string // what the drawings are of, where that is not a run
	written int    // files that were not there
	same    int    // files that were there already, with the same bytes
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
	lacking := make([]bool, len(parts))
	for i, p := range parts {
		var err error
		if lacking[i], err = d.lacks(p.name, files[i].Bytes()); err != nil {
			return err
		}
	}
	for i, p := range parts {
		if !lacking[i] {
			d.same++
			continue
		}
		if err := write(d.path(p.name), files[i].Bytes()); err != nil {
			return err
		}
		d.written++
	}
	return nil
}

// path is where a file is drawn.
func (d *drawer) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

// lacks tells whether a file is yet to be written. One that is there with other
// content, or belongs to the run with other content, is a mistake.
func (d *drawer) lacks(name string, content []byte) (bool, error) {
	before, err := os.ReadFile(d.path(name))
	there := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("%w; choose a folder that you may write to with --out", err)
	}
	sum := sha256.Sum256(content)
	file, sealed := d.sealed[name]
	if there && !bytes.Equal(before, content) || sealed && file.SHA256 != hex.EncodeToString(sum[:]) {
		return false, scenarios.Mistake("%s is not what this program draws of the %s on this machine; draw into another folder with --out", d.path(name), cmp.Or(d.whose, "run"))
	}
	return !there, nil
}

// write makes a file and the folders above it; the file appears whole or not at
// all.
func write(path string, content []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("%w; choose a folder that you may write to with --out", err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("%w; choose a folder that you may write to with --out", err)
	}
	defer func() {
		if err != nil {
			os.Remove(file.Name())
			err = fmt.Errorf("%s was not written: %w", finding.Named(path), err)
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
	dir := finding.Named(d.dir)
	page := finding.Named(filepath.Join(d.dir, reportFile))
	switch {
	case d.written == 0:
		return fmt.Sprintf("%s and %d other files are what the tables of the run give: nothing had to be written.", page, d.same-1)
	case d.same == 0:
		return fmt.Sprintf("Drawn: %s and %d other files.", page, d.written-1)
	}
	return fmt.Sprintf("Drawn: %d files that %s lacked; %d were there already. The report is %s.", d.written, dir, d.same, page)
}
