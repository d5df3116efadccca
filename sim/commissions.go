package sim

import "math"

// The public as a client, and the State as an employer's partner.

// commission adds the orders of the public to what is sent on this month
// (equation 31), in units, and counts them as those of a large organisation: they
// go to who has idle hours, at the going price.
func (w *World) commission(i int) float64 {
	o := &w.Occupations[i]
	x := w.Market(o.Domain).Commissions
	if x == 0 {
		return 0
	}
	n := int64(math.Floor(float64(float64(x*o.OrderBase)*float64(w.trend(i)*orderUnit)) + 0.5))
	s := &o.Sales[saleCell(LargeFirm, LongOrders)]
	s.Needs += n
	s.Persons += n
	return float64(n)
}

// payCommissions bills what freelancers of an occupation were paid for the orders
// of the public, out of what was sent on, to the rules that commissioned them.
func (w *World) payCommissions(i int) {
	sum := int64(0)
	gather(w, &sum, func(t *tally) *int64 { return &t.found[i] })
	usd := w.Occupations[i].Public * whole(sum)
	if usd == 0 {
		return
	}
	d := &w.Domains[w.Occupations[i].Domain]
	weight := func(f force) float64 { return f.value * w.Rules[f.rule].Compliance }
	reach := func(rule int) bool { return w.Rules[rule].targets(d) }
	all := 0.0
	w.due(PerCommission, reach, func(f force) { all += weight(f) })
	w.due(PerCommission, reach, func(f force) {
		w.pay(purse{&w.Money, &w.Bills}, f.rule, uint8(i), usd*(weight(f)/all)*w.Rules[f.rule].UnitCost)
	})
}

// shareWork lets heads in excess stay on shorter hours (equation 27): of them a
// share is not laid off while the rule lasts, whatever made them too many. They go
// by leaving, as others do, and the public pays part of the pay that is missing.
//
// Source: Giupponi and Landais: heads +45 % at users, which is gone when the
// programme ends.
func (w *World) shareWork(k int32, f, worker int) {
	c := &w.Cells
	excess := c.Staff[k] - c.Desired[k]
	if excess <= 0 || !w.pulled(WorkSharing) {
		return
	}
	share := w.firmLever(WorkSharing, f)
	if share == 0 {
		return
	}
	c.Layoff[k] *= float32(1 - share)
	o := c.Occupation[k]
	pay := w.Occupations[o].WorkPriceUSD / workMarkup
	w.bill(w.tallies[worker].purse(), PerSharedPay, o, float64(excess)*pay, func(rule int) bool { return w.reachesFirm(rule, f) })
}
