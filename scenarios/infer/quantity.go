package infer

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// quantity is what of one replicate stands beside a target, in the target's
// unit, in the months of the target's date. NaN where the tables lack it.
type quantity func(h history, at period) float64

// percent is a share of a group in percent.
func percent(g group, column string) quantity {
	return func(h history, at period) float64 { return 100 * h.now(g, column, at) }
}

// percentOf is a share over several groups together, weighted by people.
func percentOf(column string, groups ...group) quantity {
	return func(h history, at period) float64 {
		sum, people := 0.0, 0.0
		for _, g := range groups {
			n := h.now(g, "people", at)
			sum += float64(n * h.now(g, column, at))
			people += n
		}
		return 100 * (sum / people)
	}
}

// percentRatio is one measure of everyone over the sum of others, in percent.
func percentRatio(over string, under ...string) quantity {
	return func(h history, at period) float64 {
		sum := 0.0
		for _, column := range under {
			sum += h.now(everyone, column, at)
		}
		return 100 * h.now(everyone, over, at) / sum
	}
}

// tenPlus is any AI among organisations with 10 and more staff.
const tenPlus = "org_any_ai_10plus"

// grown is the share of organisations with any AI in some industries in percent, had
// they begun at the level of another figure (target start, in its month) and grown from
// there by the simulated change in log odds. nace is the section of the EU survey that
// the sectors of the model stand in, column the measure.
func grown(start, nace, column string) quantity {
	return func(h history, at period) float64 {
		first, ok := h.country.Target(start)
		if !ok {
			return math.NaN()
		}
		odds := logit(first.Value/100) + logit(sectorShare(h, nace, column, at)) - logit(sectorShare(h, nace, column, dateOf(first, 0)))
		return 100 / (1 + num.Exp(-odds))
	}
}

// sectorShare is a share of organisations over the sectors of a section, weighted by the
// firms that the measure is of which the sector has in the US.
func sectorShare(h history, nace, column string, p period) float64 {
	sum, firms := 0.0, 0.0
	for _, s := range h.country.Sectors {
		if s.NACE != nace {
			continue
		}
		for _, class := range s.Classes {
			if class.Low >= 10 || column != tenPlus {
				sum += float64(class.Firms * h.now(group{"sector", s.Key}, column, p))
				firms += class.Firms
			}
		}
	}
	return sum / firms
}

// odds is the odds ratio of any AI of a class of size to 10-49 staff.
func odds(size string) quantity {
	return func(h history, at period) float64 { return sizeOdds(h, size, at.from) }
}

// gap is the change in orders of some occupations against no AI beside that
// of the least exposed third, in percent: what a study finds that compares
// posts of two kinds before and after.
func gap(groups func(h history) []group) quantity {
	return func(h history, at period) float64 {
		exposed, manual := h.totalChange(groups(h), "orders", at), h.totalChange(h.leastExposed, "orders", at)
		return 100 * ((1+exposed)/(1+manual) - 1)
	}
}

// percentChange is a measure of everyone against no AI, in percent.
func percentChange(column string) quantity {
	return func(h history, at period) float64 { return 100 * h.change(everyone, column, at) }
}

// percentSaved is the fall in the hours of a work per user, in percent.
func percentSaved(g group) quantity {
	return func(h history, at period) float64 {
		return 100 * (1 - h.now(g, "hours_per_work", at)) / h.now(g, "ai_use", at)
	}
}

// percentMore is how many more works a user makes in the same hours, in
// percent: 1/(1 - hours saved) - 1.
func percentMore(g group) quantity {
	return func(h history, at period) float64 {
		saved := percentSaved(g)(h, at) / 100
		return 100 * (1/(1-saved) - 1)
	}
}
