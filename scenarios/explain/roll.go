package explain

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// roll is who is there in January 2021: how many, and one of each occupation.
type roll struct {
	people int
	names  []string // of occupations, in the order of the tables
	first  []uint64 // lowest ID of each
	some   []bool   // whether anybody is of it
}

func callRoll(w *sim.World) roll {
	n := len(w.Occupations)
	r := roll{names: make([]string, n), first: make([]uint64, n), some: make([]bool, n)}
	for i, o := range w.Occupations {
		r.names[i] = o.Name
	}
	for i, state := range w.Creatives.State {
		if state == sim.Vacant {
			continue
		}
		o, id := w.Creatives.Occupation[i], w.Creatives.ID[i]
		r.people++
		if !r.some[o] || id < r.first[o] {
			r.first[o], r.some[o] = id, true
		}
	}
	return r
}

// examples names one creative of each occupation.
func (r *roll) examples() string {
	var list []string
	for o, name := range r.names {
		if r.some[o] {
			list = append(list, fmt.Sprintf("%d (%s)", r.first[o], name))
		}
	}
	return strings.Join(list, ", ")
}

// nobody is the sentence for an ID that no creative has.
func (r *roll) nobody(q Question) error {
	has := "has this ID"
	if n := q.Contest.Options.Population; q.Creative < uint64(n) {
		has = fmt.Sprintf("has this ID any more: of 0 to %d, who begin before the burn-in, many have left by January 2021", n-1)
	}
	return scenarios.Mistake("creative %d: nobody in replicate %d %s; ask for one of the %s creatives of January 2021, by occupation for instance %s",
		q.Creative, q.Replicate, has, finding.Count(r.people), r.examples())
}
