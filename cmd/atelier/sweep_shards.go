package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/sweep"
	"github.com/atelier-sim/atelier/scenarios/sweep/slurm"
)

// sweepOnSlurm plays an experiment as an array of jobs.
func sweepOnSlurm(cmd *cobra.Command, e *sweep.Experiment, r *scenarios.Run, bar *sweepBar) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	array, err := slurm.Submit(cmd.Context(), e, slurm.Ask{Dir: r.Out, Model: atelier.Fingerprint(), Program: program, Shards: r.Shards, Args: r.SlurmArgs})
	if err != nil {
		return stopped(cmd, err)
	}
	if r.Detach {
		if !r.Quiet {
			_, err = io.WriteString(cmd.OutOrStdout(), array.Submitted())
		}
		return err
	}
	out, err := array.Wait(cmd.Context(), bar.sweep)
	bar.clear()
	if err != nil {
		return err
	}
	if err := out.Tell(cmd.OutOrStdout(), r.JSON, r.Quiet); err != nil {
		return err
	}
	return out.Failures()
}

// sweepPlanCommand writes the folder that workers play.
func sweepPlanCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "plan PRESET|FILE",
		Short: "Cut a sweep into shards, for workers on several machines",
		Long: `Write the folder of an experiment and cut it into shards, each a stretch of its runs
that shares as much as possible. Nothing is played. Then play each shard with sweep
worker, anywhere where the folder is seen, and write the tables with sweep collect: the
same bytes as those of sweep on one machine.

Planned again with other --shards, a folder keeps its finished runs.`,
		Example: "  atelier sweep plan robust --out robust --shards 12\n  for i in $(seq 12); do atelier sweep worker robust --shard $i/12; done\n  atelier sweep collect robust",
		Args:    exactly(1, "one preset or file of an experiment"),
	}
	given := layersOf(cmd, "sweep", "engine", "slurm-args", "detach", "workers", "check")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		e, r, err := sweep.Find(args[0], given())
		if err != nil {
			return err
		}
		shared, err := sweep.Lay(e, r.Out, atelier.Fingerprint(), r.Shards, 0)
		if err != nil {
			return err
		}
		laid, err := shared.Laid()
		if err != nil {
			return err
		}
		return laid.Tell(cmd.OutOrStdout(), r.JSON, r.Quiet)
	}
	return cmd
}

// sweepWorkerCommand plays a shard.
func sweepWorkerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "worker DIR",
		Short: "Play one shard of a planned sweep",
		Long: `Play what is missing of one shard of a planned sweep into its folder. Workers need no
network and no lock; they may run side by side on machines that see the folder, twice,
and be killed: finished runs are kept, and every run is used once.

Without --shard the number of the shard is that of SLURM_ARRAY_TASK_ID, from 1, or else
of JOB_COMPLETION_INDEX, from 0, and how many there are is as planned.`,
		Example: "  atelier sweep worker robust --shard 3/12",
		Args:    exactly(1, "the folder of a sweep"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		shared, err := sweep.Take(args[0], atelier.Fingerprint())
		if err != nil {
			return err
		}
		shard, err := sweep.ShardOf(r.Shard, shared.Shards(), os.Getenv)
		if err != nil {
			return err
		}
		bar := newSweepBar(cmd, r)
		out, err := shared.Work(cmd.Context(), shard, r.Scenario.Options.Workers, bar.sweep)
		bar.clear()
		if err != nil {
			return stopped(cmd, err)
		}
		return out.Tell(cmd.OutOrStdout(), r.JSON, r.Quiet)
	}
	return cmd
}

// sweepCollectCommand writes the tables of a sweep whose shards were played.
func sweepCollectCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "collect DIR",
		Short: "Write the tables of a sweep whose shards were played",
		Long: `Check every part in the folder and write the final tables, the same bytes as those of
sweep on one machine. If runs are missing it says which, writes nothing and ends with
exit code 1. A damaged part is named, set aside and not used.`,
		Example: "  atelier sweep collect robust",
		Args:    exactly(1, "the folder of a sweep"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		shared, err := sweep.Take(args[0], atelier.Fingerprint())
		if err != nil {
			return err
		}
		out, err := shared.Collect(cmd.Context())
		if err != nil {
			return stopped(cmd, err)
		}
		if err := out.Tell(cmd.OutOrStdout(), r.JSON, r.Quiet); err != nil {
			return err
		}
		return out.Failures()
	}
	return cmd
}
