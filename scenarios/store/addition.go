package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Addition is a folder to which files are being added that are no run of their own:
// drawings of a run that is finished, figures of a sweep, tables of a validation.
//
// A file appears under its name only when it is complete and on the disk. Until all are
// there the folder holds .atelier-drawing, a record like that of an unfinished run, which
// names them and which the adding process locks. So whoever comes after a killed one
// knows which hidden files to clear away.
type Addition struct {
	disk   disk
	dir    string
	record *record
}

// additionName is the record of files that are being added.
const additionName = ".atelier-drawing"

// additionDigest stands in such a record where a run's has what is played: files
// that are added are known by their content.
var additionDigest = sumOf([]byte("drawings"))

// How often, and with what pauses, a folder is asked for that another process adds to.
const (
	tries = 200
	pause = 50 * time.Millisecond
)

// Add takes a folder, which it makes if it is missing, to add files of these names to it.
// What a killed process left half-written is removed. Add waits a while for another
// process that is adding files, and then it is ErrLocked.
func Add(ctx context.Context, dir string, names []string) (*Addition, error) {
	return add(ctx, system, dir, names)
}

// add is Add on any disk.
func add(ctx context.Context, d disk, dir string, names []string) (*Addition, error) {
	for _, name := range names {
		if err := checkName(name); err != nil {
			return nil, err
		}
	}
	a := &Addition{disk: d, dir: filepath.Clean(dir)}
	made, err := makeFolders(d, a.dir)
	if err != nil {
		return nil, trouble("make folder "+a.dir, err)
	}
	if err := a.take(ctx, names); err != nil {
		removeFolders(d, made)
		return nil, err
	}
	return a, nil
}

// take takes the record and names the files in it.
func (a *Addition) take(ctx context.Context, names []string) (err error) {
	for try := 1; ; try++ {
		a.record, err = acquire(a.disk, a.dir, additionName)
		if !errors.Is(err, ErrLocked) || try == tries {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	if err != nil {
		return err
	}
	if err := a.clear(); err != nil {
		return errors.Join(err, a.record.file.Close())
	}
	if a.record.digest == "" {
		err = a.record.start(additionDigest, 0)
	}
	if err == nil && len(names) > 0 {
		err = a.record.add(names...)
	}
	if err != nil {
		return errors.Join(trouble("write "+filepath.Join(a.dir, additionName), err), a.Close())
	}
	return nil
}

// clear removes what was begun and not finished. What is finished stays: it is whole.
func (a *Addition) clear() error {
	if a.record.digest != "" && a.record.digest != additionDigest {
		return badRecord(filepath.Join(a.dir, additionName))
	}
	parts := make([]string, len(a.record.names))
	for i, name := range a.record.names {
		parts[i] = partName(name)
	}
	return removeWritten(a.disk, a.dir, parts)
}

// Put adds a file, whole or not at all.
func (a *Addition) Put(ctx context.Context, name string, content []byte) error {
	if !slices.Contains(a.record.names, name) {
		return errors.New(name + " was not named when files were to be added")
	}
	if err := makeSubfolder(a.disk, a.dir, name); err != nil {
		return trouble("make the folder of "+filepath.Join(a.dir, filepath.FromSlash(name)), err)
	}
	_, err := putFile(ctx, a.disk, a.dir, name, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(content))
		return err
	})
	return err
}

// Close ends it: all that was put stays, and no record.
func (a *Addition) Close() error {
	if err := removeLocked(a.disk, filepath.Join(a.dir, additionName), a.record.file); err != nil {
		return trouble("remove "+filepath.Join(a.dir, additionName), err)
	}
	return nil
}

// Begun names the files that a process began to add to a folder and did not end with,
// be it that it was killed; it has not where nobody began. What is no record of that
// names none: [Add] says what is wrong with it.
func Begun(dir string) (names []string, begun bool) {
	place := filepath.Join(dir, additionName)
	info, err := os.Lstat(place)
	if err != nil {
		return nil, false
	}
	if !info.Mode().IsRegular() {
		return nil, true
	}
	f, err := os.Open(place)
	if err != nil {
		return nil, true
	}
	defer f.Close()
	r := &record{file: f}
	if lines, _, err := r.lines(); err != nil || len(lines) < 3 || r.parse(lines[1:]) != nil || r.digest != additionDigest {
		return nil, true
	}
	return r.names, true
}
