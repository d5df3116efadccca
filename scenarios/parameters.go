package scenarios

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// parameterColumns is the header of the table of parameters.
var parameterColumns = []string{"path", "unit", "default", "low", "high", "source", "mechanism", "sets_low", "sets_high", "switch", "assumed", "source_ids", "meaning"}

// SelectParameters returns the parameters named: paths, or mechanisms, which
// stand for all of theirs; without names, every parameter. A name that is
// neither is bad input.
func SelectParameters(wanted []string) ([]sim.Parameter, error) {
	all := sim.Parameters()
	if len(wanted) == 0 {
		return all, nil
	}
	known := parameterPaths()
	for _, p := range all {
		if !slices.Contains(known, p.Mechanism) {
			known = append(known, p.Mechanism)
		}
	}
	for _, name := range wanted {
		if why := goneFor(name); why != "" {
			return nil, Mistake("%s %s", name, why)
		}
		if !slices.Contains(known, name) {
			return nil, Mistake("%s: no parameter and no mechanism has this name%s", file.Shown(name, true), file.Meant(name, known))
		}
	}
	return slices.DeleteFunc(all, func(p sim.Parameter) bool {
		return !slices.Contains(wanted, p.Path) && !slices.Contains(wanted, p.Mechanism)
	}), nil
}

// toldParameter is a parameter with what follows from its source.
type toldParameter struct {
	sim.Parameter
	Assumed   bool     `json:"assumed"`    // nobody measured the value
	SourceIDs []string `json:"source_ids"` // keys of references.csv and of the country's sources.csv
	// SetsLow and SetsHigh are the 5 and 95 % of the parameter over the country's sets;
	// NaN where sets do not vary it.
	SetsLow  float64 `json:"sets_low"`
	SetsHigh float64 `json:"sets_high"`
}

// SetSpan is the 5 and 95 % of a parameter over the sets of a country's ensemble; false
// where they do not vary it.
func SetSpan(e *evidence.Ensemble, path string) (low, high float64, varied bool) {
	if e == nil || !slices.Contains(e.Paths, path) {
		return math.NaN(), math.NaN(), false
	}
	at := slices.Index(e.Paths, path)
	x := table.Estimate(finding.Each(e.Sets, func(s evidence.Set) float64 { return s.Values[at] }), finding.Each(e.Sets, func(s evidence.Set) int { return s.Number }))
	return x.Low, x.High, true
}

// toldParameters are parameters with what follows from their sources.
func toldParameters(list []sim.Parameter) []toldParameter {
	c := evidence.US()
	spellings := evidence.Spellings(c.Sources)
	return finding.Each(list, func(p sim.Parameter) toldParameter {
		low, high, _ := SetSpan(c.Ensemble, p.Path)
		return toldParameter{p, p.Assumed(), evidence.CitedIn(p.Source, spellings), low, high}
	})
}

// yes is a truth in the table: yes or no.
func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// WriteParametersCSV writes the table with the columns path, unit, default,
// low, high, source, mechanism, sets_low and sets_high (5 and 95 % over the
// sets of the country's ensemble, empty where they do not vary it), switch: the option
// or policy without which a parameter does nothing, assumed (yes or no: nobody
// measured the value), source_ids: the keys of references and sources of the
// evidence that the source cites, with blanks between them, and meaning.
func WriteParametersCSV(w io.Writer, list []sim.Parameter) error {
	rows := [][]string{parameterColumns}
	for _, p := range toldParameters(list) {
		rows = append(rows, []string{p.Path, p.Unit, file.Exact(p.Default), file.Exact(p.Low), file.Exact(p.High), p.Source, p.Mechanism, string(table.AppendNumber(nil, p.SetsLow)), string(table.AppendNumber(nil, p.SetsHigh)), p.Switch,
			yes(p.Assumed), strings.Join(p.SourceIDs, " "), p.Meaning})
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// WriteParametersJSON writes the table as a list of objects.
func WriteParametersJSON(w io.Writer, list []sim.Parameter) error {
	return finding.WriteJSON(w, toldParameters(list))
}

// WriteParametersText writes a line a parameter for reading, under the name of
// its mechanism; "*" marks those that the sets of the
// country's ensemble vary.
func WriteParametersText(w io.Writer, list []sim.Parameter) error {
	var b strings.Builder
	ensemble, longest := evidence.US().Ensemble, 0
	for _, p := range list {
		longest = max(longest, len(p.Path))
	}
	mechanism := ""
	for _, p := range list {
		if p.Mechanism != mechanism {
			if mechanism != "" {
				b.WriteByte('\n')
			}
			mechanism = p.Mechanism
			b.WriteString(mechanism + "\n")
		}
		mark := " "
		if _, _, varied := SetSpan(ensemble, p.Path); varied {
			mark = "*"
		}
		fmt.Fprintf(&b, "%s %-*s  %s (%s to %s) %s; %s\n", mark, longest, p.Path, file.Brief(p.Default), file.Brief(p.Low), file.Brief(p.High), p.Unit, p.Source)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
