package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// added are files that are added to a folder, as large as it takes to kill a process in one.
var added = map[string]string{
	"report.html":      strings.Repeat("a", 50_000),
	"figures/fan.svg":  strings.Repeat("b", 200_000),
	"figures/fan.png":  strings.Repeat("c", 100_000),
	"tables/means.csv": strings.Repeat("d", 20_000),
}

const addedTree = "figures figures/fan.png figures/fan.svg report.html tables tables/means.csv"

// addAll adds them.
func addAll(d disk, dir string) (err error) {
	var names []string
	for name := range added {
		names = append(names, name)
	}
	slices.Sort(names)
	a, err := add(context.Background(), d, dir, names)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	for _, name := range names {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			continue
		}
		if err := a.Put(context.Background(), name, []byte(added[name])); err != nil {
			return err
		}
	}
	return nil
}

// wholeOnly holds every file that has its name to be whole.
func wholeOnly(t *testing.T, dir string) {
	t.Helper()
	for name, content := range added {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err == nil && string(data) != content {
			t.Errorf("%s has %d bytes of %d", name, len(data), len(content))
		}
	}
}

// A process that is killed while it adds files leaves none half-written under its name,
// and the next one clears away what it hid.
func TestWhoAddsAfterAKilledProcessClearsUp(t *testing.T) {
	if runtime.GOOS == "js" || runtime.GOOS == "wasip1" {
		t.Skip("no processes here")
	}
	begun := 0
	for kill := range 12 {
		top := t.TempDir()
		killAfter(t, childAdds, top, time.Duration(kill)*900*time.Microsecond)
		folders, err := os.ReadDir(top)
		if err != nil {
			t.Fatal(err)
		}
		for _, folder := range folders {
			dir := filepath.Join(top, folder.Name())
			wholeOnly(t, dir)
			if _, here := Begun(dir); here {
				begun++
			} else if got := tree(t, dir); got != "" && got != addedTree {
				t.Errorf("nothing says that the folder is not finished, and it holds %s", got)
			}
			if err := addAll(system, dir); err != nil {
				t.Error(err)
			}
			wholeOnly(t, dir)
			if got := tree(t, dir); got != addedTree {
				t.Errorf("after adding again the folder holds %s", got)
			}
		}
	}
	t.Logf("%d folders were left in the middle", begun)
}

// The same without luck: whatever stands half-written when the process ends.
func TestPartsThatARecordNamesAreCleared(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "figures", ".fan.svg.part"), "half")
	write(t, filepath.Join(dir, ".report.html.part"), "half")
	write(t, filepath.Join(dir, "report.html"), "mine")
	write(t, filepath.Join(dir, "figures", ".other.svg.part"), "not named")
	write(t, filepath.Join(dir, additionName), recordHead+"\ndigest "+additionDigest+"\nfolders 0\nfile report.html\nfile figures/fan.svg\nfile figures/f")
	if names, begun := Begun(dir); !begun || !slices.Equal(names, []string{"report.html", "figures/fan.svg"}) {
		t.Errorf("begun are %v, %v", names, begun)
	}
	a, err := Add(t.Context(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if got, want := tree(t, dir), "figures figures/.other.svg.part report.html"; got != want {
		t.Errorf("the folder holds %s, want %s", got, want)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "report.html")); string(data) != "mine" {
		t.Errorf("a finished file became %q", data)
	}
}

// Two who add at a time wait for each other.
func TestWhoAddsWaitsForAnother(t *testing.T) {
	dir := t.TempDir()
	a, err := Add(t.Context(), dir, []string{"report.html"})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- addAll(system, dir) }()
	if err := errors.Join(a.Put(t.Context(), "report.html", []byte(added["report.html"])), a.Close(), <-done); err != nil {
		t.Error(err)
	}
	wholeOnly(t, dir)
	if got := tree(t, dir); got != addedTree {
		t.Errorf("the folder holds %s", got)
	}
}

// Any single failure of the disk leaves whole files, and nothing that stays hidden.
func TestAFailureOfTheDiskLeavesWholeFilesAdded(t *testing.T) {
	for at := int64(1); ; at++ {
		dir, what := filepath.Join(t.TempDir(), "new"), ""
		err := addAll(faulty{calls: new(atomic.Int64), at: at, cause: syscall.ENOSPC, failed: &what}.disk(), dir)
		if what == "" {
			return
		}
		if err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("call %d (%s): %v", at, what, err)
		}
		wholeOnly(t, dir)
		if err := addAll(system, dir); err != nil || tree(t, dir) != addedTree {
			t.Errorf("call %d (%s): adding again: %v, %s", at, what, err, tree(t, dir))
		}
	}
}
