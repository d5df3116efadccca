package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// Tell measures worlds of three sizes, or of the one that somebody gave, and
// writes each as it is done, or all as JSON.
func Tell(ctx context.Context, r *scenarios.Run, w io.Writer) error {
	var all [][]Speed
	for _, x := range asked(r, sizes) {
		speeds, err := Measure(ctx, r.Scenario, x.population, x.months, x.rounds, workersOf(r.Scenario.Options.Workers))
		if err == nil && !r.JSON {
			err = writeSpeeds(w, speeds)
		}
		if err != nil {
			return err
		}
		all = append(all, speeds)
	}
	if r.JSON {
		return writeJSON(w, all)
	}
	return writeRatios(w, all)
}

func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}

// A size is a world to be timed. Five years hold the three in which
// creatives have AI to use; the largest world is played once.
type size struct{ population, months, rounds int }

var sizes = []size{{10_000, 180, 100}, {100_000, 60, 100}, {1_000_000, 60, 1}}

// asked are the worlds that somebody asks for: the usual ones, or one.
func asked(r *scenarios.Run, usual []size) []size {
	o := r.Scenario.Options
	if r.Given("population") {
		return []size{{o.Population, o.Months, r.Rounds}}
	}
	list := slices.Clone(usual)
	for i := range list {
		list[i].rounds = min(list[i].rounds, r.Rounds)
		if r.Given("months") {
			list[i].months = o.Months
		}
	}
	return list
}

// writeRatios tells what more workers bring in the largest world, and what a
// creative costs there against the one before.
func writeRatios(w io.Writer, all [][]Speed) error {
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

// workersOf are the numbers of workers that are compared: one, and all.
func workersOf(most int) []int {
	if most == 0 {
		most = runtime.GOMAXPROCS(0)
	}
	if most == 1 {
		return []int{1}
	}
	return []int{1, most}
}

// columns are rows that have a name, and a column for each of what was timed.
type columns[T any] struct {
	timed []T
	rows  [][]string
}

func (c *columns[T]) line(name string, digits int, of func(T) float64) {
	row := []string{name}
	for _, s := range c.timed {
		row = append(row, finding.Decimal(of(s), digits))
	}
	c.rows = append(c.rows, row)
}

// writeSpeeds writes a column for each number of workers.
func writeSpeeds(w io.Writer, speeds []Speed) error {
	c := columns[Speed]{timed: speeds}
	line := c.line
	line("workers", 0, func(s Speed) float64 { return float64(s.Workers) })
	line("seconds", 3, func(s Speed) float64 { return s.Seconds })
	line("million creative-months a second", 2, func(s Speed) float64 { return s.PerSecond / 1e6 })
	line("ns a creative and month", 1, func(s Speed) float64 { return s.Nanoseconds })
	for i, m := range sim.Schedule {
		line("  "+m.Name, 1, func(s Speed) float64 { return s.Mechanisms[i] })
	}
	_, err := fmt.Fprintf(w, "%s creatives, %d months, %s bytes a creative\n\n%s\n", finding.Count(speeds[0].Population), speeds[0].Months,
		finding.Decimal(speeds[0].BytesPerCreative, 0), finding.Columns(c.rows))
	return err
}
