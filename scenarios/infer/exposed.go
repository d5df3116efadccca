package infer

import (
	"cmp"
	"slices"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// setting is what patterns and comparisons know of the country.
type setting struct {
	country                                *evidence.Country
	occupations, mostExposed, leastExposed []group
}

// country is that of the runs; nobody changes it.
var country = evidence.Shared

// readSetting reads the country of the runs.
var readSetting = sync.OnceValue(func() setting {
	c := country()
	ranked := byExposure(c)
	third := (len(ranked) + 1) / 3 // rounded
	return setting{country: c, occupations: groupsOf(c.Occupations), mostExposed: ranked[:third], leastExposed: ranked[len(ranked)-third:]}
})

// byExposure lists the occupations from the most to the least exposed to
// generative AI: by beta as people rated it (Eloundou et al. 2024), equals by
// gamma, then in the order of the table. The list is the same whatever index a
// scenario is played with, so that patterns are about the same people.
func byExposure(c *evidence.Country) []group {
	return groupsOf(slices.SortedStableFunc(slices.Values(c.Occupations), func(a, b evidence.Occupation) int {
		x, y := a.Exposure["human"], b.Exposure["human"]
		return cmp.Or(cmp.Compare(y[1], x[1]), cmp.Compare(y[2], x[2]))
	}))
}

// groupsOf are the groups of some occupations.
func groupsOf(list []evidence.Occupation) []group {
	return finding.Each(list, func(o evidence.Occupation) group { return occupation(o.Key) })
}
