package infer

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/population"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
)

// Inside is the grouping of the tables of LookInside, with the groups "run"
// and "frozen".
const Inside = "inside"

// The columns of LookInside.
const (
	deepShare    = "deep_share"    // share of users with more than half of their work by machine, last month
	noviceSaving = "novice_saving" // share of a work's hours that users in the lowest quartile of craft save, last month
	expertSaving = "expert_saving" // the same in the highest quartile
	juniorHires  = "junior_hires"  // into junior posts, per opening, most exposed third, last twelve months
	juniorPosts  = "junior_posts"  // junior posts per opening, likewise
)

// LookInside plays a plan's seeds to December 2025 and counts what patterns
// ask of single creatives and the tables of a run do not hold. It gives one
// row a replicate and world, in month 59. report may be nil. An error is one of
// ctx or of the making of a world.
func LookInside(ctx context.Context, p ensemble.Plan, report ensemble.Progress) (*table.Series, error) {
	params, err := p.Scenario.Params()
	if err != nil {
		return nil, err
	}
	seeds := ensemble.Seeds(p.Options.Seed, p.Options.Replicates)
	rows, errs := make([][2]table.Row, len(seeds)), make([]error, len(seeds))
	across, within := ensemble.Spread(p.Options)
	exposed := readSetting().exposedRows()
	var told sync.Mutex // one report at a time, so that done never falls
	done := int64(0)
	stop := func() bool {
		told.Lock()
		defer told.Unlock()
		done++
		if report != nil {
			report(done, insideMonths(p.Options))
		}
		return ctx.Err() != nil
	}
	par.Each(across, len(seeds), func(_, i int) {
		spec := population.Spec{People: p.Options.Population, Seed: seeds[i], Index: p.Scenario.Exposure, Params: params, Workers: within}
		if rows[i], errs[i] = lookInside(spec, p.Options.Without, strconv.Itoa(i+1), exposed, stop); ctx.Err() != nil {
			errs[i] = context.Cause(ctx)
		}
	})
	s := &table.Series{Columns: []string{deepShare, noviceSaving, expertSaving, juniorHires, juniorPosts}}
	for i := range rows {
		if errs[i] != nil {
			return nil, errs[i]
		}
		s.Rows = append(s.Rows, rows[i][0], rows[i][1])
	}
	return s, nil
}

// insideMonths is how many months LookInside plays, the burn-in among them.
func insideMonths(o scenarios.Options) int64 {
	return int64(o.Replicates) * (sim.BurnInMonths + 2*int64(december(2025)+1))
}

// exposedRows are the places of the most exposed third among the occupations.
func (s setting) exposedRows() []int {
	var places []int
	for _, g := range s.mostExposed {
		places = append(places, s.country.Occupation(g.name))
	}
	return places
}

// lookInside plays one seed and its frozen twin. stop is asked each month; true
// ends it early, with rows that say nothing.
func lookInside(spec population.Spec, without []string, name string, exposed []int, stop func() bool) (rows [2]table.Row, err error) {
	w, err := population.Build(evidence.US(), spec)
	if err != nil {
		return rows, err
	}
	for _, m := range without {
		if err := w.LeaveOut(m); err != nil {
			return rows, err
		}
	}
	if !w.PlayBurnIn(stop) {
		return rows, nil
	}
	twin := w.Frozen()
	for k, world := range []*sim.World{w, twin} {
		var hired, posts, open int64
		for m := 0; m <= december(2025) && !stop(); m++ {
			world.Step()
			for _, o := range exposed {
				if m > december(2024) {
					hired += world.Flows[o][sim.FlowJuniorHires]
					posts += world.Flows[o][sim.FlowJuniorOpenings]
					open += world.Flows[o][sim.FlowOpenings]
				}
			}
		}
		novices, experts := savings(world)
		rows[k] = table.Row{Replicate: name, Month: december(2025), By: Inside, Group: []string{"run", "frozen"}[k],
			Values: []float64{deepUsers(world), novices, experts, float64(hired) / float64(open), float64(posts) / float64(open)}}
	}
	return rows, nil
}

// deepUsers is the share of users with a machine share above one half.
func deepUsers(w *sim.World) float64 {
	users, deep := 0, 0
	for i, state := range w.Creatives.State {
		if state != sim.Vacant && w.Creatives.Flags[i]&sim.Uses != 0 {
			users++
			if w.Creatives.Depth[i] > 0.5 {
				deep++
			}
		}
	}
	return float64(deep) / float64(users)
}

// savings are the mean shares of a work's hours saved by the users among
// employees, in the lowest and the highest quartile of employees' craft.
func savings(w *sim.World) (novices, experts float64) {
	c := &w.Creatives
	var rows []int
	for i, state := range c.State {
		if state == sim.Employed {
			rows = append(rows, i)
		}
	}
	slices.SortFunc(rows, func(a, b int) int { return cmp.Or(cmp.Compare(c.Craft[a], c.Craft[b]), cmp.Compare(a, b)) })
	quarter := len(rows) / 4
	return saved(c, rows[:quarter]), saved(c, rows[len(rows)-quarter:])
}

// saved is the mean share of hours saved by the users among some employees,
// whose output is works a month against 2021.
func saved(c *sim.Creatives, rows []int) float64 {
	sum, users := 0.0, 0
	for _, i := range rows {
		if c.Flags[i]&sim.Uses != 0 {
			sum += 1 - 1/float64(c.Output[i])
			users++
		}
	}
	return sum / float64(users)
}
