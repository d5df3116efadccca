package file

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// ReadFile reads at most one byte more than Decode allows. What cannot be read is bad
// input, told in one sentence: no file, a folder, a device, a terminal. A pipe is read,
// as a shell makes one of <(...), and until it ends the first Ctrl-C ends the reading,
// with context.Canceled.
func ReadFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, unreadable(path, err)
	case info.Mode()&fs.ModeNamedPipe != 0:
		return readPipe(path)
	}
	text, err := read(path, largest+1)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return text, nil
}

// ReadRegular reads a regular file of at most so many bytes, 0 for any number. It opens nothing
// else: to open a pipe is to wait for whoever writes to it, and a device has no end. The
// error is of package fs.
func ReadRegular(path string, most int64) ([]byte, error) {
	data, err := read(path, most+min(most, 1))
	if err == nil && most > 0 && int64(len(data)) > most {
		err = &fs.PathError{Op: "read", Path: path, Err: fmt.Errorf("it is larger than %s bytes", finding.Count(int(most)))}
	}
	return data, err
}

// OpenRegular opens a regular file, and tells of how many bytes it is: to open a pipe would be to
// wait for ever.
func OpenRegular(path string) (*os.File, int64, error) {
	info, err := regular(path)
	if err != nil {
		return nil, 0, err
	}
	f, err := os.Open(path)
	return f, info.Size(), err
}

// regular is what a path leads to, if that is a regular file.
func regular(path string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if what := kind(info.Mode()); what != "" {
		return nil, &fs.PathError{Op: "open", Path: path, Err: errors.New("it is " + what)}
	}
	return info, nil
}

// read reads a regular file up to so many bytes, 0 for all.
func read(path string, most int64) ([]byte, error) {
	if _, err := regular(path); err != nil {
		return nil, err
	}
	if most == 0 {
		return os.ReadFile(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

// readPipe reads a pipe. Nothing has been written while a command reads what it is to do,
// so that it can be left at any time.
func readPipe(path string) ([]byte, error) {
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer release()
	var text []byte
	var err error
	done := make(chan struct{})
	go func() { // to open a pipe waits, and nothing but a writer or the end of the program ends that
		defer close(done)
		var f *os.File
		if f, err = os.Open(path); err == nil {
			defer f.Close()
			text, err = io.ReadAll(io.LimitReader(f, largest+1))
		}
	}()
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("%s: the reading of this pipe was interrupted: %w", finding.Named(path), context.Canceled)
	case <-done:
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	return text, nil
}

// kind is what stands at a path that is no file; "" of one.
func kind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return ""
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device or a terminal"
}

// unreadable says in a sentence why a file cannot be read.
func unreadable(path string, err error) error {
	info, statErr := os.Stat(path)
	var pe *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Mistake("%s: there is no such file", path)
	case statErr == nil && info.IsDir():
		return Mistake("%s: is a folder; name a file in it", path)
	case statErr == nil && !info.Mode().IsRegular() && kind(info.Mode()) != "a pipe":
		return Mistake("%s: is %s; name a file", path, kind(info.Mode()))
	case errors.As(err, &pe):
		err = pe.Err
	}
	return Mistake("%s: cannot be read: %v", path, err)
}
