package report

import (
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
)

// Line is one of the main numbers: its level over the years and its difference
// from the frozen world at the end.
type Line struct {
	Label, Column, Unit string
	Assumed             bool
	Levels              []Cell
	Against             *Cell // nil without a frozen twin
	N                   int
}

// Cell is an estimate as a table shows it.
type Cell struct {
	Spelling
	Unit  string // follows the numbers: "%", " points", ""
	Class string // "more", "less", "luck" or ""
	Note  string // "could be luck", "" otherwise
}

// lines are the main numbers of a summary.
func lines(s *scenarios.Summary) []Line {
	var list []Line
	for i := range s.Measures {
		m := &s.Measures[i]
		line := Line{Label: m.Label, Column: m.Column, Unit: m.Unit, Assumed: m.Assumed, N: s.Replicates}
		factor, unit := scale(m)
		if unit == " thousand" {
			line.Label, unit = m.Label+", thousand", ""
		}
		for _, l := range m.Levels {
			line.Levels = append(line.Levels, Cell{Spelling: spell(l.Scaled(factor), false), Unit: unit})
		}
		if m.Against != nil {
			cell := gap(m)
			line.Against = &cell
		}
		list = append(list, line)
	}
	return list
}

// scale is how levels of a measure are shown: shares in per cent, what counts
// in hundreds of thousands in thousands.
func scale(m *scenarios.Measure) (factor float64, unit string) {
	if m.Unit == "share" {
		return 100, "%"
	}
	for _, l := range m.Levels {
		if l.Value >= 1e5 {
			return 1e-3, " thousand"
		}
	}
	return 1, ""
}

// gap is a difference: of shares in points, of the rest in per cent of the
// frozen world, or in the measure's unit where that is zero.
func gap(m *scenarios.Measure) Cell {
	switch {
	case m.Unit == "share":
		return difference(m.Against.Scaled(100), " points")
	case m.Relative.Verdict() == scenarios.Absent && m.Against.Verdict() != scenarios.Absent:
		return difference(*m.Against, "")
	}
	return difference(*m.Relative, "%")
}

// difference is a difference with what may be said of it.
func difference(e scenarios.Estimate, unit string) Cell {
	c := Cell{Spelling: spell(e, true), Unit: unit}
	switch v := e.Verdict(); {
	case v == scenarios.Absent && e.Value == 0:
		return Cell{Spelling: Spelling{Value: "none"}}
	case v == scenarios.Absent:
		return Cell{Spelling: Spelling{Value: absent}}
	case v == scenarios.Luck:
		c.Class, c.Note = "luck", "could be luck"
	case v == scenarios.Single:
		c.Class, c.Note = "luck", "one run"
	case e.Value < 0:
		c.Class = "less"
	default:
		c.Class = "more"
	}
	return c
}

// Text is the cell's value with its unit.
func (c Cell) Text() string {
	if strings.Trim(c.Value, absent) == "" || c.Value == "none" {
		return c.Value
	}
	return c.Value + c.Unit
}
