package sim

import "github.com/atelier-sim/atelier/sim/num"

// dispositionSpread is the standard deviation of z in equation 5, in logits.
const dispositionSpread = 1.05

// InitPerson gives the creative in a row who has an ID, an occupation and a
// stage what a newcomer has: no AI skill beyond computer skill, innate trust,
// the craft of the stage. Job, pay and potential are the caller's.
func (w *World) InitPerson(row int) {
	c, p := &w.Creatives, &w.Params
	id := c.ID[row]
	_, mean := p.Trust.innate(w.Trait(drawInnate), id)
	c.Alpha[row] = float32(p.Trust.PriorStrength * mean)
	c.Beta[row] = float32(p.Trust.PriorStrength * (1 - mean))
	c.Trust[row] = float32(mean)
	c.Skill[row] = float32(p.Training.Floor)
	z := float64(dispositionSpread * w.Trait(drawDisposition).Normal(id))
	c.Disposition[row] = float32(z)
	afraid := w.restingFear(id)
	c.Fear[row] = float32(afraid)
	x := p.Attitude.Base + z + float64(p.Attitude.Trust*(mean-p.Trust.PriorMean)) - float64(p.Attitude.Fear*(afraid-num.Logistic(p.Fear.Base)))
	c.Attitude[row] = float32(num.Logistic(x))
	c.Autonomy[row] = float32(autonomy(w.Trait(drawAutonomy), id))
	c.Craft[row] = float32(0.92 * w.craftCeiling(row))
	c.Flags[row], c.Aid[row], c.Depth[row], c.Output[row] = 0, 0, 0, 1
	c.Months[row], c.LowMonths[row], c.Cell[row] = 0, 0, -1
	c.PeersTrust[row], c.PeersUse[row], c.PeersLost[row] = c.Trust[row], 0, 0
	c.Offer[row], c.Book[row], c.Hours[row] = 0, 0, float32(w.hoursWanted(id))
	for _, own := range c.own {
		own.values[row] = own.start
	}
}

// vacate empties a row. The person is gone for good; another may come.
func (w *World) vacate(row int) {
	c := &w.Creatives
	c.State[row], c.Cell[row], c.Flags[row], c.Depth[row] = Vacant, -1, 0, 0
	c.Offer[row], c.Book[row] = 0, 0
}

// personID is the id of the k-th newcomer of a kind (0 employee, 1 freelancer)
// in an occupation and month: a function of these alone, so that one newcomer
// more leaves everybody else's luck alone.
func (w *World) personID(occupation, kind, k int) uint64 {
	return uint64(w.Month+BurnInMonths+1)<<40 | uint64(occupation)<<32 | uint64(kind)<<31 | uint64(k)
}

// potential is the monthly pay that a newcomer's talent brings in the market
// of 2021: a quantile of the occupation's pay, lower for juniors.
func (w *World) potential(row int) float64 {
	c := &w.Creatives
	u := w.Trait(drawPotential).Uniform(c.ID[row])
	switch c.Stage[row] {
	case Junior:
		u *= 0.75
	case Mid:
		u = 0.1 + float64(0.85*u)
	default:
		u = 0.25 + float64(0.75*u)
	}
	return w.Occupations[c.Occupation[row]].PayQuantile(u)
}

// payPoints are the percentiles of the pay tables.
var payPoints = [5]float64{0.10, 0.25, 0.50, 0.75, 0.90}

// PayQuantile is the monthly pay in USD at quantile u of an occupation, linear
// in logs between the table's percentiles; the tails go on with the
// neighbouring slope to the 3rd and 97th percentile and are level beyond.
func (o *Occupation) PayQuantile(u float64) float64 {
	u = max(0.03, min(0.97, u))
	k := 1
	for k < 4 && u > payPoints[k] {
		k++
	}
	slope := (o.PayLog[k] - o.PayLog[k-1]) / (payPoints[k] - payPoints[k-1])
	return num.Exp(o.PayLog[k-1] + float64(slope*(u-payPoints[k-1])))
}
