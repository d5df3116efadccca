package publish

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// results are the checksums of a folder's files but for those that tell of times.
func results(t *testing.T, dir string) map[string]store.File {
	t.Helper()
	run, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := maps.Clone(run.Manifest.Files)
	delete(files, workbookFile)
	return files
}

// halting plays a question until so many months are played, with a checkpoint after each.
func halting(t *testing.T, q Question, months int64) (said []string, err error) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var mu sync.Mutex
	q.Every = time.Nanosecond
	q.Say = func(text string) {
		mu.Lock()
		defer mu.Unlock()
		said = append(said, text)
	}
	first := int64(-1)
	q.Report = func(done, _ int64) {
		if first < 0 {
			first = done
		}
		if done-first >= months {
			stop()
		}
	}
	_, err = Play(ctx, q)
	return said, err
}

// A question that is stopped again and again goes on from its folder's checkpoints and ends with
// the files of one that was never stopped, and with nothing more.
func TestAStoppedQuestionGoesOn(t *testing.T) {
	if testing.Short() {
		t.Skip("plays runs and draws one")
	}
	for name, ask := range map[string]func(workers string) *scenarios.Contest{
		"a run":        func(workers string) *scenarios.Contest { return asked(t, workers, "baseline") },
		"a comparison": func(workers string) *scenarios.Contest { return asked(t, workers, "laissez-faire", "safety-net") },
		"a full run": func(workers string) *scenarios.Contest {
			c := asked(t, workers, "slow")
			c.Scenario().Options.Full = true
			return c
		},
	} {
		dir := t.TempDir()
		files := map[bool]string{true: scenarios.FilesAll, false: scenarios.FilesNone}[name == "a run"]
		want := Question{Contest: ask("1"), Out: filepath.Join(dir, "once"), Files: files}
		if _, err := Play(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		stops, out := 0, filepath.Join(dir, "stopped")
		for {
			q := Question{Contest: ask([]string{"1", "2"}[stops%2]), Out: out, Files: files}
			said, err := halting(t, q, int64(70+90*stops))
			if goes := slices.Contains(said, out+" holds checkpoints: it goes on from them."); goes != (stops > 0) || len(said) > 1 {
				t.Errorf("%s, after %d stops: said %q", name, stops, said)
			}
			if err == nil {
				break
			}
			var left *Unfinished
			if !errors.As(err, &left) || left.Dir != out || !errors.Is(err, context.Canceled) {
				t.Fatalf("%s: %v", name, err)
			}
			entries, err := os.ReadDir(out)
			if err != nil || len(entries) != 2 {
				t.Errorf("%s: what is left is %v, %v", name, entries, err)
			}
			stops++
		}
		if stops < 2 {
			t.Errorf("%s: stopped %d times", name, stops)
		}
		if got, want := results(t, out), results(t, want.Out); !maps.Equal(got, want) {
			t.Errorf("%s: after %d stops the files are\n%v\nwithout\n%v", name, stops, got, want)
		}
		if _, _, strange, err := store.Verify(out, isResult, isDrawing); err != nil || len(strange) > 0 {
			t.Errorf("%s: strange are %v, %v", name, strange, err)
		}
	}
}

// Checkpoints belong to what was asked: another question is refused, the same one goes on, be it
// that it leaves none itself.
func TestCheckpointsAreOfOneQuestion(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	q := Question{Contest: alone(t, 1), Out: out, Files: scenarios.FilesNone}
	if _, err := halting(t, q, 30); err == nil {
		t.Fatal("nothing was stopped")
	}
	other := Question{Contest: alone(t, 2), Out: out, Files: scenarios.FilesNone}
	if _, err := Play(t.Context(), other); !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), "holds an unfinished run with digest") {
		t.Errorf("another question: %v", err)
	}
	played := 0
	q.Report = func(int64, int64) { played++ }
	q.Contest = alone(t, 1)
	if _, err := Play(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	if played < 80 || played > 95 { // of 121 months 30 were played before
		t.Errorf("%d months were played", played)
	}
	if _, err := os.Stat(filepath.Join(out, "checkpoints")); err == nil {
		t.Error("checkpoints stay in a finished folder")
	}
}

// Room for checkpoints is asked for before anything is played, but for those that are there.
func TestCheckpointsNeedRoom(t *testing.T) {
	defer func() { cost.This = machine }()
	q := Question{Contest: alone(t, 1), Out: filepath.Join(t.TempDir(), "out"), Files: scenarios.FilesNone}
	without, err := Size(q)
	if err != nil {
		t.Fatal(err)
	}
	q.Every = time.Minute
	with, err := Size(q)
	if err != nil || without.Checkpoints != 0 || with.Checkpoints < 100_000 {
		t.Fatalf("%d bytes of checkpoints, %d without, %v", with.Checkpoints, without.Checkpoints, err)
	}
	free := with.Disk + with.Scratch + with.Checkpoints - 1
	cost.This.Free = func(string) (int64, bool) { return free, true }
	if _, err := Play(t.Context(), q); !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), "free; choose a folder on another disk") {
		t.Errorf("one byte less: %v", err)
	}
	free++
	if _, err := halting(t, q, 100); err == nil {
		t.Fatal("nothing was stopped")
	}
	free -= 50_000 // that lie there
	q.Contest = alone(t, 1)
	if _, err := Play(t.Context(), q); err != nil {
		t.Error(err)
	}
}
