package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"testing"
)

// full is a place where nothing can be written, after some bytes.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left >= 0 {
		return len(p), nil
	}
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

// What a command has to say and cannot is an error of one sentence, and not said to be done.
func TestAFullScreenIsAnError(t *testing.T) {
	for _, line := range []string{
		"version", "--help", "run --help", "help compare", "scenarios", "scenarios list", "scenarios show fast", "scenarios schema",
		"policies", "policies --json", "policies show rights", "parameters", "parameters --csv", "sweep show robust", "sweep schema", "lesson",
	} {
		for _, left := range []int{0, 10} {
			var said bytes.Buffer
			code := execute(context.Background(), strings.Fields(line), &full{left}, &said)
			want := "cannot print what came of it: no space left on device; free some space, or let it be printed elsewhere\n"
			if code != 1 || said.String() != want {
				t.Errorf("atelier %s, after %d bytes: exit code %d, said %q", line, left, code, said.String())
			}
		}
		if code := execute(context.Background(), strings.Fields(line), io.Discard, &full{}); code != 0 {
			t.Errorf("atelier %s, where errors cannot be shown: exit code %d", line, code)
		}
	}
}

// A command that was stopped says so, whatever failed by it.
func TestWhatFailsOnceItWasStoppedIsAStop(t *testing.T) {
	ctx, stop := context.WithCancelCause(context.Background())
	stop(errors.New("a signal")) // as that of a terminal, which is no context.Canceled
	for _, line := range []string{
		"bench --population 300 --months 12 --rounds 1",
		"validate --population 300 --months 60 --replicates 2 --quiet",
		"run --population 300 --months 12 --replicates 2 --quiet",
		"lesson s-curve",
	} {
		t.Chdir(t.TempDir())
		var said bytes.Buffer
		code := execute(ctx, strings.Fields(line), io.Discard, &said)
		if code != 130 || !strings.HasPrefix(said.String(), "interrupted before ") || strings.Count(said.String(), "\n") != 1 {
			t.Errorf("atelier %s: exit code %d, said %q", line, code, said.String())
		}
		if left, err := tree("."); err != nil || len(left) > 1 {
			t.Errorf("atelier %s left %v (%v)", line, left, err)
		}
	}
}
