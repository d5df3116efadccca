package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/publish"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/calibrate"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/infer"
	"github.com/atelier-sim/atelier/sim/policy"
)

// validateCommand holds a scenario against published figures or patterns.
func validateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "validate [PRESET|FILE]",
		Short: "Hold a scenario against published figures, and say where it fails",
		Long: `Play a scenario (default baseline) beside the world without AI and hold it against
every published figure that the model can speak to: the simulated mean with its
interval, how implausible the figure is by it, and whether it lies in the band.
What is compared with what, and why other figures are not, is listed below the
table. With --patterns: the signs and orders of magnitude that every seed should
show, seed by seed. With --ablation: what becomes of the effects on work when one
interaction of the model is taken out, and after shocks. With --signs: which
assumed parameters, at an end of their range, flip an effect of AI or halve it.
With --levers: how much of what AI does to jobs, prices and newcomers each policy
moves, at its highest dose and with all complying, in force from 2027 and as if
from 2023. With --priors: the least and the most that the model says of each
figure over sets of parameters drawn from their whole ranges, by which figures that
rule nothing out are told (weak). With --convergence: what worlds of 1,000 creatives and
more, up to --population, say of work and use, and how far luck moves one run of each.
With --predictions: what figures of 2025 and 2026 that nobody here has looked at may be,
median, middle 50 and middle 90 %, over the sets of parameters that known figures do not
rule out and over how far figures of their kind are off.

Nothing is written, but with --out into a new folder: a figure of model against data,
with the same numbers as CSV and JSON, what each run says, and as misfits.md what does
not fit, first; with --patterns and with --predictions their tables. --width draws the figure for print.

Runs play the parameter sets that known figures do not rule out, a set each; with
--parameters central the model's own, as --ablation, --signs and --levers do.

Unless said otherwise, 27 runs of 10,000 creatives are played; for patterns 27 of
5,000; for ablation 16 of 10,000, beside as many for each interaction; for signs
4 of 2,000, beside as many for each end of a parameter; for levers 4 of 5,000;
for priors 200 of 2,000, each with a set of its own; for convergence 20 of each size
up to 50,000; for predictions 80 of 10,000, which play 60 sets.`,
		Example: "  atelier validate\n  atelier validate fast --csv > fast.csv\n  atelier validate --out fit --width 85mm --format pdf\n  atelier validate --patterns\n  atelier validate --ablation\n  atelier validate --signs\n  atelier validate --levers\n  atelier validate --priors > priors.csv\n  atelier validate --convergence --csv > convergence.csv\n  atelier validate --predictions --out predictions",
		Args:    atMost(1, "one preset or file"),
	}
	return onScenario(cmd, func(cmd *cobra.Command, r *scenarios.Run) error {
		if err := agree(r); err != nil {
			return err
		}
		held, err := publish.Hold(r, runtime.GOMAXPROCS(0))
		if err != nil {
			return err
		}
		o := &r.Scenario.Options
		o.Counterfactual, o.Full = true, !r.Levers
		w, err := ensemble.Plan{Scenario: r.Scenario, Options: *o}.Work()
		if err := sized(cmd, r, w.Times(plays(r)), err); err != nil {
			return err
		}
		switch {
		case r.Levers:
			return reach(cmd, r)
		case r.Patterns:
			return checkPatterns(cmd, r, held)
		case r.Ablation:
			return ablate(cmd, r)
		case r.Signs:
			return weigh(cmd, r)
		case r.Priors:
			return span(cmd, r)
		case r.Converge:
			return converge(cmd, r)
		case r.Predict:
			return predict(cmd, r, held)
		}
		return validate(cmd, r, held)
	})
}

// plays is about how often the runs that are asked for are played.
func plays(r *scenarios.Run) int {
	switch {
	case r.Levers: // arms have more than half of their months in common
		return max(1, len(policy.All())/2)
	case r.Ablation:
		return 1 + len(infer.AblationNames())
	case r.Signs:
		return 1 + 2*len(infer.AssumedParameters(r.Scenario))
	case r.Converge: // smaller ones, too
		return 2
	}
	return 1
}

// agree refuses what cannot be asked together.
func agree(r *scenarios.Run) error {
	switch {
	case r.CSV && r.JSON:
		return scenarios.Mistake("--csv and --json: choose one of them")
	case len(slices.DeleteFunc([]bool{r.Patterns, r.Ablation, r.Signs, r.Levers, r.Priors, r.Converge, r.Predict}, func(asked bool) bool { return !asked })) > 1:
		return scenarios.Mistake("--patterns, --ablation, --signs, --levers, --priors, --convergence and --predictions: choose one of them")
	case r.Patterns && r.JSON:
		return scenarios.Mistake("--patterns: is shown as text or with --csv; leave out --json")
	case r.Converge && r.JSON:
		return scenarios.Mistake("--convergence: is shown as text or with --csv; leave out --json")
	case r.Predict && r.JSON:
		return scenarios.Mistake("--predictions: are shown as text or with --csv; leave out --json")
	case r.Converge && r.Scenario.Options.Months < infer.ConvergenceMonths():
		return scenarios.Mistake("--months: value %d: convergence needs at least %d", r.Scenario.Options.Months, infer.ConvergenceMonths())
	case r.Converge && r.Scenario.Options.Replicates < 2:
		return scenarios.Mistake("--replicates: value %d: convergence tells how far luck moves one run and needs at least 2", r.Scenario.Options.Replicates)
	case r.Converge && r.Scenario.Options.Population < infer.Populations[0]:
		return scenarios.Mistake("--population: value %d: convergence begins at %d creatives", r.Scenario.Options.Population, infer.Populations[0])
	case r.Levers && (r.CSV || r.JSON):
		return scenarios.Mistake("--levers: is shown as text only; leave out --csv and --json")
	case r.Priors && r.JSON:
		return scenarios.Mistake("--priors: is shown as comma-separated values only; leave out --json")
	case r.CSV && (r.Ablation || r.Signs):
		return scenarios.Mistake("--csv: --ablation and --signs are shown as text or with --json; leave it out")
	case (r.Out != "" || r.Width != "" || r.DPI != 0) && (r.Ablation || r.Signs || r.Levers || r.Priors || r.Converge):
		return scenarios.Mistake("--out, --width and --dpi: belong to the figures and, --out, to --patterns and --predictions; leave them out")
	case r.Patterns && r.Scenario.Options.Months < infer.PatternMonths:
		return scenarios.Mistake("--months: value %d: patterns need at least %d", r.Scenario.Options.Months, infer.PatternMonths)
	}
	return nil
}

// validate prints the report of a scenario, and then writes it where that is asked.
func validate(cmd *cobra.Command, r *scenarios.Run, held *publish.Held) error {
	bar := newBar(cmd, r, 2*r.Scenario.Options.Replicates)
	result, err := ensemble.Play(cmd.Context(), ensemble.Plan{Scenario: r.Scenario, Options: r.Scenario.Options}, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	report := infer.Validate(result.Series, result.Contrast, r.Scenario.Options.Population, evidence.US().Targets).Over(result.Sets())
	files, err := held.Report(cmd.Context(), report)
	if err != nil {
		return err
	}
	switch out := cmd.OutOrStdout(); {
	case r.CSV:
		err = report.WriteCSV(out)
	case r.JSON:
		err = report.WriteJSON(out)
	default:
		err = report.WriteText(out)
	}
	return written(cmd, r, files, err)
}

// written names the files that were written, below a text. They are written before it, so
// that a screen that is full or gone costs nothing but what it would have shown.
func written(cmd *cobra.Command, r *scenarios.Run, files []string, err error) error {
	if err != nil || r.CSV || r.JSON || len(files) == 0 {
		return err
	}
	_, err = fmt.Fprint(cmd.OutOrStdout(), "\n"+finding.Wrapped("Written: "+strings.Join(files, ", ")+".", 120)+"\n")
	return err
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

// checkPatterns prints the table of patterns, and then writes it where that is asked.
func checkPatterns(cmd *cobra.Command, r *scenarios.Run, held *publish.Held) error {
	bar := newBar(cmd, r, 2*r.Scenario.Options.Replicates)
	plan := ensemble.Plan{Scenario: r.Scenario, Options: r.Scenario.Options}
	results, err := infer.PlayPatterns(cmd.Context(), plan, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	files, err := held.Patterns(cmd.Context(), results)
	if err != nil {
		return err
	}
	if r.CSV {
		err = infer.WritePatternsCSV(cmd.OutOrStdout(), results)
	} else {
		err = infer.WritePatterns(cmd.OutOrStdout(), results, true)
	}
	return written(cmd, r, files, err)
}

// ablate prints what interactions are worth.
func ablate(cmd *cobra.Command, r *scenarios.Run) error {
	names := infer.AblationNames()
	bar := newBar(cmd, r, (1+len(names))*r.Scenario.Options.Replicates)
	worths, err := infer.PlayAblations(cmd.Context(), ensemble.Plan{Scenario: r.Scenario, Options: r.Scenario.Options}, names, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	return show(cmd, r, worths)
}

// weigh prints what signs rest on.
func weigh(cmd *cobra.Command, r *scenarios.Run) error {
	parameters := infer.AssumedParameters(r.Scenario)
	bar := newBar(cmd, r, (1+2*len(parameters))*r.Scenario.Options.Replicates)
	found, err := infer.PlaySigns(cmd.Context(), ensemble.Plan{Scenario: r.Scenario, Options: r.Scenario.Options}, parameters, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	return show(cmd, r, found)
}

// span prints what the model may say of each figure.
func span(cmd *cobra.Command, r *scenarios.Run) error {
	bar := newBar(cmd, r, 2*r.Scenario.Options.Replicates)
	list, err := calibrate.PlayPriors(cmd.Context(), r.Scenario, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	return calibrate.WritePriors(cmd.OutOrStdout(), list)
}

// converge prints what worlds of several sizes say.
func converge(cmd *cobra.Command, r *scenarios.Run) error {
	upTo := slices.DeleteFunc(slices.Clone(infer.Populations), func(n int) bool { return n > r.Scenario.Options.Population })
	bar := newBar(cmd, r, 2*r.Scenario.Options.Replicates)
	found, err := infer.PlayConvergence(cmd.Context(), ensemble.Plan{Scenario: r.Scenario, Options: r.Scenario.Options}, upTo, bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	if r.CSV {
		return found.WriteCSV(cmd.OutOrStdout())
	}
	return found.WriteText(cmd.OutOrStdout())
}

// predict prints what figures will be, and then writes it where that is asked.
func predict(cmd *cobra.Command, r *scenarios.Run, held *publish.Held) error {
	bar := newBar(cmd, r, 2*r.Scenario.Options.Replicates)
	found, err := infer.PlayPredictions(cmd.Context(), r.Scenario, atelier.Fingerprint(), bar.report)
	bar.clear()
	if err != nil {
		return interrupted(cmd.Context(), err)
	}
	files, err := held.Predictions(cmd.Context(), found)
	if err != nil {
		return err
	}
	if r.CSV {
		err = found.WriteCSV(cmd.OutOrStdout())
	} else {
		err = found.WriteText(cmd.OutOrStdout())
	}
	return written(cmd, r, files, err)
}

// show prints what was found as text or JSON.
func show(cmd *cobra.Command, r *scenarios.Run, found interface {
	WriteText(io.Writer) error
	WriteJSON(io.Writer) error
}) error {
	if r.JSON {
		return found.WriteJSON(cmd.OutOrStdout())
	}
	return found.WriteText(cmd.OutOrStdout())
}
