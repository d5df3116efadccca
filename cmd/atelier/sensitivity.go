package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
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

With --where: the box of the ranges in which a condition holds (PRIM), with its
coverage and density. Nothing is played and nothing is written.`,
		Example: "  atelier sensitivity what-matters\n  atelier sensitivity sobol --csv > sobol.csv\n  atelier sensitivity robust --where 'orders < 500000'",
		Args:    exactly(1, "the folder of a sweep"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		found, err := sensitivity.Of(args[0], r.Where, nil)
		switch {
		case err != nil:
			return err
		case r.JSON && r.CSV:
			return scenarios.Mistake("--csv and --json: choose one of them")
		case r.JSON:
			return found.WriteJSON(cmd.OutOrStdout())
		case r.CSV:
			return found.WriteCSV(cmd.OutOrStdout())
		}
		return found.WriteText(cmd.OutOrStdout())
	}
	return cmd
}
