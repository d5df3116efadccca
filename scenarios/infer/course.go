package infer

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// A Course is a measure of a group of creatives from month to month, in the main world. Of
// groups other than all creatives it has the months that futures keep.
type Course struct {
	By, Group string
	Measure   sim.Measure
	// Index: per 100 of what each run begins with, in January 2021, and not in the measure's
	// unit.
	Index bool
}

// Indexable tells whether every run of an arm begins with something that can be set to 100.
func (c Course) Indexable(f *ensemble.Futures, arm int) bool {
	return !slices.ContainsFunc(c.inMonth(f, arm, 0), func(v float64) bool { return !(v > 0) })
}

// Of is the course in an arm with the spread of runs, an estimate a month; nil where the
// futures keep none of the group.
func (c Course) Of(f *ensemble.Futures, arm int) []finding.Estimate {
	x := &reader{c: f, arms: f.Arms, sets: f.Sets()}
	base, at := c.base(f, arm), x.place(c.By, c.Group)
	line := make([]finding.Estimate, f.Options.Months)
	for month := range line {
		values := c.per100(c.inMonth(f, arm, month), base)
		if values == nil || at < 0 {
			return nil
		}
		line[month] = x.spreadOf(values, arm, at, c.Measure, finding.Date(month))
	}
	return line
}

// Gap is the difference of the course in an arm from that in another, of the same or of
// other futures, which play the same seeds and sets of parameters: paired, an estimate for
// each month that both have; nil as of Of.
func (c Course) Gap(f *ensemble.Futures, arm int, other *ensemble.Futures, against int) []finding.Estimate {
	x := &reader{c: f, arms: f.Arms, sets: f.Sets()}
	base, from, at := c.base(f, arm), c.base(other, against), x.place(c.By, c.Group)
	line := make([]finding.Estimate, min(f.Options.Months, other.Options.Months))
	for month := range line {
		mine, others := c.per100(c.inMonth(f, arm, month), base), c.per100(c.inMonth(other, against, month), from)
		if mine == nil || others == nil || at < 0 {
			return nil
		}
		line[month] = c.toARow(x, x.estimate(minus(mine, others), scenarios.MethodPaired, c.Measure.Assumed), base)
		line[month].Place = x.at(arm, at, c.Measure, finding.Date(month))
	}
	return line
}

// Ends are the paired differences of the last month that both have, by replicate.
func (c Course) Ends(f *ensemble.Futures, arm int, other *ensemble.Futures, against int) []float64 {
	last := min(f.Options.Months, other.Options.Months) - 1
	return minus(c.per100(c.inMonth(f, arm, last), c.base(f, arm)), c.per100(c.inMonth(other, against, last), c.base(other, against)))
}

// Same tells whether an arm is to the bit what another is, of the same or of other futures.
func Same(f *ensemble.Futures, arm int, other *ensemble.Futures, against int) bool {
	return sameBits(f, 0, arm, other, 0, against)
}

// Unused tells whether nobody uses AI in any month of an arm.
func Unused(f *ensemble.Futures, arm int) bool { return (&reader{c: f}).unused(arm) }

// Pairs tells whether replicates of two futures play the same seeds and sets of parameters
// in as many creatives, so that they can be paired.
func Pairs(f, other *ensemble.Futures) bool {
	return slices.Equal(f.Seeds, other.Seeds) && slices.Equal(f.Sets(), other.Sets()) && f.Options.Population == other.Options.Population
}

// base is what each run of an arm begins with; nil where the course is in its own unit.
func (c Course) base(f *ensemble.Futures, arm int) []float64 {
	if !c.Index {
		return nil
	}
	return c.inMonth(f, arm, 0)
}

// per100 are values by replicate per 100 of a base, if there is one.
func (c Course) per100(values, base []float64) []float64 {
	if base == nil {
		return values
	}
	for i := range values {
		values[i] *= 100 / base[i]
	}
	return values
}

// toARow is a difference that tells people to no less than one row.
func (c Course) toARow(x *reader, e finding.Estimate, base []float64) finding.Estimate {
	if base == nil {
		return x.toARow(e, c.Measure)
	}
	if c.Measure.Unit != "persons" || e.Value == 0 {
		return e
	}
	return e.AtLeast(100 * x.c.Weight / x.mean(base))
}

// inMonth is the measure in an arm, by replicate; nil where that is not kept.
func (c Course) inMonth(f *ensemble.Futures, arm, month int) []float64 {
	return (&reader{c: f}).inMonth(arm, month, c.By, c.Group, c.Measure)
}

// place is that of a group in the outcomes, -1 for none.
func (x *reader) place(by, group string) int {
	return slices.IndexFunc(x.c.Groups, func(g table.Row) bool { return g.By == by && g.Group == group })
}

// inMonth is a measure of a group in an arm, by replicate; nil where that is not kept.
func (x *reader) inMonth(arm, month int, by, group string, m sim.Measure) []float64 {
	if by == table.All {
		return finding.Each(x.c.Across(x.world, arm, ensemble.InMonth, month), m.In)
	}
	var values []float64
	for _, o := range x.c.Of(x.world, arm) {
		if row := x.c.Row(o, month, by, group); row != nil {
			values = append(values, m.In(row))
		}
	}
	return values
}
