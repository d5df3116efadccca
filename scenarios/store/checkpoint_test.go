package store

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

const (
	oneWorld   = "0123456789abcdef0123456789abcdef-0007.world"
	oneResults = "000001.results"
)

// begun is a folder in which a run left two checkpoints and a table, and was killed.
func begun(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "a", "out")
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{oneWorld, oneResults} {
		if err := f.Checkpoints().Put(t.Context(), name, says(name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Write(t.Context(), "series.csv", nothing); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, checkpointsDir, "."+oneWorld+".part"), "half")
	f.record.file.Close() // as the death of the process would
	return dir
}

// says writes a text.
func says(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

// Checkpoints of a killed run are there for the next of the same digest, those half-written are
// not; an abort spares them, and who finishes the run removes them.
func TestCheckpointsOutliveAKill(t *testing.T) {
	dir := begun(t)
	for range 2 {
		f, err := Create(dir, ourKey)
		if err != nil {
			t.Fatal(err)
		}
		names, err := f.Checkpoints().Names()
		if slices.Sort(names); err != nil || !slices.Equal(names, []string{oneResults, oneWorld}) {
			t.Errorf("there are %v, %v", names, err)
		}
		in, n, err := f.Checkpoints().Open(oneWorld)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err = errors.Join(err, in.Close()); err != nil || string(data) != oneWorld || n != int64(len(data)) {
			t.Errorf("%q of %d bytes, %v", data, n, err)
		}
		if n, err := f.Checkpoints().Bytes(); err != nil || n != int64(len(oneWorld)+len(oneResults)) {
			t.Errorf("%d bytes, %v", n, err)
		}
		if !f.KeepsCheckpoints() {
			t.Error("it keeps none")
		}
		if err := f.Abort(); err != nil {
			t.Error(err)
		}
		if got, want := tree(t, dir), ".atelier-unfinished checkpoints checkpoints/"+oneResults+" checkpoints/"+oneWorld; got != want {
			t.Errorf("after an abort there is %s", got)
		}
	}
	if _, err := Create(dir, Key{theirs, ourKey.Model}); !errors.Is(err, ErrOtherRun) {
		t.Errorf("another digest: %v", err)
	}
	if _, err := play(system, dir); err != nil || tree(t, dir) != finishedTree {
		t.Errorf("%v, at the end there is %s", err, tree(t, dir))
	}
}

// A run that was killed when it was finished but for its checkpoints is finished, and whoever asks for
// it removes them.
func TestCheckpointsOfAFinishedRunGo(t *testing.T) {
	dir := begun(t)
	record, err := os.ReadFile(filepath.Join(dir, recordName))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := play(system, dir); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, recordName), string(record))
	write(t, filepath.Join(dir, checkpointsDir, oneWorld), "left")
	f, err := Create(dir, ourKey)
	if err != nil || f.Existing() == nil || tree(t, dir) != finishedTree {
		t.Errorf("%v, there is %s", err, tree(t, dir))
	}
}

// What is no checkpoint is not removed with them, and nothing where a link is in their folder's
// place or no record speaks of them.
func TestOnlyCheckpointsAreCleared(t *testing.T) {
	for name, hurt := range map[string]func(dir string) error{
		"a thesis among them": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, checkpointsDir, "thesis.world"), []byte("years of work"), 0o666)
		},
		"no record": func(dir string) error { return os.Remove(filepath.Join(dir, recordName)) },
		"a link": func(dir string) error {
			elsewhere := filepath.Join(filepath.Dir(dir), "elsewhere")
			return errors.Join(os.Remove(filepath.Join(dir, "series.csv")), os.Rename(filepath.Join(dir, checkpointsDir), elsewhere), os.Symlink(elsewhere, filepath.Join(dir, checkpointsDir)))
		},
	} {
		dir := begun(t)
		if err := errors.Join(os.Remove(filepath.Join(dir, checkpointsDir, "."+oneWorld+".part")), hurt(dir)); err != nil {
			t.Log(name, err) // no links here
			continue
		}
		before := tree(t, filepath.Dir(dir))
		if _, err := Create(dir, ourKey); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", name, err)
		}
		after := tree(t, filepath.Dir(dir))
		if name == "a thesis among them" {
			before = strings.Replace(before, " out/series.csv", "", 1) // which the record names
		}
		if after != before {
			t.Errorf("%s: there was %s, there is %s", name, before, after)
		}
	}
}

// A checkpoint is there whole or not at all, whichever call to the disk fails, and the one before it
// stays; the error is a sentence.
func TestADiskThatFailsLeavesWholeCheckpoints(t *testing.T) {
	stopped := map[string]bool{}
	for at := int64(1); ; at++ {
		dir := begun(t)
		failed, calls := "", atomic.Int64{}
		f, err := Create(dir, ourKey)
		if err != nil {
			t.Fatal(err)
		}
		f.disk = faulty{calls: &calls, at: at, cause: syscall.ENOSPC, failed: &failed}.disk()
		const next = "000002.results"
		err = f.Checkpoints().Put(t.Context(), next, says(strings.Repeat("x", 200_000)))
		f.disk = system // there is space again
		if failed == "" {
			if err != nil {
				t.Error(err)
			}
			f.record.file.Close()
			break
		}
		stopped[failed] = true
		if err != nil && (!errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%s fails: %v", failed, err)
		}
		if err := f.Abort(); err != nil {
			t.Errorf("%s fails: %v", failed, err)
		}
		f, again := Create(dir, ourKey)
		if again != nil {
			t.Fatal(again)
		}
		names, _ := f.Checkpoints().Names()
		if data, _ := os.ReadFile(filepath.Join(dir, checkpointsDir, next)); slices.Contains(names, next) && len(data) != 200_000 || !slices.Contains(names, oneWorld) || err == nil && !slices.Contains(names, next) {
			t.Errorf("%s fails: %v, there are %v", failed, err, names)
		}
		f.record.file.Close()
	}
	for _, call := range []string{"open", "write", "sync", "close", "rename"} {
		if !stopped[call] {
			t.Errorf("%s never failed: %v", call, stopped)
		}
	}
}

// A run that is to stop stops writing its checkpoint, too.
func TestACheckpointStopsWithItsContext(t *testing.T) {
	f, err := Create(filepath.Join(t.TempDir(), "out"), ourKey)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := f.Checkpoints().Put(ctx, oneResults, says("results")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := f.Checkpoints().Put(t.Context(), "../series.csv", nothing); err == nil {
		t.Error("a name of another file is taken")
	}
	if err := f.Abort(); err != nil || f.KeepsCheckpoints() {
		t.Errorf("%v, checkpoints are kept: %v", err, f.KeepsCheckpoints())
	}
}
