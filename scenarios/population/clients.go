package population

import (
	"math"

	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
	"github.com/atelier-sim/atelier/sim/par"
)

// clientsPerFreelancer is how many rows of clients a freelancer's row has. More
// of them are finer, and cost time; see ODD.md for how little depends on it.
const clientsPerFreelancer = 1.5

// fewestClients is of an occupation, and most the largest share of an
// occupation's needs that a row may have, or twice the mean if that is more.
const (
	fewestClients = 12
	mostNeeds     = 0.02
)

// placeClients makes the clients of each occupation. Kinds, needs, what jobs ask
// and habits run evenly through their distributions, so that no luck of the draw
// moves an occupation; needs add up to what freelancers and organisations have
// orders for, and what is left.
func placeClients(w *sim.World) {
	p := &w.Params.Clients
	for k := range w.Idle {
		w.Idle[k] = p.Loyalty // a first guess, which the burn-in steers
	}
	w.ClientStart = make([]int32, len(w.Occupations)+1)
	for i := range w.Occupations {
		n := max(fewestClients, int(math.Ceil(clientsPerFreelancer*float64(w.Occupations[i].FreelanceTarget))))
		w.ClientStart[i+1] = w.ClientStart[i] + int32(n)
	}
	w.Clients.Grow(int(w.ClientStart[len(w.Occupations)]))
	par.Each(w.Workers, len(w.Occupations), func(_, i int) {
		o := &w.Occupations[i]
		o.NeedScale = 1
		total := float64(o.FreelanceTarget) / ((1 - p.Latent) * (1 - p.Houses))
		clientsOf(w, i, int(w.ClientStart[i]), int(w.ClientStart[i+1]), total)
	})
}

// clientsOf fills the rows from..to-1 with the clients of an occupation.
func clientsOf(w *sim.World, i, from, to int, total float64) {
	c, p, o := &w.Clients, &w.Params.Clients, &w.Occupations[i]
	luck := draw.New(w.Seed, drawClients, i)
	n := to - from
	volumes := volumesOf(n, p.Spread, total, luck.Uniform(0))
	prior := float64(w.Params.Trust.PriorStrength * w.Params.Trust.PriorMean)
	for k := range n {
		j := from + k
		c.Occupation[j] = uint8(i)
		c.Kind[j] = uint8(sim.ClientKinds * even(luck.Uniform(1), k, silverStep)) // a third of needs each, for want of a figure
		c.Volume[j] = float32(volumes[k])
		ask := even(luck.Uniform(2), k, bronzeStep)
		if volumes[k] > total/float64(n) {
			c.Flags[j] |= sim.LongOrders
			ask = math.Sqrt(ask) // a month's work asks what the harder of two jobs asks
		}
		c.Ask[j] = float32(ask / (p.Reach * o.Automation * o.Digital))
		c.Skill[j] = float32(w.Params.Training.Floor)
		c.Alpha[j], c.Beta[j] = float32(prior), float32(w.Params.Trust.PriorStrength-prior)
		c.Supplier[j], c.Channel[j] = -1, sim.ToPerson
		if even(luck.Uniform(3), k, copperStep) < p.Houses {
			c.Flags[j] |= sim.HouseBound
			c.Channel[j] = sim.ToHouse
		}
		if even(luck.Uniform(4), k, tinStep) < p.Referral {
			c.Flags[j] |= sim.Referred
		}
	}
}

// volumesOf are n needs a month, lognormal at even quantiles, none larger than
// mostNeeds of the total or twice the mean, which add up to the total. Their order
// is an even sequence, so that neighbours differ; and not that of the months in which
// needs come (sim), or all would need more in the same month.
func volumesOf(n int, spread, total, start float64) []float64 {
	v := make([]float64, n)
	if total == 0 {
		return v // nobody freelances here
	}
	most := max(mostNeeds, 2/float64(n)) * total
	for k := range v {
		v[k] = num.Exp(spread * num.Quantile((float64(even(start, k, leadStep)*float64(n-1))+0.5)/float64(n)))
	}
	for range 20 { // scaling lifts some over the bound again, ever fewer
		sum := 0.0
		for _, x := range v {
			sum += x
		}
		for k := range v {
			v[k] = min(most, v[k]*total/sum)
		}
	}
	return v
}
