package ensemble

import (
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
)

// inMemory is how many bytes of tables of months lie in memory before the rest goes to
// the scratch, where there is one.
const inMemory = 64 << 20

// groups are those of a table of a country that tells of as many occupations, domains and
// sectors as the laboratory's; packedShare is what packing leaves of it.
const (
	groups      = 58
	packedShare = 0.7
)

// Held is about how many bytes so many futures of each replicate (arms in worlds) hold of
// what they played, the worlds left aside: in memory until the last file is written, and in
// the scratch until the tables are. A replicate and future has of each month the measures
// of all creatives, and of each group those of the end and the means; where tables are
// kept, as those of a run are, also every group of every month: of these the first inMemory
// bytes lie in memory, or, with full, all of them. Statistics over replicates have two tables
// of a month of each replicate besides.
func Held(o scenarios.Options, futures int, tables bool) (memory, scratch int64) {
	row, n := int64(8*len(sim.Columns)), int64(o.Replicates)*int64(futures)
	memory = n * row * int64(o.Months+2*groups)
	if !tables {
		return memory, 0
	}
	all := n * row * int64(o.Months) * groups
	if o.Full { // rows of each future, and of the differences
		return memory + 2*all, max(0, all-inMemory)
	}
	beyond := max(0, all-inMemory)
	return memory + all - beyond + n*row*groups, int64(float64(beyond) * packedShare)
}
