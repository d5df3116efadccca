package store

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// record is the open, locked .atelier-unfinished of a folder. It only grows: a
// line is on the disk before the file it names exists, so whatever kills the
// process, every file of an unfinished run is named. It reads
//
//	atelier-unfinished 1
//	digest 3b5d...
//	folders 1
//	file series.csv
//
// where folders is how many folders the run had to make, its own and those
// above, and a last line that is cut short counts for nothing.
type record struct {
	file    file
	digest  string   // "" until the first three lines are there
	folders int      // how many levels of the path the run made
	names   []string // files begun, in order
}

// The first line: a word to know the file by, and the version of the layout.
const recordWord = "atelier-unfinished "

var recordHead = recordWord + strconv.Itoa(Version)

// longest is the most bytes a record may have. One of the largest comparison has a
// hundredth of them.
const longest = 4 << 20

// acquire opens and locks a record of a folder, making an empty one if there
// is none. It is ErrLocked if another process has it. What stands there under the
// record's name and is no plain file, such as a link or a pipe, is not opened: to
// write there would be to write elsewhere.
func acquire(d disk, dir, name string) (*record, error) {
	place := filepath.Join(dir, name)
	for {
		if info, err := d.lstat(place); err == nil && !info.Mode().IsRegular() {
			return nil, badRecord(place)
		}
		f, err := d.openFile(place, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, trouble("write to folder "+dir, err)
		}
		free, err := tryLock(f)
		if err != nil && name == additionName {
			free = true // a network's disk may have no locks, and drawings are the same from whoever draws
		} else if err != nil {
			f.Close()
			return nil, fmt.Errorf("cannot lock folder %s: %w; choose a folder on a disk that knows locks", dir, err)
		}
		if !free {
			f.Close()
			return nil, refuse(ErrLocked, "another process is writing to %s; wait for it or choose another folder", dir)
		}
		now, err := current(d, place, f)
		if err == nil && !now {
			f.Close() // its owner removed it after we opened and before we locked it
			continue
		}
		r := &record{file: f}
		if err == nil {
			err = r.read()
		}
		if err != nil {
			f.Close()
			return nil, r.sentence(place, err)
		}
		return r, nil
	}
}

// current tells whether an open file is still the one of that name.
func current(d disk, name string, f file) (bool, error) {
	there, err := d.lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	open, err := f.Stat()
	return err == nil && os.SameFile(open, there), err
}

// Why a record cannot be used.
var (
	errOtherRecord = errors.New("record of another version")
	errBadRecord   = errors.New("not a record")
)

// sentence says to the user why a record cannot be used.
func (r *record) sentence(place string, err error) error {
	switch {
	case errors.Is(err, errOtherRecord):
		return refuse(ErrOtherVersion, "%s holds an unfinished run of another version of the program; choose another folder or delete this one", filepath.Dir(place))
	case errors.Is(err, errBadRecord):
		return badRecord(place)
	}
	return trouble("use "+place, err)
}

// badRecord is the refusal of something else that has the name of a record.
func badRecord(place string) error {
	return refuse(ErrForeign, "%s is not a file that this program writes; choose another folder or delete this one", place)
}

// read takes in what a killed run wrote, and cuts a torn last line off.
func (r *record) read() error {
	lines, whole, err := r.lines()
	switch {
	case err != nil:
		return err
	case len(lines) < 3:
		whole = 0 // no file was begun
	default:
		if err := r.parse(lines[1:]); err != nil {
			return err
		}
	}
	if err := r.file.Truncate(whole); err != nil {
		return err
	}
	_, err = r.file.Seek(whole, io.SeekStart)
	return err
}

// lines are the whole lines of a record, and how many bytes they have. What begins
// otherwise than a record is none.
func (r *record) lines() ([]string, int64, error) {
	if info, err := r.file.Stat(); err != nil || info.Size() > longest {
		return nil, 0, cmp.Or(err, errBadRecord)
	}
	data, err := io.ReadAll(io.LimitReader(r.file, longest))
	if err != nil {
		return nil, 0, err
	}
	whole := bytes.LastIndexByte(data, '\n') + 1
	lines := strings.Split(string(data[:whole]), "\n")
	lines = lines[:len(lines)-1] // what follows the last line end: nothing
	switch {
	case len(lines) == 0 && !strings.HasPrefix(recordHead, string(data)):
		return nil, 0, errBadRecord // its first line was not cut short: it is another
	case len(lines) > 0 && !strings.HasPrefix(lines[0], recordWord):
		return nil, 0, errBadRecord
	case len(lines) > 0 && lines[0] != recordHead:
		return nil, 0, errOtherRecord
	}
	return lines, int64(whole), nil
}

// parse reads the lines after the first.
func (r *record) parse(lines []string) error {
	for i, line := range lines {
		word, rest, _ := strings.Cut(line, " ")
		var err error
		switch {
		case i == 0 && word == "digest":
			r.digest, err = rest, checkDigest(rest)
		case i == 1 && word == "folders":
			r.folders, err = strconv.Atoi(rest)
		case i > 1 && word == "file":
			r.names, err = append(r.names, rest), checkName(rest)
		default:
			err = errBadRecord
		}
		if err != nil {
			return errBadRecord
		}
	}
	return nil
}

// start writes the first lines of a new record.
func (r *record) start(digest string, folders int) error {
	r.digest, r.folders = digest, folders
	return r.line(fmt.Sprintf("%s\ndigest %s\nfolders %d\n", recordHead, digest, folders))
}

// add names files that are about to be written.
func (r *record) add(names ...string) error {
	r.names = append(r.names, names...)
	return r.line("file " + strings.Join(names, "\nfile ") + "\n")
}

// line appends text and waits until it is on the disk. Of a failed write
// nothing may stay that the next line would be glued to.
func (r *record) line(text string) error {
	at, err := r.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if _, err = r.file.Write([]byte(text)); err == nil {
		return r.file.Sync()
	}
	r.file.Truncate(at)
	r.file.Seek(at, io.SeekStart)
	return err
}
