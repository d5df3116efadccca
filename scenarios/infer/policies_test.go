package infer

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
	"github.com/atelier-sim/atelier/sim/policy"
)

// What follows holds every policy of the registry to its word: a new one is
// tried here without being named.

// inForce is the month from which policies are tried: July 2023, when AI is
// there but most of what it changes is still to come.
const inForce = 30

// tried is a world of some creatives with these policies.
func tried(people, months, replicates int, list ...policy.Setting) ensemble.Plan {
	s := scenarios.Default()
	s.Name, s.Policies = "tried", list
	o := scenarios.Default().Options
	o.Population, o.Months, o.Replicates, o.Counterfactual = people, months, replicates, false
	return ensemble.Plan{Scenario: s, Options: o}
}

// early is a policy at its default dose from inForce to an end, its full height
// at once. Where few comply by default, everybody does here: what a fifth does to
// all is hidden by luck.
func early(p *policy.Policy, end int) policy.Setting {
	s := p.Setting()
	s.Start, s.End, s.Ramp = inForce, end, 0
	if s.Compliance <= 0.2 {
		s.Compliance = 1
	}
	return s
}

// spans are the months in which policies are tried and watched, and in how many
// worlds. What few organisations do shows late, little and fades slowly, for heads
// that were kept go at the pace of layoffs for AI: a policy of those has longer, and
// more worlds.
func spans(p *policy.Policy) (end, months, seeds int) {
	if p.Design.CoveredOnly {
		return 144, 180, mostSeeds
	}
	return 72, 96, 8
}

const mostSeeds = 24

// Each policy moves the outcome that it claims to move, the way it claims, by
// more than luck, while it is in force; and when it has ended the difference
// is smaller than around its end, or no longer to be told from luck. The
// table is shown by -v.
func TestEveryPolicyDoesWhatItClaimsAndFadesWhenItEnds(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some hundred runs")
	}
	const people = 8000
	base, arms := playArms(t, people)
	for i, p := range policy.All() {
		t.Run(p.Name, func(t *testing.T) {
			end, months, seeds := spans(p)
			run := arms[i]
			before := base.Only(func(r *table.Row) bool {
				n, _ := strconv.Atoi(r.Replicate)
				return r.Month < months && n <= seeds
			})
			column := p.Claims.Column
			mean, low, high := gapOver(t, run, before, column, inForce+12, end)
			level := meanOf(t, before, column, inForce+12, end)
			public, _, _ := gapOver(t, run, before, "public_cost_usd", inForce+12, end)
			firms, _, _ := gapOver(t, run, before, "firm_cost_usd", inForce+12, end)
			t.Logf("%-20s %-17s %+.0f  %s  n=%d  public %.1f firms %.1f USD million a year", p.Name, column, p.Claims.Sign,
				sized(mean, low, high, level, column), seeds, 12e-6*public, 12e-6*firms)
			if !(p.Claims.Sign*mean > 0 && p.Claims.Sign*low > 0 && p.Claims.Sign*high > 0) {
				t.Errorf("it claims that %s; %s moves by %.4g (%.4g to %.4g)", p.Claims.Text, column, mean, low, high)
			}
			last, _, _ := gapOver(t, run, before, column, end-12, end)
			// what is a stock, such as juniors, is at its height when it ends, above the
			// mean of its last year
			next, _, _ := gapOver(t, run, before, column, end, end+12)
			after, low, high := gapOver(t, run, before, column, months-12, months)
			smaller := math.Abs(after) < max(math.Abs(last), math.Abs(next))
			if remembered(p) {
				smaller = p.Claims.Sign*after < p.Claims.Sign*last
			}
			if luck := low <= 0 && high >= 0; !luck && !smaller {
				t.Errorf("%s differs by %.4g in the last year, and by %.4g (%.4g to %.4g) after it ended", column, last, after, low, high)
			}
		})
	}
}

// playArms plays the world without a policy, to the end of 2035, and with each
// one, all from the same burnt-in populations.
func playArms(t *testing.T, people int) (base *table.Series, arms []*table.Series) {
	t.Helper()
	all := policy.All()
	rows := make([][][]table.Row, mostSeeds)
	par.Each(runtime.GOMAXPROCS(0), mostSeeds, func(_, i int) {
		p := tried(people, 180, mostSeeds)
		p.Options.Workers = 1
		start, _, err := ensemble.StartReplicate(context.Background(), p, i+1, nil)
		if err != nil {
			t.Error(err)
			return
		}
		replicate := strconv.Itoa(i + 1)
		free := start.Clone()
		rows[i] = append(rows[i], rowsOf(free, 180, replicate))
		for _, q := range all {
			end, months, seeds := spans(q)
			if i >= seeds {
				rows[i] = append(rows[i], nil)
				continue
			}
			w := start.Clone()
			w.Effects = free.Effects // the trend is that of the world without a policy
			w.Rules = policy.Rules([]policy.Setting{early(q, end)})
			rows[i] = append(rows[i], rowsOf(w, months, replicate))
		}
	})
	if t.Failed() {
		t.FailNow()
	}
	list := make([]*table.Series, len(all)+1)
	for k := range list {
		list[k] = &table.Series{}
		for _, c := range sim.Columns {
			list[k].Columns = append(list[k].Columns, c.Name)
		}
		for i := range rows {
			list[k].Rows = append(list[k].Rows, rows[i][k]...)
		}
	}
	return list[0], list[1:]
}

// rowsOf steps a world and keeps what is measured of everyone.
func rowsOf(w *sim.World, months int, replicate string) []table.Row {
	var rows []table.Row
	for range months {
		w.Step()
		rows = append(rows, table.Row{Replicate: replicate, Month: w.Now.Number, By: table.All, Group: table.All, Values: w.Now.Groups[0].Values})
	}
	return rows
}

// remembered tells whether a policy leaves behind who has taken a course, and
// so need not take another: after its end there are fewer courses than without.
func remembered(p *policy.Policy) bool {
	return slices.ContainsFunc(p.Design.Pulls, func(x sim.Pull) bool {
		return x.Lever == sim.FeeSubsidy || x.Lever == sim.Retraining || x.Lever == sim.Provision
	})
}

// sized writes a difference in points of a share, or else in % of a level.
func sized(mean, low, high, level float64, column string) string {
	scale, unit := 100.0, "points"
	if of := sim.Columns[sim.ColumnIndex(column)].Unit; of != "share" {
		if scale, unit = 1, of+" more"; level != 0 {
			scale, unit = 100/level, "%"
		}
	}
	return fmt.Sprintf("%.3g (%.3g to %.3g) %s", scale*mean, scale*low, scale*high, unit)
}

// gapOver is the mean paired difference of a measure of everyone over the
// months from..to-1 between two tables on the same seeds, with its 95 % interval.
func gapOver(t *testing.T, run, base *table.Series, column string, from, to int) (mean, low, high float64) {
	t.Helper()
	return moved(t, overMonths(run, column, from, to), overMonths(base, column, from, to), column)
}

// meanOf is the mean of a measure over months and replicates.
func meanOf(t *testing.T, s *table.Series, column string, from, to int) float64 {
	t.Helper()
	all, err := table.Summarise(overMonths(s, column, from, to))
	if err != nil {
		t.Fatal(err)
	}
	return all.Line(table.Mean, table.All, table.All, column)[0]
}

// overMonths is a table of one month and one column: a replicate's mean of the
// column over the months in which it is defined.
func overMonths(s *table.Series, column string, from, to int) *table.Series {
	out := &table.Series{Columns: []string{column}}
	for _, replicate := range s.Replicates() {
		sum, n := 0.0, 0.0
		for _, x := range s.Line(replicate, table.All, table.All, column)[from:to] {
			if !math.IsNaN(x) {
				sum, n = sum+x, n+1
			}
		}
		out.Rows = append(out.Rows, table.Row{Replicate: replicate, By: table.All, Group: table.All, Values: []float64{sum / n}})
	}
	return out
}
