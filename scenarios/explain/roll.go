package explain

import (
	"fmt"
	"math"
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
	const nobody = math.MaxUint64
	first := slices.Repeat([]uint64{nobody}, len(w.Occupations))
	for i, state := range w.Creatives.State {
		if state != sim.Vacant {
			r.people++
			o := w.Creatives.Occupation[i]
			first[o] = min(first[o], w.Creatives.ID[i])
		}
	}
	for o, id := range first {
		if id != nobody {
			r.examples = append(r.examples, fmt.Sprintf("%d (%s)", id, w.Occupations[o].Name))
		}
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
