package store

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

func TestARecordThatIsNoneIsLeftAlone(t *testing.T) {
	head, digest := "atelier-unfinished 1\n", "digest "+ours+"\n"
	for _, text := range []string{
		"x\ny\nz\n",
		head + "folders 1\n" + digest,
		head + digest + "file series.csv\nfile trust.csv\n",
		head + digest + "folders one\n",
		head + digest + "folders 1\nfolders 1\n",
		head + digest + "folders 1\n" + digest,
		head + digest + "folders 1\nfile a.csv\nnote b.csv\n",
		head + digest + "folders 1\nfile .hidden\n",
		head + "digest abc\nfolders 1\n",
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, recordName), text)
		if _, err := Create(dir, ourKey); !errors.Is(err, ErrForeign) {
			t.Errorf("%q: got %v", text, err)
		}
		if data, err := os.ReadFile(filepath.Join(dir, recordName)); err != nil || string(data) != text {
			t.Errorf("%q is now %q (%v)", text, data, err)
		}
	}
}

// Whatever the record of a killed run ends with, the next line is a whole one.
func TestARecordIsGoneOnWithAfterItsLastWholeLine(t *testing.T) {
	head := "atelier-unfinished 1\ndigest " + ours + "\nfolders 1\n"
	for before, after := range map[string]string{
		"":                             strings.Replace(head, "folders 1", "folders 0", 1),
		"atelier-unf":                  strings.Replace(head, "folders 1", "folders 0", 1),
		"atelier-unfinished 1\n":       strings.Replace(head, "folders 1", "folders 0", 1),
		head[:len(head)-2]:             strings.Replace(head, "folders 1", "folders 0", 1),
		head:                           head,
		head + "fil":                   head,
		head + "file a.csv\nfile b.cs": head + "file a.csv\n",
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, recordName), before)
		f, err := Create(dir, ourKey)
		if err != nil {
			t.Fatalf("%q: %v", before, err)
		}
		if err := f.Write(t.Context(), "c.csv", nothing); err != nil {
			t.Errorf("%q: %v", before, err)
		}
		if data, err := os.ReadFile(filepath.Join(dir, recordName)); err != nil || string(data) != after+"file c.csv\n" {
			t.Errorf("%q is now %q (%v)", before, data, err)
		}
		if err := f.Abort(); err != nil {
			t.Error(err)
		}
	}
}

// Of a line that the disk took half of nothing stays, and its file is not begun.
func TestAFailedLineLeavesTheRecordWhole(t *testing.T) {
	whole := regexp.MustCompile(`^atelier-unfinished 1\ndigest [0-9a-f]{64}\nfolders 0\n(file [ab]\.csv\n)+$`)
	for at, failed := int64(1), "?"; failed != ""; at++ {
		failed = ""
		dir := t.TempDir()
		f, err := create(faulty{calls: new(atomic.Int64), at: at, cause: syscall.EIO, failed: &failed}.disk(), dir, ourKey)
		if err != nil || failed != "" && failed != "stat" {
			failed = "?" // before the first file
			continue
		}
		first, second := f.Write(t.Context(), "a.csv", nothing), f.Write(t.Context(), "b.csv", nothing)
		if failed != "" && failed != "stat" && (first == nil) == (second == nil) {
			t.Errorf("call %d (%s) fails: of two files %v and %v", at, failed, first, second)
		}
		if data, err := os.ReadFile(filepath.Join(dir, recordName)); err != nil || !whole.Match(data) {
			t.Errorf("call %d (%s) fails: the record is %q (%v)", at, failed, data, err)
		}
		_ = f.Abort()
	}
}
