package sim

// levies takes levies on what is spent on AI and pays them to freelancers in
// the same month (equation 41). What is spent: creatives' tools, organisations'
// AI, and what clients pay for AI instead of a commission. The licence is
// shared out within a domain by exposure, orders of the start x bypass; the
// levy on AI goes to all occupations alike. Within an occupation both go by the hours
// that one wants to work, as what collecting societies pay goes by works: a sum
// alike for each head would feed who hardly works. Works of employees belong to
// their employers, so employees get nothing. Receipts are payments, in every month.
//
// Source: the proposals that sim/policy/rights.go and ai_levy.go name.
var levies = Mechanism{
	Name: "levies", Asks: "Who pays for AI, and who is paid?",
	Writes: []string{"Money", "Occupations"},
	Begin: func(w *World) {
		if !w.pulled(Licence) && !w.pulled(AILevy) {
			for i := range w.Occupations {
				w.Occupations[i].Dividend = 0
			}
			return
		}
		var licence [Domains]float64
		alike := 0.0
		for i := range w.Occupations {
			o := &w.Occupations[i]
			m := w.Market(o.Domain)
			taken := 0.0
			for k, spent := range [...]float64{float64(o.Users) * w.Params.Use.ToolUSD, o.SpentUSD, w.clientsSpend(i)} {
				usd := spent * (m.Licence + m.AILevy)
				w.Money[i][MoneyLevyUsers+k] += micro(usd)
				taken += whole(micro(usd))
			}
			if levy := m.Licence + m.AILevy; levy > 0 {
				part := float64(taken * (m.Licence / levy))
				licence[o.Domain] += part
				alike += taken - part
			}
		}
		w.shareOut(&licence, alike)
	},
}

// shareOut sets what an hour of an occupation's freelancers is paid. A domain
// without freelancers leaves its licence to all.
func (w *World) shareOut(licence *[Domains]float64, alike float64) {
	var weight [Domains]float64
	hours := 0.0
	for i := range w.Occupations {
		o := &w.Occupations[i]
		weight[o.Domain] += exposed(o)
		hours += o.HoursWanted
	}
	for d := range licence {
		if weight[d] == 0 {
			alike += licence[d]
			licence[d] = 0
		}
	}
	for i := range w.Occupations {
		o := &w.Occupations[i]
		o.Dividend = 0
		if o.HoursWanted == 0 {
			continue
		}
		if weight[o.Domain] > 0 {
			o.Dividend = licence[o.Domain] * (exposed(o) / weight[o.Domain]) / o.HoursWanted
		}
		o.Dividend += alike / hours
	}
}

// dividend is what the levies pay this month to a freelancer who wants to work so
// many hours, in USD.
func (w *World) dividend(occupation uint8, hours float32) float64 {
	return float64(w.Occupations[occupation].Dividend * float64(hours))
}

// exposed is an occupation's weight in the licence: orders that AI took. Before
// it took any, orders.
func exposed(o *Occupation) float64 {
	if o.HoursWanted == 0 {
		return 0
	}
	return o.OrderBase * (o.Bypass + 1e-6)
}

// clientsSpend is what an occupation's clients pay for AI instead of
// commissions this month, in USD a row, whomever they would have commissioned.
func (w *World) clientsSpend(i int) float64 {
	o := &w.Occupations[i]
	s := o.Sales.Total()
	return w.Params.Clients.CostRatio * (float64(s.Own+s.OwnHouse) / orderUnit) * o.OrderPriceUSD
}
