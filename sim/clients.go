package sim

import "github.com/atelier-sim/atelier/sim/num"

// clients learn of AI and make some commissions themselves (equations 20, 21):
//
//	awareness += (innovation + imitation awareness)(1 - awareness)          from release
//	b* = awareness x ceiling x L(base + quality (q - 0.5) + price ln p - disclosure - legal - AI price)
//	b += adjust (b* - b)
//
// The ceiling is automation share x reach of AI x digital share x the parameter,
// the most doubtful number of the model: observed use by workers stands in for
// what clients could do. It is why loss does not follow one's own use.
//
// Source: Bass 1969 for awareness; the rest is assumed.
var clients = Mechanism{
	Name: "clients", Asks: "Do clients still come?",
	Writes: []string{"Occupations"},
	Begin: func(w *World) {
		p := &w.Params.Clients
		dear := num.Log(p.CostRatio / usualCostRatio)
		for i := range w.Occupations {
			o := &w.Occupations[i]
			if o.Quality == 0 {
				o.Awareness, o.Bypass = 0, 0
				continue
			}
			o.Awareness = toward(o.Awareness, 1, p.Innovation+float64(p.Imitation*o.Awareness))
			law := w.Market(o.Domain)
			x := p.Base + float64(p.Quality*(o.Quality-0.5)) + float64(p.Price*o.LnOrderPrice) -
				float64(p.Disclosure*law.Disclosure) - float64(p.Legal*(law.LegalRisk-0.2)) - float64(p.AIPrice*(law.LnPrice+dear))
			ceiling := min(0.95, p.Ceiling*o.Automation*o.Reach*o.Digital)
			o.Bypass = toward(o.Bypass, float64(o.Awareness*ceiling*num.Logistic(x)), p.Adjust)
		}
	},
}

// usualCostRatio is the price of AI work over human work at which equation 21
// was set up; the price that counts is the log of the ratio to it, plus levies.
const usualCostRatio = 0.1

// aiSupply is the share of works on offer that no human made.
func (w *World) aiSupply(o int) float64 {
	b := w.Occupations[o].Bypass
	flood := float64(w.Params.Clients.Flood * b)
	return flood / (flood + 1 - b)
}

// aiDemand is the share of attention, net of the discount on work known to be
// machine-made, that such works get: far below their share of supply.
func (w *World) aiDemand(o int) float64 {
	p, b := &w.Params.Clients, w.Occupations[o].Bypass
	seen := float64(float64(p.Attention*p.Flood*b) * (1 - p.Discount))
	return seen / (seen + 1 - b)
}
