package sim

import "github.com/atelier-sim/atelier/sim/num"

// production keeps time and quality apart (equations 16 to 18):
//
//	tau = saving m q (0.4 + 0.6 K) 2 (1 - H)          share of time saved
//	y   = 1/(1 - output_share tau)                    output: part of the time saved is work
//	Q   = H + m q [quality_gain (1 - H)(0.4 + 0.6 K) - error_loss (1 - rel)(1 - K) 2 T]
//
// Novices save most; whoever lacks AI skill or relies on AI lets its errors through. A
// freelancer's weight in the orders is (Q/H)^talent_exponent times potential
// and premium (equation 33).
//
// Source: Noy and Zhang 2023, Brynjolfsson et al. 2025, Humlum and Vestergaard
// 2025.
var production = Mechanism{
	Name: "production", Asks: "What do I make, how fast and how well?",
	Writes: []string{"Output", "Cells.SumYield", "Cells.SumSkill", "Cells.SumFear", "Occupations"},
	Begin:  func(w *World) { w.Cells.clearSums() },
	Rows: func(w *World, c *rows, worker int) {
		works, sums := w.newWorkshop(), w.sumsOf(worker)
		var weight, capacity, hours [Occupations]float64
		var heads [Occupations]int64
		for i := range c.n {
			switch c.State[i] {
			case Employed:
				_, saved := works.work(c, i)
				y := 1 / (1 - saved)
				c.Output[i] = float32(y)
				sums.add(c.Cell[i], y, float64(c.Skill[i]), float64(c.Fear[i]), c.Flags[i]&Uses != 0)
			case Freelancing:
				o := c.Occupation[i] % Occupations
				quality, saved := works.work(c, i)
				c.Output[i] = float32(w.orderWeight(c, i, quality))
				weight[o] += float64(c.Output[i])
				capacity[o] += 1 / (1 - saved)
				hours[o] += 1 - saved
				heads[o]++
			}
		}
		t := &w.tallies[worker]
		for o := range w.Occupations {
			if heads[o] > 0 {
				t.freelance[o].weight += micro(weight[o])
				t.freelance[o].capacity += micro(capacity[o])
				t.freelance[o].hours += micro(hours[o])
				t.freelance[o].heads += heads[o]
			}
		}
	},
	Settle: func(w *World) {
		w.joinSums()
		for o := range w.Occupations {
			var sum freelanceSum
			gather(w, &sum, func(t *tally) *freelanceSum { return &t.freelance[o] })
			occ := &w.Occupations[o]
			occ.OrderWeight, occ.Capacity, occ.FreelanceNow = whole(sum.weight), whole(sum.capacity), sum.heads
			occ.LnHours = 0
			if sum.heads > 0 {
				occ.LnHours = num.Log(whole(sum.hours) / float64(sum.heads))
			}
		}
	},
}

// orderWeight is g of equation 33, a freelancer's weight in the orders: Q/H is
// 1 without AI.
func (w *World) orderWeight(c *rows, i int, quality float64) float64 {
	x := float64(c.Potential[i]) * w.premium(c.Occupation[i], c.Craft[i])
	if c.Depth[i] > 0 {
		x *= num.Pow(max(0.05, quality)/float64(c.Craft[i]), w.Params.Freelancers.TalentExponent)
	}
	return x
}

// A workshop holds what equations 16 to 18 need of a month, by occupation, for
// loops over many creatives.
type workshop struct {
	w                   *World
	audited             bool
	quality, errors     [Occupations]float64 // errors: quality lost where nobody checks
	saving, gain, share float64              // share: of saved time that is work
}

func (w *World) newWorkshop() (s workshop) {
	p := &w.Params.Production
	for o := range w.Occupations {
		s.quality[o] = w.Occupations[o].Quality
		s.errors[o] = float64(p.ErrorLoss * (1 - w.Occupations[o].Reliability))
	}
	s.w, s.audited = w, w.pulled(Audit)
	s.saving, s.gain, s.share = p.Saving, p.QualityGain, p.OutputShare
	return s
}

// work is a creative's quality Q (equation 18) and the share of time saved that
// becomes work, from machine share m, craft h and AI skill k. Output is y =
// 1/(1 - saved) (equation 17). Without AI they are h and 0, exactly.
func (s *workshop) work(c *rows, i int) (quality, saved float64) {
	o, k := c.Occupation[i]%Occupations, float64(c.Skill[i])
	errors := s.errors[o]
	if s.audited {
		errors = float64(errors * (1 - s.w.lever(Audit, c.at(i))))
	}
	m, h := float64(c.Depth[i]), float64(c.Craft[i])
	mq := float64(m * s.quality[o])
	handles := 0.4 + float64(0.6*k)
	tau := float64(float64(s.saving*mq) * handles * (2 - float64(2*h)))
	gain := float64(float64(s.gain*(1-h))*handles) - float64(errors*(1-k)*relied(c.Trust[i]))
	return h + float64(mq*gain), float64(s.share * tau)
}
