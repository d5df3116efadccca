package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// comparisonFile holds what a comparison says.
const comparisonFile = "comparison.json"

// compareCommand compares policies on the same seeds.
func compareCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compare A B ...",
		Short: "Compare policies: what changes, for whom, at what cost, how sure",
		Long: `Play presets, scenario files or single policies on the same seeds, each in several
worlds of how fast AI becomes capable, and tell what each changes against the
first one (or --against): for whom, who pays, what a year of work costs, how
surely, and how much one may regret it in another world. No winner is named that
luck could have made. The world without AI is played with --world frozen only.

Writes a folder with a report to send, tables and figures.`,
		Example: `  atelier compare laissez-faire skills-first rights-first safety-net supportive-ecosystem
  atelier compare laissez-faire training_subsidy=0.3 training_subsidy=1 --world expected
  atelier compare laissez-faire safety-net mine.yaml --equal-cost 5e9 --target-width 1`,
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, r, err := scenarios.Ask{Arms: args, Layers: given()}.Resolve()
		if err != nil {
			return err
		}
		return playComparison(cmd, c, r, r.Formats)
	}
	return cmd
}

// playComparison plays a comparison into its folder, or reads it where it was
// played before.
func playComparison(cmd *cobra.Command, c *scenarios.Contest, r *scenarios.Run, kinds []string) (err error) {
	begun := time.Now()
	digest, err := c.Digest()
	if err != nil {
		return err
	}
	folder, err := store.Create(cmp.Or(r.Out, filepath.Join("atelier-runs", "comparison-"+digest[:8])), digest)
	if err != nil {
		return scenarios.Mistake("%v", err)
	}
	defer func() { err = errors.Join(err, folder.Abort()) }()
	if found := folder.Existing(); found != nil {
		return tellAgain(cmd.OutOrStdout(), r, found)
	}
	bar := &progress{runs: len(c.Arms) * len(c.Worlds) * c.Options.Replicates, now: time.Now}
	if f, ok := cmd.ErrOrStderr().(*os.File); ok && !r.Quiet && !r.JSON && term.IsTerminal(int(f.Fd())) {
		bar.out = f
	}
	bar.start()
	said, played, err := infer.PlayContest(cmd.Context(), c, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	said.Digest, said.Title = digest, c.Title()
	said.Tell()
	if err := writeComparison(cmd.Context(), folder, c, said, played, kinds, begun); err != nil {
		return interrupted(cmd.Context(), err)
	}
	return tellComparison(cmd.OutOrStdout(), r, said, folder.Dir())
}

// writeComparison writes every file of a comparison, the manifest last.
func writeComparison(ctx context.Context, folder *store.Folder, c *scenarios.Contest, said *scenarios.Comparison, played *ensemble.Comparison, kinds []string, begun time.Time) error {
	m, err := comparisonManifest(c, played, begun)
	if err != nil {
		return err
	}
	var parts []part
	for _, arm := range c.Arms {
		text := m.Options["arm:"+arm.Name]
		parts = append(parts, written(scenarios.ArmFile(arm.Name), []byte(text)))
	}
	for w, world := range c.Worlds {
		for a, arm := range c.Arms {
			parts = append(parts, part{armFile(world, arm.Name), func(out io.Writer) error {
				s, err := table.Summarise(played.Series(w, a))
				if err != nil {
					return err
				}
				return s.WriteCSV(out)
			}})
		}
	}
	drawn, err := comparisonDrawings(m, said, kinds)
	if err != nil {
		return err
	}
	parts = append(parts, drawn...)
	for _, name := range paths(parts...) {
		if name != summaryFile {
			said.Files = append(said.Files, name)
		}
	}
	said.Files = append(said.Files, comparisonFile)
	if err := writeAll(ctx, folder, append(parts, part{comparisonFile, said.WriteJSON}), m.Workers); err != nil {
		return err
	}
	return folder.Finish(m)
}

// armFile is the table of all creatives of an arm in a world.
func armFile(world, arm string) string { return "arms/" + world + "." + arm + ".csv" }

// comparisonManifest says what was played.
func comparisonManifest(c *scenarios.Contest, played *ensemble.Comparison, begun time.Time) (store.Manifest, error) {
	record, err := c.Record()
	if err != nil {
		return store.Manifest{}, err
	}
	values, err := c.Alone(c.Against, c.Worlds[0]).Values()
	if err != nil {
		return store.Manifest{}, err
	}
	m := store.Manifest{
		Scenario: "comparison", Parameters: values, Options: record,
		Seeds: store.Seeds{Master: store.Seed(c.Options.Seed)}, Workers: cmp.Or(c.Options.Workers, runtime.GOMAXPROCS(0)),
		Parallel: played.Mode, Versions: store.CurrentVersions(), Started: begun,
	}
	for _, seed := range played.Seeds {
		m.Seeds.Replicates = append(m.Seeds.Replicates, store.Seed(seed))
	}
	return m, nil
}

// tellComparison prints what came of a comparison.
func tellComparison(w io.Writer, r *scenarios.Run, said *scenarios.Comparison, dir string) error {
	switch {
	case r.JSON:
		return said.WriteJSON(w)
	case r.Quiet:
		return nil
	}
	if err := said.WriteText(w, screenWidth(w)); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nWritten to %s: %s and %d other files\n", dir, reportFile, len(said.Files)-1)
	return err
}

// tellAgain tells what a folder holds that was written before.
func tellAgain(w io.Writer, r *scenarios.Run, found *store.Run) error {
	if err := ours(found, "this comparison played by", "choose another folder with --out or delete this one"); err != nil {
		return err
	}
	said, err := comparisonOf(found)
	if err != nil {
		return err
	}
	if !r.JSON && !r.Quiet {
		fmt.Fprintf(w, "%s already holds this comparison, played on %s: it is told again, not played again.\n\n",
			found.Dir, found.Manifest.Started.Format(time.DateOnly))
	}
	return tellComparison(w, r, said, found.Dir)
}

// comparisonOf reads what a finished comparison says.
func comparisonOf(found *store.Run) (*scenarios.Comparison, error) {
	file, err := os.Open(found.Path(comparisonFile))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return scenarios.ReadComparison(file)
}

// comparisonDrawings are the files made of what a comparison says, the figures
// first.
func comparisonDrawings(m store.Manifest, said *scenarios.Comparison, kinds []string) ([]part, error) {
	c, err := scenarios.ReadContest(m.Options, len(m.Seeds.Replicates))
	if err != nil {
		return nil, err
	}
	r := report.NewComparison(report.ComparisonRun{Manifest: m, Comparison: said, Command: c.Command()})
	return append(drawnOf(r, r.Figures(), kinds, cmp.Or(m.Workers, 1)), written(comparedFile, scenarios.ComparisonSchema())), nil
}
