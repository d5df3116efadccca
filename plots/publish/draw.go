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
	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
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
		return nil, store.Mistaken(err)
	}
	return found, nil
}

// Draw draws a folder again as ask says, into itself or into that of --out, and says
// what came of it. What is there stays as it is: figures in print have names of their
// own. Into itself it draws in every format that the folder was written with.
func Draw(ctx context.Context, dir string, ask *scenarios.Run, workers int) (string, error) {
	found, err := Open(dir, "draw")
	if err != nil {
		return "", err
	}
	return drawAgain(ctx, found, ask, workers)
}

// drawAgain is Draw of a folder that was found whole.
func drawAgain(ctx context.Context, found *store.Run, ask *scenarios.Run, workers int) (string, error) {
	how, err := picturesOf(ask)
	if err != nil {
		return "", err
	}
	run, err := reread(found)
	if err != nil {
		return "", scenarios.Mistake("%v; play it again", err)
	}
	r, out := report.New(run), ask.Out
	itself := out == "" || sameFolder(out, found.Dir)
	parts := drawn(r, how, workers)
	if itself {
		parts = append(parts, sealedBesides(parts, r, found.Manifest.Files)...)
	}
	whole := part{wholeFile, func(w io.Writer) error { return r.WriteHTML(w, workers, true) }}
	earlier := drawingsAmong(append(slices.Clone(parts), whole))
	if ask.Print == scenarios.PrintAll {
		parts = append(parts, whole)
	}
	d := drawer{dir: cmp.Or(out, found.Dir), workers: workers}
	if itself {
		d.sealed = found.Manifest.Files
	} else if err := store.Vacant(out, earlier); err != nil {
		return "", store.Mistaken(err)
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
		if err := excerpts(&run, found.Manifest.Options["counterfactual"] != "false", found.Excerpt); err != nil {
			return run, err
		}
	}
	if run.Study, err = StudyOf(found); err != nil {
		return run, err
	}
	run.Command, err = command(run.Manifest)
	return run, err
}

// excerpts reads of the tables of a run, with its contrast where it is paired, what figures are made of.
func excerpts(run *report.Run, paired bool, read func(name string, columns []string) (*table.Series, *table.Lines, error)) error {
	names := []string{seriesTable, contrastTable}
	if !paired {
		names = names[:1]
	}
	tables, lines, failed := []**table.Series{&run.Series, &run.Contrast}, []**table.Lines{&run.Runs, &run.Gaps}, make([]error, 2)
	par.Each(2, len(names), func(_, i int) { *tables[i], *lines[i], failed[i] = read(names[i], plots.ColumnsOfRuns()) })
	return cmp.Or(failed...)
}

// sealedBesides are the figures of a folder's manifest in formats that are not among some
// parts.
func sealedBesides(parts []part, r *report.Report, sealed map[string]store.File) []part {
	var besides []part
	for _, f := range r.Figures() {
		for _, p := range (pictures{formats: scenarios.Formats(), size: canvas.Wide}).parts("figures/", f.Sheet) {
			_, was := sealed[p.name]
			if was && !slices.ContainsFunc(parts, func(q part) bool { return q.name == p.name }) {
				besides = append(besides, p)
			}
		}
	}
	return besides
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
	kept    int    // pictures that were there already, as they were sealed and as another machine draws them
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
	missing, err := d.missing(parts, files)
	if err != nil {
		return err
	}
	if _, begun := store.Begun(d.dir); len(missing) > 0 || begun {
		if err := d.add(ctx, missing, parts, files); err != nil {
			return err
		}
	}
	d.written = len(missing)
	return nil
}

// missing are the places of the parts that are yet to be written.
func (d *drawer) missing(parts []part, files []bytes.Buffer) (list []int, err error) {
	for i, p := range parts {
		now, err := d.state(p.name, files[i].Bytes())
		if err != nil {
			return nil, err
		}
		switch now {
		case kept:
			d.kept++
		case same:
			d.same++
		case lacking:
			list = append(list, i)
		}
	}
	return list, nil
}

// add writes those parts that are missing, and clears away what a killed process left.
func (d *drawer) add(ctx context.Context, missing []int, parts []part, files []bytes.Buffer) (err error) {
	adding, err := store.Add(ctx, d.dir, finding.Each(missing, func(i int) string { return parts[i].name }))
	switch {
	case err != nil && ctx.Err() != nil:
		return fmt.Errorf("interrupted before everything was drawn: nothing was written: %w", ctx.Err())
	case err != nil:
		return store.Mistaken(err)
	}
	defer func() { err = errors.Join(err, adding.Close()) }()
	for _, i := range missing {
		now, err := d.state(parts[i].name, files[i].Bytes()) // another process may have written it meanwhile
		if err == nil && now == lacking {
			err = adding.Put(ctx, parts[i].name, files[i].Bytes())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// A state is how a file to be drawn stands to what is there.
type state int

const (
	lacking state = iota // nothing is there
	same                 // the same bytes are
	kept                 // a picture is, whole as it was sealed, that another machine drew
)

// path is where a file is drawn.
func (d *drawer) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

// state tells how content stands to the file of its name. One that is there with other
// content, or belongs to the run with other content, is a mistake; but a sealed picture
// that is whole stays, since machines differ in the last digits of a drawing.
func (d *drawer) state(name string, content []byte) (state, error) {
	before, err := os.ReadFile(d.path(name))
	there := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return lacking, fmt.Errorf("%s cannot be read: %w; choose another folder with --out", d.path(name), err)
	}
	file, sealed := d.sealed[name]
	switch {
	case there && sealed && holdsPictures(name) && file.SHA256 == digest(before) && !bytes.Equal(before, content):
		return kept, nil
	case there && !bytes.Equal(before, content) || sealed && file.SHA256 != digest(content):
		return lacking, scenarios.Mistake("%s is not what this program draws of the %s on this machine; draw into another folder with --out", d.path(name), cmp.Or(d.whose, "run"))
	case there:
		return same, nil
	}
	return lacking, nil
}

// digest is the SHA-256 of bytes as manifests write it.
func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// said tells what came of it.
func (d *drawer) said() string {
	page, there := finding.Named(filepath.Join(d.dir, reportFile)), d.same+d.kept
	said := ""
	switch {
	case d.written == 0 && d.kept == 0:
		return fmt.Sprintf("%s and %d other files are what the tables of the run give: nothing had to be written.", page, there-1)
	case d.written == 0:
		said = fmt.Sprintf("%s and %d other files are there: nothing had to be written.", page, there-1)
	case there == 0:
		return fmt.Sprintf("Drawn: %s and %d other files.", page, d.written-1)
	default:
		said = fmt.Sprintf("Drawn: %d files that %s lacked; %d were there already. The report is %s.", d.written, finding.Named(d.dir), there, page)
	}
	if d.kept > 0 {
		said += fmt.Sprintf(" %d of them, with pictures that this machine would draw otherwise, stayed as sealed.", d.kept)
	}
	return said
}
