package store

import (
	"fmt"
	"io"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
)

// A file that was not written to the end is not there, under its own name least
// of all: its reader would take it for whole. That is so at once, not only
// after Abort.
func TestAFailedFileIsGoneAtOnce(t *testing.T) {
	for at, failed := int64(1), "?"; failed != ""; at++ {
		d := faulty{calls: new(atomic.Int64), at: -1, cause: syscall.EIO, failed: new(string)}
		dir := t.TempDir()
		f, err := create(d.disk(), dir, ourKey)
		if err != nil {
			t.Fatal(err)
		}
		f.disk = faulty{calls: new(atomic.Int64), at: at, cause: syscall.EIO, failed: d.failed}.disk()
		write := func(name string) error {
			return f.Write(t.Context(), name, func(w io.Writer) error { _, err := io.WriteString(w, name); return err })
		}
		err = write("figures/fan.svg")
		failed = *d.failed
		if (err == nil) != (failed == "") {
			t.Errorf("call %d (%s) fails: %v", at, failed, err)
		}
		if left := tree(t, dir); err != nil && left != recordName && left != recordName+" figures" {
			t.Errorf("call %d (%s) fails: the folder holds %s", at, failed, left)
		}
		if err != nil && len(f.files) > 0 {
			t.Errorf("call %d (%s) fails: the manifest would name %v", at, failed, f.files)
		}
		f.disk = system
		if err := write("figures/fan.svg"); (err == nil) != (failed != "") {
			t.Errorf("call %d (%s) failed; written again: %v", at, failed, err)
		}
		if err := f.Abort(); err != nil {
			t.Error(err)
		}
	}
}

// A manifest makes a run finished, so one that could not be brought to the disk
// does not stay.
func TestAFailedFinishLeavesTheRunUnfinished(t *testing.T) {
	for at, failed := int64(1), "?"; failed != ""; at++ {
		failed = ""
		dir := filepath.Join(t.TempDir(), "run")
		f, err := create(system, dir, ourKey)
		if err != nil {
			t.Fatal(err)
		}
		f.disk = faulty{calls: new(atomic.Int64), at: at, cause: syscall.ENOSPC, failed: &failed}.disk()
		err = f.Finish(exampleManifest())
		said := fmt.Sprintf("call %d (%s) fails: ", at, failed)
		if run, open := Open(dir); (err == nil) != (open == nil) {
			t.Errorf("%s Finish says %v, the folder is %v, %v", said, err, run, open)
		}
		if err == nil {
			continue
		}
		if err := f.Finish(exampleManifest()); err != nil {
			t.Errorf("%s finished again: %v", said, err)
		}
		if _, err := Open(dir); err != nil {
			t.Errorf("%s finished again: %v", said, err)
		}
	}
}
