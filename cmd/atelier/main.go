// Command atelier plays and questions the model of AI adoption in creative
// work. Each command is wired in a file of its own; what it does stands in the
// packages it calls.
//
// Exit codes: 0 done; 2 bad input, with nothing written; 130 interrupted;
// 1 anything else.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

func main() {
	// After the first signal the run winds down; a second one ends the program
	// at once, because signals are no longer caught.
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, release)
	os.Exit(execute(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// execute runs one command line and returns its exit code.
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err != nil {
		fmt.Fprintln(stderr, finding.Legible(err.Error())) // whatever a file or a system says
	}
	return exitCode(err)
}

// exitCode is what the shell learns of an error.
func exitCode(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		return 130
	case errors.Is(err, scenarios.ErrInput):
		return 2
	default:
		return 1
	}
}
