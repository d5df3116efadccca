package main

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/sweep"
	"github.com/atelier-sim/atelier/scenarios/sweep/slurm"
)

// sweepCommand plays an experiment at many points.
func sweepCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sweep PRESET|FILE",
		Short: "Play a scenario at many points of its assumptions and choices",
		Long: `Play an experiment: a scenario at every point of a design over assumptions
(parameters, worlds) and choices (doses, policies), with the same luck at all points,
into one table with a row for each run. What points have in common is played once.

The folder keeps finished runs from the first seconds on. Stopped or killed, the same
command goes on where it was and ends with the same bytes. A run that fails is
recorded, the others go on.

With --engine slurm, shards of it are the tasks of a job array; by default this command
waits, submits again what was lost, and collects. On other clusters: sweep plan, sweep
worker and sweep collect.

Presets are ` + strings.Join(sweep.Presets(), ", ") + `; sweep show NAME prints one.`,
		Example: "  atelier sweep policy-grid\n  atelier sweep robust --population 1000 --replicates 1 --out robust\n  atelier sweep status robust\n  atelier sweep robust --engine slurm --slurm-args '--partition=short --cpus-per-task=4'",
		Args:    exactly(1, "one preset or file of an experiment"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		e, r, err := sweep.Find(args[0], given())
		if err != nil {
			return err
		}
		bar := newSweepBar(cmd, r)
		switch {
		case r.Engine == "slurm":
			return sweepOnSlurm(cmd, e, r, bar)
		case r.Shards > 0:
			return scenarios.Mistake("--shards: goes with --engine slurm, and with atelier sweep plan")
		}
		out, err := sweep.Play(cmd.Context(), e, r.Out, atelier.Fingerprint(), bar.sweep)
		bar.clear()
		if err != nil {
			return stopped(cmd, err)
		}
		if err := out.Tell(cmd.OutOrStdout(), r.JSON, r.Quiet); err != nil {
			return err
		}
		return out.Failures()
	}
	cmd.AddCommand(sweepPlanCommand(), sweepWorkerCommand(), sweepCollectCommand(), sweepStatusCommand(), sweepShowCommand(), sweepSchemaCommand())
	return cmd
}

// sweepStatusCommand tells how far a sweep is.
func sweepStatusCommand() *cobra.Command {
	return &cobra.Command{
		Use: "status DIR", Short: "Tell how far a sweep is, while it is played or not",
		Args: exactly(1, "the folder of a sweep"),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := sweep.StatusOf(args[0], time.Now())
			if err != nil {
				return err
			}
			if s.Shards > 0 && s.Done < s.Plan.Runs {
				s.Jobs = slurm.Jobs(cmd.Context(), s.Dir, s.Plan.Experiment)
			}
			return s.Tell(cmd.OutOrStdout())
		},
	}
}

// sweepShowCommand prints the file of an experiment.
func sweepShowCommand() *cobra.Command {
	return &cobra.Command{
		Use: "show NAME", Short: "Print the file of an experiment, to copy and change",
		Args: exactly(1, "the name of a preset"),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := sweep.PresetText(args[0])
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(text)
			return err
		},
	}
}

// sweepSchemaCommand prints the schema of such files.
func sweepSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "Print the JSON schema of an experiment's file, for editors",
		Args: atMost(0, "nothing after it"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			text, err := sweep.Schema()
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(text)
			return err
		},
	}
}

// sweepStop is what a sweep that was stopped returns.
type sweepStop struct{ interruption }

func (sweepStop) Error() string {
	return "interrupted: finished runs are kept, and the same command goes on from there"
}

// stopped replaces what failed because the user stopped it.
func stopped(cmd *cobra.Command, err error) error {
	if cause := cmd.Context().Err(); cause != nil {
		return sweepStop{interruption{cause: cause}}
	}
	return err
}
