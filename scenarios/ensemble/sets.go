package ensemble

import (
	"strconv"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// fresh is how many replicates in a row play a set of their own before one plays once more
// what the first of them played.
const fresh = 3

// SetOf is the place, from 0, in an endless row of sets of that which replicate r, from 0,
// plays. Of four replicates the first three play the next set of the row each; the last
// plays the first of the three once more, with a seed of its own, as every replicate has.
// So first plays tell what is not known, and the pairs, one set with two seeds, what luck
// does. What a replicate plays does not depend on how many there are. The row is the
// country's sets in the order of their table, over and over.
func SetOf(r int) int {
	if Repeats(r) {
		r -= fresh
	}
	return r/(fresh+1)*fresh + r%(fresh+1)
}

// Repeats tells whether replicate r, from 0, plays the set of replicate r-3 once more.
func Repeats(r int) bool { return r%(fresh+1) == fresh }

// A deck is the sets that replicates play; without any, central parameters are played.
type deck struct{ *evidence.Ensemble }

// deckOf is that of some options. It refuses sets where the country has none.
func deckOf(c *evidence.Country, o scenarios.Options) (deck, error) {
	switch {
	case !o.OfSets():
		return deck{}, nil
	case c.Ensemble == nil:
		return deck{}, scenarios.Mistake("--parameters: there are no sets of parameters for %s; use --parameters central", c.Name)
	}
	return deck{c.Ensemble}, nil
}

// place is that of the set, from 0, which a replicate, from 0, plays; 0 with central
// parameters.
func (d deck) place(replicate int) int {
	if d.Ensemble == nil {
		return 0
	}
	return SetOf(replicate) % len(d.Sets)
}

// under is a scenario as a replicate, from 0, plays it.
func (d deck) under(s *scenarios.Scenario, replicate int) *scenarios.Scenario {
	if d.Ensemble == nil {
		return s
	}
	return s.Under(d.Paths, d.Sets[d.place(replicate)].Values)
}

// numbers are those of the sets of n replicates behind the first ones that are skipped;
// nil with central parameters.
func (d deck) numbers(skip, n int) []int {
	if d.Ensemble == nil {
		return nil
	}
	list := make([]int, n)
	for i := range list {
		list[i] = d.Sets[d.place(skip+i)].Number
	}
	return list
}

// Under is a scenario as a replicate, from 0, plays it by its options: with the parameters
// of the replicate's set below its own, or as it is with central ones.
func Under(s *scenarios.Scenario, replicate int) (*scenarios.Scenario, error) {
	d, err := deckOf(country(), s.Options)
	if err != nil {
		return nil, err
	}
	return d.under(s, replicate), nil
}

// SetNumbers are the numbers of the sets that the first n replicates play by some options;
// nil with central parameters.
func SetNumbers(o scenarios.Options, n int) ([]int, error) {
	d, err := deckOf(country(), o)
	return d.numbers(0, n), err
}

// SetTable is what was played with sets: a row for each replicate, with its number, its
// seed, its set, which search found that, and the set's value of every parameter that it
// has; nil with central parameters. The world and the scenario may have said otherwise.
func (c *Futures) SetTable() table.Frame {
	if c.deck.Ensemble == nil {
		return nil
	}
	heads := []table.Head{{Name: "replicate", Content: table.Whole}, {Name: "seed", Content: table.Text}, {Name: "set", Content: table.Whole}, {Name: "start", Content: table.Whole}}
	for _, path := range c.deck.Paths {
		heads = append(heads, table.Head{Name: path})
	}
	f := table.NewFrame(heads, len(c.outcomes))
	for i := range c.outcomes {
		set := &c.deck.Sets[c.deck.place(c.Skip+i)]
		f[0].Numbers[i], f[1].Texts[i] = float64(c.Skip+i+1), strconv.FormatUint(c.Seeds[i], 10)
		for k, v := range append([]float64{float64(set.Number), float64(set.Start)}, set.Values...) {
			f[2+k].Numbers[i] = v
		}
	}
	return f
}

// Sets are the numbers of the sets that were played, one a replicate; nil with central
// parameters.
func (c *Futures) Sets() []int { return c.deck.numbers(c.Skip, len(c.outcomes)) }
