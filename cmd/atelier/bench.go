package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/bench"
)

// benchCommand measures how fast a world is played here.
func benchCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "bench [PRESET|FILE]",
		Short: "Measure how fast a world is played on this machine, by mechanism",
		Long: `Play worlds of 10,000, 100,000 and 1,000,000 creatives (or one of --population),
each with one worker and with all (or --workers) of them, and tell the fastest of
several rounds: creative-months a second, nanoseconds a creative and month in all
and by mechanism, and memory. The burn-in is not counted: it is played once and
shared. Nothing is written. The three worlds take about a minute.`,
		Example: "  atelier bench\n  atelier bench --population 1000000 --months 60 --rounds 1",
		Args:    atMost(1, "one preset or file"),
	}
	return onScenario(cmd, func(cmd *cobra.Command, r *scenarios.Run) error {
		return interrupted(cmd.Context(), bench.Tell(cmd.Context(), r, cmd.OutOrStdout()))
	})
}
