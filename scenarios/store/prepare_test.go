package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// altered is the system's disk after a change.
func altered(change func(*disk)) disk {
	d := system
	change(&d)
	return d
}

// A folder that is refused is not written to, not even for a moment.
func TestAForeignFolderIsOnlyLookedAt(t *testing.T) {
	d := altered(func(d *disk) {
		d.openFile = func(name string, _ int, _ fs.FileMode) (file, error) {
			return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EROFS}
		}
	})
	dir := t.TempDir()
	write(t, filepath.Join(dir, "thesis.tex"), "\\begin")
	if _, err := create(d, dir, ourKey); !errors.Is(err, ErrForeign) {
		t.Errorf("got %v", err)
	}
}

// Whatever fails while a folder is prepared, Create says so or the folder is
// ready, and a later Create finds it in order: also one that a killed run left.
func TestAnyFailureWhileAFolderIsPreparedIsReported(t *testing.T) {
	for _, left := range []string{"", "atelier-unfinished 1\ndigest " + ours + "\nfolders 2\nfile series.csv\n"} {
		for at, failed := int64(1), "?"; failed != ""; at++ {
			failed = ""
			top := t.TempDir()
			dir := filepath.Join(top, "a", "run")
			if left != "" {
				write(t, filepath.Join(dir, recordName), left)
				write(t, filepath.Join(dir, "series.csv"), "half")
			}
			f, err := create(faulty{calls: new(atomic.Int64), at: at, cause: syscall.EIO, failed: &failed}.disk(), dir, ourKey)
			mattered := slices.Contains([]string{"mkdir", "open", "list", "read", "write", "sync", "syncdir", "remove"}, failed) || failed == "stat" && at == 1
			switch {
			case err != nil && (!errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), top)):
				t.Errorf("call %d (%s) fails: got %v", at, failed, err)
			case err == nil && mattered:
				t.Errorf("call %d (%s) fails and Create does not say so", at, failed)
			case err != nil && left == "" && failed != "stat" && failed != "read" && tree(t, top) != "":
				t.Errorf("call %d (%s) fails and leaves %s", at, failed, tree(t, top))
			}
			if f != nil {
				f.record.file.Close() // as the death of the process would
			}
			if _, err := play(system, dir); err != nil || tree(t, dir) != finishedTree {
				t.Errorf("call %d (%s) failed; played again: %v, the folder holds %s", at, failed, err, tree(t, dir))
			}
		}
	}
}

// What cannot be removed stays on record, for a later run to clear.
func TestAnAbortThatFailsCanBeMadeUpFor(t *testing.T) {
	for at := int64(1); failAbort(t, at, false) != ""; at++ {
		failAbort(t, at, true)
	}
}

// failAbort aborts a run on a disk whose at-th call fails and plays it again on
// a sound one. It returns the call that failed, "" if there are not so many.
func failAbort(t *testing.T, at int64, forever bool) (failed string) {
	t.Helper()
	top := t.TempDir()
	dir := filepath.Join(top, "run")
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"figures/fan.svg", "series.csv"} {
		if err := f.Write(t.Context(), name, nothing); err != nil {
			t.Fatal(err)
		}
	}
	f.disk = faulty{calls: new(atomic.Int64), at: at, forever: forever, cause: syscall.EIO, failed: &failed}.disk()
	err = f.Abort()
	if said := tree(t, top); (err == nil) != (failed == "" || !strings.Contains(said, recordName)) {
		t.Errorf("call %d (%s) fails: Abort says %v and leaves %s", at, failed, err, said)
	}
	if err != nil && (!errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), dir)) {
		t.Errorf("call %d (%s) fails: got %v", at, failed, err)
	}
	if _, err := play(system, dir); err != nil || tree(t, dir) != finishedTree {
		t.Errorf("call %d (%s) failed; played again: %v, the folder holds %s", at, failed, err, tree(t, dir))
	}
	return failed
}

// Between its manifest and the end of its record a run is finished already.
func TestARunIsThereAsSoonAsItsManifestIs(t *testing.T) {
	dir := played(t)
	r, err := acquire(system, dir, recordName)
	if err != nil {
		t.Fatal(err)
	}
	defer r.file.Close()
	f, err := Create(dir, ourKey)
	if err != nil || f.Existing() == nil {
		t.Errorf("while its writer removes the record: %v", err)
	}
}

// A refusal gives the lock back and leaves a record of others, even one that
// names no file yet.
func TestARefusalLeavesTheRecordOfAnotherRun(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, recordName), "atelier-unfinished 1\ndigest "+theirs+"\nfolders 0\n")
	if _, err := Create(dir, ourKey); !errors.Is(err, ErrOtherRun) {
		t.Errorf("got %v", err)
	}
	if got := tree(t, dir); got != recordName {
		t.Errorf("the folder holds %q", got)
	}
	f, err := Create(dir, theirKey)
	if err != nil {
		t.Fatalf("the run whose record it is: %v", err)
	}
	if err := f.Abort(); err != nil {
		t.Error(err)
	}
}

// A folder that another process makes at the same time is theirs to keep.
func TestAFolderThatAnotherMadeStays(t *testing.T) {
	d := altered(func(d *disk) {
		d.mkdir = func(dir string, mode fs.FileMode) error {
			return errors.Join(os.Mkdir(dir, mode), &fs.PathError{Op: "mkdir", Path: dir, Err: fs.ErrExist})
		}
	})
	dir := filepath.Join(t.TempDir(), "a", "run")
	f, err := create(d, dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Abort(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Errorf("Abort removed it: %v", err)
	}
}

// A record that its owner removes while we come for it is not the one to write.
func TestARecordThatGoesWhileWeComeIsMadeAnew(t *testing.T) {
	for _, another := range []bool{false, true} {
		gone := false
		d := altered(func(d *disk) {
			d.openFile = func(name string, flag int, mode fs.FileMode) (file, error) {
				f, err := openFile(name, flag, mode)
				if !gone {
					gone = true
					err = errors.Join(err, os.Remove(name))
					if another {
						write(t, name, "")
					}
				}
				return f, err
			}
		})
		dir := t.TempDir()
		f, err := create(d, dir, ourKey)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Abort()
		data, err := os.ReadFile(filepath.Join(dir, recordName))
		if !gone || err != nil || !strings.HasPrefix(string(data), recordHead) {
			t.Errorf("with another in its place %v: the record holds %q (%v)", another, data, err)
		}
	}
}

// After a loss of power the folder is there only if those above it know it.
func TestFoldersMadeAreOnTheDiskBeforeAnythingIsWritten(t *testing.T) {
	top := t.TempDir()
	var synced []string
	d := altered(func(d *disk) {
		d.syncDir = func(dir string) error { synced = append(synced, dir); return syncDir(dir) }
	})
	f, err := create(d, filepath.Join(top, "a", "run"), ourKey)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	slices.Sort(synced)
	if want := []string{top, filepath.Join(top, "a"), filepath.Join(top, "a", "run")}; !slices.Equal(synced, want) {
		t.Errorf("synced are %v, want %v", synced, want)
	}
}

// After a loss of power a file is there under its name only if its folder knows it:
// the folder is synced after the file got the name.
func TestAFileHasItsNameOnTheDiskBeforeItIsSaidToBeWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	var named, known string
	d := altered(func(d *disk) {
		d.rename = func(from, to string) error { named = to; return os.Rename(from, to) }
		d.syncDir = func(dir string) error {
			if filepath.Dir(named) == dir {
				known = named
			}
			return syncDir(dir)
		}
	})
	f, err := create(d, dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	for _, name := range []string{"series.csv", "figures/fan.svg"} {
		if err := f.Write(t.Context(), name, nothing); err != nil {
			t.Fatal(err)
		}
		if want := filepath.Join(dir, filepath.FromSlash(name)); named != want || known != want {
			t.Errorf("%s: %q got its name and %q was known to its folder, want %q", name, named, known, want)
		}
	}
}

func TestOnlyAVacantFolderIsDrawnInto(t *testing.T) {
	drawn := func(name string) bool { return name == "report.html" || name == "figures/fan.svg" }
	for files, want := range map[string]string{
		"":                            "",
		"report.html":                 "",
		"report.html figures/fan.svg": "",
		"report.html notes.txt":       "holds notes.txt, which is not part of this run; choose an empty folder or a new one",
		"figures/fan.svg figures/x":   "holds figures/x, which is not part of this run; choose an empty folder or a new one",
		"more/report.html":            "holds more, which is not part of this run; choose an empty folder or a new one",
		"figures/figures/x":           "holds figures/figures, which is not part of this run; choose an empty folder or a new one",
		"report.html/x":               "holds report.html, which is not part of this run; choose an empty folder or a new one",
		"tables":                      "holds tables, which is not part of this run; choose an empty folder or a new one",
		"report.html manifest.json":   "holds a run of its own; choose an empty folder or a new one",
		"report.html " + recordName:   "holds a run of its own; choose an empty folder or a new one",
	} {
		dir := t.TempDir()
		for _, name := range strings.Fields(files) {
			write(t, filepath.Join(dir, name), "mine")
		}
		err := Vacant(dir, drawn)
		if want == "" && err != nil || want != "" && (err == nil || !strings.HasSuffix(err.Error(), filepath.FromSlash(want))) {
			t.Errorf("%q: got %v, want %s", files, err, want)
		}
	}
	if err := Vacant(filepath.Join(t.TempDir(), "a", "b"), drawn); err != nil {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestTheDiskSaysWhatItCannotDo(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	if f, err := openFile(missing, os.O_RDONLY, 0); f != nil || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("opened %v, %v", f, err)
	}
	if err := syncDir(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("synced: %v", err)
	}
	if _, err := os.Stat("/proc/self"); err == nil {
		if err := syncDir("/proc"); err != nil {
			t.Errorf("a file system that cannot: %v", err)
		}
	}
	full := t.TempDir()
	write(t, filepath.Join(full, "x"), "")
	if removeIfThere(system, missing) != nil || removeIfThere(system, full) == nil {
		t.Error("what is not there is no failure, what cannot be removed is one")
	}
}
