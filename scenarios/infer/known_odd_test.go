package infer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// informed is how much of its range a parameter's sets may fill, between their 5 and
// 95 %, for what is known to have told something of it: evenly drawn they fill nine tenths.
const informed = 0.7

// ODD.md says how many sets there are, what they leave open, and which parameters what is
// known has told something of.
func TestODDSaysWhatTheSetsLeaveOpen(t *testing.T) {
	c := evidence.US()
	if c.Ensemble == nil || len(c.Known) == 0 {
		t.Fatal("the country has no ensemble or does not say what hangs on it")
	}
	starts, byStart := map[int]int{}, []string(nil)
	for _, s := range c.Ensemble.Sets {
		starts[s.Start]++
	}
	for start := 1; start <= len(starts); start++ {
		byStart = append(byStart, finding.Count(starts[start]))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, by start %s, in %s.\n\n", finding.Counted(len(c.Ensemble.Sets), "set", "sets"), finding.And(byStart), finding.Counted(len(c.Ensemble.Paths), "parameter", "parameters"))
	rows := [][]string{{"against without AI, December 2035", "5 %", "middle", "95 %", "of the runs' variance explained", "makes most of what is not known"}}
	for _, k := range c.Known {
		unit := "%"
		if sim.MeasureOf(k.Outcome).Unit == "share" {
			unit = "points"
		}
		names := finding.Each(k.Unknowns[:min(6, len(k.Unknowns))], func(u evidence.Unknown) string { return u.Path + " " + finding.Share(u.Share) })
		rows = append(rows, []string{k.Outcome + ", " + unit, finding.Figures(k.Low, 2), finding.Figures(k.Middle, 2), finding.Figures(k.High, 2), finding.Share(k.Emulated), strings.Join(names, ", ")})
	}
	b.WriteString(markdown(rows))
	told, open := 0, 0
	rows = [][]string{{"parameter", "default", "range", "sets, 5 to 95 %", "of the range"}}
	for _, k := range byWidth(c.Ensemble) {
		if k.fills > informed {
			open++
			continue
		}
		told++
		rows = append(rows, []string{k.Path, finding.Plain(k.Default), finding.Plain(k.Low) + " to " + finding.Plain(k.High),
			strconv.FormatFloat(k.from, 'g', 5, 64) + " to " + strconv.FormatFloat(k.to, 'g', 5, 64), finding.Share(k.fills)})
	}
	fmt.Fprintf(&b, "\nOf %s what is known has told something: their sets fill at most %s of their range, where evenly drawn ones would fill 90%%. %s as open as before.\n\n",
		finding.Counted(told, "parameter", "parameters"), finding.Share(informed), finding.Capital(finding.Counted(open, "is", "are")))
	b.WriteString(markdown(rows))
	oddTable(t, "known", b.String())
}

// filled is how much of a parameter's range its sets fill.
type filled struct {
	sim.Parameter
	from, to, fills float64
}

// byWidth are the parameters of an ensemble, those of which most is known first.
func byWidth(e *evidence.Ensemble) []filled {
	var list []filled
	for _, path := range e.Paths {
		q, _ := sim.Lookup(path)
		f := filled{Parameter: q}
		f.from, f.to, _ = scenarios.SetSpan(e, path)
		f.fills = (f.to - f.from) / (q.High - q.Low)
		list = append(list, f)
	}
	slices.SortStableFunc(list, func(a, b filled) int {
		if a.fills < b.fills {
			return -1
		}
		return 1
	})
	return list
}
