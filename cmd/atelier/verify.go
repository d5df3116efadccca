package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/plots/publish"
	"github.com/atelier-sim/atelier/scenarios"
)

// verifyCommand checks a folder, and plays some of it again.
func verifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify DIR",
		Short: "Check that a folder is as it was written, and plays out the same",
		Long: `Check the folder of a run, a comparison or a sweep: every file against its
checksum, that none is missing or strange, and that the results digest is that of
the files; of a sweep also that each run lies in one part and the tables are what
the parts give. A line for each problem. Nothing is changed.

With --replay, replicates (of a sweep, runs) are played again and held against
the tables as they are stored: identical, or the first difference. --replay takes
one, --replay=3 three, --replay=all all of them and their statistics. Which ones
follows from the results digest: the first is the remainder of its first 15
digits, the others lie evenly behind it. A folder by another version of the model
is checked and not played.

Exit codes: 0 as it was written, and identical; 1 damaged, or it plays out
otherwise; 2 no such folder, or nothing that can be played again.`,
		Example: "  atelier verify atelier-runs/baseline-53525575\n  atelier verify mine --replay\n  atelier verify robust --replay=20",
		Args:    exactly(1, "one folder of a run, a comparison or a sweep"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		bar := newBar(cmd, r, 1)
		v, err := publish.Verify(cmd.Context(), args[0], r.Replay, r.Scenario.Options.Workers, bar.report)
		bar.clear()
		switch {
		case cmd.Context().Err() != nil:
			return fmt.Errorf("interrupted before it was played again: %w", cmd.Context().Err())
		case err != nil:
			return err
		}
		if err := v.Tell(cmd.OutOrStdout(), r.JSON, r.Quiet); err != nil {
			return err
		}
		return v.Wrong()
	}
	return cmd
}
