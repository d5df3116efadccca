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
		p, room, n := &w.Params.Attitude, &w.tallies[worker].room, c.n
		var harm lists.Table
		for o := range w.Occupations {
			harm[o] = p.Base - float64(p.AISupply*w.aiSupply(o))
		}
		trust0, fear0 := w.Params.Trust.PriorMean, num.Logistic(w.Params.Fear.Base)
		aim, x := room.lists[0][:n], room.lists[1][:n] // L(...), of vacant rows too
		lists.Pick(aim, &harm, c.Occupation[:n])
		lists.Widen(x, c.Disposition[:n])
		lists.Add(aim, aim, x)
		lists.Widen(x, c.Trust[:n])
		lists.Line(x, x, 1, -trust0)
		lists.AddTimes(aim, x, p.Trust)
		lists.Widen(x, c.Fear[:n])
		lists.Line(x, x, 1, -fear0)
		lists.AddTimes(aim, x, -p.Fear)
		num.Logistics(aim)
		lists.Widen(x, c.Attitude[:n])
		lists.Toward(x, aim, p.Inertia)
		lists.Narrow(c.Attitude[:n], c.someone(&room.masks[0]), x)
	},
}
