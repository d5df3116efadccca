package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// A scratch gives back what was written at each place, and leaves nothing: not while it is
// used, where the system can, and nowhere when the run is finished or aborted.
func TestAScratchLeavesNothing(t *testing.T) {
	for _, end := range []string{"closed", "aborted", "finished"} {
		dir := filepath.Join(t.TempDir(), "out")
		f, err := Create(dir, Key{Digest: strings.Repeat("a", 64), Model: strings.Repeat("b", 64)})
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.Scratch()
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []int64{100, 0} {
			if _, err := s.WriteAt([]byte{byte(at), 1, 2}, at); err != nil {
				t.Fatal(err)
			}
		}
		got := make([]byte, 3)
		if _, err := s.ReadAt(got, 100); err != nil || !bytes.Equal(got, []byte{100, 1, 2}) {
			t.Errorf("read %v, %v", got, err)
		}
		there := func() bool { return len(scratches(t, dir)) > 0 }
		if runtime.GOOS != "windows" && there() {
			t.Errorf("the scratch has a name while it is used: %v", scratches(t, dir))
		}
		switch end {
		case "closed":
			err = errors.Join(s.Close(), s.Close(), f.Abort())
		case "aborted":
			err = f.Abort()
		case "finished":
			err = f.Finish(Manifest{})
		}
		if err != nil || there() {
			t.Errorf("%s: %v, there is %v", end, err, scratches(t, dir))
		}
		if s.file != nil {
			t.Errorf("%s: the scratch is open still, and takes room on the disk", end)
		}
		if _, err := os.Stat(dir); end == "aborted" && err == nil {
			t.Errorf("%s: the folder stays", end)
		}
	}
}

// A killed run's scratch is cleared away whatever files the layout has, and so is that of one
// that is aborted.
func TestAScratchOfAKilledRunIsCleared(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	key := Key{Digest: strings.Repeat("a", 64), Model: strings.Repeat("b", 64)}
	l := Layout{Writes: func(name string) bool { return name == "series.csv" }}
	f, err := l.Create(dir, key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Scratch(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, partName(scratchName)), "as where a scratch keeps its name")
	f.record.file.Close() // as the death of the process would
	if f, err = l.Create(dir, key); err != nil {
		t.Fatal(err)
	}
	if left := scratches(t, dir); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	_, err = f.Scratch()
	if err = errors.Join(err, f.Abort()); err != nil {
		t.Error(err)
	}
}

// scratches are the scratches that lie in a folder.
func scratches(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*.scratch*"))
	hidden, err2 := filepath.Glob(filepath.Join(dir, ".*.scratch*"))
	if err = errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	return append(found, hidden...)
}

// A disk that is full when a scratch is made or written is told in one sentence, and
// nothing stays.
func TestAFullDiskOfAScratchIsToldInASentence(t *testing.T) {
	stopped := map[string]bool{}
	for at := int64(1); at < 60; at++ {
		failed, calls := "", atomic.Int64{}
		d := faulty{calls: &calls, at: at, cause: syscall.ENOSPC, failed: &failed}.disk()
		dir := filepath.Join(t.TempDir(), "out")
		f, err := create(d, dir, Key{Digest: strings.Repeat("a", 64), Model: strings.Repeat("b", 64)})
		if err != nil || failed != "" {
			continue // Create's own tests
		}
		s, err := f.Scratch()
		if err == nil {
			_, err = s.WriteAt(make([]byte, 10), 0)
		}
		if failed == "" {
			break
		}
		f.disk = system // there is space again
		if s != nil {
			s.disk = system
		}
		if aborted := f.Abort(); aborted != nil {
			t.Errorf("%s fails: %v", failed, aborted)
		}
		if _, there := os.Stat(dir); there == nil {
			t.Errorf("%s fails: the folder stays, with %v", failed, scratches(t, dir))
		}
		if err == nil {
			t.Errorf("%s fails, and nothing is said", failed)
			continue
		}
		stopped[failed] = true
		if !errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "; free some space") {
			t.Errorf("%s fails: %q", failed, err)
		}
	}
	for _, call := range []string{"open", "write", "remove"} {
		if !stopped[call] {
			t.Errorf("%s never failed: %v", call, stopped)
		}
	}
}
