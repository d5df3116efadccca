// Package disktest holds what writes the folder of a sweep, in tests, against disks that
// fail: one call to the disk after another, once and for ever.
package disktest

import (
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios/store"
)

// calls are those that anything written into a folder makes.
var calls = []string{"mkdir", "open", "read", "write", "sync", "close", "rename", "list", "syncdir"}

// every asks for the failure of every call, which takes minutes.
var every = flag.Bool("every", false, "have every call to the disk fail, one after another")

// leap is the step from one failure to the next in the short form of a test.
const leap = 29

// EachCall plays into a sound folder, and then into one after another in which one call to
// the disk fails, the first, the second and so on, once or with all after it, and plays
// there again on a sound disk. The failure must be said in one sentence with path and
// cause, nothing that was not finished may be left that playing again does not clear, and
// in the end the folder must hold the files and bytes of the sound one. play must make the
// same calls in the same order each time. From one failure to the next it goes by steps of
// stride, with -every by one.
func EachCall(t *testing.T, stride int, play func(dir string) error) {
	t.Helper()
	fine := filepath.Join(t.TempDir(), "fine")
	if err := play(fine); err != nil {
		t.Fatal(err)
	}
	want := Files(t, fine)
	step := stride
	switch {
	case *every:
		step = 1
	case testing.Short():
		step = leap
	}
	for _, forever := range []bool{false, true} {
		tried := map[string]int{}
		for at := 1; ; at += step {
			call := oneCall(t, play, at, forever, want)
			if call == "" {
				break
			}
			tried[call]++
		}
		for _, call := range calls {
			if tried[call] == 0 && step == 1 {
				t.Errorf("no failure of %s was tried; tried %v", call, tried)
			}
		}
		t.Logf("for ever %v: %v", forever, tried)
	}
}

// oneCall plays on a disk whose at-th call fails, and again on a sound one. It returns the
// call that failed, "" if there are not so many.
func oneCall(t *testing.T, play func(dir string) error, at int, forever bool, want map[string]string) (failed string) {
	t.Helper()
	cause := syscall.EIO
	if forever {
		cause = syscall.ENOSPC
	}
	dir := filepath.Join(t.TempDir(), "a", "out")
	var mu sync.Mutex
	n := 0
	sound := store.Faults(func(call, _ string) error {
		mu.Lock()
		defer mu.Unlock()
		if n++; n != at && !(forever && n > at) {
			return nil
		}
		if failed == "" {
			failed = call
		}
		return cause
	})
	err := play(dir)
	sound()
	if err != nil {
		sentence(t, at, failed, err, filepath.Dir(dir), cause)
		for _, left := range unfinished(t, dir) {
			if !forever {
				t.Errorf("call %d (%s) fails: %s is left", at, failed, left)
			}
			old := time.Now().Add(-2 * time.Hour) // a worker's file counts as its own for an hour
			if err := os.Chtimes(left, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := play(dir); err != nil {
		t.Errorf("call %d (%s) fails: going on: %v", at, failed, err)
	}
	if left := unfinished(t, dir); len(left) > 0 {
		t.Errorf("call %d (%s) fails: %v is left after going on", at, failed, left)
	}
	Same(t, "a call failed, and the folder", Files(t, dir), want)
	return failed
}

// sentence holds an error to be one sentence with path, cause and what to do.
func sentence(t *testing.T, at int, call string, err error, path string, cause error) {
	t.Helper()
	text := err.Error()
	if !errors.Is(err, cause) || !strings.Contains(text, path) || strings.Contains(text, "\n") || strings.Count(text, cause.Error()) != 1 {
		t.Errorf("call %d (%s) fails: %q is not one sentence with path and cause", at, call, text)
	}
	if full := errors.Is(err, syscall.ENOSPC); full && !strings.HasSuffix(text, "; free some space or choose a folder on another disk") && !strings.HasPrefix(text, "cannot read ") {
		t.Errorf("call %d (%s) fails: %q does not say what to do", at, call, text)
	}
}

// unfinished are the files of a folder that have not got their names.
func unfinished(t *testing.T, dir string) (list []string) {
	t.Helper()
	for _, pattern := range []string{".*.part", "parts/.*.part"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, names...)
	}
	return list
}

// Files are those of a folder with what they hold, by name, but for the plan, which tells
// of the day, and for parts, which tell of when who was stopped.
func Files(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(name, "parts/") {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if name == "sweep.json" {
			text = nil
		}
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Same holds files to be those that were wanted, byte by byte.
func Same(t *testing.T, what string, files, want map[string]string) {
	t.Helper()
	if has, should := slices.Sorted(maps.Keys(files)), slices.Sorted(maps.Keys(want)); !slices.Equal(has, should) {
		t.Errorf("%s has the files %q, not %q", what, has, should)
		return
	}
	for name, text := range want {
		if files[name] != text {
			t.Errorf("%s: %s has other bytes", what, name)
		}
	}
}
