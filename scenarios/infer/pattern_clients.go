package infer

import (
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim/num"
)

// clientPatterns are of clients. Of
// P11 the parts on buyers, translators, web developers and short orders were in
// view when defaults were set; those on bids and on ability were kept for
// testing, and said so before any run.
func clientPatterns() []Pattern {
	return []Pattern{
		{
			ID: "P11", Name: "clients thin, prices fall first",
			Doc: `2024 against no AI; what freelancers of an occupation earn is orders times price. Logs of a fall compare
how much one thing falls with another. Judged on the mean over seeds, since one seed of 5,000 creatives holds 33 translators
who freelance. For testing: posts and bids; ability in hiring. What happens when image prices
fall by two thirds is a dial (dials_test.go), for no run has such a fall.`,
			Parts: []Part{
				{Name: "clients who buy of freelancers", Unit: "%", Low: -100, High: 0, Pooled: true, all: pooled(func(h history) float64 { return 100 * h.change(everyone, "buyers", year(2024)) })},
				{Name: "translators' earnings over their orders, logs", Low: 1.2, High: 4, Pooled: true, all: priceFirst("translators")},
				{Name: "web developers' orders", Unit: "%", Low: 0, High: open, Pooled: true, all: pooled(ordersOf("web_developers"))},
				{Name: "short orders less long ones", Unit: "points", Low: -100, High: 0, Pooled: true, all: pooled(shortLessLong)},
				{Name: "posts over bids, exposed third, logs", Low: 1.1, High: 1.6, Pooled: true, Test: true, all: postsOverBids},
				{Name: "ability in hiring on platforms", Unit: "%", Low: -100, High: 0, Pooled: true, Test: true, all: pooled(func(h history) float64 { return 100 * h.change(everyone, "platform_ability", year(2024)) })},
			},
		},
	}
}

// incomePatterns are of how income is spread over freelancers.
func incomePatterns() []Pattern {
	return []Pattern{
		{
			ID: "P14", Name: "a few earn most of what freelancers earn",
			Doc: `The share of freelance income that the top tenth has, writers and all, in 2022: UK authors, 47 to 50 % in 2022 and 70 % in 2018 (CREATe).`,
			Parts: []Part{
				{Name: "top tenth of writers", Unit: "%", Low: 45, High: 70, Pooled: true, all: pooled(func(h history) float64 { return 100 * h.now(occupation("writers"), "income_top_tenth", year(2022)) })},
				{Name: "top tenth of all", Unit: "%", Low: 45, High: 70, seed: func(h history) float64 { return 100 * h.now(everyone, "income_top_tenth", year(2022)) }},
			},
		},
	}
}

// pooled is the mean of a number over seeds.
func pooled(f func(h history) float64) func(t *twins) float64 {
	return func(t *twins) float64 {
		var list []float64
		for _, name := range t.replicates {
			list = append(list, f(history{t, name}))
		}
		return table.Average(list)
	}
}

// ordersOf is the change in an occupation's orders in 2024, in percent.
func ordersOf(key string) func(history) float64 {
	return func(h history) float64 { return 100 * h.change(occupation(key), "orders", year(2024)) }
}

// priceFirst is the log of the change in what freelancers of an occupation earn
// over the log of that in their orders, in 2024, from means over seeds.
func priceFirst(key string) func(t *twins) float64 {
	return func(t *twins) float64 {
		g, p := occupation(key), year(2024)
		orders := pooled(func(h history) float64 { return h.now(g, "orders", p) })(t) / pooled(func(h history) float64 { return h.then(g, "orders", p) })(t)
		price := pooled(func(h history) float64 { return h.now(g, "order_price_usd", p) })(t) / pooled(func(h history) float64 { return h.then(g, "order_price_usd", p) })(t)
		return 1 + num.Log(price)/num.Log(orders)
	}
}

// shortLessLong is how much more short orders changed than long ones in 2024, in
// points of percent.
func shortLessLong(h history) float64 {
	p := year(2024)
	return 100 * (h.change(group{"order_length", "short"}, "orders", p) - h.change(group{"order_length", "long"}, "orders", p))
}

// postsOverBids is the log of the change in posts over that in bids, in the most
// exposed third, from means over seeds.
func postsOverBids(t *twins) float64 {
	of := func(column string) float64 {
		p := year(2024)
		sum := func(frozen bool) float64 {
			return pooled(func(h history) float64 { return h.total(h.mostExposed, column, p, frozen) })(t)
		}
		return num.Log(sum(false) / sum(true))
	}
	return of("posts") / of("bids")
}
