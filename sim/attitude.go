package sim

import "github.com/atelier-sim/atelier/sim/num"

// attitude answers "is it good for my field?" (equation 5):
//
//	V += inertia (L(base + z + 2 (T - 0.46) - 1.8 (F - 0.28) - 2.5 bypass - AI supply) - V)
//
// Own use does not enter: attitudes can sour while use is level, as among the
// makers of games in 2024 and 2025.
var attitude = Mechanism{
	Name: "attitude", Asks: "Is it good for my field?",
	Writes: []string{"Attitude"},
	Rows: func(w *World, lo, hi, _ int) {
		c, p := &w.Creatives, &w.Params.Attitude
		var harm [Occupations]float64
		for o := range w.Occupations {
			harm[o] = p.Base - float64(p.Bypass*w.Occupations[o].Bypass) - float64(p.AISupply*w.aiSupply(o))
		}
		state := c.State[lo:hi]
		n := len(state)
		occupation, disposition := c.Occupation[lo:hi][:n], c.Disposition[lo:hi][:n]
		trust, fear, attitude := c.Trust[lo:hi][:n], c.Fear[lo:hi][:n], c.Attitude[lo:hi][:n]
		byTrust, byFear, inertia := p.Trust, p.Fear, p.Inertia
		for i := range state {
			if state[i] == Vacant {
				continue
			}
			x := harm[occupation[i]%Occupations] + float64(disposition[i]) +
				float64(byTrust*(float64(trust[i])-0.46)) - float64(byFear*(float64(fear[i])-0.28))
			v := float64(attitude[i])
			attitude[i] = float32(v + float64(inertia*(num.Logistic(x)-v)))
		}
	},
}
