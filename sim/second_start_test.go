package sim

import (
	"cmp"
	"slices"

	"github.com/atelier-sim/atelier/sim/num"
)

// The burn-in and its end (section 5, steps 8 and 9).

// burnIn plays the months before history and makes their end the start.
func (s *second) burnIn() {
	s.Month, s.BurnIn = -120, true
	for s.Month < 0 {
		if s.Month == -36 {
			for o := range s.Occupations {
				occ := &s.Occupations[o]
				occ.entries, occ.entrants, occ.away, occ.back = 0, 0, 0, 0
			}
		}
		s.month(func(string) {})
	}
	s.BurnIn = false
	if s.EffortSum > 0 {
		s.Effort = s.EffortSum / 36
	}
	s.dealTalent()
	s.StartPeople, s.FearStart = 0, s.FearMean
	for o := range s.Occupations {
		s.startOf(o)
	}
	for k := range s.Idle {
		s.Idle[k] = s.IdleSum[k] / 36
	}
	s.fifths()
	s.publish()
}

// startOf makes the present the start of an occupation.
func (s *second) startOf(o int) {
	occ := &s.Occupations[o]
	occ.OrderBase, occ.UseBase, occ.IncomeBase, occ.IncomeRatio = 0, 0, 0, 1
	if p := &occ.past; p.months > 0 {
		occ.OrderBase, occ.UseBase = p.orders/p.months, p.use/p.months
		if p.orders > 0 {
			occ.OrderPriceUSD = p.spent / p.orders
		}
		if p.heads > 0 {
			occ.IncomeBase = p.spent / p.heads
		}
	}
	occ.Start, occ.Left, occ.Came, occ.Missing = occ.Employed, 0, 0, 0
	occ.EntryBase, occ.EntrantsBase = float64(occ.entries)/36, float64(occ.entrants)/36
	occ.PoolIn, occ.PoolBase = float64(occ.back)/36, float64(occ.away)/36/s.Params.Employees.Return
	occ.Pool = occ.PoolBase
	pay := 0.0
	for k := range 20 {
		pay += occ.payAt((float64(k) + 0.5) / 20)
	}
	occ.WorkPriceUSD = 1.6 * (pay / 20)
	occ.Account, occ.Realised = [Causes]int64{}, [Causes]int64{}
	s.StartPeople += occ.Employed + occ.Freelancing + occ.Unemployed
}

// payAt is a quantile of the pay table, linear in logs between its percentiles and on
// to the 3rd and the 97th, level beyond.
func (occ *Occupation) payAt(u float64) float64 {
	u = max(0.03, min(0.97, u))
	at, ln, k := [5]float64{0.10, 0.25, 0.50, 0.75, 0.90}, &occ.PayLog, 1
	for k < 4 && u > at[k] {
		k++
	}
	return num.Exp(ln[k-1] + float64((ln[k]-ln[k-1])/(at[k]-at[k-1])*(u-at[k-1])))
}

// dealTalent gives the employees of each occupation, and its freelancers, the quantiles of the
// pay table by the rank of their potential.
func (s *second) dealTalent() {
	for o := range s.Occupations {
		for _, state := range []uint8{Employed, Freelancing} {
			var list []*person
			for i := range s.people {
				if c := &s.people[i]; c.State == state && int(c.Occupation) == o {
					list = append(list, c)
				}
			}
			slices.SortStableFunc(list, func(a, b *person) int { return cmp.Compare(a.Potential, b.Potential) })
			for rank, c := range list {
				usd := s.Occupations[o].payAt((float64(rank) + 0.5) / float64(len(list)))
				talent := usd / s.premium(uint8(o), c.Craft)
				if state == Employed {
					c.Pay = usd
				} else {
					c.Pay *= talent / float64(c.Potential)
				}
				c.Potential = float32(talent)
			}
		}
	}
}

// fifths sorts people into fifths of pay; the edges are found by classes of pay.
func (s *second) fifths() {
	var classes [192]int
	all := 0
	for i := range s.people {
		if c := &s.people[i]; c.State != Vacant {
			classes[payClass(c.Pay)]++
			all++
		}
	}
	edge, seen := 0, 0
	for k, n := range classes {
		for edge < 4 && n > 0 && 5*(seen+n) >= (edge+1)*all {
			part := float64((edge+1)*all-5*seen) / float64(5*n)
			s.QuintileUSD[edge] = classFrom(k) + float64((classFrom(k+1)-classFrom(k))*part)
			edge++
		}
		seen += n
	}
	for i := range s.people {
		if c := &s.people[i]; c.State != Vacant {
			c.Quintile = s.fifthOf(c.Pay)
		}
	}
}

// fifthOf is the fifth of the start's pay in which an amount lies.
func (s *second) fifthOf(usd float64) (q uint8) {
	for _, edge := range s.QuintileUSD {
		if usd >= edge {
			q++
		}
	}
	return q
}
