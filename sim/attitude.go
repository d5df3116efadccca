package sim

import (
	"github.com/atelier-sim/atelier/sim/lists"
	"github.com/atelier-sim/atelier/sim/num"
)

// attitude answers "is it good for my field?" (equation 5):
//
//	V += inertia (L(base + z + trust (T - T0) - fear (F - F0) - ai_supply S) - V)
//
// S is the flood of machine-made works in the occupation, T0 and F0 are trust and
// fear of the usual person before AI. Own use does not enter: attitudes can sour
// while use is level, as among the makers of games in 2024 and 2025.
//
// Source: the surveys of the Game Developers Conference 2024 and 2025 for level
// and fall; the weights are assumed.
var attitude = Mechanism{
	Name: "attitude", Asks: "Is it good for my field?",
	Writes: []string{"Attitude"},
	Rows: func(w *World, c *Rows, worker int) {
		p, room := &w.Params.Attitude, &w.tallies[worker].room
		if onLists { // to the bit what follows
			w.attitudeOnLists(c, room)
			return
		}
		fields, trust0, fear0 := w.usualAttitudes()
		aim := &room.lists[0] // L(...), of vacant rows too: no branch costs less
		for i := range c.n {
			x := fields[c.Occupation[i]%Occupations] + float64(c.Disposition[i])
			aim[i] = x + float64(p.Trust*(float64(c.Trust[i])-trust0)) - float64(p.Fear*(float64(c.Fear[i])-fear0))
		}
		num.Logistics(aim[:c.n])
		for i := range c.n {
			if c.State[i] != Vacant {
				c.Attitude[i] = float32(toward(float64(c.Attitude[i]), aim[i], p.Inertia))
			}
		}
	},
}

// usualAttitudes are the part of equation 5 that all in an occupation share, base - ai_supply S, and
// the trust and fear of the usual person before AI.
func (w *World) usualAttitudes() (fields lists.Table, trust, fear float64) {
	p := &w.Params.Attitude
	for o := range w.Occupations {
		fields[o] = p.Base - float64(p.AISupply*w.aiSupply(o))
	}
	return fields, w.Params.Trust.PriorMean, num.Logistic(w.Params.Fear.Base)
}
