package sim

import (
	"math"
	"testing"
)

// bazaar is a freelance market alone: nobody comes, nobody goes, and all work
// at depth m with capability 0.8, skill and craft one half. Clients know nothing
// of AI.
func bazaar(m float64, options ...option) *World {
	w := lab(1200, append([]option{people(0, 1), capable(0.8), only("policy", "production", "clients", "orders", "freelancers"), tuned(still), deaf}, options...)...)
	for i := range w.People {
		w.Creatives.Skill[i], w.Creatives.Craft[i], w.Creatives.Depth[i] = 0.5, 0.5, float32(m)
	}
	for o := range w.Occupations {
		w.Occupations[o].EntryBase, w.Occupations[o].EntrantsBase = 0, 0
	}
	return w
}

// deaf are clients who never hear of AI.
var deaf = tuned(func(p *Params) { p.Clients.Innovation, p.Clients.Imitation = 0, 0 })

// Freelancers under their reservation income are patient for some months, then
// leave at 10 % a month, half of them to look for a job.
func TestPoorFreelancersLoseTheirPatience(t *testing.T) {
	const n = 8000
	w := bazaar(0, func(p *plan) { p.people = n }, tuned(func(p *Params) { p.Freelancers.Leave = 0.1 }))
	for o := range w.Occupations {
		w.Occupations[o].NeedScale /= 100 // hardly an order is left
	}
	for i := range w.Creatives.Pay {
		w.Creatives.Pay[i] = 0
	}
	p := w.Params.Freelancers
	for month := 1; month <= 12; month++ {
		before := 0.0
		for _, s := range w.Creatives.State {
			before += share01(s == Freelancing)
		}
		w.Step()
		left, jobless := 0.0, 0.0
		for o := range w.Occupations {
			left += float64(w.Flows[o][FlowExitsIncome])
		}
		for _, s := range w.Creatives.State {
			jobless += share01(s == Unemployed)
		}
		if float64(month) < p.PatienceMonths {
			within(t, "leavers in a month of patience", left+jobless, 0, 0)
		} else if month == 12 {
			chance := 0.1 * (1 - p.SeekJob)
			unsurprising(t, "leavers", left/before, chance, math.Sqrt(chance*(1-chance)/before))
		}
	}
}
