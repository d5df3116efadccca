package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
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

func TestFilesBesideARunDoNotMatter(t *testing.T) {
	dir := played(t)
	write(t, filepath.Join(dir, "notes.txt"), "remember the deadline")
	if _, err := Open(dir); err != nil {
		t.Error(err)
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
