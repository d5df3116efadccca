package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// runCommand plays one scenario and writes a run folder.
func runCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "run [PRESET|FILE]",
		Short: "Play a scenario beside its frozen world and tell what came of it",
		Long: `Play a scenario (default baseline) and, on the same seeds, the frozen world in
which AI stays as in 2021. Prints what came of it in words and a table, and
writes a folder with a report to open in a browser, the tables, figures, a
summary and a manifest.

An option may stand in atelier.yaml, in the scenario's file, in a variable such
as ATELIER_POPULATION, or on the command line; the later of these wins.`,
		Example: `  atelier run
  atelier run fast --replicates 20 --out fast-20
  atelier run my-world.yaml --population 5000 --set trust.failure_ratio=4`,
		Args: atMost(1, "one preset or file"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := resolve(args, given())
		if err != nil {
			return err
		}
		return playRun(cmd, r, r.Formats)
	}
	return cmd
}

// resolve finds the scenario that was named, or baseline, and puts the layers
// on it.
func resolve(args []string, l scenarios.Layers) (*scenarios.Run, error) {
	name := "baseline"
	if len(args) > 0 {
		name = args[0]
	}
	base, err := scenarios.Find(name)
	if err != nil {
		return nil, err
	}
	return scenarios.Resolve(base, l)
}

// playRun plays a run into its folder, with figures of these kinds, or reads it
// where it was played before.
func playRun(cmd *cobra.Command, r *scenarios.Run, kinds []string) (err error) {
	begun := time.Now()
	digest, err := r.Scenario.Digest()
	if err != nil {
		return err
	}
	folder, err := store.Create(cmp.Or(r.Out, r.Folder(digest)), digest)
	if err != nil {
		return scenarios.Mistake("%v", err)
	}
	defer func() { err = errors.Join(err, folder.Abort()) }()
	if found := folder.Existing(); found != nil {
		return reuse(cmd.OutOrStdout(), r, found)
	}
	early := &preview{ctx: cmd.Context(), run: r, folder: folder, begun: begun}
	result, err := play(cmd, r, early.draw)
	if err = errors.Join(err, early.err); err != nil {
		return interrupted(cmd.Context(), err)
	}
	sum, err := scenarios.Summarise(r.Scenario, result.Series, result.Contrast)
	if err != nil {
		return err
	}
	sum.People, sum.Titles = result.People, result.Titles
	m, err := manifest(r, result, begun)
	if err != nil {
		return err
	}
	if err := writeFolder(cmd.Context(), folder, m, result, sum, kinds, early.names); err != nil {
		return interrupted(cmd.Context(), err)
	}
	return tell(cmd.OutOrStdout(), r, sum, folder.Dir())
}

// A preview draws the first look into the folder while the run goes on.
type preview struct {
	ctx    context.Context
	run    *scenarios.Run
	folder *store.Folder
	begun  time.Time
	names  []string // files that are written
	err    error
}

// draw is given the first replicate.
func (p *preview) draw(first *ensemble.Result) {
	sum, err := scenarios.Summarise(p.run.Scenario, first.Series, first.Contrast)
	if err != nil {
		p.err = err
		return
	}
	sum.People, sum.Titles = first.People, first.Titles
	m, err := manifest(p.run, first, p.begun)
	if err != nil {
		p.err = err
		return
	}
	parts := firstLook(report.Run{Manifest: m, Summary: sum, Series: first.Series})
	if p.err = writeAll(p.ctx, p.folder, parts, 1); p.err != nil {
		return
	}
	for _, f := range parts {
		p.names = append(p.names, f.name)
	}
}

// play plays all the runs under a progress bar.
func play(cmd *cobra.Command, r *scenarios.Run, first func(*ensemble.Result)) (*ensemble.Result, error) {
	bar := newBar(cmd, r)
	defer bar.clear()
	result, err := ensemble.Play(cmd.Context(), ensemble.Plan{Scenario: r.Scenario, Options: r.Scenario.Options, First: first}, bar.report)
	return result, interrupted(cmd.Context(), err)
}

// newBar returns the progress bar of a run, silent where nobody would see it and
// where nothing but JSON is asked for.
func newBar(cmd *cobra.Command, r *scenarios.Run) *progress {
	bar := &progress{runs: r.Scenario.Options.Replicates, now: time.Now}
	if r.Scenario.Options.Counterfactual {
		bar.runs *= 2
	}
	if f, ok := cmd.ErrOrStderr().(*os.File); ok && !r.Quiet && !r.JSON && term.IsTerminal(int(f.Fd())) {
		bar.out = f
	}
	bar.start()
	return bar
}

// interruption is what a run that was stopped returns.
type interruption struct{ cause error }

func (i interruption) Error() string {
	return "interrupted before all runs were played and written: no file was kept"
}
func (i interruption) Unwrap() error { return i.cause }

// interrupted replaces what failed because the user stopped it.
func interrupted(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return interruption{ctx.Err()}
	}
	return err
}

// tell prints what came of a run.
func tell(w io.Writer, r *scenarios.Run, sum *scenarios.Summary, dir string) error {
	switch {
	case r.JSON:
		return sum.WriteJSON(w)
	case r.Quiet:
		return nil
	}
	if err := sum.WriteText(w, screenWidth(w)); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", sum.Files(dir))
	return err
}

// reuse tells what a folder holds that was written before.
func reuse(w io.Writer, r *scenarios.Run, found *store.Run) error {
	if err := ours(found, "this scenario played by", "choose another folder with --out or delete this one"); err != nil {
		return err
	}
	sum, err := summaryOf(found)
	if err != nil {
		return err
	}
	if !r.JSON && !r.Quiet {
		fmt.Fprintf(w, "%s already holds this run, played on %s: it is told again, not played again.\n\n",
			found.Dir, found.Manifest.Started.Format(time.DateOnly))
	}
	return tell(w, r, sum, found.Dir)
}

// ours refuses what another version of the program wrote: holds says what the
// folder holds, and instead what to do.
func ours(found *store.Run, holds, instead string) error {
	before, now := found.Manifest.Versions, store.CurrentVersions()
	if before.Module == now.Module && before.Revision == now.Revision {
		return nil
	}
	return scenarios.Mistake("%s holds %s another version (%s, revision %s); %s",
		found.Dir, holds, before.Module, cmp.Or(before.Revision, "unknown"), instead)
}

// summaryOf reads the summary of a finished run.
func summaryOf(found *store.Run) (*scenarios.Summary, error) {
	file, err := os.Open(found.Path(summaryFile))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return scenarios.ReadSummary(file)
}

// screenWidth is the width of the screen in characters, 80 where there is none.
func screenWidth(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width >= 40 {
			return min(width, 100)
		}
	}
	return 80
}
