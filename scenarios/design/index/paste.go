package index

import (
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/sim/num"
)

// Paste returns box number i after pasting: as long as some end can be moved outwards by a slice without
// loss of density, the one that leaves the highest density is; then by half a slice, and so on, down to a
// single point. It mends what a peel took too much of, and takes away limits that were met by chance.
func (d *Discovery) Paste(i int) (Box, error) {
	if i < 0 || i >= len(d.Boxes) {
		return Box{}, fmt.Errorf("i is %d, and must lie in 0 to %d", i, len(d.Boxes)-1)
	}
	box := d.Boxes[i]
	for n := d.slice(box.Points); n > 0; {
		larger, ok := d.pasted(box, n)
		if !ok {
			n /= 2
			continue
		}
		box = larger
	}
	return box, nil
}

// pasted returns the best box that is one slice of n points larger, and whether there is one that is as
// dense.
func (d *Discovery) pasted(b Box, n int) (best Box, ok bool) {
	for _, j := range b.Limits() {
		below, above := d.beyond(b, j)
		low, high := b.Low[j], b.High[j]
		var larger []Box
		if low != 0 {
			end := 0.0 // nothing lies beyond: the limit goes
			if len(below) > n {
				end = below[len(below)-n]
			}
			larger = append(larger, b.with(j, end, high))
		}
		if high != 1 {
			end := 1.0
			if stays := n + tied(above, n); stays < len(above) {
				end = above[stays] // the first that stays outside
			}
			larger = append(larger, b.with(j, low, end))
		}
		for _, l := range larger {
			l = d.weighed(l)
			if l.Density >= b.Density && (!ok || l.Density > best.Density || l.Density == best.Density && l.Points > best.Points) {
				best, ok = l, true
			}
		}
	}
	return best, ok
}

// beyond returns the values of a factor below and above a box, of the points that all other factors put
// within, each from low to high.
func (d *Discovery) beyond(b Box, j int) (below, above []float64) {
	for _, p := range d.points {
		if !b.holds(p, j) {
			continue
		}
		if p[j] < b.Low[j] {
			below = append(below, p[j])
		}
		if p[j] >= b.High[j] {
			above = append(above, p[j])
		}
	}
	slices.Sort(below)
	slices.Sort(above)
	return below, above
}

// tied is how many values after the first n equal the n-th: they come in together.
func tied(ordered []float64, n int) int {
	equal := 0
	for n+equal < len(ordered) && ordered[n+equal] == ordered[n-1] {
		equal++
	}
	return equal
}

// ByChance returns for each factor that limits a box, in the order of Limits, how likely chance alone
// would have made it as dense: the probability of so many points of interest among those within, at the
// density of the box without this factor's limits (the quasi-p-value of Bryant and Lempert
// 2010). It is too small, since limits were chosen to be dense; a limit with a value that is not
// small should go.
func (d *Discovery) ByChance(b Box) []float64 {
	var list []float64
	inside := d.weighed(b)
	for _, j := range b.Limits() {
		around := d.within(b, j)
		list = append(list, atLeast(inside.Found, inside.Points, ratio(float64(d.found(around)), float64(len(around)))))
	}
	return list
}

// atLeast is the probability of k or more successes in n independent tries of probability p.
func atLeast(k, n int, p float64) float64 {
	switch {
	case k <= 0 || p >= 1:
		return 1
	case !(p > 0):
		return 0
	}
	// The logarithm of each term follows from the one before.
	term, sum := float64(float64(n)*num.Log(1-p)), 0.0
	odds := num.Log(p) - num.Log(1-p)
	for i := 0; i <= n; i++ {
		if i > 0 {
			term += num.Log(float64(n-i+1)) - num.Log(float64(i)) + odds
		}
		if i >= k {
			sum += num.Exp(term)
		}
	}
	return min(sum, 1)
}
