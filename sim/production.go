package sim

import "github.com/atelier-sim/atelier/sim/num"

// production keeps time and quality apart (equations 16 to 18):
//
//	tau = 0.42 m q (0.4 + 0.6 K) 2 (1 - H)       share of time saved
//	y   = 1/(1 - 0.5 tau)                        output, half of the time saved is work
//	Q   = H + m q [gain (1 - H)(0.4 + 0.6 K) - loss (1 - rel)(1 - K)]
//
// Novices save most; whoever lacks AI skill lets its errors through. A
// freelancer's weight in the orders is (Q/H)^1.2 times potential and premium
// (equation 33).
var production = Mechanism{
	Name: "production", Asks: "What do I make, how fast and how well?",
	Writes: []string{"Output", "Cells.SumYield", "Cells.SumSkill", "Occupations"},
	Begin:  func(w *World) { w.Cells.clearSums() },
	Rows: func(w *World, lo, hi, worker int) {
		c := &w.Creatives
		exponent, sums := w.Params.Freelancers.TalentExponent, w.sumsOf(worker)
		var weight, capacity, price [Occupations]float64
		var heads [Occupations]int64
		state := c.State[lo:hi]
		n := len(state)
		cell, skill, depth, flags := c.Cell[lo:hi][:n], c.Skill[lo:hi][:n], c.Depth[lo:hi][:n], c.Flags[lo:hi][:n]
		occupation, output := c.Occupation[lo:hi][:n], c.Output[lo:hi][:n]
		for i := range state {
			y := 1.0
			if depth[i] > 0 {
				y = w.yield(lo + i)
			}
			switch state[i] {
			case Employed:
				output[i] = float32(y)
				sums.add(cell[i], y, float64(skill[i]), flags[i]&Uses != 0)
			case Freelancing:
				o := occupation[i] % Occupations
				x := float64(c.Potential[lo+i]) * w.premium(lo+i)
				if depth[i] > 0 {
					x *= num.Pow(max(0.05, w.qualityOf(lo+i))/float64(c.Craft[lo+i]), exponent)
				}
				output[i] = float32(x)
				weight[o] += float64(output[i])
				capacity[o] += y
				price[o] += 1 / y
				heads[o]++
			}
		}
		t := &w.tallies[worker]
		for o := range Occupations {
			if heads[o] > 0 {
				t.freelance[o].weight += micro(weight[o])
				t.freelance[o].capacity += micro(capacity[o])
				t.freelance[o].hours += micro(price[o])
				t.freelance[o].heads += heads[o]
			}
		}
	},
	Settle: func(w *World) {
		w.joinSums()
		for o := range w.Occupations {
			var sum freelanceSum
			for k := range w.tallies {
				t := &w.tallies[k].freelance[o]
				sum.weight, sum.capacity = sum.weight+t.weight, sum.capacity+t.capacity
				sum.hours, sum.heads = sum.hours+t.hours, sum.heads+t.heads
				*t = freelanceSum{}
			}
			occ := &w.Occupations[o]
			occ.OrderWeight, occ.Capacity, occ.FreelanceNow = whole(sum.weight), whole(sum.capacity), sum.heads
			occ.LnHours = 0
			if sum.heads > 0 {
				occ.LnHours = num.Log(whole(sum.hours) / float64(sum.heads))
			}
		}
	},
}

// saving is tau of equation 16, the share of time that AI saves a creative.
func (w *World) saving(i int) float64 {
	c, p := &w.Creatives, &w.Params.Production
	m := float64(c.Depth[i])
	if m == 0 {
		return 0
	}
	q := w.Occupations[c.Occupation[i]].Quality
	return float64(float64(p.Saving*m) * q * (0.4 + float64(0.6*float64(c.Skill[i]))) * (2 - float64(2*float64(c.Craft[i]))))
}

// yield is y of equation 17, works a month against 2021.
func (w *World) yield(i int) float64 {
	return 1 / (1 - float64(w.Params.Production.OutputShare*w.saving(i)))
}

// qualityOf is Q of equation 18.
func (w *World) qualityOf(i int) float64 {
	c, p := &w.Creatives, &w.Params.Production
	h := float64(c.Craft[i])
	m := float64(c.Depth[i])
	if m == 0 {
		return h
	}
	o := &w.Occupations[c.Occupation[i]]
	k := float64(c.Skill[i])
	gain := float64(float64(p.QualityGain*(1-h))*(0.4+float64(0.6*k))) - float64(float64(p.ErrorLoss*(1-o.Reliability))*(1-k))
	return h + float64(float64(m*o.Quality)*gain)
}
