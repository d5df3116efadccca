package bench

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// Played is how fast a world of the trust model was played, and what came of it.
type Played struct {
	Rule                       string // of [Rules]
	Population, Steps, Workers int
	Seconds                    float64
	// PerSecond is agent-steps a second.
	PerSecond float64
	// Nanoseconds are for an agent and step.
	Nanoseconds float64
	// BytesPerAgent is the memory of the columns, graph included.
	BytesPerAgent float64
	State
}

// State is what the trust model says of all agents.
type State struct {
	Adopters  float64 // share
	MeanTrust float64
	SDTrust   float64 // over agents
}

// Rules are the two rules by which the trust model is played: with the trust of all peers,
// and of those within reach.
var Rules = []string{"plain", "bounded"}

// MeasurePeers plays a world of the trust model, made once for each rule, with each number of
// workers in turn. rounds repeats the whole and keeps the fastest.
func MeasurePeers(ctx context.Context, seed uint64, population, steps, rounds int, workers []int) ([]Played, error) {
	if steps < 1 || rounds < 1 || len(workers) == 0 || slices.Min(workers) < 1 {
		return nil, scenarios.Mistake("there is nothing to measure: use at least one month, one round and one worker")
	}
	var out []Played
	for k, m := range []*trustModel{&plain, &bounded} {
		start, err := m.newTrust(population, seed, 1)
		if err != nil {
			return nil, scenarios.Mistake("%v", err)
		}
		best := make([]Played, len(workers))
		for range rounds {
			for i, n := range workers {
				v, err := timeTrust(ctx, start.Clone(), n, steps)
				if err != nil {
					return nil, err
				}
				v.Rule = Rules[k]
				if best[i].Seconds == 0 || v.Seconds < best[i].Seconds {
					best[i] = v
				}
			}
		}
		out = append(out, best...)
	}
	return out, nil
}

// timeTrust plays a world and keeps the time.
func timeTrust(ctx context.Context, w *sim.World, workers, steps int) (Played, error) {
	w.SetWorkers(workers)
	v := Played{Population: w.Rows(), Steps: steps, Workers: workers, BytesPerAgent: float64(w.Bytes()) / float64(w.Rows())}
	began := time.Now()
	for range steps {
		if ctx.Err() != nil {
			return v, context.Cause(ctx)
		}
		w.Step()
	}
	v.Seconds = time.Since(began).Seconds()
	work := float64(w.Rows()) * float64(steps)
	v.PerSecond, v.Nanoseconds, v.State = work/v.Seconds, 1e9*v.Seconds/work, stateOf(w)
	return v, nil
}

// stateOf is what is so after the last step.
func stateOf(w *sim.World) State {
	var s State
	n := float64(w.Rows())
	for i, t := range trustWas(w) {
		s.Adopters += float64(w.Creatives.Flags[i]&sim.Uses) / n
		s.MeanTrust += float64(t) / n
	}
	for _, t := range trustWas(w) {
		away := float64(t) - s.MeanTrust
		s.SDTrust += float64(away * away / n)
	}
	s.SDTrust = math.Sqrt(s.SDTrust)
	return s
}

// peerSizes are those of the trust model, whose months are steps.
var peerSizes = []size{{10_000, 1000, 100}, {1_000_000, 30, 100}}

// TellPeers plays the trust model in two sizes, or in the one that somebody gave, and writes
// each as it is done, or all as JSON.
func TellPeers(ctx context.Context, r *scenarios.Run, w io.Writer) error {
	o := r.Scenario.Options
	var all []Played
	timed := asked(r, peerSizes)
	for i, x := range timed {
		workers := workersOf(o.Workers)
		if i < len(timed)-1 {
			workers = workers[:1] // threads lose in small worlds, in any framework
		}
		list, err := MeasurePeers(ctx, o.Seed, x.population, x.months, x.rounds, workers)
		if err == nil && !r.JSON {
			err = writePlayed(w, list)
		}
		if err != nil {
			return err
		}
		all = append(all, list...)
	}
	if r.JSON {
		return writeJSON(w, all)
	}
	return nil
}

// writePlayed writes a column for each rule and number of workers.
func writePlayed(w io.Writer, list []Played) error {
	c := columns[Played]{timed: list, rows: [][]string{{"trust of peers"}}}
	for _, v := range list {
		c.rows[0] = append(c.rows[0], v.Rule)
	}
	c.line("workers", 0, func(v Played) float64 { return float64(v.Workers) })
	c.line("seconds", 3, func(v Played) float64 { return v.Seconds })
	c.line("million agent-steps a second", 1, func(v Played) float64 { return v.PerSecond / 1e6 })
	c.line("ns an agent and step", 1, func(v Played) float64 { return v.Nanoseconds })
	c.line("adopters at the end, %", 2, func(v Played) float64 { return 100 * v.Adopters })
	c.line("mean trust at the end", 4, func(v Played) float64 { return v.MeanTrust })
	_, err := fmt.Fprintf(w, "%s agents, %s steps, %s bytes an agent\n\n%s\n", finding.Count(list[0].Population), finding.Count(list[0].Steps),
		finding.Decimal(list[0].BytesPerAgent, 0), finding.Columns(c.rows))
	return err
}
