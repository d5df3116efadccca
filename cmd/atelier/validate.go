package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/infer"
)

// validateCommand holds a scenario against published figures or patterns.
func validateCommand() *cobra.Command {
	var csv, patterns bool
	cmd := &cobra.Command{
		Use:   "validate [PRESET|FILE]",
		Short: "Hold a scenario against published figures, and say where it fails",
		Long: `Play a scenario (default baseline) beside its frozen world and hold it against
every published figure that the model can speak to: the simulated mean with its
interval, how implausible the figure is by it, and whether it lies in the band.
What is compared with what, and why other figures are not, is listed below the
table. With --patterns: the signs and orders of magnitude that every seed should
show, seed by seed. Nothing is written.

Where the defaults of run are not changed, 20 runs of 10,000 creatives are
played; for patterns 20 of 5,000.`,
		Example: "  atelier validate\n  atelier validate fast --csv > fast.csv\n  atelier validate --patterns",
		Args:    atMost(1, "one preset or file"),
	}
	given := layers(cmd, "population", "months", "seed", "replicates", "workers", "world", "exposure", "parameters", "without", "json", "quiet")
	cmd.Flags().BoolVar(&csv, "csv", false, "as comma-separated values")
	cmd.Flags().BoolVar(&patterns, "patterns", false, "the patterns instead of the figures, as text")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		l := given()
		r, err := resolve(args, l)
		switch {
		case err != nil:
			return err
		case csv && r.JSON:
			return scenarios.Mistake("--csv and --json: choose one of them")
		case patterns && (csv || r.JSON):
			return scenarios.Mistake("--patterns: is shown as text only; leave out --csv and --json")
		case patterns && r.Scenario.Options.Months < infer.PatternMonths:
			return scenarios.Mistake("--months: value %d: patterns need at least %d", r.Scenario.Options.Months, infer.PatternMonths)
		}
		o := &r.Scenario.Options
		o.Counterfactual, o.Full = true, true
		unlessChosen(&o.Replicates, 20, scenarios.DefaultOptions().Replicates, l.Flags["replicates"])
		if patterns {
			unlessChosen(&o.Population, 5_000, scenarios.DefaultOptions().Population, l.Flags["population"])
			return checkPatterns(cmd, r)
		}
		unlessChosen(&o.Population, 10_000, scenarios.DefaultOptions().Population, l.Flags["population"])
		return validate(cmd, r, csv)
	}
	return cmd
}

// unlessChosen replaces a default of run by one of this command.
func unlessChosen(value *int, own, usual int, flag []string) {
	if *value == usual && len(flag) == 0 {
		*value = own
	}
}

// validate prints the report of a scenario.
func validate(cmd *cobra.Command, r *scenarios.Run, csv bool) error {
	result, err := play(cmd, r, nil)
	if err != nil {
		return err
	}
	report := infer.Validate(result.Series, result.Contrast, evidence.US().Targets)
	switch out := cmd.OutOrStdout(); {
	case csv:
		return report.WriteCSV(out)
	case r.JSON:
		return report.WriteJSON(out)
	default:
		return report.WriteText(out)
	}
}

// checkPatterns prints the table of patterns.
func checkPatterns(cmd *cobra.Command, r *scenarios.Run) error {
	bar := newBar(cmd, r)
	plan := ensemble.Plan{Scenario: r.Scenario, Options: r.Scenario.Options}
	results, err := infer.PlayPatterns(cmd.Context(), plan, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	return infer.WritePatterns(cmd.OutOrStdout(), results, true)
}
