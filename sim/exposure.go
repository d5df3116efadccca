package sim

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
// lost work, and the mean trust of those whose trust is within the bound of
// confidence of one's own (Deffuant et al. 2000). Without such a peer one's
// own trust stands.
var exposure = Mechanism{
	Name: "exposure", Asks: "What do my peers do, and who lost work?",
	Writes: []string{"PeersTrust", "PeersUse", "PeersLost"},
	Rows: func(w *World, lo, hi, _ int) {
		c := &w.Creatives
		bound := int32(w.Params.Trust.Confidence * trustUnit)
		seen, state := c.Published, c.State[lo:hi]
		n := len(state)
		trust, peers := c.Trust[lo:hi][:n], c.Peers[lo*Degree:hi*Degree]
		outTrust, outUse, outLost := c.PeersTrust[lo:hi][:n], c.PeersUse[lo:hi][:n], c.PeersLost[lo:hi][:n]
		for i := range state {
			if state[i] == Vacant {
				continue
			}
			own := int32(float64(float64(trust[i])*trustUnit) + 0.5)
			var sum, far uint32 // far: trust of those beyond the bound
			for _, j := range (*[Degree]uint32)(peers[i*Degree:]) {
				v := seen[j]
				sum += v
				if d := int32(v&trustMask) - own; d > bound || d < -bound {
					far += v & (trustMask | seenHere)
				}
			}
			here := sum >> 20 & 15
			near := float64(here - far>>20)
			outTrust[i] = trust[i]
			if near > 0 {
				outTrust[i] = float32(float64(sum&trustMask-far&trustMask) / (near * trustUnit))
			}
			outUse[i], outLost[i] = eighths(sum>>24&15, here), eighths(sum>>28, here)
		}
	},
}

// eighths is a share of the peers who are there, in 1/8: a share needs no more,
// and a place left empty does not count as a peer who does not use AI.
func eighths(some, all uint32) uint8 {
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
			v := uint32(float64(float64(trust[i])*trustUnit)+0.5) | seenHere
			if flags[i]&Uses != 0 {
				v |= seenUses
			}
			if flags[i]&LostWork != 0 {
				v |= seenLost
			}
			out[i] = v
		}
	},
}
