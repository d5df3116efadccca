package infer

import "math"

// worstEmployment is the largest distance, in percent, of an occupation's
// employment in the world without AI from the trend that it was given, over occupations
// and calendar years, in the mean over seeds. Both are relative to month 0.
func worstEmployment(from, to int) func(*twins) float64 {
	return func(t *twins) float64 {
		worst := 0.0
		for _, g := range t.occupations {
			for y := from; y <= to; y++ {
				ratio, trend := 0.0, 0.0
				for _, name := range t.replicates {
					h := history{t, name}
					ratio += h.then(g, "employed", year(y)) / h.value(g, "employed", 0, true)
					trend += h.then(g, "trend_staff", year(y)) / h.value(g, "trend_staff", 0, true)
				}
				worst = math.Max(worst, 100*math.Abs(ratio/trend-1))
			}
		}
		return worst
	}
}

// frozenUnemployment is in percent of employees and unemployed.
func frozenUnemployment(h history) float64 {
	whole := period{0, h.months - 1}
	u, e := h.then(everyone, "unemployed", whole), h.then(everyone, "employed", whole)
	return 100 * u / (u + e)
}

// frozenFreelance is the share of freelancers among those at work, in
// percent, by calendar year.
func frozenFreelance(h history) []float64 {
	var shares []float64
	for y := 2021; december(y) < h.months; y++ {
		f, e := h.then(everyone, "freelancing", year(y)), h.then(everyone, "employed", year(y))
		shares = append(shares, 100*f/(f+e))
	}
	return shares
}

// frozenTrend is the last year minus the first of a share, in points.
func frozenTrend(column string) func(history) float64 {
	return func(h history) float64 {
		last := h.months/12 + 2020
		return 100 * (h.then(everyone, column, year(last)) - h.then(everyone, column, year(2021)))
	}
}

// frozenAI is the largest value in any month of what is exactly zero without
// AI: use, and people laid off for it.
func frozenAI(h history) float64 {
	most := 0.0
	for _, column := range []string{"ai_use", "displaced_automation", "displaced_clients"} {
		for m := range h.months {
			most = math.Max(most, math.Abs(h.value(everyone, column, m, true)))
		}
	}
	return most
}
