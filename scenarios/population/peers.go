package population

import (
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/network"
	"github.com/atelier-sim/atelier/sim/par"
)

// farPeers is the share of links that lead out of the neighbourhood (assumed;
// a few per cent make a small world, Watts and Strogatz 1998).
const farPeers = 0.05

// meetPeers links the rows: a small world within each occupation, in which
// neighbours are mostly of the same organisation or of one like it, and a few
// links across. Whoever takes a spare row later hears eight people who stand
// together somewhere.
func meetPeers(w *sim.World) {
	n := w.Rows()
	block := make([]int32, n)
	for o := range w.Occupations {
		for i := w.OccStart[o]; i < w.OccStart[o+1]; i++ {
			block[i] = int32(o)
		}
	}
	for i := w.People; i < n; i++ {
		block[i] = int32(len(w.Occupations))
	}
	luck, stride := draw.New(w.Seed, drawPeers, 0), uint64(network.Draws(sim.Degree))
	network.Link(w.Creatives.Peers, sim.Degree, block, farPeers, func(i, k int) uint64 {
		return luck.Bits(uint64(i)*stride + uint64(k))
	})
	anchors := draw.New(w.Seed, drawAnchors, 0)
	par.Chunks(w.Workers, n-w.People, func(_, _, lo, hi int) {
		for i := w.People + lo; i < w.People+hi; i++ {
			first := uint32(anchors.Below(uint64(i), uint64(w.People-sim.Degree)))
			for k := range sim.Degree {
				w.Creatives.Peers[i*sim.Degree+k] = first + uint32(k)
			}
		}
	})
}
