package main

import (
	"runtime"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/plots/publish"
	"github.com/atelier-sim/atelier/scenarios"
)

// sensitivityCommand says what came of a sweep.
func sensitivityCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sensitivity DIR",
		Short: "Tell which factors of a finished sweep matter, and where a condition holds",
		Long: `Read the folder of a finished sweep and rank its factors for each measure, by what
belongs to the design: Morris's mu* and sigma, Sobol's shares of variance of first
and total order, what one factor at a time does, or the shares of variance between
the values of each factor of a grid, hypercube or sequence. Every number has an
interval, and what luck alone does stands below.

With --where: the boxes of the ranges in which a condition holds (PRIM), one after
another, with coverage and density. Nothing is played.

Figures of each measure, or of the condition, are drawn into figures/ in the sweep's
folder or into that of --out; --width draws them for print, with letters of at least
6 points. No file that is there is changed. With --csv nothing is drawn.`,
		Example: "  atelier sensitivity what-matters\n  atelier sensitivity sobol --csv > sobol.csv\n  atelier sensitivity robust --where 'orders < 500000'\n  atelier sensitivity sobol --measure at_work_change_percent --width 85mm --format pdf",
		Args:    exactly(1, "the folder of a sweep"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		found, err := publish.Swept(cmd.Context(), args[0], r, runtime.GOMAXPROCS(0))
		switch {
		case err != nil:
			return err
		case r.JSON:
			return found.WriteJSON(cmd.OutOrStdout())
		case r.CSV:
			return found.WriteCSV(cmd.OutOrStdout())
		}
		return found.WriteText(cmd.OutOrStdout())
	}
	return cmd
}
