package population

import (
	"math"
	"testing"
)

// The market of clients does not depend on how many rows stand for it: after five
// years orders of a freelancer, the use of hours and what clients make alone are the
// same among 5,000, 25,000 and 100,000 creatives, within luck. (Over forty worlds of
// 5,000 the use of hours is a point above that of 100,000: where few trade, more of
// those who want much work give up.)
func TestMarketsAreTheSameAtAnySize(t *testing.T) {
	if testing.Short() {
		t.Skip("plays eleven worlds of up to 100,000 creatives")
	}
	names := []string{"orders of a freelancer", "use of hours", "made by clients alone", "price of an hour, logs"}
	at := func(people int, seed uint64) []float64 {
		w := build(t, people, seed, 2)
		w.PlayBurnIn(nil)
		for w.Month < 60 {
			w.Step()
		}
		var orders, heads, room, bypass, price, base float64
		for i := range w.Occupations {
			o := &w.Occupations[i]
			orders, heads, room = orders+o.Orders, heads+float64(o.FreelanceNow), room+o.Capacity
			bypass, price, base = bypass+o.Bypass*o.OrderBase, price+o.LnOrderPrice*o.OrderBase, base+o.OrderBase
		}
		return []float64{orders / heads, orders / room, bypass / base, price / base}
	}
	const few = 8
	var mean, variance [4]float64
	var small [few][]float64
	for seed := range small {
		small[seed] = at(5000, uint64(seed))
		for k, x := range small[seed] {
			mean[k] += x / few
		}
	}
	for _, s := range small {
		for k, x := range s {
			variance[k] += (x - mean[k]) * (x - mean[k]) / (few - 1)
		}
	}
	for _, c := range []struct{ people, seeds int }{{25_000, 2}, {100_000, 1}} {
		var large [4]float64
		for seed := range c.seeds {
			for k, x := range at(c.people, uint64(seed)) {
				large[k] += x / float64(c.seeds)
			}
		}
		for k, x := range large {
			se := math.Sqrt(variance[k] * (1.0/few + 5000/float64(c.people*c.seeds)))
			z := (x - mean[k]) / se
			t.Logf("%s: %.4f among 5,000, %.4f among %d, z = %+.1f", names[k], mean[k], x, c.people, z)
			if !(math.Abs(z) < 4.5) || se > 0.05*math.Max(0.5, math.Abs(x)) {
				t.Errorf("%s: %v among 5,000, %v among %d, standard error %v", names[k], mean[k], x, c.people, se)
			}
		}
	}
}
