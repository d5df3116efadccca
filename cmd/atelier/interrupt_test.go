//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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

// A run that is killed again and again, at once and by a signal that lets it end, goes on with the
// same command, and its folder is that of one that nobody killed.
func TestAKilledRunGoesOnWithTheSameCommand(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays for some seconds")
	}
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	atelier := func(out string, more ...string) (*exec.Cmd, *bytes.Buffer) {
		words := []string{"run", "--population", "2500", "--months", "60", "--replicates", "8", "--workers", "2", "--files", "none", "--quiet", "--out", out}
		cmd := exec.CommandContext(t.Context(), self, append(words, more...)...)
		cmd.Args[0], cmd.Dir = "atelier", dir // as TestMain tells the program from the tests
		var said bytes.Buffer
		cmd.Stderr = &said
		return cmd, &said
	}
	if cmd, said := atelier("once"); cmd.Run() != nil {
		t.Fatal(said.String())
	}
	// However fast the machine is and however many processors it has, the last kill comes long
	// before the end: two workers play, and checkpoints are left as often as may be. Half of the
	// kills wait for a world on its way, half for the results of one that has ended.
	const every = "0.001" // minutes
	begun := filepath.Join(dir, "killed", "checkpoints")
	for kill, signal := range []os.Signal{os.Kill, os.Kill, syscall.SIGTERM, os.Kill} {
		cmd, said := atelier("killed", "--checkpoint", every)
		left := filepath.Join(begun, []string{"*.world", "*.results"}[kill%2])
		before, _ := filepath.Glob(left)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		err := waitForMore(t, left, before, ended)
		if err == nil {
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			err = <-ended
		}
		exit := &exec.ExitError{}
		if code := map[os.Signal]int{os.Kill: -1, syscall.SIGTERM: 130}[signal]; !errors.As(err, &exit) || exit.ExitCode() != code {
			t.Fatalf("%v: ended with %v, said %q", signal, err, said.String())
		}
		want := ""
		if kill > 0 {
			want = "killed holds checkpoints: it goes on from them.\n"
		}
		if signal == syscall.SIGTERM {
			want += "interrupted before all runs were played and written: killed keeps checkpoints, from which the same command goes on\n"
		}
		if said.String() != want {
			t.Errorf("said %q, want %q", said.String(), want)
		}
	}
	if cmd, said := atelier("killed", "--checkpoint", every); cmd.Run() != nil {
		t.Fatal(said.String())
	}
	once, err := tree(filepath.Join(dir, "once"))
	if err != nil {
		t.Fatal(err)
	}
	if killed, err := tree(filepath.Join(dir, "killed")); err != nil || !slices.Equal(killed, once) {
		t.Errorf("files are %v, %v; want %v", killed, err, once)
	}
	for _, name := range once {
		want, err := os.ReadFile(filepath.Join(dir, "once", name))
		if err != nil || name == "manifest.json" { // a folder, or times
			continue
		}
		if got, err := os.ReadFile(filepath.Join(dir, "killed", name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs (%v)", name, err)
		}
	}
}

// waitForMore waits until checkpoints of a name are there that were not before, and whole. Who
// should have left them may end without: that ends the wait.
func waitForMore(t *testing.T, name string, before []string, ended <-chan error) error {
	t.Helper()
	for range 3000 {
		now, _ := filepath.Glob(name)
		if slices.ContainsFunc(now, func(name string) bool { return !slices.Contains(before, name) }) {
			return nil
		}
		select {
		case err := <-ended:
			if err == nil {
				err = errors.New("the run ended before it was killed")
			}
			return err
		case <-time.After(5 * time.Millisecond):
		}
	}
	t.Fatalf("no more %s appeared", name)
	return nil
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
