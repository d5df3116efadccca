package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots"
	"github.com/atelier-sim/atelier/scenarios"
)

// Row is one value of a figure as the table below it shows it.
type Row struct {
	What, Date string
	Spelling
	Unit    string // "%" or "", behind each number
	N       int
	Method  string // short; the page explains it once
	Assumed bool
}

// methods are the short names of what low and high are.
var methods = map[string]string{
	plots.MiddleRuns: "8 of 10 runs",
	plots.PairedMean: "95% of mean",
	plots.Observed:   "as published",

	scenarios.MethodPaired:   "95% of mean",
	scenarios.MethodPerCent:  "95% of mean",
	scenarios.MethodRegret:   "95% of mean",
	scenarios.MethodMeanRuns: "95% of mean",
	plots.YearMean:           "95% or wider",
	plots.CostSum:            "95% or wider",
}

// differing are the methods of differences, which are written with a sign.
var differing = []string{plots.PairedMean, plots.YearMean, scenarios.MethodPaired, scenarios.MethodPerCent}

// rows are the values of a figure in the months that the page shows, and those
// that are of no month or were observed.
func (r *Report) rows(f *plots.Figure) []Row {
	var list []Row
	for _, e := range f.Values {
		if e.Date != "" && e.Method != plots.Observed && !slices.Contains(r.Dates, e.Date) {
			continue
		}
		list = append(list, row(e, r.titles))
	}
	return list
}

// row spells a value of a figure.
func row(e plots.Estimate, groups titles) Row {
	row := Row{
		What: what(e, groups), Date: e.Date, N: e.N, Method: cmp.Or(methods[e.Method], e.Method), Assumed: e.Assumed,
		Spelling: spell(estimate(e), slices.Contains(differing, e.Method)),
	}
	if row.Low == "" {
		row.Low, row.High = absent, absent
		switch {
		case e.N == 1:
			row.Method = "one run"
		case e.Method != plots.Observed:
			row.Method = "not given"
		}
	}
	if e.Unit == "%" {
		row.Unit = "%"
	}
	return row
}

// what is the measure with its group, and its unit where that is words.
func what(e plots.Estimate, groups titles) string {
	what := e.Measure
	if e.Group != "" && e.Group != "all" {
		what += ": " + groups.of(e.Group)
	}
	if e.Unit != "%" && e.Unit != "" {
		what += ", " + strings.TrimSpace(e.Unit)
	}
	return what
}
