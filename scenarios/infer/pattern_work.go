package infer

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// usersQuality is the change in quality of users' works against frozen in
// 2025, in percent.
func usersQuality(h history) float64 {
	return 100 * h.change(everyone, "quality", year(2025)) / h.now(everyone, "ai_use", year(2025))
}

// look is a number of the insider; NaN where nobody looked.
func (h history) look(world, column string) float64 {
	return h.inside.Line(h.replicate, Inside, world, column)[december(2025)]
}

// seen is the change against frozen in what an observer watches, in percent.
func seen(x string) func(history) float64 {
	return func(h history) float64 { return 100 * (h.look("run", x)/h.look("frozen", x) - 1) }
}

// priceIndex is what the orders and works of the frozen world cost at the
// run's prices over what they cost there. Of each occupation the tables hold
// orders with their price and, in output and revenue, the works of
// organisations besides.
func priceIndex(h history, groups []group, p period) float64 {
	atRun, atFrozen := 0.0, 0.0
	for _, g := range groups {
		orders := h.then(g, "orders", p)
		works := h.then(g, "output", p) - orders
		atRun += float64(orders*h.now(g, "order_price_usd", p)) + float64(works*workPrice(h, g, p, false))
		atFrozen += float64(orders*h.then(g, "order_price_usd", p)) + float64(works*workPrice(h, g, p, true))
	}
	return atRun / atFrozen
}

// workPrice is the price of an organisation's work in USD.
func workPrice(h history, g group, p period, frozen bool) float64 {
	orders := h.mean(g, "orders", p, frozen)
	revenue := h.mean(g, "revenue_usd", p, frozen) - float64(orders*h.mean(g, "order_price_usd", p, frozen))
	return revenue / (h.mean(g, "output", p, frozen) - orders)
}

// worksIndex is the number of commissioned works over that of the frozen
// world, whoever makes them. Of the commissions that freelancers could have had
// clients make a share b themselves, so that orders are the rest, 1 - b.
func worksIndex(h history, groups []group, p period) float64 {
	all := 0.0
	for _, g := range groups {
		b := h.now(g, "client_ai_share", p)
		all += h.now(g, "output", p) + h.now(g, "orders", p)*b/(1-b)
	}
	return all / h.total(groups, "output", p, true)
}

// useAndLoss are AI use and the change in orders against frozen in 2025, by
// occupation.
func useAndLoss(h history) (use, loss []float64) {
	for _, g := range h.occupations {
		use = append(use, h.now(g, "ai_use", year(2025)))
		loss = append(loss, h.change(g, "orders", year(2025)))
	}
	return use, loss
}

// useLossCorrelation is Pearson's, over occupations.
func useLossCorrelation(h history) float64 {
	return Correlation(useAndLoss(h))
}

// Correlation is Pearson's of two lists of one length, the same bits on every machine; NaN
// of fewer than two values, or where those of a list are all alike.
func Correlation(x, y []float64) float64 {
	return covariance(x, y) / math.Sqrt(float64(table.Variance(x)*table.Variance(y)))
}

// useOverMedian is an occupation's AI use minus the median of all, in points.
func useOverMedian(key string) func(history) float64 {
	return func(h history) float64 {
		use, _ := useAndLoss(h)
		own := use[h.country.Occupation(key)]
		slices.Sort(use)
		n := len(use)
		return 100 * (own - float64((use[(n-1)/2]+use[n/2])/2))
	}
}

// lossRank is an occupation's rank by the change in orders, in the mean over
// seeds: 1 lost most.
func lossRank(key string) func(t *twins) float64 {
	return func(t *twins) float64 {
		loss := make([]float64, len(t.occupations))
		for _, name := range t.replicates {
			_, one := useAndLoss(history{t, name})
			for i, x := range one {
				loss[i] += x
			}
		}
		own, rank := loss[t.country.Occupation(key)], 1.0
		for _, x := range loss {
			if x < own {
				rank++
			}
		}
		return rank
	}
}
