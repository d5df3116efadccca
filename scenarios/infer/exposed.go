package infer

import (
	"cmp"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/evidence"
)

// setting is what patterns and comparisons know of the country.
type setting struct {
	country                                *evidence.Country
	occupations, mostExposed, leastExposed []group
}

// readSetting reads the country of the runs.
func readSetting() setting {
	c := evidence.US()
	ranked := byExposure(c)
	third := (len(ranked) + 1) / 3 // rounded
	s := setting{country: c, mostExposed: ranked[:third], leastExposed: ranked[len(ranked)-third:]}
	for i := range c.Occupations {
		s.occupations = append(s.occupations, occupation(c.Occupations[i].Key))
	}
	return s
}

// byExposure lists the occupations from the most to the least exposed to
// generative AI: by beta as people rated it (Eloundou et al. 2024), equals by
// gamma, then in the order of the table. The list is the same whatever index a
// scenario is played with, so that patterns are about the same people.
func byExposure(c *evidence.Country) []group {
	order := make([]int, len(c.Occupations))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := c.Occupations[a].Exposure["human"], c.Occupations[b].Exposure["human"]
		return cmp.Or(cmp.Compare(y[1], x[1]), cmp.Compare(y[2], x[2]))
	})
	groups := make([]group, len(order))
	for i, o := range order {
		groups[i] = occupation(c.Occupations[o].Key)
	}
	return groups
}
