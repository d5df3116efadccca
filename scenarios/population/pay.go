package population

import (
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/par"
)

// stagePay is what a stage adds to the score by which pay is dealt out, in
// units of the spread of luck: seniors earn more, with much overlap (assumed).
const stagePay = 0.5

// dealPay gives every occupation and state the quantiles of the occupation's
// pay table, so that the percentiles of the table hold; those of higher stage
// tend to get the higher ones. Pay is what potential brings now: a freelancer's
// income is lower by Params.Freelancers.IncomeRatio, the unemployed stand at
// their last pay.
func dealPay(w *sim.World, h heads) {
	groups := h.groups()
	par.Each(w.Workers, len(groups), func(_, k int) {
		g, c := groups[k], &w.Creatives
		n := g.to - g.from
		luck := draw.New(w.Seed, drawPay, 0)
		rank := ranks(n, func(k int) float64 {
			i := g.from + k
			return (luck.Uniform(uint64(i)) + float64(stagePay*float64(c.Stage[i]))) / (1 + stagePay*(sim.Stages-1))
		})
		ratio := 1.0
		if g.contract == freelancing {
			ratio = w.Params.Freelancers.IncomeRatio
		}
		for k, r := range rank {
			x := w.Occupations[g.occupation].PayQuantile((float64(r) + 0.5) / float64(n))
			c.Potential[g.from+k] = float32(x)
			c.Pay[g.from+k] = ratio * x
		}
	})
	w.Fifths()
}
