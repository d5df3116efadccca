package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestRunsAreNeverMixed(t *testing.T) {
	unfinished := filepath.Join(t.TempDir(), "unfinished")
	f, err := Create(unfinished, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write(t.Context(), "series.csv", nothing); err != nil {
		t.Fatal(err)
	}
	f.record.file.Close() // as the death of the process would
	foreign := t.TempDir()
	write(t, filepath.Join(foreign, "thesis.tex"), "\\begin")
	hidden := t.TempDir()
	write(t, filepath.Join(hidden, "figures", "mine.svg"), "<svg/>")
	garbled := t.TempDir()
	write(t, filepath.Join(garbled, recordName), "shopping list\nmilk\n")
	escaping := t.TempDir()
	write(t, filepath.Join(escaping, recordName), "atelier-unfinished 1\ndigest "+theirs+"\nfolders 0\nfile ../thesis.tex\n")
	later := t.TempDir()
	write(t, filepath.Join(later, recordName), "atelier-unfinished 2\nsomething new\n")
	damaged := played(t)
	write(t, filepath.Join(damaged, "manifest.json"), "{}")

	for _, c := range []struct {
		dir  string
		kind error
		want string
	}{
		{played(t), ErrOtherRun, "holds a run of expected with digest 0123456789ab, not fedcba987654; choose another folder or delete this one"},
		{unfinished, ErrOtherRun, "holds an unfinished run with digest 0123456789ab, not fedcba987654; choose another folder or delete this one"},
		{foreign, ErrForeign, "holds thesis.tex, which is not part of this run; choose an empty folder or a new one"},
		{hidden, ErrForeign, "holds " + filepath.Join("figures", "mine.svg") + ", which is not part of this run; choose an empty folder or a new one"},
		{garbled, ErrForeign, recordName + " is not a file that this program writes; choose another folder or delete this one"},
		{escaping, ErrForeign, recordName + " is not a file that this program writes; choose another folder or delete this one"},
		{later, ErrOtherVersion, "holds an unfinished run of another version of the program; choose another folder or delete this one"},
		{damaged, ErrChanged, "manifest.json has changed since the run was written; restore it, or play the scenario again into a new folder"},
	} {
		before := tree(t, c.dir)
		_, err := Create(c.dir, theirKey)
		if !errors.Is(err, c.kind) || !strings.HasPrefix(err.Error(), c.dir) || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("got  %v\nwant %s %s", err, c.dir, c.want)
		}
		if after := tree(t, c.dir); after != before {
			t.Errorf("a refusal changed %s to %s", before, after)
		}
	}
}

func TestTwoProcessesNeverWriteOneFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	const tries = 8
	folders, errs := make([]*Folder, tries), make([]error, tries)
	var all sync.WaitGroup
	for i := range tries {
		all.Go(func() { folders[i], errs[i] = Create(dir, ourKey) })
	}
	all.Wait()
	var winner *Folder
	for i, err := range errs {
		switch {
		case err == nil && winner == nil:
			winner = folders[i]
		case err == nil:
			t.Fatal("two got the folder")
		case !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "another process is writing to "+dir):
			t.Error(err)
		}
	}
	if winner == nil {
		t.Fatal("nobody got the folder")
	}
	if _, err := Create(dir, theirKey); !errors.Is(err, ErrLocked) {
		t.Errorf("another run: %v", err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrNotARun) || !strings.Contains(err.Error(), "not finished") {
		t.Errorf("reading a run that is being written: %v", err)
	}
	if err := winner.Abort(); err != nil {
		t.Fatal(err)
	}
	if next, err := Create(dir, theirKey); err != nil {
		t.Errorf("after Abort: %v", err)
	} else if err := next.Abort(); err != nil {
		t.Error(err)
	}
}

func TestOnlyPlainNamesAreWritten(t *testing.T) {
	f, err := Create(t.TempDir(), ourKey)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	if err := f.Write(t.Context(), strings.Repeat("x", 200), nothing); err != nil {
		t.Error(err)
	}
	for _, name := range []string{
		"", ".", "..", "/etc/passwd", "../x", "figures/../../x", "figures/", "figures/a/b", "other/x", `figures\x`, "C:x",
		".hidden", recordName, manifestName, "Manifest.JSON", "a b", "a\nb", "é", strings.Repeat("x", 201),
	} {
		if err := f.Write(t.Context(), name, nothing); err == nil || !strings.ContainsAny(err.Error(), ";") {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, digest := range []string{"", ours[1:], strings.ToUpper(ours), ours + "\n"} {
		for _, key := range []Key{{digest, model}, {ours, digest}} {
			if _, err := Create(t.TempDir(), key); err == nil {
				t.Errorf("key %q is taken", key)
			}
		}
	}
}

func TestFilesAreNoFolders(t *testing.T) {
	below := filepath.Join(t.TempDir(), "file")
	write(t, below, "")
	for _, dir := range []string{below, filepath.Join(below, "x"), filepath.Join(below, "x", "y")} {
		_, err := Create(dir, ourKey)
		if err == nil || !strings.HasPrefix(err.Error(), "cannot make folder "+dir+": not a directory; choose a folder") {
			t.Errorf("got %v", err)
		}
		if _, err := Open(dir); !errors.Is(err, ErrNotARun) || !strings.HasPrefix(err.Error(), dir+" holds no run") {
			t.Errorf("got %v", err)
		}
	}
}

func TestFoldersWithoutPermissionAreRefusedInOneSentence(t *testing.T) {
	closed := t.TempDir()
	if err := os.Chmod(closed, 0o555); err != nil {
		t.Fatal(err)
	}
	if os.WriteFile(filepath.Join(closed, "x"), nil, 0o666) == nil {
		t.Skip("this user may write anywhere")
	}
	for _, dir := range []string{closed, filepath.Join(closed, "x")} {
		if _, err := Create(dir, ourKey); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), dir+": permission denied; choose a folder that you may write to") {
			t.Errorf("got %v", err)
		}
	}
}
