package infer

import (
	"math"

	"github.com/atelier-sim/atelier/sim/num"
)

// logit is the log of the odds of a share.
func logit(p float64) float64 { return num.Log(p / (1 - p)) }

// anySlope is the change of the logit of any AI in organisations with 10 and
// more staff from one month to another, a year.
func anySlope(h history, from, to int) float64 {
	const column = "org_any_ai_10plus"
	rise := logit(h.value(everyone, column, to, false)) - logit(h.value(everyone, column, from, false))
	return rise / (float64(to-from) / 12)
}

// sizeOdds is the odds ratio of any AI of a class of size to 10-49 staff.
func sizeOdds(h history, size string, m int) float64 {
	const column = "org_any_ai_10plus"
	return num.Exp(logit(h.value(group{"size", size}, column, m, false)) - logit(h.value(group{"size", "10-49"}, column, m, false)))
}

// useOdds is the odds ratio of AI use of two groups in February 2024.
func useOdds(a, b group) func(history) float64 {
	const february = 37
	return func(h history) float64 {
		return num.Exp(logit(h.value(a, "ai_use", february, false)) - logit(h.value(b, "ai_use", february, false)))
	}
}

// lead is how many months people come to 20 % before organisations do; below
// zero if they come later, and NaN if people never do.
func lead(h history) float64 {
	people, organisations := h.passes("ai_use", 0.2), h.passes("org_adoption", 0.2)
	if people == h.months {
		return math.NaN()
	}
	return float64(organisations - people)
}

// passes is the first month in which a share of everyone is at a level, and
// the number of months if it never is.
func (h history) passes(column string, level float64) int {
	for m := range h.months {
		if h.value(everyone, column, m, false) >= level {
			return m
		}
	}
	return h.months
}

// souring is the deepest change of attitude in points from a month of 2024 or
// later to the same a year on, in a domain whose use is level between the two.
func souring(h history) float64 {
	const level = 0.03
	deepest := math.Inf(1)
	for _, d := range h.country.Domains {
		change := func(column string, from int) float64 {
			return h.value(domain(d.Key), column, from+12, false) - h.value(domain(d.Key), column, from, false)
		}
		for from := december(2023) + 1; from+12 < h.months; from++ {
			if math.Abs(change("ai_use", from)) <= level {
				deepest = math.Min(deepest, 100*change("attitude", from))
			}
		}
	}
	return deepest
}
