package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/sim/policy"
)

// validateCommand holds a scenario against published figures or patterns.
func validateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "validate [PRESET|FILE]",
		Short: "Hold a scenario against published figures, and say where it fails",
		Long: `Play a scenario (default baseline) beside its frozen world and hold it against
every published figure that the model can speak to: the simulated mean with its
interval, how implausible the figure is by it, and whether it lies in the band.
What is compared with what, and why other figures are not, is listed below the
table. With --patterns: the signs and orders of magnitude that every seed should
show, seed by seed. With --levers: how much of what AI does to jobs, prices and
newcomers each policy moves, at its highest dose and with all complying, in force
from 2027 and as if from 2023. Nothing is written.

Unless said otherwise, 20 runs of 10,000 creatives are played; for patterns 20 of
5,000, for levers 4 of 5,000.`,
		Example: "  atelier validate\n  atelier validate fast --csv > fast.csv\n  atelier validate --patterns\n  atelier validate --levers",
		Args:    atMost(1, "one preset or file"),
	}
	return onScenario(cmd, func(cmd *cobra.Command, r *scenarios.Run) error {
		switch {
		case r.CSV && r.JSON:
			return scenarios.Mistake("--csv and --json: choose one of them")
		case r.Patterns && r.Levers:
			return scenarios.Mistake("--patterns and --levers: choose one of them")
		case r.Patterns && (r.CSV || r.JSON):
			return scenarios.Mistake("--patterns: is shown as text only; leave out --csv and --json")
		case r.Levers && (r.CSV || r.JSON):
			return scenarios.Mistake("--levers: is shown as text only; leave out --csv and --json")
		case r.Patterns && r.Scenario.Options.Months < infer.PatternMonths:
			return scenarios.Mistake("--months: value %d: patterns need at least %d", r.Scenario.Options.Months, infer.PatternMonths)
		}
		if r.Levers {
			return reach(cmd, r)
		}
		o := &r.Scenario.Options
		if o.Counterfactual, o.Full = true, true; r.Patterns {
			return checkPatterns(cmd, r)
		}
		return validate(cmd, r)
	})
}

// validate prints the report of a scenario.
func validate(cmd *cobra.Command, r *scenarios.Run) error {
	bar := newBar(cmd, r, 2*r.Scenario.Options.Replicates)
	result, err := ensemble.Play(cmd.Context(), ensemble.Plan{Scenario: r.Scenario, Options: r.Scenario.Options}, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	report := infer.Validate(result.Series, result.Contrast, evidence.US().Targets)
	switch out := cmd.OutOrStdout(); {
	case r.CSV:
		return report.WriteCSV(out)
	case r.JSON:
		return report.WriteJSON(out)
	default:
		return report.WriteText(out)
	}
}

// reach prints how far each policy reaches.
func reach(cmd *cobra.Command, r *scenarios.Run) error {
	bar := newBar(cmd, r, r.Scenario.Options.Replicates)
	list, err := infer.PlayReach(cmd.Context(), r.Scenario, policy.All(), bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	return infer.WriteReach(cmd.OutOrStdout(), list)
}

// checkPatterns prints the table of patterns.
func checkPatterns(cmd *cobra.Command, r *scenarios.Run) error {
	bar := newBar(cmd, r, 2*r.Scenario.Options.Replicates)
	plan := ensemble.Plan{Scenario: r.Scenario, Options: r.Scenario.Options}
	results, err := infer.PlayPatterns(cmd.Context(), plan, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	return infer.WritePatterns(cmd.OutOrStdout(), results, true)
}
