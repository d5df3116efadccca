package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
)

// compareCommand compares policies on the same seeds.
func compareCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compare A B ...",
		Short: "Compare policies: what changes, for whom, at what cost, how sure",
		Long: `Play presets, scenario files or single policies on the same seeds, each in several
worlds of how fast AI becomes capable, and tell what each changes against the
first one (or --against): for whom, who pays, what a year of work costs, how
surely, and how much one may regret it in another world. No winner is named that
luck could have made. Each world is also played without AI, under the reference,
so that it can be told what share of AI's loss of work a policy undoes.

Writes a folder with a report to send, tables and figures.

With --from it plays again what the manifest of a comparison records, doses as
they were played, into a new folder: the same results digest, the same tables.
atelier.yaml changes nothing of it; an option in a variable or on the command line
wins over the manifest and makes it another comparison.`,
		Example: `  atelier compare laissez-faire skills-first rights-first safety-net supportive-ecosystem
  atelier compare laissez-faire training_subsidy=0.3 training_subsidy=1 --world expected
  atelier compare --from atelier-runs/comparison-53525575
  atelier compare laissez-faire safety-net mine.yaml --equal-cost 5e9 --target-width 1`,
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		l := given()
		again, err := recall(cmd, l, scenarios.KindComparison)
		if err != nil {
			return err
		}
		c, r, err := scenarios.Ask{Arms: args, Layers: l, Again: again}.Resolve()
		if err != nil {
			return err
		}
		return answer(cmd, r, c)
	}
	return cmd
}
