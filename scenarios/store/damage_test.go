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

func TestEveryFlippedBitIsFoundAndNamed(t *testing.T) {
	eachFile(t, func(t *testing.T, dir, name string, whole []byte) {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		put := func(b byte, at int) {
			if _, err := f.WriteAt([]byte{b}, int64(at)); err != nil {
				t.Fatal(err)
			}
		}
		for bit := range 8 * len(whole) {
			put(whole[bit/8]^1<<(bit%8), bit/8)
			expectChanged(t, dir, name)
			put(whole[bit/8], bit/8)
		}
	})
}

func TestEveryTruncationIsFoundAndNamed(t *testing.T) {
	eachFile(t, func(t *testing.T, dir, name string, whole []byte) {
		for cut := range whole {
			write(t, filepath.Join(dir, name), string(whole[:cut]))
			expectChanged(t, dir, name)
		}
		write(t, filepath.Join(dir, name), string(whole)+"\n")
		expectChanged(t, dir, name)
	})
}

func TestEveryMissingFileIsFoundAndNamed(t *testing.T) {
	eachFile(t, func(t *testing.T, dir, name string, _ []byte) {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		want := ErrMissing
		if name == manifestName {
			want = ErrNotARun
		}
		if _, err := Open(dir); !errors.Is(err, want) || !strings.Contains(err.Error(), filepath.Base(name)) {
			t.Errorf("without %s: %v", name, err)
		}
	})
}

func TestAFileThatCannotBeReadIsNamed(t *testing.T) {
	for what, replace := range map[string]func(name string) error{
		"a folder":           func(name string) error { return os.Mkdir(name, 0o777) },
		"a link that is one": func(name string) error { return os.Symlink(filepath.Base(name), name) },
	} {
		dir := played(t)
		place := filepath.Join(dir, "series.csv")
		run, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := run.Series("figures/fan.svg"); err == nil || !strings.HasPrefix(err.Error(), filepath.Join(dir, "figures", "fan.svg")+": ") {
			t.Errorf("a drawing read as a table: %v", err)
		}
		if err := errors.Join(os.Remove(place), replace(place)); err != nil {
			t.Skip(err)
		}
		for _, err := range []error{second(Open(dir)), second(run.Series("series.csv"))} {
			if err == nil || errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), place) {
				t.Errorf("%s in the place of a table: %v", what, err)
			}
		}
	}
}

func TestTroubleSaysWhatToDo(t *testing.T) {
	for cause, want := range map[error]string{
		syscall.ENOSPC:   "; free some space or choose a folder on another disk",
		syscall.EDQUOT:   "; free some space or choose a folder on another disk",
		fs.ErrPermission: "; choose a folder that you may write to",
		syscall.EROFS:    "; choose a folder that you may write to",
		syscall.ENOTDIR:  "; choose a folder that you may write to",
		syscall.EIO:      "",
	} {
		if got := trouble("write x", &fs.PathError{Op: "open", Path: "x", Err: cause}).Error(); got != "cannot write x: "+cause.Error()+want {
			t.Errorf("%v: %s", cause, got)
		}
	}
}

func TestFilesBesideARunDoNotMatter(t *testing.T) {
	dir := played(t)
	write(t, filepath.Join(dir, "notes.txt"), "remember the deadline")
	if _, err := Open(dir); err != nil {
		t.Error(err)
	}
}

// A manifest that nobody sealed so is not read as a path to files elsewhere, and
// one that is no file is said to be.
func TestAManifestThatIsNoneIsRefused(t *testing.T) {
	dir := t.TempDir()
	m := exampleManifest()
	m.Schema, m.Files = Version, map[string]File{"../thesis.tex": {}}
	data, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, manifestName), string(data))
	expectChanged(t, dir, manifestName)
	for _, text := range []string{"", "no JSON", "{\n  \"schema\": 1,\n  \"files\": 3"} {
		write(t, filepath.Join(dir, manifestName), string(seal([]byte(text))))
		expectChanged(t, dir, manifestName)
	}
	folder := t.TempDir()
	write(t, filepath.Join(folder, manifestName, "x"), "")
	if _, err := Open(folder); err == nil || errors.Is(err, ErrNotARun) || !strings.HasPrefix(err.Error(), "cannot read "+filepath.Join(folder, manifestName)+": ") {
		t.Errorf("got %v", err)
	}
}

// eachFile calls f with every file of a finished run, and puts the file back
// as it was afterwards.
func eachFile(t *testing.T, f func(t *testing.T, dir, name string, whole []byte)) {
	dir := played(t)
	names := []string{manifestName}
	for _, file := range exampleFiles {
		names = append(names, filepath.FromSlash(file.name))
	}
	for _, name := range names {
		whole, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		f(t, dir, name, whole)
		write(t, filepath.Join(dir, name), string(whole))
		if _, err := Open(dir); err != nil {
			t.Fatalf("restored, %v", err)
		}
	}
}

// expectChanged expects Open to name a damaged file.
func expectChanged(t *testing.T, dir, name string) {
	t.Helper()
	want := filepath.Join(dir, name) + " has changed since the run was written; restore it, or play the scenario again into a new folder"
	if _, err := Open(dir); !errors.Is(err, ErrChanged) || err.Error() != want {
		t.Fatalf("%s is damaged:\n got %v\nwant %s", name, err, want)
	}
}
