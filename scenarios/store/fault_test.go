package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// faulty is a disk that fails once or from some call on.
type faulty struct {
	calls   *atomic.Int64
	at      int64 // the call that fails, counted from 1
	forever bool  // and every later one
	cause   error
	failed  *string // what failed first
}

// fails counts a call and tells whether it is to fail.
func (d faulty) fails(call, name string) error {
	n := d.calls.Add(1)
	if n != d.at && !(d.forever && n > d.at) {
		return nil
	}
	if *d.failed == "" {
		*d.failed = call
	}
	return &fs.PathError{Op: call, Path: name, Err: d.cause}
}

// disk is the system's, with these failures.
func (d faulty) disk() disk {
	return disk{
		mkdir: func(dir string, mode fs.FileMode) error {
			return after(d.fails("mkdir", dir), func() error { return os.Mkdir(dir, mode) })
		},
		openFile: func(name string, flag int, mode fs.FileMode) (f file, err error) {
			err = after(d.fails("open", name), func() error { f, err = openFile(name, flag, mode); return err })
			if err != nil {
				return nil, err
			}
			return faultyFile{f, d, name}, nil
		},
		readDir: func(dir string) (list []fs.DirEntry, err error) {
			err = after(d.fails("list", dir), func() error { list, err = os.ReadDir(dir); return err })
			return list, err
		},
		stat: func(name string) (info fs.FileInfo, err error) {
			err = after(d.fails("stat", name), func() error { info, err = os.Stat(name); return err })
			return info, err
		},
		rename: func(from, to string) error {
			return after(d.fails("rename", from), func() error { return os.Rename(from, to) })
		},
		remove: func(name string) error {
			return after(d.fails("remove", name), func() error { return os.Remove(name) })
		},
		syncDir: func(dir string) error {
			return after(d.fails("syncdir", dir), func() error { return syncDir(dir) })
		},
	}
}

// after does something unless it was to fail.
func after(failure error, do func() error) error {
	if failure != nil {
		return failure
	}
	return do()
}

// faultyFile is an open file on a faulty disk.
type faultyFile struct {
	file
	disk faulty
	name string
}

// Write writes half of what it should when it fails, as a full disk does.
func (f faultyFile) Write(p []byte) (int, error) {
	if err := f.disk.fails("write", f.name); err != nil {
		n, _ := f.file.Write(p[:len(p)/2])
		return n, err
	}
	return f.file.Write(p)
}

// WriteAt is Write at a place.
func (f faultyFile) WriteAt(p []byte, at int64) (int, error) {
	if err := f.disk.fails("write", f.name); err != nil {
		n, _ := f.file.WriteAt(p[:len(p)/2], at)
		return n, err
	}
	return f.file.WriteAt(p, at)
}

func (f faultyFile) Read(p []byte) (int, error) {
	if err := f.disk.fails("read", f.name); err != nil {
		return 0, err
	}
	return f.file.Read(p)
}

func (f faultyFile) Sync() error {
	if err := f.disk.fails("sync", f.name); err != nil {
		return err
	}
	return f.file.Sync()
}

// Close closes the file even when it fails, as close(2) does.
func (f faultyFile) Close() error {
	err := f.disk.fails("close", f.name)
	return errors.Join(err, f.file.Close())
}

func TestAnySingleFailureOfTheDiskLeavesAllOrNothing(t *testing.T) {
	failed := map[string]int{}
	for at := int64(1); ; at++ {
		what := failOnce(t, at, syscall.ENOSPC, false)
		if what == "" {
			break // played to the end before the disk could fail
		}
		failed[what]++
	}
	for _, call := range []string{"mkdir", "open", "read", "write", "sync", "close", "rename", "remove", "stat", "list", "syncdir"} {
		if failed[call] == 0 {
			t.Errorf("no failure of %s was tried; tried %v", call, failed)
		}
	}
}

func TestADiskThatStaysFullLeavesARunThatALaterOneClears(t *testing.T) {
	for at := int64(1); failOnce(t, at, syscall.EIO, true) != ""; at++ {
	}
}

// failOnce plays the example on a disk whose at-th call fails, aborts if that
// made it fail, and plays again on a sound disk. It returns the call that
// failed, "" if there are not so many.
func failOnce(t *testing.T, at int64, cause error, forever bool) string {
	t.Helper()
	top := t.TempDir()
	dir, what := filepath.Join(top, "a", "run"), ""
	d := faulty{calls: new(atomic.Int64), at: at, forever: forever, cause: cause, failed: &what}.disk()
	f, err := play(d, dir)
	say := fmt.Sprintf("call %d (%s) fails: ", at, what)
	if err != nil {
		checkSentence(t, say, err, top, cause)
		if err = nil; f != nil {
			err = f.Abort()
		}
		left := tree(t, top)
		unread := f == nil && (what == "stat" || what == "read") && left == "a a/run a/run/"+recordName // whose it is could not be told
		if !forever && err == nil && what != "remove" && left != "" && !unread {
			t.Errorf("%s left %s", say, left)
		}
	} else if run, err := Open(dir); err != nil || len(run.Manifest.Files) != len(exampleFiles) {
		t.Errorf("%s the run is said to be finished: %v", say, err)
	}
	if _, err := play(system, dir); err != nil {
		t.Errorf("%s playing again: %v", say, err)
	}
	if got := strings.TrimPrefix(tree(t, dir), recordName+" "); got != finishedTree {
		t.Errorf("%s after playing again the folder holds %s", say, got)
	}
	return what
}

// checkSentence holds an error to be one sentence with path and cause.
func checkSentence(t *testing.T, say string, err error, path string, cause error) {
	t.Helper()
	text := err.Error()
	if !errors.Is(err, cause) || !strings.Contains(text, path) || strings.Contains(text, "\n") || strings.Count(text, cause.Error()) != 1 {
		t.Errorf("%s %q is not one sentence with path and cause", say, text)
	}
	if errors.Is(cause, syscall.ENOSPC) && !strings.HasSuffix(text, "; free some space or choose a folder on another disk") {
		t.Errorf("%s %q does not say what to do", say, text)
	}
}
