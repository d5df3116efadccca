//go:build unix

package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What has the name of a record may be anything: nothing outside is opened or deleted,
// and nothing that a run does not write.
func TestAForgedRecordDeletesNothing(t *testing.T) {
	lists := func(digest string, names ...string) string {
		return recordHead + "\ndigest " + digest + "\nfolders 1\nfile " + strings.Join(names, "\nfile ") + "\n"
	}
	outside := func(top string) string { return filepath.Join(top, "outside") }
	for name, forge := range map[string]func(top, dir, record, digest string) error{
		"above": func(_, _, record, digest string) error {
			return put(record, lists(digest, "series.csv", "../outside/a.svg"))
		},
		"absolute": func(top, _, record, digest string) error { return put(record, lists(digest, outside(top)+"/a.svg")) },
		"hidden":   func(_, _, record, digest string) error { return put(record, lists(digest, ".profile")) },
		"folder": func(_, dir, record, digest string) error {
			return errors.Join(os.MkdirAll(filepath.Join(dir, "old.csv"), 0o777), os.MkdirAll(filepath.Join(dir, ".old.csv.part"), 0o777), put(record, lists(digest, "old.csv")))
		},
		"linked folder": func(top, dir, record, digest string) error {
			return errors.Join(put(filepath.Join(dir, "series.csv"), "half"), os.Symlink(outside(top), filepath.Join(dir, "figures")), put(record, lists(digest, "series.csv", "figures/a.svg")))
		},
		"linked file": func(top, dir, record, digest string) error {
			return errors.Join(os.Symlink(outside(top)+"/a.svg", filepath.Join(dir, ".series.csv.part")), put(record, lists(digest, "series.csv")))
		},
		"link to a text": func(top, _, record, _ string) error { return os.Symlink(outside(top)+"/a.svg", record) },
		"link to a record": func(top, _, record, digest string) error {
			return errors.Join(put(outside(top)+"/record", lists(digest, "series.csv")+"file cut sho"), os.Symlink(outside(top)+"/record", record))
		},
		"link to nothing": func(top, _, record, _ string) error { return os.Symlink(outside(top)+"/new", record) },
		"pipe":            func(_, _, record, _ string) error { return syscall.Mkfifo(record, 0o666) },
		"is a folder":     func(_, _, record, _ string) error { return os.Mkdir(record, 0o777) },
		"one line":        func(_, _, record, _ string) error { return put(record, "shopping list") },
		"a million lines": func(_, _, record, digest string) error {
			return put(record, lists(digest)+strings.Repeat("file series.csv\n", 1_000_000))
		},
	} {
		for kind, take := range map[string]func(dir string) error{
			recordName:   func(dir string) error { _, err := Create(dir, ourKey); return err },
			additionName: func(dir string) error { _, err := Add(t.Context(), dir, nil); return err },
		} {
			top := t.TempDir()
			dir := filepath.Join(top, "run")
			write(t, outside(top)+"/a.svg", "<svg/>")
			write(t, outside(top)+"/.a.svg.part", "kept")
			digest := map[string]string{recordName: ours, additionName: additionDigest}[kind]
			if err := errors.Join(os.MkdirAll(dir, 0o777), forge(top, dir, filepath.Join(dir, kind), digest)); err != nil {
				t.Fatal(err)
			}
			before := contents(t, top)
			err := take(dir)
			if err == nil || !errors.Is(err, ErrForeign) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s as %s: %v", name, kind, err)
			}
			if after := contents(t, top); after != before {
				t.Errorf("%s as %s: the folder became\n%s\nand was\n%s", name, kind, after, before)
			}
		}
	}
}

// A file that no run writes stays, though a record names it.
func TestARecordClearsOnlyWhatARunWrites(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "thesis.docx"), "years of work")
	write(t, filepath.Join(dir, recordName), recordHead+"\ndigest "+ours+"\nfolders 0\nfile series.csv\nfile thesis.docx\n")
	before := contents(t, dir)
	l := Layout{Writes: func(name string) bool { return name == "series.csv" }}
	_, err := l.Create(dir, ourKey)
	if !errors.Is(err, ErrForeign) || !strings.HasSuffix(err.Error(), recordName+" names thesis.docx, which no run writes; choose another folder or delete this one") {
		t.Error(err)
	}
	if after := contents(t, dir); after != before {
		t.Errorf("the folder became %s", after)
	}
}

// put writes a file.
func put(path, text string) error { return os.WriteFile(path, []byte(text), 0o666) }

// contents are the names below a folder, with what the files hold.
func contents(t *testing.T, top string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(top, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		b.WriteString(path + " " + e.Type().String())
		if e.Type().IsRegular() {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			b.WriteString(" " + sumOf(data))
		}
		b.WriteString("\n")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
