// Promises is what users may rely on, as data: each row names the test that
// holds it and a fault that turns this test red. Without flags every row's fault
// is planted, one after another, and its test must fail; that is a gate of
// .ci/long. No file of the tree is changed: Go is shown the faulty one by an overlay.
//
// With -print it writes sim/PROMISES.md, which a test holds to be what the rows say.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

func main() {
	print := flag.Bool("print", false, "write the table as Markdown and do nothing else")
	only := flag.String("only", "", "only rows whose promise, command or file matches this expression")
	flag.Parse()
	if *print {
		fmt.Print(document(rooms))
		return
	}
	if err := plantAll(os.Stdout, *only); err != nil {
		fmt.Fprintln(os.Stderr, "promises:", err)
		os.Exit(1)
	}
}

// plantAll plants each row's fault and fails if a test does not see one.
func plantAll(out io.Writer, only string) error {
	which, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	seen, blind := 0, 0
	for _, room := range rooms {
		for _, row := range room.rows {
			if !which.MatchString(row.Promise) && !which.MatchString(row.Command) && !which.MatchString(row.Fault.File) {
				continue
			}
			start := time.Now()
			err := row.plant()
			took := time.Since(start).Round(time.Second)
			if err != nil {
				blind++
				fmt.Fprintf(out, "BLIND  %s (%v)\n       %s: %v\n", row.Command, took, row.Promise, err)
				continue
			}
			seen++
			fmt.Fprintf(out, "red    %s (%v)\n", row.Command, took)
		}
	}
	fmt.Fprintf(out, "%d of %d faults seen\n", seen, seen+blind)
	if blind > 0 || seen == 0 {
		return fmt.Errorf("%d faults were not seen", blind)
	}
	return nil
}

// patience is how long a command may take over a fault.
const patience = 10 * time.Minute

// plant runs the row's command on the faulty tree. It is nil where the command fails
// because of the fault, and not because the tree cannot be built.
func (r Row) plant() error {
	text, err := os.ReadFile(filepath.FromSlash(r.Fault.File))
	if err != nil {
		return err
	}
	faulty, err := r.Fault.in(string(text))
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "promises")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	at, err := filepath.Abs(filepath.FromSlash(r.Fault.File))
	if err != nil {
		return err
	}
	shown, overlay := filepath.Join(folder, filepath.Base(r.Fault.File)), filepath.Join(folder, "overlay.json")
	list, err := json.Marshal(map[string]map[string]string{"Replace": {at: shown}})
	if err != nil {
		return err
	}
	for name, content := range map[string]string{shown: faulty, overlay: string(list)} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	command := exec.CommandContext(ctx, "bash", "-c", r.Command)
	command.Env = append(os.Environ(), "GOFLAGS=-overlay="+overlay)
	said, err := command.CombinedOutput()
	switch {
	case err == nil:
		return fmt.Errorf("passes although %s says %q", r.Fault.File, r.Fault.To)
	case ctx.Err() != nil:
		return fmt.Errorf("had not ended after %v", patience)
	case strings.Contains(string(said), "[build failed]") || strings.Contains(string(said), "[setup failed]"):
		return fmt.Errorf("the faulty tree cannot be built: %s", said)
	case strings.HasPrefix(r.Command, "go test") && !strings.Contains(string(said), "--- FAIL: ") && !strings.Contains(string(said), "panic: "):
		return fmt.Errorf("fails, but no test does: %s", said)
	}
	return nil
}
