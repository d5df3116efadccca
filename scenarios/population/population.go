// Package population makes the people and organisations of a country: a
// sim.World at the first month of the burn-in, from the tables of evidence.
//
// Read Build first; it is the order in which a world is made:
//
//   - facts.go: what is known about occupations, domains and sectors;
//   - heads.go: how many rows of each occupation work for somebody, freelance
//     or look for work, and where the employees work (pools);
//   - sizes.go, teams.go: organisations of each pool, with the staff that the
//     tables of firms give them, filled with creatives from the pool;
//   - organisations.go, cells.go, adoption.go: their traits and jobs, and who had
//     AI in 2021;
//   - people.go, pay.go, peers.go: the creatives, what they earn, whom they see.
//
// Every row stands for the same number of persons, World.Weight, so totals are
// whole numbers of rows and every row says as much as any other. What differs
// is how many real organisations a row of organisations stands for: a small
// organisation is taken whole, a large one by some of its creatives.
//
// Counts are rounded so that margins hold (round.go), and draws are spread
// evenly where a sum matters (draws.go): a world of a thousand people has the
// occupations, contracts, sizes and pay of the tables as well as one of a
// million, up to single rows.
package population

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/par"
)

// Limits of the number of creatives in a world.
const (
	FewestPeople = 200        // below it an occupation would have no row
	MostPeople   = 50_000_000 // row numbers are 32 bits, and memory has an end
)

// spare is the share of rows kept vacant for growth, spareRows the least of
// them.
const (
	spare     = 0.10
	spareRows = 64
)

// Spec says which population to make.
type Spec struct {
	People  int    // creatives simulated, FewestPeople .. MostPeople
	Seed    uint64 // luck of the population and of the run
	Index   string // rating of exposure: "" or "consensus", "human", "gpt4", "observed"; see facts.go
	Params  sim.Params
	Workers int // goroutines; no result depends on it
}

// Build makes the world of a country in the first month of the burn-in. The
// same country, spec and parameters give the same bytes on any machine and any
// number of workers. An error is one sentence with the fix; nothing is made
// then.
func Build(c *evidence.Country, s Spec) (*sim.World, error) {
	if err := s.check(c); err != nil {
		return nil, err
	}
	w := facts(c, s)
	h := countHeads(c, s)
	w.Weight = h.weight

	pools := h.pools(c, s.Seed)
	filled := make([]teams, len(pools))
	par.Each(w.Workers, len(pools), func(_, p int) {
		filled[p] = pools[p].fill(c, w, p)
	})
	placeOrganisations(c, w, pools, filled)
	settleAdoption(c, w)
	placePeople(w, h)
	dealPay(w, h)
	meetPeers(w)
	placeClients(w)
	w.Ready()
	return w, nil
}

// check refuses what no world can be made of.
func (s Spec) check(c *evidence.Country) error {
	switch {
	case s.People < FewestPeople || s.People > MostPeople:
		return fmt.Errorf("a population of %d is out of range: use %d to %d", s.People, FewestPeople, MostPeople)
	case s.Params == (sim.Params{}):
		return errors.New("all parameters are 0: start from sim.DefaultParams()")
	case !slices.Contains([]string{"", "consensus", "human", "gpt4", "observed"}, s.Index):
		return fmt.Errorf("there is no index of exposure %q: use consensus, human, gpt4 or observed", s.Index)
	}
	return fits(c)
}

// fits refuses a country of a shape that the model does not have.
func fits(c *evidence.Country) error {
	switch {
	case len(c.Occupations) > sim.Occupations:
		return fmt.Errorf("the tables of %s have %d occupations: the model holds %d, so join some", c.Name, len(c.Occupations), sim.Occupations)
	case len(c.Sectors) > sim.MaxSectors:
		return fmt.Errorf("the tables of %s have %d sectors: the model holds %d, so join some", c.Name, len(c.Sectors), sim.MaxSectors)
	}
	for _, d := range c.Domains {
		if known := sim.DomainKeys(); !slices.Contains(known, d.Key) {
			return fmt.Errorf("the tables of %s have the domain %q, for which the model has no elasticity of demand: use some of %s", c.Name, d.Key, strings.Join(known, ", "))
		}
	}
	var stages []string
	for _, s := range c.Stages {
		stages = append(stages, s.Key)
	}
	if !slices.Equal(stages, sim.StageNames) {
		return fmt.Errorf("the tables of %s have the stages %s: the model needs %s, in this order", c.Name, strings.Join(stages, ", "), strings.Join(sim.StageNames, ", "))
	}
	return nil
}

// spareOf is the number of vacant rows beside n in use.
func spareOf(n int) int { return int(spare*float64(n)) + spareRows }
