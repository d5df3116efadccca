package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	text "github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Run is a finished run whose files have been verified.
type Run struct {
	Dir      string
	Manifest Manifest
}

// SeriesFile is the table of a run: its rows of all creatives.
const SeriesFile = "series.csv"

// ArmFile is the table of all creatives of an arm of a comparison in a world.
func ArmFile(world, arm string) string { return "arms/" + world + "." + arm + parquetEnd }

// parquetEnd ends the names of tables that are Parquet; others are CSV.
const parquetEnd = ".parquet"

// Open reads the run in a folder and verifies that it is one, that its layout
// is Version, and that every file still has the size and the checksum of the
// manifest. The error names the first file, by name, that is missing
// (ErrMissing) or has changed (ErrChanged). Files that the manifest does not
// name (notes, a report made later) do not matter.
func Open(dir string) (*Run, error) {
	return OpenWithout(dir, func(string) bool { return false })
}

// OpenWithout is Open, but a file that can be spared, because it is made from
// the others, may be missing. One that is there must be as it was written.
func OpenWithout(dir string, spared func(name string) bool) (*Run, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		if checkName(name) != nil {
			return nil, changed(filepath.Join(dir, manifestName))
		}
		err := verify(dir, name, m.Files[name])
		if err != nil && !(errors.Is(err, ErrMissing) && spared(name)) {
			return nil, err
		}
	}
	return &Run{Dir: dir, Manifest: *m}, nil
}

// ReadManifest reads the manifest at a path, that of the file or of its folder, and
// nothing else: not even that the files it names are there.
func ReadManifest(path string) (*Manifest, error) {
	if filepath.Base(path) == manifestName {
		path = filepath.Dir(path)
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return readManifest(path)
	}
	data, err := readSealed(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return decode(path, data)
}

// Verify checks every file of the run in a folder, to the end: a sentence for each that
// is missing or changed, and strange is what lies there and is not the run's, by name.
// isResult tells which files hold numbers: of these the manifest has one digest; spared,
// which can be drawn again. An error says why there is nothing to check.
func Verify(dir string, isResult, spared func(name string) bool) (run *Run, problems []error, strange []string, err error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	problems = verifyAll(dir, m.Files, spared)
	if m.Results != m.Sum(isResult) {
		problems = append(problems, wrongResults(filepath.Join(dir, manifestName)))
	}
	strange, err = strangers(dir, func(name string) bool {
		_, known := m.Files[name]
		return known || name == manifestName || name == recordName
	})
	return &Run{Dir: dir, Manifest: *m}, problems, strange, err
}

// Strange is the sentence for a file that is not the run's.
func (r *Run) Strange(name string) error { return stranger(r.Dir, name) }

// readManifest reads and checks the manifest of a folder alone.
func readManifest(dir string) (*Manifest, error) {
	data, err := readSealed(filepath.Join(dir, manifestName))
	if err == nil {
		return decode(filepath.Join(dir, manifestName), data)
	}
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		return nil, unreadable(filepath.Join(dir, manifestName), err)
	}
	if _, err := os.Stat(filepath.Join(dir, recordName)); err == nil {
		return nil, refuse(ErrNotARun, "%s holds a run that is not finished; wait for it, or start the same scenario there again", dir)
	}
	return nil, refuse(ErrNotARun, "%s holds no run (it has no %s); give the folder that a run was written to", dir, manifestName)
}

// verify compares a file with its entry in the manifest.
func verify(dir, name string, want File) error {
	place := filepath.Join(dir, filepath.FromSlash(name))
	info, err := os.Stat(place)
	if errors.Is(err, fs.ErrNotExist) {
		return refuse(ErrMissing, "%s is missing; restore it, or play the scenario again into a new folder", place)
	}
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return changed(place) // to open a pipe would be to wait for ever
	}
	got, err := fileAt(place)
	if err != nil {
		return unreadable(place, err)
	}
	if got != want {
		return changed(place)
	}
	return nil
}

// fileAt is the checksum and the size of a file as it is.
func fileAt(place string) (File, error) {
	f, err := os.Open(place)
	if err != nil {
		return File{}, err
	}
	defer f.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, f)
	return File{SHA256: hex.EncodeToString(hash.Sum(nil)), Bytes: n}, err
}

// PlayedBy refuses the run, with ErrOtherModel, if another model than that with
// this fingerprint gave its numbers: what a program says of them may then be
// wrong, and it cannot play them again. instead says what to do.
func (r *Run) PlayedBy(model, instead string) error {
	return r.Manifest.PlayedBy(model, r.Dir, instead)
}

// Path is where a file of the run lies.
func (r *Run) Path(name string) string { return filepath.Join(r.Dir, filepath.FromSlash(name)) }

// Series reads one of the run's tables, "series.parquet" for instance. It is
// ErrMissing if the run has no such file.
func (r *Run) Series(name string) (*table.Series, error) {
	if _, ok := r.Manifest.Files[name]; !ok {
		return nil, r.lacks(name)
	}
	return ReadTable(r.Path(name))
}

// Excerpt reads of one of the run's Parquet tables, "series.parquet" for instance, what figures
// are made of: the rows over replicates, those of the first replicate for all creatives, and of
// every replicate some measures of all creatives. It is ErrMissing if the run has no such file.
func (r *Run) Excerpt(name string, columns []string) (*table.Series, *table.Lines, error) {
	if _, ok := r.Manifest.Files[name]; !ok {
		return nil, nil, r.lacks(name)
	}
	return ReadExcerpt(r.Path(name), columns)
}

// lacks is the error of a file that the run does not have.
func (r *Run) lacks(name string) error {
	return refuse(ErrMissing, "the run in %s has no %s", r.Dir, name)
}

// ReadExcerpt reads what [Run.Excerpt] reads of a table.
func ReadExcerpt(path string, columns []string) (*table.Series, *table.Lines, error) {
	file, size, err := text.OpenRegular(path)
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	defer file.Close()
	s, singles, err := readExcerpt(file, size, columns)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, singles, nil
}

// IsParquet tells whether a table is Parquet, by the name of its file.
func IsParquet(name string) bool { return strings.HasSuffix(name, parquetEnd) }

// ReadTable reads one table, Parquet or CSV as its name ends.
func ReadTable(path string) (s *table.Series, err error) {
	data, err := text.ReadRegular(path, 0)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if IsParquet(path) {
		s, err = ReadParquet(data)
	} else {
		s, err = table.ReadCSV(bytes.NewReader(data))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}
