package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/plots/publish"
	"github.com/atelier-sim/atelier/scenarios"
)

// reportCommand draws a run again from its folder alone.
func reportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report DIR",
		Short: "Draw the report, figures and tables of a run or comparison again",
		Long: `Check that the folder of a run or a comparison is whole and as it was written, and draw from its tables
the report, the figures, the tables and the workbook. What the folder lacks is
added to it; with --out everything is written to another folder, which holds
nothing else. No file that is there is changed. With --width figures are drawn for
print, under names that say their size, with letters of at least 6 points. A browser
prints of report.html the brief; with --print all there is report-all.html too, which is
printed with its appendix.`,
		Example: "  atelier report atelier-runs/baseline-53525575\n  atelier report mine --out talk --format pdf\n  atelier report mine --width 85mm --format pdf",
		Args:    exactly(1, "one run folder"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		said, err := publish.Draw(cmd.Context(), args[0], r, runtime.GOMAXPROCS(0))
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(cmd.OutOrStdout(), said)
		return err
	}
	return cmd
}
