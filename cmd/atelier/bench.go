package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/bench"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// benchCommand measures how fast a world is played here.
func benchCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "bench [PRESET|FILE]",
		Short: "Measure how fast a world is played on this machine, by mechanism",
		Long: `Play worlds of 10,000, 100,000 and 1,000,000 creatives (or one of --population) for
180, 60 and 60 months (or --months), each with one worker and with all (or --workers)
of them, and tell the fastest of several rounds: creative-months a second, nanoseconds
a creative and month in all and by mechanism, and memory. The burn-in is not counted:
it is played once and shared. Nothing is written. The three worlds take about a minute.

With --peers the same engine plays a model of a few lines that is soon written in any
other framework: agents with eight peers, who move toward the trust of all or of those
within reach, and adopt. scenarios/bench/PEERS.md states it, and what it must give. It is
played with 10,000 agents by one worker, and with 1,000,000 (or --population) by one and by
all (or --workers), for 1,000 and 30 steps (or --months): agent-steps a second, bytes an
agent, and what came of the model.`,
		Example: "  atelier bench\n  atelier bench --population 1000000 --months 60 --rounds 1\n  atelier bench --peers",
		Args:    atMost(1, "one preset or file"),
	}
	return onScenario(cmd, func(cmd *cobra.Command, r *scenarios.Run) error {
		tell := bench.Tell
		if r.Peers {
			tell = bench.TellPeers
			if cmd.Flags().NArg() > 0 {
				return scenarios.Mistake("--peers: times a model of its own, which has no scenario; leave %s out", finding.Named(cmd.Flags().Arg(0)))
			}
		}
		return interrupted(cmd.Context(), tell(cmd.Context(), r, cmd.OutOrStdout()))
	})
}
