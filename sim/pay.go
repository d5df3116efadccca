package sim

import "github.com/atelier-sim/atelier/sim/num"

// pay follows a wage curve on the level (equations 36 and 37):
//
//	ln w += 0.08 (-0.1 ln(u/u_2021) + 0.05 ln y - ln w)
//
// with unemployment smoothed over a year. As a rule of growth it would drift
// by -6 % without any AI. One's own pay is the potential times w times the
// premium on craft, which shrinks with the machine share of the occupation.
var pay = Mechanism{
	Name: "pay", Asks: "What am I paid?",
	Writes: []string{"Pay", "Occupations"},
	Begin: func(w *World) {
		p := &w.Params.Pay
		for i := range w.Occupations {
			o := &w.Occupations[i]
			u := (float64(o.Unemployed) + 0.5) / (float64(o.Employed+o.Unemployed) + 10)
			o.Unemployment += float64(p.Tightness * (u - o.Unemployment))
			if w.BurnIn {
				o.UnemploymentBase = o.Unemployment
			}
			target := float64(p.PassThrough * o.LnYield)
			if o.Unemployment != o.UnemploymentBase && o.UnemploymentBase > 0 {
				target -= float64(p.WageCurve * num.Log(o.Unemployment/o.UnemploymentBase))
			}
			o.LnWage += float64(p.Adjust * (target - o.LnWage))
		}
	},
	Rows: func(w *World, lo, hi, _ int) {
		c := &w.Creatives
		var wage [Occupations]float64
		for o := range w.Occupations {
			wage[o] = num.Exp(w.Occupations[o].LnWage)
		}
		for i := lo; i < hi; i++ {
			if c.State[i] == Employed {
				c.Pay[i] = float64(c.Potential[i]) * wage[c.Occupation[i]] * w.premium(i)
			}
		}
	},
}

// premium is what craft above or below the occupation's mean of 2021 adds to
// pay and orders.
func (w *World) premium(i int) float64 {
	c, p := &w.Creatives, &w.Params.Pay
	o := &w.Occupations[c.Occupation[i]]
	if o.CraftBase == 0 {
		return 1
	}
	return 1 + float64(float64(p.CraftPay*(1-float64(p.PremiumLoss*o.MachineShare)))*(float64(c.Craft[i])-o.CraftBase))
}
