//go:build unix

package file_test

import (
	"context"
	"errors"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios/file"
)

// fifo makes a pipe with a name that a screen should not see.
func fifo(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "a\x1b[31m\n.yaml")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("there are no pipes here: ", err)
	}
	return path
}

// TestAPipeIsRead: what a shell makes of <(...) is read to its end, and no further than a
// file may be long.
func TestAPipeIsRead(t *testing.T) {
	for size, want := range map[int]int{5: 5, 3 << 20: 1<<20 + 1} {
		path := fifo(t)
		go func() {
			f, err := os.OpenFile(path, os.O_WRONLY, 0)
			if err == nil {
				_, _ = f.WriteString(strings.Repeat("x", size)) // who has read enough closes the pipe
				f.Close()
			}
		}()
		if text, err := file.ReadFile(path); err != nil || len(text) != want {
			t.Errorf("of %d bytes %d are read, %v; want %d", size, len(text), err, want)
		}
	}
}

// TestAPipeThatNobodyWritesToEndsAtTheFirstSignal: with the error that ends a program as an
// interruption, and the name of the pipe in quotes.
func TestAPipeThatNobodyWritesToEndsAtTheFirstSignal(t *testing.T) {
	for _, sent := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		path := fifo(t)
		caught := make(chan os.Signal, 1)
		signal.Notify(caught, sent) // so that the test lives, whoever else listens
		ended := make(chan error, 1)
		go func() {
			_, err := file.ReadFile(path)
			ended <- err
		}()
		for waiting := true; waiting; {
			select {
			case err := <-ended:
				waiting = false
				if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), `a\x1b[31m\n.yaml": the reading of this pipe was interrupted`) {
					t.Errorf("%v: got %v", sent, err)
				}
			case <-time.After(20 * time.Millisecond): // it may not listen yet
				_ = syscall.Kill(os.Getpid(), sent)
			}
		}
		signal.Stop(caught)
	}
}

// TestWhatIsNoFileIsRefused: in a sentence, without opening it.
func TestWhatIsNoFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	socket, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		t.Skip("there are no sockets here: ", err)
	}
	defer socket.Close()
	for path, want := range map[string]string{
		"/dev/zero": "/dev/zero: is a device or a terminal; name a file", "/dev/random": "/dev/random: is a device or a terminal; name a file",
		dir: dir + ": is a folder; name a file in it", filepath.Join(dir, "s"): filepath.Join(dir, "s") + ": is a socket; name a file",
		filepath.Join(dir, "\u202e"): `"` + dir + `/\u202e": there is no such file`,
	} {
		if _, err := file.ReadFile(path); err == nil || err.Error() != want || !errors.Is(err, file.ErrInput) {
			t.Errorf("%s:\n got %v\nwant %s", path, err, want)
		}
	}
	pipe := fifo(t)
	for _, path := range []string{pipe, "/dev/zero", dir, filepath.Join(dir, "s")} {
		if data, err := file.ReadRegular(path, 10); err == nil {
			t.Errorf("%s: %d bytes are read of what is no file", path, len(data))
		}
	}
	long := filepath.Join(dir, "long")
	if err := os.WriteFile(long, []byte("12345678901"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := file.ReadRegular(long, 10); err == nil || !strings.Contains(err.Error(), "larger than 10 bytes") {
		t.Errorf("a file that is too long is read: %v", err)
	}
	if data, err := file.ReadRegular(long, 11); err != nil || len(data) != 11 {
		t.Errorf("a file that is just not too long is not read: %v", err)
	}
}
