package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/sim"
)

// benchCommand measures how fast a world is played here.
func benchCommand() *cobra.Command {
	var rounds string
	cmd := &cobra.Command{
		Use:   "bench [PRESET|FILE]",
		Short: "Measure how fast a world is played on this machine, by mechanism",
		Long: `Play one world with one worker and with all (or --workers) of them, and tell the
fastest of several rounds: creative-months a second, nanoseconds a creative and
month in all and by mechanism, and memory. Nothing is written.`,
		Example: "  atelier bench\n  atelier bench --population 1000000 --months 24 --rounds 1",
		Args:    atMost(1, "one preset or file"),
	}
	given := layers(cmd, "population", "months", "seed", "workers", "world", "exposure", "parameters", "without", "json")
	cmd.Flags().StringVar(&rounds, "rounds", "3", "times `N` the whole is repeated, 1 to 100; the fastest counts")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		n, err := strconv.Atoi(rounds)
		if err != nil || n < 1 || n > 100 {
			return scenarios.Mistake("--rounds: value %q: must be a whole number from 1 to 100", rounds)
		}
		r, err := resolve(args, given())
		if err != nil {
			return err
		}
		o := r.Scenario.Options
		speeds, err := ensemble.Bench(cmd.Context(), r.Scenario, o.Population, o.Months, n, benchWorkers(o.Workers))
		if err != nil {
			return interrupted(cmd.Context(), err)
		}
		if r.JSON {
			encoder := json.NewEncoder(cmd.OutOrStdout())
			encoder.SetIndent("", "  ")
			return encoder.Encode(speeds)
		}
		return writeSpeeds(cmd.OutOrStdout(), speeds)
	}
	return cmd
}

// benchWorkers are the numbers of workers that are compared: one, and all.
func benchWorkers(most int) []int {
	if most == 0 {
		most = runtime.GOMAXPROCS(0)
	}
	if most == 1 {
		return []int{1}
	}
	return []int{1, most}
}

// writeSpeeds writes a column for each number of workers.
func writeSpeeds(w io.Writer, speeds []ensemble.Speed) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d creatives, %d months, %.0f bytes a creative\n\n", speeds[0].Population, speeds[0].Months, speeds[0].BytesPerCreative)
	line := func(name, format string, of func(ensemble.Speed) float64) {
		fmt.Fprintf(&b, "%-32s", name)
		for _, s := range speeds {
			fmt.Fprintf(&b, format, of(s))
		}
		b.WriteByte('\n')
	}
	line("workers", "%12.0f", func(s ensemble.Speed) float64 { return float64(s.Workers) })
	line("seconds", "%12.3f", func(s ensemble.Speed) float64 { return s.Seconds })
	line("million creative-months a second", "%12.2f", func(s ensemble.Speed) float64 { return s.PerSecond / 1e6 })
	line("ns a creative and month", "%12.1f", func(s ensemble.Speed) float64 { return s.Nanoseconds })
	for i, m := range sim.Schedule {
		line("  "+m.Name, "%12.1f", func(s ensemble.Speed) float64 { return s.Mechanisms[i] })
	}
	_, err := io.WriteString(w, b.String())
	return err
}
