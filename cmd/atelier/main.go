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
	"runtime/debug"
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
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) (code int) {
	defer func() {
		if fault := recover(); fault != nil { // which Go would end with 2, as bad input does
			fmt.Fprintf(stderr, "the program failed: %v\n\n%s", fault, debug.Stack())
			code = 1
		}
	}()
	root := rootCommand()
	root.SetArgs(args)
	out := &spoken{Writer: stdout}
	root.SetOut(out)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err != nil && ctx.Err() != nil && !errors.Is(err, context.Canceled):
		err = halt{ctx.Err()}
	case out.failed != nil && (err == nil || errors.Is(err, out.failed)):
		err = fmt.Errorf("cannot print what came of it: %w; free some space, or let it be printed elsewhere", cause(out.failed))
	}
	if err != nil {
		fmt.Fprintln(stderr, finding.Legible(err.Error())) // whatever a file or a system says
	}
	return exitCode(err)
}

// halt is what a command that was stopped returns, if it says nothing of it itself.
type halt struct{ cause error }

func (halt) Error() string   { return "interrupted before it was done" }
func (h halt) Unwrap() error { return h.cause }

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
