package sim

import "github.com/atelier-sim/atelier/sim/network"

// A published row is what peers see of a creative, in one word of 32 bits:
// trust in 2^-16 in the lowest 20, then four bits each for being there, using
// AI and having lost work. The fields are wide enough for eight peers, so that
// one addition a peer counts everything.
const (
	trustUnit        = 1 << 16
	trustMask        = 1<<20 - 1
	seenHere  uint32 = 1 << 20
	seenUses  uint32 = 1 << 24
	seenLost  uint32 = 1 << 28
)

// exposure gathers what peers showed last month: how many use AI, how many
// lost work, and the mean trust of those whose trust is within confidence of
// one's own. Without such a peer one's own trust stands. What is seen enters
// trust (equation 4), fear (equation 6) and use (equation 13).
//
// Source: Deffuant et al. 2000, bounded confidence.
var exposure = Mechanism{
	Name: "exposure", Asks: "What do my peers do, and who lost work?",
	Writes: []string{"PeersTrust", "PeersUse", "PeersLost"},
	Rows: func(w *World, c *Rows, worker int) {
		bound := uint32(w.Params.Trust.Confidence * trustUnit)
		room := &w.tallies[worker].room
		sums, far := &room.seen, &room.far // far: of those beyond the bound
		for i := range c.n {
			far[i] = uint32(float64(float64(c.Trust[i])*trustUnit)+0.5) - bound
		}
		network.AddShown(sums[:c.n], far[:c.n], c.Peers[:c.n*Degree], w.Creatives.Published, network.Bound{Mask: trustMask, Span: 2 * bound})
		for i := range c.n {
			if c.State[i] == Vacant {
				continue
			}
			trust, sum, far := c.Trust[i], sums[i], far[i]
			here := sum >> 20 & 15
			near := float64(here - far>>20&15)
			if near > 0 {
				trust = float32(float64(sum&trustMask-far&trustMask) / (near * trustUnit))
			}
			c.PeersTrust[i], c.PeersUse[i], c.PeersLost[i] = trust, eighths[sum>>24&15][here], eighths[sum>>28][here]
		}
	},
}

// eighths lists shares of the peers who are there, in 1/8, by how many of how many: a
// share needs no more, and a place left empty does not count as a peer who does not use AI.
var eighths = func() (shares [16][16]uint8) {
	for some := range shares {
		for all := range shares {
			if shares[some][all] = uint8(some); all != 0 {
				shares[some][all] = uint8((some*Degree + all/2) / all)
			}
		}
	}
	return shares
}()

// publish copies what peers will see next month, for exposure: trust (equation
// 4), use (equation 14), and whether work was lost to AI.
//
// Source: none, it is bookkeeping: a copy makes what one sees of others a month
// old, whatever the order of rows.
var publish = Mechanism{
	Name: "publish", Asks: "What will others see of me?",
	Writes: []string{"Published"},
	Rows: func(w *World, c *Rows, _ int) {
		for i := range c.n {
			if c.State[i] == Vacant {
				c.Published[i] = 0
				continue
			}
			v := uint32(float64(float64(c.Trust[i])*trustUnit)+0.5) | seenHere
			flags := c.Flags[i]
			if flags&Uses != 0 {
				v |= seenUses
			}
			if flags&LostWork != 0 {
				v |= seenLost
			}
			c.Published[i] = v
		}
	},
}

// publishAll publishes outside the month.
func (w *World) publishAll() {
	w.passRows(func(c *Rows, worker int) { publish.Rows(w, c, worker) })
}
