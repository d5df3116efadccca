package store

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestAFinishedRunHoldsItsFilesAndNothingElse(t *testing.T) {
	dir := played(t)
	if got := tree(t, dir); got != finishedTree {
		t.Errorf("the folder holds %s", got)
	}
	run, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if run.Manifest.Digest != ours || run.Manifest.State != "complete" || len(run.Manifest.Files) != len(exampleFiles) {
		t.Errorf("manifest %+v", run.Manifest)
	}
	s, err := run.Series("series.csv")
	if err != nil || len(s.Rows) != 1 || s.Rows[0].Values[0] != 100 {
		t.Errorf("series %v, %v", s, err)
	}
	if _, err := run.Series("contrast.csv"); !errors.Is(err, ErrMissing) {
		t.Errorf("a table the run never had: %v", err)
	}
}

func TestTheSameRunIsReused(t *testing.T) {
	dir := played(t)
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	if f.Existing() == nil || f.Existing().Manifest.Scenario != "expected" {
		t.Fatal("the finished run is not reported")
	}
	if f.Write(t.Context(), "more.csv", nothing) == nil || f.Finish(Manifest{}) == nil {
		t.Error("a finished run is written to")
	}
	if err := f.Abort(); err != nil || tree(t, dir) != finishedTree {
		t.Errorf("Abort of an existing run: %v, %s", err, tree(t, dir))
	}
}

func TestAFinishedRunIsWrittenNoMore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	f, err := play(system, dir)
	if err != nil {
		t.Fatal(err)
	}
	want := "the run in " + dir + " is finished or aborted; nothing more can be written to it"
	for _, err := range []error{f.Write(t.Context(), "more.csv", nothing), f.Finish(Manifest{})} {
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if err := f.Abort(); err != nil || tree(t, dir) != finishedTree {
		t.Errorf("Abort after Finish: %v, the folder holds %s", err, tree(t, dir))
	}
	if _, err := Open(dir); err != nil {
		t.Error(err)
	}
}

// The numbers of another model are neither told again nor written over.
func TestARunOfAnotherModelIsRefused(t *testing.T) {
	dir := played(t)
	before := tree(t, dir)
	want := dir + " holds expected as another version of the model played it (fingerprint 05af05af05af, by example@v1, revision unknown; this program's is fedcba987654), so its numbers may differ; "
	if _, err := Create(dir, Key{ours, theirs}); !errors.Is(err, ErrOtherModel) || err.Error() != want+"choose another folder with --out or delete this one" {
		t.Errorf("got %v", err)
	}
	if _, err := Create(dir, Key{theirs, theirs}); !errors.Is(err, ErrOtherRun) {
		t.Errorf("another scenario by another model: %v", err)
	}
	if after := tree(t, dir); after != before {
		t.Errorf("a refusal changed %s to %s", before, after)
	}
	run, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := run.PlayedBy(theirs, "play it again"); !errors.Is(err, ErrOtherModel) || err.Error() != want+"play it again" {
		t.Errorf("got %v", err)
	}
	if err := run.PlayedBy(model, "play it again"); err != nil {
		t.Error(err)
	}
	run.Manifest.Model = "" // as the first versions wrote it
	if err := run.PlayedBy(model, "play it again"); !errors.Is(err, ErrOtherModel) || !strings.Contains(err.Error(), "(fingerprint unknown, by") {
		t.Errorf("got %v", err)
	}
}

// Nothing of an unfinished run is kept, so its model does not matter.
func TestAnUnfinishedRunOfAnotherModelIsPlayedAgain(t *testing.T) {
	dir := t.TempDir()
	f, err := Create(dir, Key{ours, theirs})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write(t.Context(), "old.csv", nothing); err != nil {
		t.Fatal(err)
	}
	f.record.file.Close() // as the death of the process would
	if _, err := play(system, dir); err != nil || tree(t, dir) != finishedTree {
		t.Errorf("%v, the folder holds %s", err, tree(t, dir))
	}
	if run, err := Open(dir); err != nil || run.Manifest.Model != model {
		t.Errorf("%v, the run is of model %s", err, run.Manifest.Model)
	}
}

// The sums are those that "sha256sum *.csv | sha256sum" gave.
func TestOneSumOfSomeFilesIsThatOfSha256sum(t *testing.T) {
	f, err := Create(t.TempDir(), ourKey)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	for _, name := range []string{"b.csv", "c.svg", "a.csv"} {
		if err := f.Write(t.Context(), name, nothing); err != nil {
			t.Fatal(err)
		}
	}
	for end, want := range map[string]string{
		".csv": "cd7c626232417da8160fb7684658067a06f1ea180b595e45e34161dae64525b1",
		".svg": "b40a613a82a0ed0ccf4356f5799efbbae6f47d51b4420bf70d0b98da917cecd1",
		".png": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	} {
		if got := f.Sum(func(name string) bool { return strings.HasSuffix(name, end) }); got != want {
			t.Errorf("the sum of *%s is %s, want %s", end, got, want)
		}
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "a", "b")
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"series.csv", "figures/fan.svg", "parts/1-200.parquet"} {
		if err := f.Write(t.Context(), name, nothing); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := f.Abort(); err != nil || tree(t, top) != "" {
			t.Fatalf("%v, left %s", err, tree(t, top))
		}
	}
	if f.Write(t.Context(), "more.csv", nothing) == nil || f.Finish(Manifest{}) == nil {
		t.Error("an aborted run is written to")
	}
	existing := t.TempDir()
	if f, err = Create(existing, ourKey); err != nil {
		t.Fatal(err)
	}
	if err := f.Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(existing); err != nil {
		t.Error("Abort removed a folder it had not made")
	}
}

func TestAFailedFileLeavesNothingAndMayBeTriedAgain(t *testing.T) {
	dir := t.TempDir()
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	cause := errors.New("no such column")
	ctx, cancel := context.WithCancel(t.Context())
	for _, c := range []struct {
		write func(io.Writer) error
		want  error
		say   string
	}{
		{func(w io.Writer) error { io.WriteString(w, "half"); return cause }, cause, "cannot write " + filepath.Join(dir, "series.csv") + ": no such column"},
		{func(w io.Writer) error { cancel(); return nothing(w) }, context.Canceled, "writing " + filepath.Join(dir, "series.csv") + " was interrupted: context canceled"},
	} {
		err := f.Write(ctx, "series.csv", c.write)
		if !errors.Is(err, c.want) || err.Error() != c.say {
			t.Errorf("got %v, want %s", err, c.say)
		}
	}
	func() {
		defer func() { _ = recover() }()
		_ = f.Write(t.Context(), "series.csv", func(io.Writer) error { panic("a plot without points") })
	}()
	if got := tree(t, dir); got != recordName {
		t.Errorf("left %s", got)
	}
	if err := f.Write(t.Context(), "figures/fan.svg", nothing); err != nil {
		t.Error(err)
	}
	if err := f.Write(t.Context(), "Figures/fan.svg", nothing); err == nil {
		t.Error("a folder that is none of the run's is written to")
	}
	if err := f.Write(t.Context(), "figures/FAN.svg", nothing); err == nil {
		t.Error("one name in two spellings is written twice")
	}
	if err := f.Abort(); err != nil {
		t.Error(err)
	}
}

func TestFilesAreWrittenSideBySide(t *testing.T) {
	dir := t.TempDir()
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 20 {
		name := "figures/" + string(rune('a'+i)) + ".svg"
		all.Go(func() {
			if err := f.Write(t.Context(), name, func(w io.Writer) error { _, err := io.WriteString(w, name); return err }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if err := f.Finish(exampleManifest()); err != nil {
		t.Fatal(err)
	}
	if run, err := Open(dir); err != nil || len(run.Manifest.Files) != 20 {
		t.Errorf("%v", err)
	}
}

// nothing writes a little and succeeds.
func nothing(w io.Writer) error { _, err := io.WriteString(w, "nothing\n"); return err }

// write puts a file, and its folder if need be, where a test wants one.
func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestOnlyWhatCanBeSparedMayBeMissing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"series.csv", "figures/one.svg", "figures/two.svg"} {
		if err := f.Write(t.Context(), name, func(w io.Writer) error { _, err := io.WriteString(w, name); return err }); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Finish(Manifest{}); err != nil {
		t.Fatal(err)
	}
	drawing := func(name string) bool { return strings.HasPrefix(name, "figures/") }
	remove := func(name string) {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	remove("figures/one.svg")
	if _, err := Open(dir); !errors.Is(err, ErrMissing) {
		t.Errorf("Open without a figure: %v", err)
	}
	if _, err := OpenWithout(dir, drawing); err != nil {
		t.Errorf("a figure may be missing: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "figures/two.svg"), []byte("other"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenWithout(dir, drawing); !errors.Is(err, ErrChanged) {
		t.Errorf("a figure that is there must be as it was written: %v", err)
	}
	remove("figures/two.svg")
	remove("series.csv")
	if _, err := OpenWithout(dir, drawing); !errors.Is(err, ErrMissing) {
		t.Errorf("a table may not be missing: %v", err)
	}
}
