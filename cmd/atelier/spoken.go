package main

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"golang.org/x/term"
)

// spoken is standard output, which remembers the first write that failed: a command that
// could not say what it has to say did not end well, whoever wrote.
type spoken struct {
	io.Writer
	failed error
}

// Write writes, until it failed once.
func (s *spoken) Write(p []byte) (int, error) {
	if s.failed != nil {
		return 0, s.failed
	}
	n, err := s.Writer.Write(p)
	s.failed = err
	return n, err
}

// cause is an error without the path that the sentence does not need.
func cause(err error) error {
	if path := new(fs.PathError); errors.As(err, &path) {
		return path.Err
	}
	return err
}

// screenOf is the file of a screen that is written to, nil where it is none.
func screenOf(w io.Writer) *os.File {
	if s, is := w.(*spoken); is {
		w = s.Writer
	}
	if f, is := w.(*os.File); is && term.IsTerminal(int(f.Fd())) {
		return f
	}
	return nil
}
