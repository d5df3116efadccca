// Package analyse finds what came of a finished sweep: which factors move each measure,
// and in which part of the ranges a condition holds. It plays nothing; what it finds is
// told by package sensitivity, which knows no folder.
//
//   - ranking.go: a ranking of factors for each measure and choice;
//   - box.go: the box of the ranges in which a condition holds.
package analyse

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/sensitivity"
	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// Sweep analyses the finished sweep in a folder: where a condition holds, if one is
// given, and else what moves each of some measures, by name with commas between them; "":
// all that it keeps.
func Sweep(dir, where, measures string) (*sensitivity.Findings, error) {
	r, err := sweep.Open(dir)
	if err != nil {
		return nil, err
	}
	f := &sensitivity.Findings{Experiment: r.Name, Title: r.Title, Digest: r.Digest, Design: r.Kind(), Replicates: r.Replicates, Sets: r.Sets(), Figures: []string{}, NotDrawn: []string{}}
	if where == "" {
		asked, err := places(r, measures)
		if err != nil {
			return nil, err
		}
		f.Rankings, err = Rank(r, asked)
		return f, err
	}
	if measures != "" {
		return nil, scenarios.Mistake("--measure: the condition of --where names its measure: leave --measure out")
	}
	c, err := ParseCondition(r, where)
	if err != nil {
		return nil, err
	}
	f.Boxes, err = Boxes(r, c)
	return f, err
}

// places are the places of some measures, each once, in the order of the sweep; without
// names those of all.
func places(r *sweep.Results, measures string) ([]int, error) {
	var list []int
	if measures == "" {
		for m := range r.Measures {
			list = append(list, m)
		}
		return list, nil
	}
	for name := range strings.SplitSeq(measures, ",") {
		m, err := measureOf(r, "--measure", strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}
