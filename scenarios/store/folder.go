package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	text "github.com/atelier-sim/atelier/scenarios/file"
)

// Folder is a run being written. Its methods may be called from several
// goroutines at once; Finish and Abort wait for the Writes under way.
type Folder struct {
	disk     disk
	dir      string
	key      Key
	layout   Layout
	started  time.Time
	existing *Run
	made     []string // folders this run made, outermost first

	life    sync.RWMutex // held for reading by each Write, for writing by Finish and Abort
	closed  bool
	scratch *Scratch // nil before anybody asked for it

	mu     sync.Mutex // guards what follows
	record *record
	begun  map[string]bool // names written or being written, in lower case
	files  map[string]File
}

// Key is everything that the results of a run depend on: equal keys, equal
// results.
type Key struct {
	Digest string // SHA-256 of what is played, 64 hexadecimal digits
	Model  string // that of the model that plays it
}

// Layout says which files a folder may hold, by their names. A function that is nil
// says yes to every name that is written, and to none that is spared.
type Layout struct {
	Writes func(name string) bool // a run may write it
	Spared func(name string) bool // it is made from others, and may be missing
}

// Create is [Layout.Create] for a folder of any files, none of which may be missing.
func Create(dir string, key Key) (*Folder, error) { return create(system, dir, key) }

// create is Create on any disk.
func create(d disk, dir string, key Key) (*Folder, error) { return Layout{}.create(d, dir, key) }

// Create prepares a folder for the run with a key. Missing folders are made.
//
// If the folder already holds that very run, finished and unharmed, the Folder
// is that run: see Existing. If it holds an unfinished run of the same digest
// that no process is writing (it was killed), the files that run began are
// removed, but for its checkpoints, and the folder is taken over; where such a name is not that of a plain
// file that a run writes, nothing is removed. Create refuses with ErrOtherRun if the
// folder holds a run of another digest, finished or not, with ErrOtherModel if
// another model finished this one, with ErrForeign if it holds other files,
// with ErrLocked if a process is writing there, and with Open's errors if it
// holds this run but damaged.
func (l Layout) Create(dir string, key Key) (*Folder, error) { return l.create(system, dir, key) }

func (l Layout) create(d disk, dir string, key Key) (*Folder, error) {
	if l.Writes == nil {
		l.Writes = func(string) bool { return true }
	}
	if l.Spared == nil {
		l.Spared = func(string) bool { return false }
	}
	if err := cmp.Or(checkDigest(key.Digest), checkDigest(key.Model), CheckProcessor()); err != nil {
		return nil, err
	}
	f := &Folder{
		disk: d, dir: filepath.Clean(dir), key: key, layout: l, started: time.Now().UTC(),
		begun: map[string]bool{}, files: map[string]File{},
	}
	if err := f.prepare(); err != nil {
		removeFolders(d, f.made)
		return nil, err
	}
	return f, nil
}

// prepare brings the folder to the state in which files can be written, or
// finds it to be the run already.
func (f *Folder) prepare() (err error) {
	if f.made, err = makeFolders(f.disk, f.dir); err != nil {
		return trouble("make folder "+f.dir, err)
	}
	_, err = f.disk.stat(filepath.Join(f.dir, recordName))
	fresh := errors.Is(err, fs.ErrNotExist)
	if found, err := f.find(); err != nil || found && fresh {
		return err
	}
	if fresh { // look before anything is written there
		if err := f.onlyOurs(); err != nil {
			return err
		}
	}
	if f.record, err = acquire(f.disk, f.dir, recordName); err != nil {
		if f.existing != nil {
			return nil // its writer is just about to remove the record
		}
		return err
	}
	if err = f.take(); err != nil || f.existing != nil {
		f.giveBack()
	}
	return err
}

// find looks for a finished run. Found, it must be ours and unharmed.
func (f *Folder) find() (bool, error) {
	m, err := readManifest(f.dir)
	if errors.Is(err, ErrNotARun) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if m.Digest != f.key.Digest {
		return false, refuse(ErrOtherRun, "%s holds a run of %s with digest %s, not %s; choose another folder or delete this one",
			f.dir, text.Short(m.Scenario), short(m.Digest), short(f.key.Digest))
	}
	if err := m.PlayedBy(f.key.Model, f.dir, "choose another folder with --out or delete this one"); err != nil {
		return false, err
	}
	f.existing, err = OpenWithout(f.dir, f.layout.Spared)
	return err == nil, err
}

// take makes the locked folder ours: cleared of what a killed run left, and
// with a record that says whose it is.
func (f *Folder) take() error {
	if found, err := f.find(); found || err != nil {
		return err // finished by another process while we came for the lock
	}
	r := f.record
	if r.digest != "" && r.digest != f.key.Digest {
		return refuse(ErrOtherRun, "%s holds an unfinished run with digest %s, not %s; choose another folder or delete this one",
			f.dir, short(r.digest), short(f.key.Digest))
	}
	if err := f.clear(true); err != nil {
		return err
	}
	if err := f.onlyOurs(); err != nil {
		return err
	}
	if r.digest == "" {
		if err := r.start(f.key.Digest, len(f.made)); err != nil {
			return trouble("write "+filepath.Join(f.dir, recordName), err)
		}
	}
	f.made = levels(f.dir, r.folders)
	return f.syncFolders()
}

// syncFolders waits until the folder, with its record, and the names of the
// folders that were made for it are on the disk.
func (f *Folder) syncFolders() error {
	folders := []string{f.dir}
	for _, made := range f.made {
		folders = append(folders, filepath.Dir(made))
	}
	for _, folder := range folders {
		if err := f.disk.syncDir(folder); err != nil {
			return trouble("write to folder "+folder, err)
		}
	}
	return nil
}

// giveBack unlocks the folder of a run that is not to be written. A record goes
// if it names no file or if the run is finished; that of an unfinished run
// stays as it was. What goes wrong here changes nothing for the caller.
func (f *Folder) giveBack() {
	ours := f.record.digest == "" || f.record.digest == f.key.Digest
	if f.existing != nil {
		_ = f.clearCheckpoints() // of a run that was killed when all but that was done
	}
	if f.existing != nil || ours && len(f.record.names) == 0 {
		_ = removeLocked(f.disk, filepath.Join(f.dir, recordName), f.record.file)
		return
	}
	_ = f.record.file.Close()
}

// Existing is the finished run that the folder already holds, verified, or nil
// if the run is yet to be written. With an existing run there is nothing to
// do: Write and Finish are errors, Abort leaves it alone.
func (f *Folder) Existing() *Run { return f.existing }

// Dir is the folder.
func (f *Folder) Dir() string { return f.dir }

// onlyOurs refuses a folder in which anything lies besides a record, and the checkpoints that
// this names.
func (f *Folder) onlyOurs() error {
	kept := f.namesCheckpoints()
	return onlyHolds(f.disk, f.dir, func(name string) bool { return name == recordName || kept && isCheckpoint(name) })
}

// Vacant refuses a folder that is not free for files made of a run elsewhere:
// with ErrOtherRun if it holds a run, finished or not, and with ErrForeign if it
// holds any file that ours does not take, by its name in a run's folder, be it half
// written by a killed process. One that is not there is free.
func Vacant(dir string, ours func(name string) bool) error {
	for _, name := range []string{manifestName, recordName} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return refuse(ErrOtherRun, "%s holds a run of its own; choose an empty folder or a new one", dir)
		}
	}
	_, err := os.Lstat(filepath.Join(dir, additionName))
	begun := err == nil
	return onlyHolds(system, dir, func(name string) bool {
		return name == additionName || ours(name) || begun && ours(unhidden(name))
	})
}

// onlyHolds refuses a folder in which anything lies besides files that ours
// takes and the subfolders of a run.
func onlyHolds(d disk, dir string, ours func(name string) bool) error {
	for _, sub := range append([]string{""}, subfolders...) {
		place := filepath.Join(dir, sub)
		entries, err := d.readDir(place)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return trouble("read folder "+place, err)
		}
		for _, e := range entries {
			name := path.Join(sub, e.Name())
			if e.IsDir() && slices.Contains(subfolders, name) || e.Type().IsRegular() && ours(name) || ofDisk.MatchString(e.Name()) {
				continue
			}
			return refuse(ErrForeign, "%s holds %s, which is not part of this run; choose an empty folder or a new one",
				dir, filepath.FromSlash(name))
		}
	}
	return nil
}

// digits are those of a SHA-256 sum.
var digits = regexp.MustCompile(`^[0-9a-f]{64}$`)

// checkDigest refuses what is not a SHA-256 sum.
func checkDigest(digest string) error {
	if !digits.MatchString(digest) {
		return fmt.Errorf("%q is not a digest; it takes 64 hexadecimal digits in lower case", strings.ToValidUTF8(digest, "?"))
	}
	return nil
}
