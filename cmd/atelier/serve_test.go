//go:build unix

package main

import (
	"bufio"
	"bytes"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The page is there from the line that says where, and a signal ends the program with
// nothing said.
func TestServeEndsWithASignal(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(self, "serve", "--addr", "127.0.0.1:0", "--population", "200", "--months", "12", "--replicates", "2", "--world", "fast")
		cmd.Args[0] = "atelier" // as TestMain tells the program from the tests
		cmd.Dir = t.TempDir()
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		defer cmd.Process.Kill()
		line, err := bufio.NewReader(out).ReadString('\n')
		found := regexp.MustCompile(`^The page is at http://(127\.0\.0\.1:[0-9]+)/ until Ctrl-C ends it\.\n$`).FindStringSubmatch(line)
		if err != nil || found == nil {
			t.Fatalf("it said %q (%v)", line, err)
		}
		page := got(t, found[1], "/")
		if !strings.HasPrefix(page, "HTTP/1.1 302 Found\r\n") || !strings.Contains(page, "Location: /?world=fast&population=200&months=12&replicates=2\r\n") {
			t.Errorf("the page is %.300q", page)
		}
		// Another one cannot have the same port.
		code, text, wrong := printed(t, "serve --addr "+found[1])
		if code != 2 || text != "" || wrong != "--addr: cannot listen at "+found[1]+": address already in use; another port, or port 0 for one that is free, may do\n" {
			t.Errorf("a second one ends with %d, said %q, %q", code, text, wrong)
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		if err := cmd.Wait(); err != nil || said.String() != "" {
			t.Errorf("%v: ended with %v, said %q", signal, err, said.String())
		}
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("took %v to stop", took)
		}
	}
}

// got is what comes when a path is asked for.
func got(t *testing.T, at, path string) string {
	t.Helper()
	c, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := c.Write([]byte("GET " + path + " HTTP/1.1\r\nHost: " + at + "\r\nConnection: close\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if _, err := text.ReadFrom(c); err != nil {
		t.Fatal(err)
	}
	return text.String()
}
