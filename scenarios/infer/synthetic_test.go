package infer

import (
	"math"
	"strconv"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// worldOf is a table of some replicates and months, of all, each domain,
// occupation, sector and size, and some stages and contracts, in which a measure is what value says.
func worldOf(replicates, months int, value func(replicate, month int, g group, column string) float64) *table.Series {
	c := evidence.US()
	groups := []group{everyone, {"size", "10-49"}, {"size", "50-249"}, {"size", "250+"}, {"order_length", "short"}, {"order_length", "long"},
		{"stage", "junior"}, {"stage", "senior"}, {"contract", "employed"}, {"contract", "freelancing"}}
	for _, d := range c.Domains {
		groups = append(groups, domain(d.Key))
	}
	for i := range c.Occupations {
		groups = append(groups, occupation(c.Occupations[i].Key))
	}
	for i := range c.Sectors {
		groups = append(groups, group{"sector", c.Sectors[i].Key})
	}
	s := &table.Series{}
	for _, column := range sim.Columns {
		s.Columns = append(s.Columns, column.Name)
	}
	for r := 1; r <= replicates; r++ {
		for m := range months {
			for _, g := range groups {
				row := table.Row{Replicate: strconv.Itoa(r), Month: m, By: g.by, Group: g.name}
				for _, column := range s.Columns {
					row.Values = append(row.Values, value(r, m, g, column))
				}
				s.Rows = append(s.Rows, row)
			}
		}
	}
	return s
}

// gapOf is the contrast of two tables.
func gapOf(t *testing.T, run, frozen *table.Series) *table.Series {
	t.Helper()
	gap, err := table.Contrast(run, frozen)
	if err != nil {
		t.Fatal(err)
	}
	return gap
}

// near tells whether two numbers are the same but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(b)) }

// insideOf is a table of an insider in which every replicate has these values
// in the run and in the world without AI.
func insideOf(replicates int, run, frozen []float64) *table.Series {
	s := &table.Series{Columns: []string{deepShare, noviceSaving, expertSaving, juniorHires, juniorPosts, stillLayoffs}}
	for r := 1; r <= replicates; r++ {
		s.Rows = append(s.Rows,
			table.Row{Replicate: strconv.Itoa(r), Month: december(2025), By: Inside, Group: "run", Values: run},
			table.Row{Replicate: strconv.Itoa(r), Month: december(2025), By: Inside, Group: "frozen", Values: frozen})
	}
	return s
}
