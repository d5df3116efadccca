package store

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// childFolder is the variable that makes the test binary write runs into a
// folder until it is killed.
const childFolder = "ATELIER_STORE_CHILD"

// childAdds is the same of files that are added.
const childAdds = "ATELIER_STORE_CHILD_ADDS"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		forever(dir, func(dir string) error { _, err := play(system, dir); return err })
	}
	if dir := os.Getenv(childAdds); dir != "" {
		forever(dir, func(dir string) error { return addAll(system, dir) })
	}
	os.Exit(m.Run())
}

// forever does something in folders below one, until it is killed.
func forever(dir string, do func(dir string) error) {
	fmt.Println("started")
	for i := 0; ; i++ {
		if err := do(filepath.Join(dir, fmt.Sprint(i))); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
}

func TestAKilledRunIsPlayedAgain(t *testing.T) {
	if runtime.GOOS == "js" || runtime.GOOS == "wasip1" {
		t.Skip("no processes here")
	}
	unfinished := 0
	for kill := range 12 {
		dir := t.TempDir()
		killAfter(t, childFolder, dir, time.Duration(kill)*700*time.Microsecond)
		runs, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, run := range runs {
			dir := filepath.Join(dir, run.Name())
			if _, err := os.Stat(filepath.Join(dir, manifestName)); err != nil {
				unfinished++
			} else if _, err := Open(dir); err != nil {
				t.Errorf("killed, but %v", err)
			}
			if _, err := play(system, dir); err != nil {
				t.Errorf("playing again: %v", err)
			}
			if got := tree(t, dir); got != finishedTree {
				t.Errorf("after playing again the folder holds %s", got)
			}
		}
	}
	t.Logf("%d of the runs were killed in the middle", unfinished)
}

// killAfter lets a process that a variable sets to work write for a while, then kills it.
func killAfter(t *testing.T, variable, dir string, after time.Duration) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), variable+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	if line, err := lines.ReadString('\n'); line != "started\n" {
		t.Fatalf("the process says %q, %v", line, err)
	}
	time.Sleep(after)
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if rest, _ := io.ReadAll(lines); len(rest) > 0 {
		t.Errorf("the process says %s", rest)
	}
	_ = child.Wait()
}

func TestOnlyNamedFilesOfAKilledRunAreCleared(t *testing.T) {
	head := "atelier-unfinished 1\ndigest " + ours + "\nfolders 1\n"
	for _, c := range []struct{ record, files, want string }{
		{"", "thesis.tex", "thesis.tex"},
		{"", "", finishedTree}, // killed before the first line was whole
		{"atelier-unf", "", finishedTree},
		{"atelier-unfinished 1\ndigest " + theirs + "\nfold", "", finishedTree},
		{head, "", finishedTree},
		{head + "file series.csv\nfile figures/fan.svg\n", "series.csv figures/.fan.svg.part", finishedTree},
		{head + "file old.csv\nfile figures/gone.svg\nfile manifest.json\nfile ser", "old.csv figures/gone.svg .manifest.json.part", finishedTree},
		{head + "file series.csv\n", "series.csv thesis.tex", recordName + " thesis.tex"},
		{head + "file figures/fan.svg\n", "figures/fan.svg figures/mine.svg", recordName + " figures figures/mine.svg"},
	} {
		dir := filepath.Join(t.TempDir(), "run")
		write(t, filepath.Join(dir, recordName), c.record)
		for _, name := range strings.Fields(c.files) {
			write(t, filepath.Join(dir, name), "half")
		}
		_, err := play(system, dir)
		if (err == nil) != (c.want == finishedTree) {
			t.Errorf("%q: %v", c.record, err)
		}
		if got := tree(t, dir); got != c.want {
			t.Errorf("%q: the folder holds %s, want %s", c.record, got, c.want)
		}
	}
}

func TestAbortAfterTakingOverRemovesWhatTheKilledRunMade(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "a", "b")
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write(t.Context(), "series.csv", nothing); err != nil {
		t.Fatal(err)
	}
	f.record.file.Close() // as the death of the process would
	if f, err = Create(dir, ourKey); err != nil {
		t.Fatal(err)
	}
	if err := f.Abort(); err != nil || tree(t, top) != "" {
		t.Errorf("%v, left %s", err, tree(t, top))
	}
}
