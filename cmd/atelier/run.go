package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/atelier-sim/atelier/plots/publish"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// runCommand plays one scenario and writes a run folder.
func runCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "run [PRESET|FILE]",
		Short: "Play a scenario beside the same world without AI and tell what came of it",
		Long: `Play a scenario (default baseline) and, on the same seeds, the world without AI, in
which AI stays as in 2021. Prints what came of it in words and a table, and
writes a folder with a report to open in a browser, the tables, figures, a
summary and a manifest.

An option may stand in atelier.yaml, in the scenario's file, in a variable such
as ATELIER_POPULATION, or on the command line; the later of these wins.

With --from it plays again what the manifest of a run records, into a new folder:
the same results digest, the same tables. atelier.yaml changes nothing of it; an
option in a variable or on the command line wins over the manifest and makes it
another run.`,
		Example: `  atelier run
  atelier run fast --replicates 20 --out fast-20
  atelier run --from fast-20
  atelier run my-world.yaml --population 5000 --set trust.failure_ratio=4`,
		Args: atMost(1, "one preset or file"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := resolveAgain(cmd, args, given())
		if err != nil {
			return err
		}
		return answer(cmd, r, scenarios.RunContest(r.Scenario))
	}
	return cmd
}

// resolveAgain is resolve, or, with --from, the scenario that a manifest records with the
// layers on it.
func resolveAgain(cmd *cobra.Command, args []string, l scenarios.Layers) (*scenarios.Run, error) {
	c, err := recall(cmd, l, scenarios.KindRun)
	switch {
	case err != nil:
		return nil, err
	case c == nil:
		return resolve(args, l)
	case len(args) > 0:
		return nil, scenarios.Mistake("--from: the manifest says what is played; leave %s out", args[0])
	}
	l.Recorded = map[string]any{}
	return scenarios.Resolve(c.Scenario(), l)
}

// recall is what the manifest that --from names records, nil without --from. That another
// version of the model played it is said.
func recall(cmd *cobra.Command, l scenarios.Layers, kind string) (*scenarios.Contest, error) {
	from := l.Given("from")
	if from == "" {
		return nil, nil
	}
	c, warning, err := publish.Recall(from, kind)
	if warning != "" {
		fmt.Fprintln(cmd.ErrOrStderr(), warning)
	}
	return c, err
}

// onScenario lets a command do something with the scenario that its words and
// flags ask for.
func onScenario(cmd *cobra.Command, do func(*cobra.Command, *scenarios.Run) error) *cobra.Command {
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := resolve(args, given())
		if err != nil {
			return err
		}
		return do(cmd, r)
	}
	return cmd
}

// resolve finds the scenario that was named, or baseline, and puts the layers
// on it.
func resolve(args []string, l scenarios.Layers) (*scenarios.Run, error) {
	base, err := scenarios.Find(append(args, "baseline")[0])
	if err != nil {
		return nil, err
	}
	return scenarios.Resolve(base, l)
}

// answer plays a contest into its folder under a progress bar and tells what
// came of it.
func answer(cmd *cobra.Command, r *scenarios.Run, c *scenarios.Contest) error {
	q := publish.Question{Contest: c, Out: r.Out, Formats: r.Formats, Files: r.Files, Again: r.From != "", Force: r.Force, Every: time.Duration(r.Every * float64(time.Minute))}
	worlds := cacheOf(r)
	if worlds != nil {
		q.Larder = worlds
	}
	if r.DryRun {
		e, err := publish.Size(q)
		if err != nil {
			return err
		}
		return foretold(cmd, r, e)
	}
	bar := newBar(cmd, r, len(c.Arms)*len(c.Worlds)*c.Options.Replicates)
	q.Before, q.Report = func(e cost.Estimate) { foretell(cmd, r, e) }, bar.report
	q.Say = func(text string) { bar.say(cmd.ErrOrStderr(), text) }
	q.Found = func(months int) { bar.found.Add(int64(months)) }
	a, err := publish.Play(cmd.Context(), q)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	if n := damaged(worlds); n != "" {
		a.Notes = append(a.Notes, n)
	}
	for _, note := range a.Notes {
		fmt.Fprintln(cmd.ErrOrStderr(), note)
	}
	return a.Tell(cmd.OutOrStdout(), r, screenWidth(cmd.OutOrStdout()))
}

// interruption is what a run that was stopped returns.
type interruption struct {
	cause error
	dir   string // that keeps checkpoints, "" for none
}

func (i interruption) Error() string {
	left := "no file was kept"
	if i.dir != "" {
		left = finding.Named(i.dir) + " keeps checkpoints, from which the same command goes on"
	}
	return "interrupted before all runs were played and written: " + left
}
func (i interruption) Unwrap() error { return i.cause }

// interrupted replaces what failed because the user stopped it.
func interrupted(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	stopped := interruption{cause: ctx.Err()}
	if left := (*publish.Unfinished)(nil); errors.As(err, &left) {
		stopped.dir = left.Dir
	}
	return stopped
}

// screenWidth is the width of the screen in characters, 80 where there is none.
func screenWidth(w io.Writer) int {
	if f := screenOf(w); f != nil {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width >= 40 {
			return min(width, 100)
		}
	}
	return 80
}
