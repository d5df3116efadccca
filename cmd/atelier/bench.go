package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
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
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := resolve(args, given())
		if err != nil {
			return err
		}
		o, sizes := r.Scenario.Options, benchSizes
		if r.Given("population") {
			sizes = []benchSize{{o.Population, o.Months, r.Rounds}}
		}
		var all [][]ensemble.Speed
		for _, size := range sizes {
			speeds, err := ensemble.Bench(cmd.Context(), r.Scenario, size.population, size.months, min(r.Rounds, size.rounds), benchWorkers(o.Workers))
			if err != nil {
				return interrupted(cmd.Context(), err)
			}
			all = append(all, speeds)
			if !r.JSON {
				if err := writeSpeeds(cmd.OutOrStdout(), speeds); err != nil {
					return err
				}
			}
		}
		if r.JSON {
			encoder := json.NewEncoder(cmd.OutOrStdout())
			encoder.SetIndent("", "  ")
			return encoder.Encode(all)
		}
		return writeRatios(cmd.OutOrStdout(), all)
	}
	return cmd
}

// A benchSize is a world to be timed. Five years hold the three in which
// creatives have AI to use; the largest world is played once.
type benchSize struct{ population, months, rounds int }

var benchSizes = []benchSize{{10_000, 180, 100}, {100_000, 60, 100}, {1_000_000, 60, 1}}

// writeRatios tells what more workers bring in the largest world, and what a
// creative costs there against the one before.
func writeRatios(w io.Writer, all [][]ensemble.Speed) error {
	largest := all[len(all)-1]
	if n := len(largest); n > 1 {
		fmt.Fprintf(w, "%d workers play %s creatives %s times as fast as one\n", largest[n-1].Workers, finding.Count(largest[0].Population), finding.Decimal(largest[n-1].PerSecond/largest[0].PerSecond, 2))
	}
	if len(all) > 1 {
		before := all[len(all)-2][0]
		fmt.Fprintf(w, "a creative among %s costs %s times one among %s\n", finding.Count(largest[0].Population), finding.Decimal(largest[0].Nanoseconds/before.Nanoseconds, 2), finding.Count(before.Population))
	}
	return nil
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
	var rows [][]string
	line := func(name string, digits int, of func(ensemble.Speed) float64) {
		row := []string{name}
		for _, s := range speeds {
			row = append(row, finding.Decimal(of(s), digits))
		}
		rows = append(rows, row)
	}
	line("workers", 0, func(s ensemble.Speed) float64 { return float64(s.Workers) })
	line("seconds", 3, func(s ensemble.Speed) float64 { return s.Seconds })
	line("million creative-months a second", 2, func(s ensemble.Speed) float64 { return s.PerSecond / 1e6 })
	line("ns a creative and month", 1, func(s ensemble.Speed) float64 { return s.Nanoseconds })
	for i, m := range sim.Schedule {
		line("  "+m.Name, 1, func(s ensemble.Speed) float64 { return s.Mechanisms[i] })
	}
	_, err := fmt.Fprintf(w, "%s creatives, %d months, %s bytes a creative\n\n%s\n", finding.Count(speeds[0].Population), speeds[0].Months,
		finding.Decimal(speeds[0].BytesPerCreative, 0), finding.Columns(rows))
	return err
}
