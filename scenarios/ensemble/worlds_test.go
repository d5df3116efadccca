package ensemble

import (
	"math"
	"slices"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// checked is one replicate of 400 creatives until 2035, with every invariant
// checked after every month of the world and of its twin.
func checked() Plan {
	p := small()
	p.Options.Months, p.Options.Replicates, p.Options.Workers, p.Options.Check = 180, 1, 1, true
	return p
}

func TestInvariantsHoldInEveryWorld(t *testing.T) {
	for _, world := range sim.Worlds {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			p := checked()
			p.Scenario.World = world
			conserved(t, play(t, p).Series)
		})
	}
}

func TestInvariantsHoldWithoutAnyMechanism(t *testing.T) {
	long(t)
	for _, m := range sim.Schedule {
		if new(sim.World).LeaveOut(m.Name) != nil {
			continue
		}
		t.Run(m.Name, func(t *testing.T) {
			t.Parallel()
			p := checked()
			p.Options.Months, p.Options.Without = 72, []string{m.Name}
			conserved(t, play(t, p).Series)
		})
	}
}

// conserved holds that people are in one of three states, that the groups of a
// grouping are everybody, and that month by month people change by who came
// and who went.
func conserved(t *testing.T, s *table.Series) {
	t.Helper()
	line := func(by, group, column string) []float64 { return s.Line("1", by, group, column) }
	people, entrants, exits, left := line(table.All, table.All, "people"), line(table.All, table.All, "entrants"),
		line(table.All, table.All, "exits"), line(table.All, table.All, "left")
	close := func(what string, month int, got, want float64) {
		if !(math.Abs(got-want) <= 1e-9*people[month]) {
			t.Errorf("%s: %s: %v, want %v", finding.Date(month), what, got, want)
		}
	}
	gone := 0.0
	for m := range people {
		sum := 0.0
		for _, state := range []string{"employed", "freelancing", "unemployed"} {
			sum += line(table.All, table.All, state)[m]
		}
		close("people by state", m, sum, people[m])
		gone += exits[m]
		close("people who left", m, left[m], gone)
		if m > 0 {
			close("people after who came and went", m, people[m], people[m-1]+entrants[m]-exits[m])
		}
	}
	for _, by := range sim.Groupings {
		column, sum := "people", make([]float64, len(people))
		switch {
		case by == "sector": // freelancers and the unemployed are in none
			column = "employed"
		case slices.Contains(sim.ClientGroupings, by): // nobody is a client, and clients buy
			column = "buyers"
		}
		for _, group := range s.Groups(by) {
			for m, x := range line(by, group, column) {
				sum[m] += x
			}
		}
		for m, x := range line(table.All, table.All, column) {
			close(column+" by "+by, m, sum[m], x)
		}
	}
}

// The smallest population is played to the end in every world, and every
// measure of all creatives is a number, or is a share of nobody.
func TestSmallestPopulationHasEveryMeasure(t *testing.T) {
	long(t)
	for _, world := range sim.Worlds {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			p := small()
			p.Scenario.World = world
			p.Options.Population, p.Options.Months, p.Options.Replicates, p.Options.Counterfactual = 200, 180, 2, false
			s := play(t, p).Series
			for i := range s.Rows {
				if row := &s.Rows[i]; row.By == table.All && row.Replicate != table.P10 && row.Replicate != table.P90 {
					measured(t, s, row)
				}
			}
		})
	}
}

// fewOf are of so few that there may be none among 200 creatives: freelancers who
// use AI, and those hired on platforms in a month.
var fewOf = []string{"orders_ai_users", "platform_ability", "org_adoption_new"}

// measured holds that each value of a row is finite, unless it is a mean over
// people of whom there is none.
func measured(t *testing.T, s *table.Series, row *table.Row) {
	t.Helper()
	of := map[string]string{"depth": "ai_use", "displaced_finding": "displaced_unemployed"} // of whom, by the measure that is 0 without them
	for k, x := range row.Values {
		name := s.Columns[k]
		if math.IsNaN(x) && (of[name] != "" && row.Values[s.Index(of[name])] == 0 || slices.Contains(fewOf, name)) {
			continue
		}
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Errorf("%s: %s is %v", place(row), name, x)
		}
	}
}
