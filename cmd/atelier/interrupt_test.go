//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A run that is stopped ends soon, with its own exit code, and leaves nothing:
// neither its folder nor those made on the way.
func TestCtrlCLeavesNoFile(t *testing.T) {
	for name, signal := range map[string]os.Signal{"interrupt": os.Interrupt, "terminate": syscall.SIGTERM} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			out := filepath.Join(dir, "a", "b")
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(self, "run", "--population", "20000", "--months", "600", "--replicates", "100", "--out", out)
			cmd.Args[0] = "atelier" // as TestMain tells the program from the tests
			cmd.Dir = dir
			var said bytes.Buffer
			cmd.Stderr = &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer cmd.Process.Kill()
			waitFor(t, filepath.Join(out, ".atelier-unfinished"))
			time.Sleep(200 * time.Millisecond) // well into playing
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			begun := time.Now()
			exit := &exec.ExitError{}
			if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 130 {
				t.Errorf("ended with %v, want exit code 130; said %q", err, said.String())
			}
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("took %v to stop", took)
			}
			if want := "interrupted before all runs were played and written: no file was kept\n"; said.String() != want {
				t.Errorf("said %q, want %q", said.String(), want)
			}
			if left, err := tree(dir); err != nil || len(left) != 1 {
				t.Errorf("left behind: %v (%v)", left, err)
			}
		})
	}
}

// waitFor waits until a file is there.
func waitFor(t *testing.T, file string) {
	t.Helper()
	for range 1000 {
		if _, err := os.Stat(file); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s did not appear", file)
}
