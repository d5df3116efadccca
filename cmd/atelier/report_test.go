package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// Another version of the program, with another model.
var (
	anotherModel   = strings.Repeat("05af", 16)
	anotherVersion = store.Versions{Module: "atelier@v0.1.0", Revision: "abc"}
)

// anotherPlayed is what is said of a run of that version, up to what to do.
func anotherPlayed(scenario string) string {
	return "holds " + scenario + " as another version of the model played it (fingerprint 05af05af05af, by atelier@v0.1.0, revision abc; this program's is " +
		atelier.Fingerprint()[:12] + "), so its numbers may differ; "
}

// aKey is a key of this program's model.
func aKey() store.Key {
	return store.Key{Digest: strings.Repeat("0123456789abcdef", 4), Model: atelier.Fingerprint()}
}

// aRun writes a folder that is a whole run of the files named.
func aRun(t *testing.T, dir string, key store.Key, m store.Manifest, files ...string) {
	t.Helper()
	folder, err := store.Create(dir, key)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if err := folder.Write(t.Context(), name, func(w io.Writer) error { _, err := w.Write([]byte("{}")); return err }); err != nil {
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
	aRun(t, "old", store.Key{Digest: aKey().Digest, Model: anotherModel}, store.Manifest{Scenario: "fast", Versions: anotherVersion}, seriesFile)
	aRun(t, "bare", aKey(), store.Manifest{}, summaryFile)
	aRun(t, "other", aKey(), store.Manifest{}, summaryFile, seriesFile)
	before, err := tree(".")
	if err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		"old":   "old " + anotherPlayed("fast") + "draw it with that version, or play it again with this one into another folder\n",
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
