package infer

import (
	"cmp"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// Study says what came of futures that were played: differences of each arm from
// the reference on the same seeds, with intervals, for whom, at whose cost, in
// which worlds. The first world is the main one; groups, ratios and paths of all
// measures are told of it alone. Digest, title and files are the caller's, and
// the words follow from Tell.
func Study(c *scenarios.Contest, f *ensemble.Futures) *scenarios.Study {
	x := &reader{c: f, arms: f.Arms[:len(c.Arms)], against: c.Against, sets: f.Sets()}
	x.silent()
	out := &scenarios.Study{
		Version: scenarios.StudyVersion, Kind: cmp.Or(c.Kind, scenarios.KindComparison), Name: "comparison", Population: f.Options.Population, Months: f.Options.Months, Start: f.Start,
		Seed: f.Options.Seed, Replicates: f.Replicates(), Sets: x.sets, People: f.People, Weight: f.Weight, Exposure: f.Arms[0].Exposure,
		Worlds: f.Worlds, Titles: f.Titles, Focus: scenarios.FocusOf(f.Options),
	}
	if c.Against >= 0 {
		out.Against = f.Arms[c.Against].Name
	}
	for _, g := range f.Groups {
		if g.By == "occupation" {
			out.Occupations++
		}
	}
	for _, arm := range x.arms {
		line := scenarios.ArmOf(arm, x.arms[max(c.Against, 0)])
		x.assumed = append(x.assumed, line.Assumed)
		out.Arms = append(out.Arms, line)
	}
	if out.Kind == scenarios.KindRun {
		x.run(out)
	} else {
		x.comparison(out)
	}
	return out
}

// run tells of a scenario and its twin: levels over the years, differences at
// the end and over the period, and who pays for what is in force.
func (x *reader) run(out *scenarios.Study) {
	arm := len(x.arms) - 1
	s := x.arms[arm]
	out.Name, out.Title, out.Question, out.Start = s.Name, out.Headed(scenarios.TitleOf(s, "Scenario "+s.Name)), s.Question, x.c.Start
	if x.unused(arm) {
		out.Arms[arm].Idle = scenarios.Unused(s)
	}
	out.Levels = append(x.milestones(arm, out.Milestones()), x.levels(arm)...)
	out.Levels = append(out.Levels, x.heads(arm, finding.AtEnd)...)
	out.Levels = append(out.Levels, x.clients(arm, finding.AtEnd, x.spread)...)
	if x.against >= 0 {
		out.Levels = append(out.Levels, x.levels(x.against)...)
		out.Levels = append(out.Levels, x.clients(x.against, finding.AtEnd, x.spread)...)
		out.Effects = x.effects(arm)
	}
	if len(s.Policies) > 0 {
		out.Bills = x.bills(arm)
	}
	x.name(out, len(s.Policies) > 0)
	if out.Focus == nil { // figures are of all creatives
		out.Held = x.held(arm)
	}
}

// comparison tells of policies against each other.
func (x *reader) comparison(out *scenarios.Study) {
	for a, arm := range x.arms {
		if a != x.against && x.identical(a) {
			out.Arms[a].Idle = scenarios.Idle(arm, x.c.Worlds, x.c.Options.Months)
		}
	}
	for w := range x.c.Worlds {
		x.world = w
		out.Losses = append(out.Losses, x.losses()...)
		for a := range x.arms {
			out.Levels = append(out.Levels, x.levels(a)...)
			if a == x.against && w == 0 {
				out.Levels = append(out.Levels, x.heads(a, finding.OverPeriod)...)
				out.Levels = append(out.Levels, x.clients(a, finding.OverPeriod, x.level)...)
			}
			if a != x.against {
				out.Effects = append(out.Effects, x.effects(a)...)
				out.Ratios = append(out.Ratios, x.ratios(a)...)
				out.Undone = append(out.Undone, x.undone(a)...)
				out.Paths = append(out.Paths, x.paths(a)...)
			}
			out.Bills = append(out.Bills, x.bills(a)...)
		}
	}
	out.Regrets, out.Best = x.robustness()
	out.Precision = x.precision()
	x.name(out, true)
}

// reader reads outcomes of one world at a time.
type reader struct {
	c       *ensemble.Futures
	arms    []*scenarios.Scenario // those that are compared; behind them in c the twin of the reference, if it was played
	world   int
	against int             // -1: nothing to compare with
	sets    []int           // of replicates; nil where all have the same parameters
	assumed []bool          // by arm: the effect of a policy in it has no field estimate
	untold  map[string]bool // measures that a focus leaves out
}

// told is what is said of every measure; money and transfers stand in the main
// table only where policies are in force.
func (x *reader) told(policies bool) []finding.Measure {
	var list []finding.Measure
	focus := scenarios.FocusOf(x.c.Options)
	for _, m := range x.measures(0) {
		said := scenarios.MeasureOf(m)
		said.Main = said.Main && (policies || m.Name != sim.Received) && !focus.Counts(m.Name)
		list = append(list, said)
	}
	return list
}

// months of the period.
func (x *reader) months() float64 { return float64(x.c.Options.Months - x.c.Start) }

// values of a measure of a group at an end or over the period, by replicate.
func (x *reader) values(arm, group int, m sim.Measure, when string) []float64 {
	if when == finding.AtEnd {
		return finding.Each(x.c.Across(x.world, arm, ensemble.AtEnd, group), m.In)
	}
	out := finding.Each(x.c.Across(x.world, arm, ensemble.OverPeriod, group), m.In)
	if m.Flow() {
		for i := range out {
			out[i] *= x.months()
		}
	}
	return out
}

// minus is a - b, one by one.
func minus(a, b []float64) []float64 {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return d
}

// average is the mean of what is defined.
func average(values []float64) float64 { return table.Estimate(values, nil).Value }

// mean is that of replicates: over an ensemble that of sets.
func (x *reader) mean(values []float64) float64 { return table.Estimate(values, x.sets).Value }

// estimate is the mean of values by replicate with its interval. method is that of
// runs with one parameter set.
func (x *reader) estimate(values []float64, method string, assumed bool) finding.Estimate {
	e := table.Estimate(values, x.sets)
	e.Method, e.Assumed = scenarios.Method(method, x.sets), assumed
	return e
}

// estimate is the mean of values of runs with one parameter set.
func estimate(values []float64, method string, assumed bool) finding.Estimate {
	return (&reader{}).estimate(values, method, assumed)
}

// at is the place of a measure of a group in an arm.
func (x *reader) at(arm, group int, m sim.Measure, when string) finding.Place {
	key := x.c.Groups[group]
	return finding.Place{Column: m.Name, By: key.By, Group: key.Group, Arm: x.c.Arms[arm].Name, World: x.c.Worlds[x.world], When: when, Unit: m.Unit, Label: m.Label}
}

// whens are when effects are taken.
var whens = []string{finding.AtEnd, finding.OverPeriod}

// effects are the paired differences of an arm, of all creatives and, in the
// main world, of groups.
func (x *reader) effects(arm int) []scenarios.Effect {
	var list []scenarios.Effect
	for g, key := range x.c.Groups {
		if g > 0 && (x.world > 0 || key.By == "sector") {
			continue
		}
		for _, m := range x.measures(sim.Compared) {
			if g > 0 && !m.At(toldOf(key.By)) {
				continue
			}
			for _, when := range whens {
				if e, ok := x.effect(arm, g, m, when); ok || g == 0 {
					list = append(list, e)
				}
			}
		}
	}
	return list
}

// toldOf is what must be told of a measure for it to be told of the groups of a
// grouping.
func toldOf(by string) sim.Told {
	if slices.Contains(sim.ClientGroupings, by) {
		return sim.ByClient
	}
	return sim.ByGroup
}

// effect is one paired difference; false where it is not defined.
func (x *reader) effect(arm, group int, m sim.Measure, when string) (scenarios.Effect, bool) {
	e := x.effectOf(x.values(arm, group, m, when), x.values(x.against, group, m, when), arm, group, m, when)
	return e, finding.Defined(e.Value)
}

// effectOf is the paired difference of an arm's values from those of the reference.
func (x *reader) effectOf(own, ref []float64, arm, group int, m sim.Measure, when string) scenarios.Effect {
	d := minus(own, ref)
	e := scenarios.Effect{Estimate: x.estimate(d, scenarios.MethodPaired, x.rests(arm, m)), Pairing: math.NaN()}
	e.Place = x.at(arm, group, m, when)
	e.Estimate = x.toARow(e.Estimate, m)
	e.PerCent = e.PerCentOf(x.mean(ref))
	e.PerCent.Place, e.PerCent.Method = finding.Place{Unit: "%"}, scenarios.Method(scenarios.MethodPerCent, x.sets)
	if v := table.Variance(d); v > 0 {
		e.Pairing = (table.Variance(own) + table.Variance(ref)) / v
	}
	if group == 0 {
		e.Runs = d
	}
	return e
}

// toARow is a difference that tells people to no less than one row.
func (x *reader) toARow(e finding.Estimate, m sim.Measure) finding.Estimate {
	if m.Unit == "persons" && e.Value != 0 {
		return e.AtLeast(x.c.Weight)
	}
	return e
}

// rests tells whether a difference of an arm rests on an assumed effect: the
// measure's own, or that of a policy.
func (x *reader) rests(arm int, m sim.Measure) bool { return m.Assumed || x.assumed[arm] }

// levels are the means of an arm, of all creatives.
func (x *reader) levels(arm int) []finding.Estimate {
	var list []finding.Estimate
	for _, m := range x.measures(sim.Compared) {
		for _, when := range whens {
			list = append(list, x.level(arm, 0, m, when))
		}
	}
	return list
}

// level is the mean of a measure of a group in an arm.
func (x *reader) level(arm, group int, m sim.Measure, when string) finding.Estimate {
	e := x.estimate(x.values(arm, group, m, when), scenarios.MethodMeanRuns, m.Assumed)
	e.Place = x.at(arm, group, m, when)
	return e
}

// heads are the people of each occupation: what tables weigh occupations with.
func (x *reader) heads(arm int, when string) []finding.Estimate {
	var list []finding.Estimate
	for g, key := range x.c.Groups {
		if key.By == "occupation" {
			list = append(list, x.level(arm, g, sim.MeasureOf("people"), when))
		}
	}
	return list
}

// clients are what is told of the groups of clients, where it is defined.
func (x *reader) clients(arm int, when string, level func(arm, group int, m sim.Measure, when string) finding.Estimate) []finding.Estimate {
	var list []finding.Estimate
	for g, key := range x.c.Groups {
		if !slices.Contains(sim.ClientGroupings, key.By) {
			continue
		}
		for _, m := range x.measures(sim.ByClient) {
			if e := level(arm, g, m, when); finding.Defined(e.Value) {
				list = append(list, e)
			}
		}
	}
	return list
}

// spread is the level of a measure of a group in an arm, with the spread of runs:
// the middle 8 of 10, of few runs all of them; over an ensemble that of sets.
func (x *reader) spread(arm, group int, m sim.Measure, when string) finding.Estimate {
	return x.spreadOf(x.values(arm, group, m, when), arm, group, m, when)
}

func (x *reader) spreadOf(values []float64, arm, group int, m sim.Measure, when string) finding.Estimate {
	if x.sets != nil {
		e := x.estimate(values, scenarios.MethodLevel, m.Assumed)
		e.Place = x.at(arm, group, m, when)
		return e
	}
	values = slices.DeleteFunc(values, func(v float64) bool { return !finding.Defined(v) })
	e := finding.Undefined(scenarios.MethodLevel, len(values))
	e.Place, e.Assumed = x.at(arm, group, m, when), m.Assumed
	if e.Value, e.Low, e.High = table.Spread(values, finding.Few); len(values) < 2 {
		e.Low, e.High = math.NaN(), math.NaN()
	}
	return e
}

// milestones are the levels of an arm in some months, with the spread of runs.
func (x *reader) milestones(arm int, months []int) []finding.Estimate {
	var list []finding.Estimate
	for _, m := range x.measures(sim.Compared) {
		for _, month := range months {
			values := finding.Each(x.c.Across(x.world, arm, ensemble.InMonth, month), m.In)
			list = append(list, x.spreadOf(values, arm, 0, m, finding.Date(month)))
		}
	}
	return list
}

// unused tells whether nobody uses AI in any month of an arm.
func (x *reader) unused(arm int) bool {
	use := sim.MeasureOf("ai_use")
	return !slices.ContainsFunc(x.c.Of(0, arm), func(o *ensemble.Outcome) bool {
		return slices.ContainsFunc(x.c.Read(o.All), func(row []float64) bool { return use.In(row) > 0 })
	})
}

// identical tells whether an arm is the reference in every bit, in every world.
func (x *reader) identical(arm int) bool {
	for w := range x.c.Worlds {
		if !sameBits(x.c, w, arm, x.c, w, x.against) {
			return false
		}
	}
	return true
}

// sameBits tells whether an arm in a world is another, of the same or of other futures, in every bit
// of every month.
func sameBits(f *ensemble.Futures, world, arm int, other *ensemble.Futures, there, against int) bool {
	row := func(a, b []float64) bool {
		return slices.EqualFunc(a, b, func(v, w float64) bool { return math.Float64bits(v) == math.Float64bits(w) })
	}
	return slices.EqualFunc(f.Of(world, arm), other.Of(there, against), func(a, b *ensemble.Outcome) bool {
		return slices.EqualFunc(f.Read(a.All), other.Read(b.All), row)
	})
}
