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
		for i := lo; i < hi; i++ {
			if c.State[i] == Vacant {
				continue
			}
			x := harm[c.Occupation[i]%Occupations] + float64(c.Disposition[i]) +
				float64(p.Trust*(float64(c.Trust[i])-0.46)) - float64(p.Fear*(float64(c.Fear[i])-0.28))
			c.Attitude[i] = float32(toward(float64(c.Attitude[i]), num.Logistic(x), p.Inertia))
		}
	},
}
