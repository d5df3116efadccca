package sim

import "math"

// A published row is what peers see of a creative: 32 bits of trust, then
// whether somebody is there, uses AI, and lost work.
const (
	seenHere uint64 = 1 << (32 + iota)
	seenUses
	seenLost
)

// exposure gathers what peers showed last month: how many use AI, how many
// lost work, and the mean trust of those whose trust is within the bound of
// confidence of one's own (Deffuant et al. 2000). Without such a peer one's
// own trust stands.
var exposure = Mechanism{
	Name: "exposure", Asks: "What do my peers do, and who lost work?",
	Writes: []string{"PeersTrust", "PeersUse", "PeersLost"},
	Rows: func(w *World, lo, hi, _ int) {
		c := &w.Creatives
		bound := w.Params.Trust.Confidence
		seen, state := c.Published, c.State[lo:hi]
		n := len(state)
		trust, peers := c.Trust[lo:hi][:n], c.Peers[lo*Degree:hi*Degree]
		outTrust, outUse, outLost := c.PeersTrust[lo:hi][:n], c.PeersUse[lo:hi][:n], c.PeersLost[lo:hi][:n]
		var v [Degree]uint64
		for i := range state {
			if state[i] == Vacant {
				continue
			}
			// All eight are asked for before the first is looked at: the far
			// ones come from memory, and can come together.
			for k, j := range (*[Degree]uint32)(peers[i*Degree:]) {
				v[k] = seen[j]
			}
			own := float64(trust[i])
			low, high := own-bound, own+bound
			sum, near := 0.0, 0
			counts := uint64(0) // here, uses and lost, eight bits each
			for _, x := range v {
				counts += uint64(tripled[x>>32&7])
				if t := float64(math.Float32frombits(uint32(x))); x&seenHere != 0 && t >= low && t <= high {
					sum += t
					near++
				}
			}
			if near > 0 {
				own = sum / float64(near)
			}
			here := counts & 255
			outTrust[i] = float32(own)
			outUse[i], outLost[i] = eighths(counts>>8&255, here), eighths(counts>>16, here)
		}
	},
}

// tripled spreads the three flags of a published row over three bytes, so that
// one addition counts all three.
var tripled = [8]uint32{0, 1, 1 << 8, 1<<8 | 1, 1 << 16, 1<<16 | 1, 1<<16 | 1<<8, 1<<16 | 1<<8 | 1}

// eighths is a share of the peers who are there, in 1/8: a share needs no more,
// and a place left empty does not count as a peer who does not use AI.
func eighths(some, all uint64) uint8 {
	if all == Degree || all == 0 {
		return uint8(some)
	}
	return uint8((some*Degree + all/2) / all)
}

// publish copies what peers will see next month.
var publish = Mechanism{
	Name: "publish", Asks: "What will others see of me?",
	Writes: []string{"Published"},
	Rows: func(w *World, lo, hi, _ int) {
		c := &w.Creatives
		state := c.State[lo:hi]
		n := len(state)
		out, trust, flags := c.Published[lo:hi][:n], c.Trust[lo:hi][:n], c.Flags[lo:hi][:n]
		for i := range state {
			if state[i] == Vacant {
				out[i] = 0
				continue
			}
			v := uint64(math.Float32bits(trust[i])) | seenHere
			v |= uint64(flags[i]&Uses) << 33
			v |= uint64(flags[i]&LostWork) << 32 // bit 2 becomes bit 34
			out[i] = v
		}
	},
}
