package infer

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Inside is the grouping of the tables that insiders make, with the groups "run"
// and "frozen".
const Inside = "inside"

// The columns of these tables.
const (
	deepShare    = "deep_share"    // share of users with more than half of their work by machine, last month
	noviceSaving = "novice_saving" // share of a work's hours that users in the lowest quartile of craft save, last month
	expertSaving = "expert_saving" // the same in the highest quartile
	juniorHires  = "junior_hires"  // into junior posts, per opening, most exposed third, last twelve months
	juniorPosts  = "junior_posts"  // junior posts per opening, likewise
	stillLayoffs = "still_layoffs" // share of layoffs by a factor that stands still, occupations and years 2022-25
)

// insider counts, while a run is played to December 2025, what patterns ask of
// single creatives and the tables of a run do not hold: one row a replicate and
// world, in month 59.
type insider struct {
	exposed []int // the places of the most exposed third among the occupations
	rows    [][2]table.Row
	flows   [][2]struct{ hired, posts, open int64 } // last twelve months
	layoffs [][2]layoffs
}

func newInsider(replicates int) *insider {
	s := readSetting()
	x := &insider{rows: make([][2]table.Row, replicates), flows: make([][2]struct{ hired, posts, open int64 }, replicates),
		layoffs: make([][2]layoffs, replicates)}
	for _, g := range s.mostExposed {
		x.exposed = append(x.exposed, s.country.Occupation(g.name))
	}
	return x
}

// watch is shown the world without AI as arm 0 and the run as arm 1.
func (x *insider) watch(replicate, arm int, w *sim.World) {
	month := w.Month - 1
	if month > december(2025) {
		return
	}
	off := &x.layoffs[replicate-1][arm]
	off.month(w, month)
	if month <= december(2024) {
		return
	}
	sum := &x.flows[replicate-1][arm]
	for _, o := range x.exposed {
		sum.hired += w.Flows[o][sim.FlowJuniorHires]
		sum.posts += w.Flows[o][sim.FlowJuniorOpenings]
		sum.open += w.Flows[o][sim.FlowOpenings]
	}
	if month == december(2025) {
		novices, experts := savings(w)
		x.rows[replicate-1][arm] = table.Row{Replicate: strconv.Itoa(replicate), Month: month, By: Inside, Group: []string{"frozen", "run"}[arm],
			Values: []float64{deepUsers(w), novices, experts, float64(sum.hired) / float64(sum.open), float64(sum.posts) / float64(sum.open), off.share()}}
	}
}

// table is what was counted.
func (x *insider) table() *table.Series {
	s := &table.Series{Columns: []string{deepShare, noviceSaving, expertSaving, juniorHires, juniorPosts, stillLayoffs}}
	for _, pair := range x.rows {
		s.Rows = append(s.Rows, pair[1], pair[0])
	}
	return s
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
