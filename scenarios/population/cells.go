package population

import (
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
)

// roundCells gives cells their fixed uniform for rounding desired heads: one
// even sequence for the cells of an occupation in order of their size, so that
// sums of rounded heads are close to the sum of what is desired whatever
// multiplies it.
func roundCells(w *sim.World) {
	const largest = 15 // and above: one more row or less hardly matters there
	var next [sim.Occupations][largest + 2]int
	size := func(k int) int { return int(min(largest, w.Cells.Staff[k])) }
	for k, o := range w.Cells.Occupation {
		next[o][size(k)+1]++
	}
	var start [sim.Occupations]float64
	luck := draw.New(w.Seed, drawRound, 0)
	for o := range next {
		start[o] = luck.Uniform(uint64(o))
		for n := range largest + 1 {
			next[o][n+1] += next[o][n]
		}
	}
	for k, o := range w.Cells.Occupation {
		n := &next[o][size(k)]
		w.Cells.Rounding[k] = fraction(even(start[o], *n, goldenStep))
		*n++
	}
}

// shareDomains gives each organisation its share of its domain's heads.
func shareDomains(w *sim.World) {
	o := &w.Orgs
	var domain [sim.Domains]float64
	for k, f := range w.Cells.Organisation {
		base := float64(w.Cells.Base[k])
		o.BaseShare[f] += base
		domain[o.Domain[f]] += base
	}
	for f, d := range o.Domain {
		o.BaseShare[f] /= domain[d]
	}
}
