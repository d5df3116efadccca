package sim

import (
	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/par"
)

// pay follows a wage curve on the level (equations 36 and 37):
//
//	ln w += adjust (pass_through ln y - wage_curve ln(u/u_2021) - ln w)
//
// with unemployment smoothed at the same rate. As a rule of growth it would drift
// by -6 % without any AI. One's own pay is the potential times w times the
// premium on craft, which shrinks with the machine share of the occupation.
//
// Source: Blanchflower and Oswald 1994, Humlum and Vestergaard 2025 for the
// pass-through, Hui et al. 2024 for the premium; speeds are assumed.
var pay = Mechanism{
	Name: "pay", Asks: "What am I paid?",
	Writes: []string{"Pay", "Occupations"},
	Begin: func(w *World) {
		p := &w.Params.Pay
		for i := range w.Occupations {
			o := &w.Occupations[i]
			u := (float64(o.Unemployed) + 0.5) / (float64(o.Employed+o.Unemployed) + steadyRows)
			o.Unemployment = toward(o.Unemployment, u, p.Adjust)
			if w.BurnIn {
				o.UnemploymentBase = o.Unemployment
			}
			target := float64(p.PassThrough * o.LnYield)
			if o.Unemployment != o.UnemploymentBase && o.UnemploymentBase > 0 {
				target -= float64(p.WageCurve * num.Log(o.Unemployment/o.UnemploymentBase))
			}
			o.LnWage = toward(o.LnWage, target, p.Adjust)
		}
	},
	Rows: func(w *World, c *Rows, worker int) {
		var wage [Occupations]float64
		for o := range w.Occupations {
			wage[o] = num.Exp(w.Occupations[o].LnWage)
		}
		var base, craft [Occupations]float64 // pay is potential x (base + craft x H)
		for o := range w.Occupations {
			slope := w.craftSlope(o)
			base[o] = wage[o] * (1 - float64(slope*w.Occupations[o].CraftBase))
			craft[o] = wage[o] * slope
		}
		room := &w.tallies[worker].room
		for _, k := range c.those(Employed, room, &room.rows[0]) {
			i := k % par.Chunk
			o := c.Occupation[i] % Occupations
			c.Pay[i] = float64(c.Potential[i]) * (base[o] + float64(craft[o]*float64(c.Craft[i])))
			if w.Capability > 0 {
				c.Pay[i] *= 1 + float64(w.Params.Pay.SkillPay*(float64(c.Skill[i])-w.Occupations[o].SkillMean))
			}
		}
	},
}

// steadyRows more in the market keep a handful of people from a price that luck
// alone throws about.
const steadyRows = 10

// premium is what craft above or below the occupation's mean of 2021 adds to
// pay and orders (equation 37).
func (w *World) premium(occupation uint8, craft float32) float64 {
	o := int(occupation)
	return premiumOn(craft, w.craftSlope(o), w.Occupations[o].CraftBase)
}

// premiumOn is the premium for a slope and a usual craft that the caller has at hand.
func premiumOn(craft float32, slope, usual float64) float64 {
	return 1 + float64(slope*(float64(craft)-usual))
}

// craftSlope is the premium on a unit of craft; 0 before the first measurement
// has told what craft is usual.
func (w *World) craftSlope(o int) float64 {
	occ, p := &w.Occupations[o], &w.Params.Pay
	if occ.CraftBase == 0 {
		return 0
	}
	return float64(p.CraftPay * (1 - float64(p.PremiumLoss*occ.MachineShare)))
}
