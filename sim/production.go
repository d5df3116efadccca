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
		occupation, output, craft := c.Occupation[lo:hi][:n], c.Output[lo:hi][:n], c.Craft[lo:hi][:n]
		works, audited := w.newWorkshop(), w.pulled(Audit)
		for i := range state {
			h := float64(craft[i])
			spared := 0.0
			if audited {
				spared = w.lever(Audit, lo+i)
			}
			quality, saved := works.work(int(occupation[i]), float64(depth[i]), h, float64(skill[i]), spared)
			y := 1 / (1 - saved)
			switch state[i] {
			case Employed:
				output[i] = float32(y)
				sums.add(cell[i], y, float64(skill[i]), flags[i]&Uses != 0)
			case Freelancing:
				o := occupation[i] % Occupations
				x := float64(c.Potential[lo+i]) * w.premium(lo+i)
				if depth[i] > 0 {
					x *= num.Pow(max(0.05, quality)/h, exponent)
				}
				output[i] = float32(x)
				weight[o] += float64(output[i])
				capacity[o] += y
				price[o] += 1 - saved
				heads[o]++
			}
		}
		t := &w.tallies[worker]
		for o := range w.Occupations {
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

// A workshop holds what equations 16 to 18 need of a month, by occupation, for
// loops over many creatives.
type workshop struct {
	quality, errors     [Occupations]float64 // errors: quality lost where nobody checks
	saving, gain, share float64              // share: of saved time that is work
}

func (w *World) newWorkshop() (s workshop) {
	p := &w.Params.Production
	for o := range w.Occupations {
		s.quality[o] = w.Occupations[o].Quality
		s.errors[o] = float64(p.ErrorLoss * (1 - w.Occupations[o].Reliability))
	}
	s.saving, s.gain, s.share = p.Saving, p.QualityGain, p.OutputShare
	return s
}

// work is a creative's quality Q (equation 18) and the share of time saved that
// becomes work, from machine share m, craft h and AI skill k. Output is y =
// 1/(1 - saved) (equation 17); spared is the share of failures that audits
// remove. Without AI they are h and 0, exactly.
func (s *workshop) work(occupation int, m, h, k, spared float64) (quality, saved float64) {
	mq := float64(m * s.quality[occupation%Occupations])
	handles := 0.4 + float64(0.6*k)
	tau := float64(float64(s.saving*mq) * handles * (2 - float64(2*h)))
	gain := float64(float64(s.gain*(1-h))*handles) - float64(float64(s.errors[occupation%Occupations]*(1-spared))*(1-k))
	return h + float64(mq*gain), float64(s.share * tau)
}
