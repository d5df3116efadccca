package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/store"
)

// aRun writes a folder that is a whole run of the files named.
func aRun(t *testing.T, dir string, m store.Manifest, files ...string) {
	t.Helper()
	folder, err := store.Create(dir, strings.Repeat("0123456789abcdef", 4))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if err := folder.Write(name, func(w io.Writer) error { _, err := w.Write([]byte("{}")); return err }); err != nil {
			t.Fatal(err)
		}
	}
	if err := folder.Finish(m); err != nil {
		t.Fatal(err)
	}
}

// A folder that cannot be drawn is refused in one sentence that names what is
// wrong, and nothing is written.
func TestAFolderThatCannotBeDrawnIsRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	aRun(t, "old", store.Manifest{Versions: store.Versions{Module: "atelier@v0.1.0", Revision: "abc"}}, seriesFile)
	aRun(t, "bare", store.Manifest{}, summaryFile)
	aRun(t, "other", store.Manifest{}, summaryFile, seriesFile)
	before, err := tree(".")
	if err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		"old":   "old holds a run of another version (atelier@v0.1.0, revision abc); draw it with that version, or play the scenario again with this one\n",
		"bare":  "the run in bare has no series.csv; play the scenario again\n",
		"other": "other/series.csv: line 1: a table starts with the columns replicate,month,date,by,group; play the scenario again\n",
	} {
		var out, said bytes.Buffer
		if code := execute(context.Background(), []string{"report", dir}, &out, &said); code != 2 || said.String() != want || out.Len() > 0 {
			t.Errorf("%s: exit code %d, said %q and %q", dir, code, said.String(), out.String())
		}
	}
	if after, err := tree("."); err != nil || strings.Join(after, "\n") != strings.Join(before, "\n") {
		t.Errorf("files are now %v (%v)", after, err)
	}
}

// A file that takes the place of another appears whole or not at all.
func TestAFileIsReplacedWholeOrNotAtAll(t *testing.T) {
	t.Chdir(t.TempDir())
	d := drawer{dir: "."}
	for i, text := range []string{"one", "one", "two"} {
		if err := d.place("page.html", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile("page.html"); err != nil || string(got) != text {
			t.Errorf("%d: %q, %v", i, got, err)
		}
	}
	if d.written != 2 || d.same != 1 {
		t.Errorf("written %d, same %d", d.written, d.same)
	}
	d.sealed = map[string]store.File{"page.html": {}}
	if err := d.place("page.html", []byte("three")); err == nil || !strings.Contains(err.Error(), "draw into another folder with --out") {
		t.Errorf("a file of the run was replaced: %v", err)
	}
	if left, err := tree("."); err != nil || len(left) != 2 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}
