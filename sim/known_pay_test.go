package sim

import (
	"math"
	"testing"
)

// The wage curve is on the level: ln w settles at -0.1 ln(u/u0) + 0.05 ln y
// and stays there; as a rule of growth it would drift.
func TestWagesSettleOnTheWageCurve(t *testing.T) {
	w := lab(400, only("pay"))
	for i := range w.Occupations {
		o := &w.Occupations[i]
		o.Employed, o.Unemployed = 900_000, int64(10_000+40_000*i)
		o.UnemploymentBase, o.LnYield = 0.05, 0.1*float64(i)
	}
	known := func(i int) float64 {
		u := (float64(w.Occupations[i].Unemployed) + 0.5) / (float64(900_000+w.Occupations[i].Unemployed) + 10)
		return -w.Params.Pay.WageCurve*math.Log(u/0.05) + w.Params.Pay.PassThrough*0.1*float64(i)
	}
	for _, months := range []int{400, 400} {
		run(w, months)
		for i := range w.Occupations {
			within(t, "log wage", w.Occupations[i].LnWage, known(i), 1e-9)
		}
	}
	c := &w.Creatives
	for i := range w.People {
		if c.State[i] == Employed {
			o := int(c.Occupation[i])
			premium := 1 + w.Params.Pay.CraftPay*(float64(c.Craft[i])-w.Occupations[o].CraftBase)
			within(t, "pay", c.Pay[i]/float64(c.Potential[i]), premium*math.Exp(known(o)), 1e-8)
		}
	}
}

// Careers take 1/chance months on average; a stage more brings a tenth more.
func TestPromotionsComeAtTheirPaceAndPayATenth(t *testing.T) {
	const n = 6000
	w := lab(n, people(1, 0), only("employees"), tuned(still), tuned(func(p *Params) {
		p.Employees.JuniorMonths, p.Employees.MidMonths = 50, 100
	}))
	stages, potential := append([]uint8(nil), w.Creatives.Stage...), append([]float32(nil), w.Creatives.Potential...)
	run(w, 1)
	risen, could := [Stages]float64{}, [Stages]float64{}
	for i, s := range stages {
		could[s]++
		if w.Creatives.Stage[i] == s {
			within(t, "potential", float64(w.Creatives.Potential[i]), float64(potential[i]), 0)
			continue
		}
		risen[s]++
		within(t, "stage", float64(w.Creatives.Stage[i]), float64(s+1), 0)
		within(t, "potential after a rise", float64(w.Creatives.Potential[i]/potential[i]), 1.1, 1e-6)
	}
	unsurprising(t, "juniors", risen[Junior]/could[Junior], 1.0/50, math.Sqrt(0.02*0.98/could[Junior]))
	unsurprising(t, "mid", risen[Mid]/could[Mid], 1.0/100, math.Sqrt(0.01*0.99/could[Mid]))
	within(t, "seniors", risen[Senior], 0, 0)
}

// The premium on craft shrinks with the machine share of the occupation.
func TestPremiumOnCraftShrinksWithTheMachineShare(t *testing.T) {
	for _, share := range []float64{0, 0.5, 1} {
		w := lab(200, only("pay"))
		w.Params.Pay.Adjust = 0
		for o := range w.Occupations {
			w.Occupations[o].MachineShare = share
		}
		run(w, 1)
		c, p := &w.Creatives, w.Params.Pay
		for i := range w.People {
			if c.State[i] == Employed {
				known := 1 + p.CraftPay*(1-p.PremiumLoss*share)*(float64(c.Craft[i])-w.Occupations[c.Occupation[i]].CraftBase)
				within(t, "pay over potential", c.Pay[i]/float64(c.Potential[i]), known, 1e-9)
			}
		}
	}
}

// AI skill above the occupation's mean is paid for, once there is AI.
func TestSkillInAIHasAPremium(t *testing.T) {
	for _, q := range []float64{0, 0.5} {
		w := lab(400, only("pay"), capable(q), tuned(func(p *Params) { p.Pay.Adjust, p.Pay.CraftPay, p.Pay.SkillPay = 0, 0, 0.2 }))
		c := &w.Creatives
		for i := range w.People {
			c.Skill[i] = float32(i%5) / 5
		}
		for o := range w.Occupations {
			w.Occupations[o].SkillMean = 0.3
		}
		run(w, 1)
		for i := range w.People {
			if c.State[i] != Employed {
				continue
			}
			known := 1.0
			if q > 0 {
				known += 0.2 * (float64(c.Skill[i]) - 0.3)
			}
			within(t, "pay over potential", c.Pay[i]/float64(c.Potential[i]), known, 1e-9)
		}
	}
}
