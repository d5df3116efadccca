package page

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// InsideQuestion asks who lives through a choice: the first replicate of it, month by month,
// with some of its people in view.
type InsideQuestion struct {
	Link    string   `json:"link"`
	People  int      `json:"people"`  // about how many creatives are in view at first; 0 for the usual number
	Markets []string `json:"markets"` // occupations whose freelancers are in view; nil for those that the rule picks
}

// How many creatives are in view at the start: usually, at least and at most.
const (
	usualView = 240
	leastView = 20
	mostView  = 600
)

// Inside is what came of it. Numbers that stand for persons, organisations and clients are
// places in the lists here.
type Inside struct {
	Link        string   `json:"link"`
	Notes       []string `json:"notes"`
	Months      int      `json:"months"`
	Start       int      `json:"start"`      // month of the first policy, -1 without one
	Weight      float64  `json:"weight"`     // persons whom a creative stands for
	People      int      `json:"people"`     // creatives of the world at the end of the first month
	InView      int      `json:"in_view"`    // of them
	Replicates  int      `json:"replicates"` // of the choice; the first of them is shown
	Occupations []Trade  `json:"occupations"`
	Markets     []int    `json:"markets"` // occupations whose freelancers are in view
	Whole       bool     `json:"whole"`   // all freelancers of these markets are, and all clients
	Firms       []Firm   `json:"firms"`
	Clients     []Buyer  `json:"clients"`
	Persons     []uint64 `json:"persons"` // their IDs, in the order in which they came into view
	Films       []Film   `json:"films"`   // the reference first, then the choice
}

// Trade is an occupation by its names.
type Trade struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	One   string `json:"one"` // of those whom the title names
}

// Firm is an organisation in view, by what it is at the start.
type Firm struct {
	Size   string `json:"size"`   // staff
	Sector string `json:"sector"` // in words
	Staff  int    `json:"staff"`  // creatives at the start
	Seen   int    `json:"seen"`   // of them in view
}

// Buyer is a client in view.
type Buyer struct {
	Kind       string `json:"kind"`
	Occupation int    `json:"occupation"` // what it commissions
}

// Film is one future, at the end of each month.
type Film struct {
	Title string `json:"title"`
	// Tracks are bytes of all persons, in base64: see [pack].
	Tracks string `json:"tracks"`
	// Orders tell from when on a client orders where, three numbers each: months since the
	// entry before, client, and a person or one of the places below. Before its first entry a
	// client is [Nowhere].
	Orders []int `json:"orders"`
	// Adoption tells of organisations, four numbers each: months since the entry before,
	// organisation, its stage of adoption (0 none, 1 pilot, 2 integrated), and 1 if another
	// organisation has opened in its place.
	Adoption []int `json:"adoption"`
	// World are counts of all creatives of the world, by month: [Counts].
	World [][]int `json:"world"`
}

// Where the commissions of a client go that go to nobody in view.
const (
	Nowhere = -1 - iota // it has no use for work this month, or nobody whom it knows
	InHouse             // an organisation
	ByAI                // it makes them itself, with AI
	Unseen              // a freelancer who is not in view
)

// Counts are what is counted of all creatives of a world in a month, by name.
var Counts = []string{"people", "employed", "freelancing", "unemployed", "uses_ai"}

// contestOf is what look-inside plays of a choice: its reference, and itself. A choice
// without policies stands beside its world without AI.
func (c Choice) contestOf(workers int) *scenarios.Contest {
	if len(c.Scenario.Policies) > 0 {
		contest := c.contest(workers)
		contest.Arms[armReference].Name, contest.Arms[armChoice].Name = "no policy", "your choice"
		return contest
	}
	mine := c.Scenario.Clone()
	mine.Name, mine.Title = "your choice", "Your choice"
	mine.Options.Workers, mine.Options.Counterfactual = workers, true
	contest := scenarios.RunContest(mine)
	contest.Arms[armReference].Title = "Without AI"
	return contest
}

// Inside plays what is asked, as far as it was not played lately, and tells who is where.
func (d *Desk) Inside(ctx context.Context, q InsideQuestion) (*Inside, error) {
	if q.People == 0 {
		q.People = usualView
	}
	if q.People < leastView || q.People > mostView {
		return nil, scenarios.Mistake("people: value %d: look at %d to %d creatives", q.People, leastView, mostView)
	}
	choice := Read(q.Link)
	if err := d.Limits.Allow(choice.Scenario.Options, 2, 1); err != nil {
		return nil, err
	}
	key := fmt.Sprintf("%s %d %q", choice.Link(), q.People, q.Markets)
	return d.views.of(key, func() (*Inside, error) { return d.film(ctx, choice, q) })
}

// film plays a choice and its reference in view of a crowd.
func (d *Desk) film(ctx context.Context, c Choice, q InsideQuestion) (*Inside, error) {
	contest := c.contestOf(d.Workers)
	f, err := ensemble.New(contest.Arms, contest.Worlds, contest.Options)
	if err != nil {
		return nil, err
	}
	o := contest.Options
	s := newCrowd(o.Seed, o.Months, q, len(contest.Arms))
	f.Larder = d.Larder
	f.Watch = func(_, arm int, w *sim.World) { s.watch(arm, w) }
	if err := f.Play(ctx, 1, nil); err != nil {
		return nil, err
	}
	if s.err != nil {
		return nil, s.err
	}
	a := s.inside()
	a.Link, a.Notes, a.Replicates, a.Start = c.Link(), c.Notes, c.Scenario.Options.Replicates, -1
	for i := range a.Films {
		a.Films[i].Title = contest.Arms[i].Title
	}
	for _, p := range c.Scenario.Policies {
		if p.Start < o.Months && (a.Start < 0 || p.Start < a.Start) {
			a.Start = max(0, p.Start)
		}
	}
	return a, nil
}

// marketsOf finds the occupations that are asked for by name.
func marketsOf(w *sim.World, asked []string) (list []int, err error) {
	names := finding.Each(w.Occupations, func(o sim.Occupation) string { return o.Name })
	for _, name := range asked {
		i := slices.Index(names, name)
		if i < 0 {
			meant := file.Meant(name, names)
			if meant == "" {
				meant = "; it has " + strings.Join(names, ", ")
			}
			return nil, scenarios.Mistake("markets: the world has no occupation %s%s", file.Shown(name, true), meant)
		}
		if !slices.Contains(list, i) {
			list = append(list, i)
		}
	}
	slices.Sort(list)
	return list, nil
}

// tradesOf are what the occupations of a world are called.
func tradesOf(w *sim.World) []Trade {
	return finding.Each(w.Occupations, func(o sim.Occupation) Trade { return Trade{o.Name, o.Title, explain.Singular(o.Title)} })
}
