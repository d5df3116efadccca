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
		seen := c.Published
		for i := lo; i < hi; i++ {
			if c.State[i] == Vacant {
				continue
			}
			own := float64(c.Trust[i])
			sum, near := 0.0, 0.0
			var here, uses, lost uint64
			for _, j := range c.Peers[i*Degree : i*Degree+Degree] {
				v := seen[j]
				if v&seenHere == 0 {
					continue
				}
				here++
				uses += v >> 33 & 1
				lost += v >> 34 & 1
				t := float64(math.Float32frombits(uint32(v)))
				if math.Abs(t-own) <= bound {
					sum += t
					near++
				}
			}
			if near > 0 {
				own = sum / near
			}
			c.PeersTrust[i] = float32(own)
			c.PeersUse[i], c.PeersLost[i] = eighths(uses, here), eighths(lost, here)
		}
	},
}

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
		for i := lo; i < hi; i++ {
			if c.State[i] == Vacant {
				c.Published[i] = 0
				continue
			}
			v := uint64(math.Float32bits(c.Trust[i])) | seenHere
			v |= uint64(c.Flags[i]&Uses) << 33
			v |= uint64(c.Flags[i]&LostWork) << 32 // bit 2 becomes bit 34
			c.Published[i] = v
		}
	},
}
