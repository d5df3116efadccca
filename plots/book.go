package plots

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// book is Data opened for reading: every figure of one call to All reads the
// same one.
type book struct {
	Data
	world string   // the main one
	arms  []policy // all but the reference, in the order of the study

	// Of a run, whose tables are there:
	run    *lookup // Series with its statistics over runs; nil for a comparison
	gap    *lookup // Contrast with its statistics; nil without a frozen twin
	months []int   // the months that Series holds
	years  []float64
	n      int // runs
}

// errNoTwin is why a figure of differences cannot be drawn.
var errNoTwin = errors.New("this figure compares with the world without AI, and the run was played without it; play it again without --no-counterfactual")

// open reads the study and the tables of d, and adds the statistics over runs
// that they lack.
func open(d Data) (*book, error) {
	if d.Study == nil || len(d.Study.Arms) == 0 || len(d.Study.Worlds) == 0 {
		return nil, errors.New("there is no study to draw; give one of at least one future in at least one world")
	}
	if d.Today == 0 {
		d.Today = DefaultToday
	}
	b := &book{Data: d, world: d.Study.World(), arms: policiesOf(d.Study), n: d.Study.Replicates}
	if d.Study.Kind != scenarios.KindRun {
		return b, nil
	}
	return b, b.openTables()
}

// openTables indexes the tables of a run.
func (b *book) openTables() (err error) {
	if b.Series == nil || len(b.Series.Rows) == 0 {
		return errors.New("there is no table to draw; give a run's series")
	}
	one := func(s *table.Series) (*table.Series, error) { return table.Summarise(s) }
	if b.run, err = b.opened(b.Series, b.Runs, one); err != nil {
		return fmt.Errorf("the run's series cannot be drawn: %w", err)
	}
	b.months = b.run.months
	if len(b.months) == 0 {
		return errors.New("the table holds no month from January 2021 on; give a run's series")
	}
	if b.end() > 12*1000 {
		return fmt.Errorf("the table goes on to month %d, beyond the year 3021; give a run's series", b.end())
	}
	for _, m := range b.months {
		b.years = append(b.years, finding.Year(m))
	}
	if b.Contrast == nil || len(b.Contrast.Rows) == 0 {
		return nil
	}
	if b.gap, err = b.opened(b.Contrast, b.Gaps, table.SummariseContrast); err != nil {
		return fmt.Errorf("the contrast with the world without AI cannot be drawn: %w", err)
	}
	if !slices.Equal(b.gap.months, b.months) {
		return errors.New("the run and its contrast with the world without AI hold different months; give the two tables of one run")
	}
	return nil
}

// opened indexes a table, summarised over its runs if it is not yet: in one way over
// runs of one parameter set, over an ensemble by sets.
func (b *book) opened(s *table.Series, single *table.Lines, summarise func(*table.Series) (*table.Series, error)) (*lookup, error) {
	if slices.ContainsFunc(s.Rows, func(r table.Row) bool { return r.Replicate == table.Mean }) {
		return lookUp(s, single), nil
	}
	if single != nil {
		return nil, errors.New("it holds no mean over replicates; play the run again")
	}
	if b.Study.Ensemble() {
		summarise = func(s *table.Series) (*table.Series, error) { return table.SummariseSets(b.Study.Sets, s) }
	}
	summarised, err := summarise(s)
	if err != nil {
		return nil, err
	}
	return lookUp(summarised, nil), nil
}

// need is an error that names the columns that the tables lack.
func (b *book) need(columns ...string) error {
	if b.run == nil {
		return nil
	}
	lacking := b.run.missing(columns)
	if len(lacking) == 0 && b.gap != nil {
		lacking = b.gap.missing(columns)
	}
	if len(lacking) == 0 {
		return nil
	}
	return fmt.Errorf("the table has no column %s; draw it with the version of the model that wrote it, or play the run again", strings.Join(lacking, ", "))
}

// needGroups is the groups of a grouping, or an error if there are none.
func (b *book) needGroups(by string) ([]string, error) {
	groups := b.run.Groups(by)
	if len(groups) == 0 {
		return nil, fmt.Errorf("the table has no rows by %s; play the run again with its groups", by)
	}
	return groups, nil
}

// title is the human title of a group.
func (b *book) title(group string) string { return b.Study.GroupTitle(group) }

// date is the calendar month at a position.
func (b *book) date(i int) string {
	if i < 0 || i >= len(b.months) {
		return ""
	}
	return finding.Date(b.months[i])
}

// end is the last month.
func (b *book) end() int {
	if b.run == nil {
		return b.Study.Last()
	}
	return b.months[len(b.months)-1]
}

// endOf is the position of the last month.
func (b *book) endOf() int { return len(b.months) - 1 }

// period is the years that the table spans: "2021 to 2035".
func (b *book) period() string {
	first, last := finding.FirstYear+b.months[0]/12, finding.FirstYear+b.end()/12
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + " to " + strconv.Itoa(last)
}

// differs tells whether the run's difference in a measure rests on an assumption:
// its effect does, or, where none is told of, the measure or a policy in force.
func (b *book) differs(column string) bool {
	if e := b.Study.Effect(b.world, b.arms[0].key, column, finding.AtEnd); e != nil {
		return e.Assumed
	}
	return b.Study.Measure(column).Assumed || b.arms[0].mark != ""
}

// differing is a measure of which differences are shown, with the dagger of these.
func (b *book) differing(column string) string {
	return finding.Marked(b.Study.Measure(column).Label, b.differs(column))
}

// effect is an effect as figures show it, with its single runs: shares in
// points, the rest in per cent of the reference. It is undefined if there is
// none.
func (b *book) effect(world string, p policy, by, group, column, when string) (finding.Estimate, []float64) {
	e := b.Study.GroupEffect(world, p.key, by, group, column, when)
	if e == nil {
		x := finding.Undefined("", 0)
		x.Place = finding.Place{Column: column, By: by, Group: group, Arm: p.key, World: world, When: when, Unit: b.unitOf(column)}
		return x, nil
	}
	return e.Shown(), b.dots(e)
}

// dots are the single runs of an effect as figures show it: over an ensemble one of
// each parameter set, the first.
func (b *book) dots(e *scenarios.Effect) []float64 {
	runs := e.ShownRuns()
	if len(runs) != len(b.Study.Sets) {
		return runs
	}
	return table.Firsts(runs, b.Study.Sets)
}

// dot is what one of them is.
func (b *book) dot() string {
	if b.Study.Ensemble() {
		return "Small dot: one parameter set"
	}
	return "Small dot: one run"
}

// unitOf is the unit of a measure's differences.
func (b *book) unitOf(column string) string {
	if b.Study.Measure(column).Share() {
		return " points"
	}
	return "%"
}

// lacks is why a figure of a measure cannot be drawn.
func (b *book) lacks(columns ...string) error {
	return fmt.Errorf("the comparison holds no differences of %s in the %s world; compare again with the version of the model that counts them", strings.Join(columns, ", "), b.world)
}
