package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
)

// NumberTable is the main numbers of all creatives: a row a measure, a column a
// policy, in the main world.
type NumberTable struct {
	ID, Title, Caption string
	Reference          string // head of the column of the reference's levels
	Heads              []Head
	Lines              []NumberLine
}

// NumberLine is one measure: the reference's level, and how far each policy is
// from it.
type NumberLine struct {
	Label, Column string
	Assumed       bool
	Level         Cell
	Cells         []Cell
	N             int
	Pairing       string // how many times the runs would be needed without pairing
}

// numbers are the tables over the period of the policies and at the end.
func (r *ComparisonReport) numbers() []NumberTable {
	c := r.Run.Comparison
	var list []NumberTable
	for _, t := range []struct{ id, when, title, period string }{
		{"numbers-period", scenarios.OverPeriod, "Over the period of the policies", "Mean of the months " + duration(c)},
		{"numbers-end", scenarios.AtEnd, "In the last month", monthName(c.Months - 1)},
	} {
		table := NumberTable{ID: t.id, Title: t.title, Reference: r.reference(), Heads: r.heads(),
			Caption: t.period + ", " + r.world() + " world. Differences from " + lower(r.reference()) + ", below them the 95% interval of the mean of paired runs: of shares in percentage points (pt), of the rest in per cent. Blue is more, brown less, grey could be luck. † rests on an assumed effect. Below the number of runs: how many times as many would be needed if policies were played on different luck."}
		rest := table
		rest.ID, rest.Title = t.id+"-rest", "Further measures, "+lower(t.title)
		for _, e := range r.measured(t.when) {
			if slices.Contains(chief, e.Column) {
				table.Lines = append(table.Lines, r.numberLine(e, t.when))
			} else {
				rest.Lines = append(rest.Lines, r.numberLine(e, t.when))
			}
		}
		for _, filled := range []NumberTable{table, rest} {
			if len(filled.Lines) > 0 {
				list = append(list, filled)
			}
		}
	}
	return list
}

// chief are the measures of the first table; the others are folded.
var chief = []string{
	scenarios.AtWork, "employed", "freelancing", "unemployed", "orders", "freelance_income_usd", scenarios.Received, "pay_usd", "junior_share",
	"ai_use", "org_adoption", "trust", "fear", "skill", "quality", "variety",
}

// measured is one effect of each measure of all creatives, in their order. The
// causes of employees have a figure of their own, and sums of money a table of
// bills.
func (r *ComparisonReport) measured(when string) []*scenarios.Effect {
	var list []*scenarios.Effect
	seen := map[string]bool{}
	for i := range r.Run.Comparison.Effects {
		e := &r.Run.Comparison.Effects[i]
		if e.World == r.world() && e.By == "all" && e.When == when && !seen[e.Column] && !strings.HasPrefix(e.Column, "dlog_") && e.Unit != "USD" {
			seen[e.Column] = true
			list = append(list, e)
		}
	}
	return list
}

// numberLine is the line of the measure of an effect.
func (r *ComparisonReport) numberLine(of *scenarios.Effect, when string) NumberLine {
	c := r.Run.Comparison
	line := NumberLine{Label: of.Label, Column: of.Column, N: c.Replicates, Level: Cell{Spelling: Spelling{Value: absent}}}
	if level := r.effect(c.Levels, r.world(), c.Against, "all", "all", of.Column, when); level != nil {
		line.Level, line.Assumed = levelCell(level), level.Assumed
		if line.Level.Unit == " thousand" {
			line.Label, line.Level.Unit = of.Label+", thousand", ""
		}
	}
	least, most := math.Inf(1), math.Inf(-1)
	for _, i := range r.compared() {
		e := r.effect(c.Effects, r.world(), i, "all", "all", of.Column, when)
		if e == nil {
			line.Cells = append(line.Cells, Cell{Spelling: Spelling{Value: absent}})
			continue
		}
		line.Cells = append(line.Cells, apart(e))
		if p := float64(e.Pairing); finite(p) && p > 0 {
			least, most = math.Min(least, p), math.Max(most, p)
		}
	}
	line.Pairing = times(least, most)
	return line
}

// apart is an effect as a cell: shares in points, the rest in per cent, in the
// measure's unit where the reference is zero.
func apart(e *scenarios.Effect) Cell {
	switch {
	case e.Unit == "share":
		return difference(e.Estimate.Scaled(100), " pt")
	case !finite(float64(e.PerCent.Value)):
		return difference(e.Estimate, "")
	}
	return difference(e.PerCent, "%")
}

// levelCell is a level with its interval: shares in per cent, hundreds of
// thousands in thousands.
func levelCell(e *scenarios.Effect) Cell {
	switch {
	case e.Unit == "share":
		return Cell{Spelling: spell(e.Estimate.Scaled(100), false), Unit: "%"}
	case math.Abs(float64(e.Value)) >= 1e5:
		return Cell{Spelling: spell(e.Estimate.Scaled(1e-3), false), Unit: " thousand"}
	}
	return Cell{Spelling: spell(e.Estimate, false)}
}

// times is a range of factors: "3 to 9×".
func times(least, most float64) string {
	if least > most {
		return ""
	}
	said := func(x float64) string {
		if x < 9.95 {
			return atStep(x, 0.1, false)
		}
		return atStep(x, 1, false)
	}
	if said(least) == said(most) {
		return said(least) + "×"
	}
	return fmt.Sprintf("%s to %s×", said(least), said(most))
}
