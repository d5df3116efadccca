//go:build !noasm

package network

import "github.com/atelier-sim/atelier/sim/lanes"

// addShown is AddShown of the first rows, two at a time, and tells how many.
func addShown(sums, far, peers, shown []uint32, near Bound) (done int) {
	if !lanes.Eight || len(sums) < 2 || len(shown) == 0 {
		return 0
	}
	return addShown2(&sums[0], &far[0], &peers[0], len(sums)&^1, &shown[0], len(shown), near)
}

// addShown2 adds up what n rows see, n even and not 0. It stops before two rows of which
// one has a peer that shows nothing, and tells how many it added up.
//
//go:noescape
func addShown2(sums, far, peers *uint32, n int, shown *uint32, words int, near Bound) (done int)
