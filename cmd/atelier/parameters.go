package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
)

// parametersCommand prints the table of parameters.
func parametersCommand() *cobra.Command {
	var csv, json bool
	cmd := &cobra.Command{
		Use:   "parameters [MECHANISM|PATH...]",
		Short: "List every parameter with its default, range, unit and source",
		Long: `List every parameter with its default, range, unit and source. "assumed" means
that nothing measured stands behind a value; * marks what the sets of
the ensemble vary.`,
		Example: "  atelier parameters trust\n  atelier parameters --csv > parameters.csv",
		RunE: func(cmd *cobra.Command, args []string) error {
			list, err := scenarios.SelectParameters(args)
			if err != nil {
				return err
			}
			switch out := cmd.OutOrStdout(); {
			case csv && json:
				return scenarios.Mistake("--csv and --json: choose one of them")
			case csv:
				return scenarios.WriteParametersCSV(out, list)
			case json:
				return scenarios.WriteParametersJSON(out, list)
			default:
				return scenarios.WriteParametersText(out, list)
			}
		},
	}
	cmd.Flags().BoolVar(&csv, "csv", false, "as comma-separated values")
	cmd.Flags().BoolVar(&json, "json", false, "as JSON")
	return cmd
}
