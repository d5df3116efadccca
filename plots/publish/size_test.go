package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
)

// bytesIn is how many bytes the files of a folder are.
func bytesIn(t *testing.T, dir string) (sum int64) {
	t.Helper()
	if err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		about, err := e.Info()
		if err == nil {
			sum += about.Size()
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestAFolderIsAboutAsLargeAsWasSaid(t *testing.T) {
	if testing.Short() {
		t.Skip("plays and writes two runs")
	}
	for _, full := range []bool{false, true} {
		c := asked(t, "2", "baseline")
		c.Scenario().Options.Full = full
		var said cost.Estimate
		q := Question{Contest: c, Out: filepath.Join(t.TempDir(), "out"), Files: scenarios.FilesNone, Before: func(e cost.Estimate) { said = e }}
		if _, err := Play(context.Background(), q); err != nil {
			t.Fatal(err)
		}
		if is := bytesIn(t, q.Out); float64(said.Disk) < 0.7*float64(is) || float64(said.Disk) > 1.3*float64(is) {
			t.Errorf("full %v: the folder has %d bytes, %d were said", full, is, said.Disk)
		}
	}
}

// What does not fit is refused and leaves nothing behind; who insists plays it.
func TestWhatDoesNotFitIsNotBegun(t *testing.T) {
	defer func() { cost.This = machine }()
	cost.This.Free = func(string) (int64, bool) { return 1000, true }
	above := filepath.Join(t.TempDir(), "a")
	q := Question{Contest: alone(t, 1), Out: filepath.Join(above, "out"), Files: scenarios.FilesNone}
	if _, err := Play(context.Background(), q); !errors.Is(err, scenarios.ErrInput) {
		t.Errorf("a disk with 1,000 bytes: %v", err)
	}
	if _, err := os.Stat(above); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was left: %v", err)
	}
	q.Force = true
	if _, err := Play(context.Background(), q); err != nil {
		t.Errorf("insisted on: %v", err)
	}
}

var machine = cost.This
