package explain

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// roll is who is there in January 2021: how many, and one of each occupation.
type roll struct {
	people   int
	examples []string // in the order of the tables, the lowest ID of each
}

func callRoll(w *sim.World) (r roll) {
	first := map[uint8]uint64{}
	for i, state := range w.Creatives.State {
		if state == sim.Vacant {
			continue
		}
		o, id := w.Creatives.Occupation[i], w.Creatives.ID[i]
		r.people++
		if lowest, some := first[o]; !some || id < lowest {
			first[o] = id
		}
	}
	for _, o := range slices.Sorted(maps.Keys(first)) {
		r.examples = append(r.examples, fmt.Sprintf("%d (%s)", first[o], w.Occupations[o].Name))
	}
	return r
}

// nobody is the sentence for an ID that no creative has.
func (r *roll) nobody(q Question) error {
	has := "has this ID"
	if n := q.Contest.Options.Population; q.Creative < uint64(n) {
		has = fmt.Sprintf("has this ID any more: of 0 to %d, who begin before the burn-in, many have left by January 2021", n-1)
	}
	return scenarios.Mistake("creative %d: nobody in replicate %d %s; ask for one of the %s creatives of January 2021, by occupation for instance %s",
		q.Creative, q.Replicate, has, finding.Count(r.people), strings.Join(r.examples, ", "))
}
